// @ts-check
/* What of the map is in view: all zones, or the chosen ones. */
"use strict";

(() => {
  const { isSmall } = window.mapParts;
  /** A map of less width than this is a phone's, in pixels. */
  const NARROW_PX = 560;
  /** The zoom at which a town is seen with what lies around it. */
  const LARGEST_AROUND = 11;
  /** Nothing can be fitted into a map of less, to either side, beside its margins: it is hidden. */
  const LEAST_PX = 200;
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
      // Names of towns on the coast stand to the left of the zones; on a narrow map those of the zones
      // need what is between them and the buttons, and what is said of the map takes more lines.
      const isNarrow = map.getSize().x < NARROW_PX;
      map.fitBounds(bounds, {
        paddingTopLeft: [46, 10],
        paddingBottomRight: isNarrow ? [106, 44] : [10, 22],
        animate: !isStill,
        ...options,
      });
      map.options.zoomSnap = zoomSnap;
    }

    let isMoved = false;
    /** Shows once more what was shown of itself, not by the reader. */
    let showAgain = showAll;
    /* The map may get another size: it keeps in view what was, until the reader moves it. */
    function keepInView() {
      const noteMove = () => {
        isMoved = true;
      };
      for (const name of ["pointerdown", "keydown"]) {
        map.getContainer().addEventListener(name, noteMove, { passive: true });
      }
      map.getContainer().addEventListener("wheel", (event) => {
        if (event.ctrlKey || event.metaKey) noteMove();
      });
      const settle = () => {
        map.invalidateSize({ animate: false });
        const { x, y } = map.getSize();
        if (!isMoved && Math.min(x, y) >= LEAST_PX) showAgain({ animate: false });
        map.fire("settle");
      };
      map.on("resize", settle);
      showAll({ animate: false });
    }

    /* The names of a zone stand beside it, and are to be in view too. */
    function measureNames() {
      const names = [...map.getContainer().querySelectorAll(".zone-label.chosen .label-text")];
      return Math.max(0, ...names.map((name) => name.getBoundingClientRect().width));
    }

    /** @param {L.FitBoundsOptions} [options] */
    function showChosen(options = {}, chosen = findChosen()) {
      if (!chosen.isValid()) {
        showAll(options);
        return;
      }
      const { x, y } = map.getSize();
      // Beside the title, the buttons and the scale; a narrow map has space for less.
      const isNarrow = x < NARROW_PX;
      const side = isNarrow ? 20 : Math.min(measureNames(), x / 5) + 20;
      map.fitBounds(chosen, {
        paddingTopLeft: [isNarrow ? 20 : 60, Math.min(isNarrow ? 30 : 130, y / 4)],
        paddingBottomRight: [side + (isNarrow ? 30 : 20), 50],
        animate: !isStill,
        ...options,
      });
    }

    let wasChosen = "";
    /* What was just chosen, by a click or by the address, and is too small to be made out is shown
       larger. */
    function showSmall() {
      const chosen = findChosen();
      const box = chosen.isValid() ? chosen.toBBoxString() : "";
      const isNew = box !== wasChosen;
      wasChosen = box;
      if (!isNew || !box || !isSmall(map, chosen)) return;
      showAgain = (options = {}) => showChosen(options, chosen);
      showAgain();
    }

    /**
     * Shows a place and what lies so far around it larger, where that is too small to be made out.
     * @param {L.LatLngTuple} point
     * @param {number} km
     */
    function showAround(point, km) {
      const around = L.latLng(point).toBounds(2000 * km);
      if (!km || !isSmall(map, around)) return;
      showAgain = (options = {}) =>
        map.fitBounds(around, { maxZoom: LARGEST_AROUND, animate: !isStill, ...options });
      map.once("zoomend", () => map.fire("settle"));
      showAgain();
    }

    if (isStill) map.options.inertia = false;
    return { showAll, showChosen, showSmall, showAround, keepInView };
  }

  window.mapParts = { ...window.mapParts, NARROW_PX, makeView };
})();
