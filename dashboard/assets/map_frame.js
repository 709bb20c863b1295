// @ts-check
/* What the map notifies where it stands in streamlit-folium's frame: the page around it. */
"use strict";

(() => {
  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  function tellPage(name, detail) {
    window.parent.document.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @type {MapHost} */
  const frame = {
    notify: (click) => tellPage("map-click", click),
    change: (change) => tellPage("map-change", change),
    read: () => tellPage("map-read"),
    onTheme(follow) {
      window.Streamlit.events.addEventListener(window.Streamlit.RENDER_EVENT, follow);
    },
    whenDrawn() {
      window.mapParts.finishFrame();
      tellPage("map-drawn");
    },
  };

  window.mapParts = { ...window.mapParts, frame };
})();
