// @ts-check
/* What an address asks "was it inside?" of, and which answers on the page are to that question. */
"use strict";

(() => {
  /** The names of a question, in the order of dashboard/selection.py. */
  const ASKED = ["place", "id", "lon", "lat"];

  /**
   * The question of an address, as a query of its own; empty where there is none.
   * @param {URLSearchParams} address
   */
  function readAsked(address) {
    const given = ASKED.map((name) => [name, address.get(name) ?? ""]);
    return String(new URLSearchParams(given.filter(([, value]) => value)));
  }

  /**
   * The question that a click on the map means; empty where it has no point.
   * @param {ClickedPoint | null} point
   */
  function askPoint(point) {
    return point ? `lon=${point.lng.toFixed(5)}&lat=${point.lat.toFixed(5)}` : "";
  }

  /**
   * What the server says of a place is shown only while that is what is asked.
   * @param {string} asked
   */
  function hideOldAnswers(asked) {
    /** @type {NodeListOf<HTMLElement>} */
    const answers = document.querySelectorAll("[data-asked]");
    for (const answer of answers) {
      const question = new URLSearchParams(answer.dataset.asked);
      answer.hidden = readAsked(question) !== asked;
    }
  }

  /** Brings the answer into view that stands in the panel. */
  function showAnswer() {
    document.querySelector("[data-asked]:not([hidden])")?.scrollIntoView({ block: "nearest" });
  }

  window.reading = { ...window.reading, readAsked, askPoint, hideOldAnswers, showAnswer };
})();
