// @ts-check
/* The map in its frame, seen from the page around it: when it is drawn, and what it is to mark. */
"use strict";

(() => {
  const MAP_WAIT_MS = 4000;

  /**
   * Calls back once, when the map has been drawn or has had its time.
   * @param {() => void} then
   */
  function whenDrawn(then) {
    let isDone = false;
    const once = () => {
      if (isDone) return;
      isDone = true;
      // Let the browser paint what it has before it is given more to do.
      requestAnimationFrame(() => setTimeout(then));
    };
    if (window.reading.findFrame()?.document.querySelector("path.country")) {
      once();
      return;
    }
    document.addEventListener("map-drawn", once, { once: true });
    setTimeout(once, MAP_WAIT_MS);
  }

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

  window.reading = { ...window.reading, whenDrawn, markMap };
})();
