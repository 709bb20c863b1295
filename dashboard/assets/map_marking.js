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

  window.reading = { ...window.reading, markMap };
})();
