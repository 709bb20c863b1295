// @ts-check
/* The map on a page of its own, without Streamlit: the one-file HTML, the static site, frames on other
   sites. */
"use strict";

(() => {
  /**
   * Draws the map in a box, with what the page's map has from folium (zone_map.py).
   * @param {HTMLElement} box
   * @param {MapHost} host
   * @returns {L.Map}
   */
  function openMap(box, host) {
    window.atlas = JSON.parse(document.getElementById("atlas")?.textContent ?? "");
    box.replaceChildren();
    const around = L.latLngBounds(window.atlas.window);
    const map = L.map(box, {
      center: around.getCenter(),
      zoom: window.atlas.leastZoom + 1,
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      wheelPxPerZoomLevel: 90,
      minZoom: window.atlas.leastZoom,
      maxZoom: 14,
      maxBounds: around,
    });
    const { posts } = window.zoneMap.draw(map, host);
    L.control.layers({}, { [window.atlas.postsTitle]: posts }, { position: "topright" }).addTo(map);
    return map;
  }

  /**
   * The zones that had ended before a day; null where the text is no day.
   * @param {string} day
   * @returns {string[] | null}
   */
  function findEnded(day) {
    if (!window.attributes.isDay(day)) return null;
    /** @type {Record<string, string>} */
    const lastDays = JSON.parse(document.getElementById("last-days")?.textContent ?? "{}");
    return Object.keys(lastDays).filter((zone) => lastDays[zone] < day);
  }

  /**
   * A text that came with an address, no longer than a sentence can hold.
   * @param {string} text
   */
  function shorten(text) {
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
  }

  window.mapAlone = { openMap, findEnded, shorten };
})();
