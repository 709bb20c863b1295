// @ts-check
/* The map in its frame, seen from the page around it: what it is to mark. */
"use strict";

(() => {
  /**
   * @param {Picked} choice
   * @param {string[]} touched The zones that the chosen passage speaks of.
   */
  function markMap({ zone, asked }, touched) {
    const map = window.reading.findFrame()?.zoneMap;
    const others = touched.filter((one) => one !== zone);
    map?.choose({ chosen: zone ? [zone] : [], touched: others });
    map?.ask(asked);
  }

  window.reading = { ...window.reading, markMap };
})();
