// @ts-check
/* Draws the map of a file that stands alone, and keeps map and text in step with the address: what
   its fragment names is marked in both, so that links, a click on the map and the browser's Back all
   do the same. */
"use strict";

(() => {
  const { splitIds } = window.attributes;
  const root = document.documentElement;
  const place = findById("map-place");
  const box = findById("map");
  const ended = splitIds(box.dataset.ended);

  /** @type {MapHost} */
  const host = {
    // The fragment does the rest. Where there is no zone, the map was clicked beside them all.
    notify({ zone }) {
      location.hash = zone ? `zone-${zone}` : "all-zones";
    },
    onTheme(follow) {
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow);
      addEventListener("afterprint", follow);
    },
    whenDrawn: followAddress,
  };

  /** @param {string} id */
  function findById(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /**
   * @param {string[]} chosen
   * @param {string[]} [touched]
   */
  function choose(chosen, touched = []) {
    window.zoneMap.choose({ chosen, touched, ended });
  }

  function followAddress() {
    const target = document.getElementById(location.hash.slice(1));
    if (target === place) return;
    /** @type {HTMLElement | null | undefined} */
    const part = target?.closest("[data-zones]");
    const zones = splitIds(part?.dataset.zones);
    if (zones.length === 1) choose(zones);
    else choose([], zones);
    const passage = target?.classList.contains("anchor") ? target.id.slice("passage-".length) : "";
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll("[data-passages]")
    )) {
      words.classList.toggle("chosen", splitIds(words.dataset.passages).includes(passage));
    }
    if (target) unfold(target);
  }

  /** @returns {HTMLDetailsElement[]} */
  function findFolded() {
    return [...document.querySelectorAll("details")].filter(
      (details) => !details.open && details.closest(".text"),
    );
  }

  /**
   * Browsers of some years ago do not open what is folded when a link leads into it.
   * @param {Element} target
   */
  function unfold(target) {
    const folded = findFolded().filter((details) => details.contains(target));
    for (const details of folded) details.open = true;
    if (folded.length) target.scrollIntoView();
  }

  /** @param {MouseEvent} event */
  function showOnMap(event) {
    if (!(event.target instanceof Element)) return;
    /** @type {HTMLElement | null} */
    const link = event.target.closest("[data-show]");
    if (!link) return;
    choose(splitIds(link.dataset.show));
    const { top, bottom } = box.getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) event.preventDefault();
  }

  /**
   * On paper the map has a width of its own, and nothing is folded.
   * @param {L.Map} map
   */
  function printWell(map) {
    /** @type {HTMLDetailsElement[]} */
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = findFolded();
      for (const details of folded) details.open = true;
      root.dataset.theme = "light";
      root.classList.add("on-paper");
      map.invalidateSize({ animate: false });
      map.fire("paper");
    });
    addEventListener("afterprint", () => {
      for (const details of folded) details.open = false;
      root.classList.remove("on-paper");
      map.invalidateSize({ animate: false });
      map.fire("screen");
    });
  }

  root.classList.add("has-map");
  const map = window.mapAlone.openMap(box, host);
  // Where the query differs too, as on the site, going back is no change of the fragment alone.
  for (const change of ["hashchange", "popstate"]) addEventListener(change, followAddress);
  addEventListener("click", showOnMap);
  addEventListener("click", window.citing.cite);
  printWell(map);
})();
