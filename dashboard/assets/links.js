// @ts-check
/* Which link an event on the page means. */
"use strict";

(() => {
  /**
   * The element that an event began at; null where it was the document itself.
   * @param {Event} event
   */
  function findOrigin(event) {
    return event.target instanceof Element ? event.target : null;
  }

  /**
   * The link a click means: the one under the pointer, or, on the words of an excerpt, that excerpt's
   * own. Words that are being selected are no click.
   * @param {Event} event
   * @returns {HTMLAnchorElement | null}
   */
  function findLink(event) {
    const origin = findOrigin(event);
    /** @type {HTMLAnchorElement | null | undefined} */
    const link = origin?.closest("a[href]");
    if (link || origin?.closest("button")) return link ?? null;
    const card = origin?.closest(".excerpt");
    return card && getSelection()?.isCollapsed ? card.querySelector("a[data-choose]") : null;
  }

  window.links = { findOrigin, findLink };
})();
