// @ts-check
/* The wheel and one finger scroll the page that the map stands in; with Ctrl, or with two fingers,
   they move the map. */
"use strict";

(() => {
  const { element } = window.mapParts;

  const SHOWN_MS = 1500;
  const isApple = /Mac|iP(hone|ad|od)/.test(navigator.userAgent);

  /**
   * @param {L.Map} map
   */
  function shareGestures(map) {
    const box = map.getContainer();
    const hint = element("div", "gesture-hint");
    hint.setAttribute("aria-hidden", "true");
    box.append(hint);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let hiding;

    /** @param {string} text */
    function show(text) {
      hint.textContent = text;
      hint.classList.add("shown");
      clearTimeout(hiding);
      hiding = setTimeout(() => hint.classList.remove("shown"), SHOWN_MS);
    }

    const isFilling = () => document.fullscreenElement === box;

    box.addEventListener(
      "wheel",
      (event) => {
        if (event.ctrlKey || event.metaKey || isFilling()) return;
        // Leaflet must not hear of it; the page scrolls.
        event.stopImmediatePropagation();
        show(`${isApple ? "⌘" : "Ctrl"} + scroll zooms the map`);
      },
      { capture: true, passive: true },
    );

    /* Without dragging, Leaflet leaves one finger to the browser and takes two. */
    const isTouch = matchMedia("(pointer: coarse)");
    const follow = () => {
      if (isTouch.matches && !isFilling()) map.dragging.disable();
      else map.dragging.enable();
    };
    isTouch.addEventListener("change", follow);
    document.addEventListener("fullscreenchange", follow);
    follow();
    box.addEventListener(
      "touchmove",
      (event) => {
        if (event.touches.length === 1 && !map.dragging.enabled()) {
          show("Two fingers move the map");
        }
      },
      { passive: true },
    );
  }

  window.mapParts = { ...window.mapParts, shareGestures };
})();
