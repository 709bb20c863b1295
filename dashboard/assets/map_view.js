// @ts-check
/* What of the map is in view: all zones, or the chosen ones. */
"use strict";

(() => {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /**
   * @param {L.Map} map
   * @param {Atlas["bounds"]} bounds Of all zones.
   * @param {() => L.LatLngBounds} findChosen The bounds of what is chosen; not valid where nothing is.
   */
  function makeView(map, bounds, findChosen) {
    /** @param {L.FitBoundsOptions} [options] */
    function showAll(options = {}) {
      // To the pixel, as the page shows it before the map is drawn (first_view.css).
      const { zoomSnap } = map.options;
      map.options.zoomSnap = 0;
      // Names of towns on the coast stand to the left of the zones.
      map.fitBounds(bounds, {
        paddingTopLeft: [46, 10],
        paddingBottomRight: [10, 22],
        animate: !isStill,
        ...options,
      });
      map.options.zoomSnap = zoomSnap;
    }

    /* The styles, and with them the map's height, may arrive after the map is drawn: keep all
       zones in view until the reader moves the map. */
    function keepInView() {
      let isMoved = false;
      const noteMove = () => {
        isMoved = true;
      };
      for (const name of ["pointerdown", "wheel", "keydown"]) {
        map.getContainer().addEventListener(name, noteMove, { passive: true });
      }
      const settle = () => {
        map.invalidateSize({ animate: false });
        if (!isMoved) showAll({ animate: false });
        map.fire("settle");
      };
      map.on("resize", settle);
      for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
        link.addEventListener("load", settle);
      }
      showAll({ animate: false });
    }

    /** @param {L.FitBoundsOptions} [options] */
    function showChosen(options = {}) {
      const chosen = findChosen();
      if (chosen.isValid())
        map.fitBounds(chosen, { padding: [30, 30], animate: !isStill, ...options });
      else showAll(options);
    }

    if (isStill) map.options.inertia = false;
    return { showAll, showChosen, keepInView };
  }

  window.mapParts = { ...window.mapParts, makeView };
})();
