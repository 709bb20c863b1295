// @ts-check
/* Which link, or zone of the list, an event on the page means. */
"use strict";

(() => {
  const OPTION = ".st-key-zone [data-testid=stRadioOption]";
  /** How far keys go in the list. @type {Record<string, number>} */
  const ARROWS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

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

  /**
   * The place in the list of zones that a click or a key chooses; null where it chooses none.
   * @param {Event} event
   */
  function findListed(event) {
    const option = findOrigin(event)?.closest(OPTION);
    const step = event.type === "click" ? 0 : ARROWS[/** @type {KeyboardEvent} */ (event).key];
    if (!option || step === undefined) return null;
    const options = [...document.querySelectorAll(OPTION)];
    return (options.indexOf(option) + step + options.length) % options.length;
  }

  /** The events that come before a link can be copied, or opened in another tab. */
  const REACHING = ["pointerover", "pointerdown", "focusin", "keydown"];

  /**
   * Has the link that is reached lead to the view that a click on it would show.
   * @param {Event} event
   * @param {ReadingDocument | null} text
   * @param {Picked} choice
   */
  function writeAddress(event, text, choice) {
    /** @type {HTMLAnchorElement | null | undefined} */
    const link = findOrigin(event)?.closest("a[data-choose]");
    const target = link && !link.closest(".article-nav") && text?.follow(link, choice);
    if (target) link.href = window.choices.toAddress(target);
  }

  window.links = { REACHING, writeAddress, findOrigin, findLink, findListed };
})();
