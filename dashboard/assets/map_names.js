// @ts-check
/* The names of zones, governorates and places on the map: the more important ones first, and none
   over another. */
"use strict";

(() => {
  const { element } = window.mapParts;

  /** The zoom from which a place of each rank is named.
   * @type {Record<number, number>} */
  const ZOOM_OF_RANK = { 1: 0, 2: 8, 3: 9.5 };

  /**
   * Whether two boxes overlap, or come within 3 px of one another from side to side.
   * @param {Box} one
   * @param {Box} other
   */
  function areClose(one, other) {
    return (
      one.left < other.right + 3 &&
      one.right + 3 > other.left &&
      one.top < other.bottom &&
      one.bottom > other.top
    );
  }

  /**
   * Which of some names, the more important first, are shown where no two may overlap. Those of
   * rank 0, the zones', always are.
   * @param {{ rank: number, box: Box }[]} names
   * @param {Box[]} taken What else may not be covered.
   * @returns {boolean[]}
   */
  function pickNames(names, taken) {
    const held = [...taken];
    return names.map(({ rank, box }) => {
      const isShown = rank === 0 || !held.some((other) => areClose(box, other));
      if (isShown) held.push(box);
      return isShown;
    });
  }

  /**
   * @param {string} className
   * @param {L.LatLngTuple} latlng
   * @param {[string, string][]} lines Each with its language.
   * @param {L.MarkerOptions} [options]
   */
  function label(className, latlng, lines, options = {}) {
    const box = element("span", "label-text");
    for (const [text, language] of lines) {
      const line = element("span", language === "ar" ? "label-ar" : "label-en", text);
      if (language === "ar") Object.assign(line, { lang: "ar", dir: "rtl" });
      box.append(line);
    }
    const icon = L.divIcon({
      className: `label ${className}`,
      html: box,
      iconSize: /** @type {any} null is Leaflet's own "none" */ (null),
    });
    return L.marker(latlng, { icon, interactive: false, keyboard: false, ...options });
  }

  /**
   * @param {Atlas["names"]["zones"][number]} zone
   * @param {(event: any) => void} choose Takes the click or the key.
   */
  function nameZone(zone, choose) {
    const marker = label(
      `zone-label ${zone.side} of-${zone.id}`,
      [zone.lat, zone.lon],
      [
        [zone.name, "en"],
        ...(zone.name_ar ? [/** @type {[string, string]} */ ([zone.name_ar, "ar"])] : []),
      ],
      { interactive: true, zIndexOffset: 1000 },
    );
    marker.on("click", choose);
    marker.on("add", () => {
      const box = /** @type {HTMLElement} */ (marker.getElement());
      box.tabIndex = 0;
      box.setAttribute("role", "button");
      box.setAttribute("aria-label", `${zone.name}: choose this zone`);
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(event);
      });
    });
    return marker;
  }

  /**
   * Writes the names on a map, and shows those for which there is space.
   * @param {L.Map} map
   * @param {Atlas["names"]} names
   * @param {(zone: string) => (event: any) => void} click Gives what takes a click on a zone.
   */
  function drawNames(map, names, click) {
    /** @type {ZoomedName[]} */
    const labels = [];
    for (const zone of names.zones) {
      labels.push({ marker: nameZone(zone, click(zone.id)), rank: 0, from: 0, until: Infinity });
    }
    for (const { name, lat, lon } of names.lands) {
      const marker = label("land middle", [lat, lon], [[name, "en"]]);
      labels.push({ marker, rank: 4, from: 0, until: 9 });
    }
    for (const { name, lat, lon } of names.governorates) {
      const marker = label("governorate middle", [lat, lon], [[name, "en"]]);
      labels.push({ marker, rank: 2, from: 0, until: 9 });
    }
    for (const { name, lat, lon, rank, side } of names.places) {
      const marker = label(`place ${side} rank-${rank}`, [lat, lon], [[name, "en"]]);
      labels.push({ marker, rank, from: ZOOM_OF_RANK[rank], until: Infinity });
    }
    labels.sort((a, b) => a.rank - b.rank);
    for (const { marker } of labels) marker.addTo(map);
    const thin = () => thinOut(map, labels);
    map.on("moveend settle", thin);
    thin();
  }

  /**
   * Shows the names for which there is space beside the map's title and buttons.
   * @param {L.Map} map
   * @param {ZoomedName[]} labels
   */
  function thinOut(map, labels) {
    const zoom = map.getZoom();
    const titles = map.getContainer().querySelectorAll(".leaflet-control");
    const taken = [...titles].map((title) => title.getBoundingClientRect());
    const candidates = [];
    for (const { marker, rank, from, until } of labels) {
      const shown = /** @type {HTMLElement} */ (marker.getElement());
      shown.hidden = zoom < from || zoom > until;
      if (!shown.hidden) candidates.push({ shown, rank });
    }
    const names = candidates.map(({ shown, rank }) => {
      const text = /** @type {Element} */ (shown.firstElementChild);
      return { rank, box: text.getBoundingClientRect() };
    });
    for (const [number, isShown] of pickNames(names, taken).entries()) {
      candidates[number].shown.hidden = !isShown;
    }
  }

  window.mapParts = { ...window.mapParts, drawNames, pickNames };
})();
