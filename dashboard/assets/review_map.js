// @ts-check
/* The map beside the text: the places that are suggested, and the zones of what is chosen. */
"use strict";

(() => {
  const { find, name } = window.review;

  /** @param {(item: ReviewItem) => void} choose */
  function makeMap(choose) {
    const layer = L.layerGroup();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const map = window.mapAlone.openMap(find("map"), {
      notify() {},
      onTheme: (follow) => dark.addEventListener("change", follow),
      whenDrawn() {},
    });
    layer.addTo(map);

    /** @param {ReviewItem[]} items @param {ReviewItem | undefined} chosen */
    function draw(items, chosen) {
      layer.clearLayers();
      for (const item of items) {
        for (const place of item.candidates ?? []) {
          const isOther = item.chosen && item.chosen !== place.place;
          const state = isOther ? "rejected" : item.decision.replace(" ", "-");
          const isChosen = chosen && name(chosen) === name(item);
          L.circleMarker([place.lat, place.lon], {
            radius: isChosen ? 9 : 6,
            className: `suggested ${state}${isChosen ? " chosen" : ""}`,
          })
            .bindTooltip(document.createTextNode(place.name).data.replace(/[&<]/g, " "))
            .on("click", () => choose(item))
            .addTo(layer);
        }
      }
      window.zoneMap.choose({ chosen: chosen?.zones ?? [], touched: [] });
      const points = (chosen?.candidates ?? []).map(({ lat, lon }) => L.latLng(lat, lon));
      if (points.length) map.fitBounds(L.latLngBounds(points).pad(0.3), { maxZoom: 9 });
    }

    return { draw };
  }

  window.review = { ...window.review, makeMap };
})();
