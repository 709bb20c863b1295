// @ts-check
/* What attributes and addresses hold as text: lists of ids, and days. */
"use strict";

(() => {
  /** @param {string} [ids] Those of an attribute, with spaces between them. */
  function splitIds(ids = "") {
    return ids.split(" ").filter(Boolean);
  }

  /** @param {string} text */
  function isDay(text) {
    const day = new Date(`${text}T00:00Z`);
    return !isNaN(day.getTime()) && day.toISOString().startsWith(`${text}T`);
  }

  /**
   * A day in words.
   * @param {string} day
   */
  function formatDay(day) {
    return new Date(`${day}T00:00Z`).toLocaleDateString("en-GB", {
      timeZone: "UTC",
      dateStyle: "long",
    });
  }

  window.attributes = { splitIds, isDay, formatDay };
})();
