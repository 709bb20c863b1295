// @ts-check
/* The map in its frame, seen from the page around it: what it is to mark. */
"use strict";

(() => {
  /**
   * @param {Picked} choice
   * @param {ReadingDocument} text
   */
  function markMap({ zone, passage, asof, asked }, text) {
    const map = window.reading.findFrame()?.zoneMap;
    const touched = text.zonesOf(passage).filter((one) => one !== zone);
    const day = window.reading.describeMarks(text.findStage(asof), asof);
    map?.choose({ chosen: zone ? [zone] : [], touched, ...day });
    map?.ask(asked);
  }

  /** Shows the stretch of a line that the button beside it in the panel is for. @param {MouseEvent} event */
  function showStretch({ target }) {
    /** @type {HTMLElement | null} */
    const button = target instanceof Element ? target.closest("[data-stretch]") : null;
    if (!button) return;
    const map = window.reading.findFrame();
    map?.frameElement?.scrollIntoView({ block: "nearest" });
    map?.zoneMap.showStretch(button.dataset.stretch ?? "");
  }

  document.addEventListener("click", showStretch);
  window.reading = { ...window.reading, markMap };
})();
