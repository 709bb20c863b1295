// @ts-check
/* What the map notifies where it stands in streamlit-folium's frame. */
"use strict";

(() => {
  /* A click is sent at once, without the component's own delay, and carries a count, so that the
     same zone can be chosen twice in a row. */
  let clicks = Date.now();
  /** @type {MapHost} */
  const frame = {
    notify({ zone, point }) {
      clicks += 1;
      window.Streamlit.setComponentValue({ zone, lon: point.lng, lat: point.lat, count: clicks });
    },
    onTheme(follow) {
      window.Streamlit.events.addEventListener(window.Streamlit.RENDER_EVENT, follow);
    },
    async whenDrawn() {
      await window.mapParts.finishFrame();
      window.parent.document.dispatchEvent(new Event("map-drawn"));
    },
  };

  window.mapParts = { ...window.mapParts, frame };
})();
