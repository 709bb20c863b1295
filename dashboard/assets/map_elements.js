// @ts-check
/* What the map's scripts make elements and colours with. */
"use strict";

(() => {
  /**
   * Whether a colour of six hexadecimal digits is a light one; any other is taken to be.
   * @param {string} colour
   */
  function isLight(colour) {
    const hex = colour.trim().match(/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i);
    return !hex || hex.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) > 382;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} [className]
   * @param {string} [text]
   */
  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /**
   * Leads with the arrow keys from one of several elements to the next, so that they need be but one
   * stop for the Tab key.
   * @param {(HTMLElement | SVGElement)[]} fellows
   * @param {KeyboardEvent} event On one of them.
   */
  function step(fellows, event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const place = fellows.findIndex((fellow) => fellow === event.target);
    if (!by || place < 0) return;
    event.preventDefault();
    event.stopPropagation();
    fellows.at((place + by) % fellows.length)?.focus();
  }

  /**
   * @param {Element} one
   * @param {Element} other
   */
  function overlap(one, other) {
    const [a, b] = [one, other].map((part) => part.getBoundingClientRect());
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  window.mapParts = { ...window.mapParts, element, isLight, overlap, step };
})();
