// @ts-check
/* Where the view lies in the country, on a small map of it: shown while not all zones are in view. */
"use strict";

(() => {
  const { listRings } = window.mapParts;

  /** A narrower map has no space for it, in pixels. */
  const LEAST_WIDTH = 560;
  /** The zoom that its own units are pixels of, and how near each other its points may be. */
  const ZOOM = 5;
  const DETAIL = 0.6;
  /** Its width in pixels, and the least that the frame of the view is wide, in its units. */
  const WIDTH = 104;
  const LEAST_FRAME = 4;

  /**
   * @template {keyof SVGElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string>} attributes
   */
  function draw(tag, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  /**
   * @param {L.Map} map
   * @param {GeoJSON.Geometry} geometry
   */
  function writePath(map, geometry) {
    return listRings(geometry)
      .map((ring) => {
        /** @type {L.Point | undefined} */
        let last;
        const kept = ring
          .map(([lon, lat]) => map.project([lat, lon], ZOOM))
          .filter((point) => {
            const isKept = !last || last.distanceTo(point) > DETAIL;
            if (isKept) last = point;
            return isKept;
          });
        return `M${kept.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
      })
      .join("");
  }

  /**
   * @param {L.Map} map
   * @param {Atlas} atlas
   */
  function build(map, atlas) {
    const box = document.createElement("div");
    const land = atlas.base.country.features.map(({ geometry }) => writePath(map, geometry));
    const zones = atlas.zones.drawn.map(({ geometry }) => writePath(map, geometry));
    const country = L.geoJSON(atlas.base.country).getBounds();
    const [min, max] = [
      map.project(country.getNorthWest(), ZOOM),
      map.project(country.getSouthEast(), ZOOM),
    ];
    const size = max.subtract(min);
    const picture = draw("svg", {
      viewBox: `${min.x - 2} ${min.y - 2} ${size.x + 4} ${size.y + 4}`,
      width: String(WIDTH),
      "aria-hidden": "true",
    });
    const frame = draw("rect", { class: "locator-frame" });
    picture.append(
      draw("path", { class: "locator-land", d: land.join("") }),
      draw("path", { class: "locator-zones", d: zones.join("") }),
      frame,
    );
    box.className = "locator";
    box.append(picture);
    const control = new L.Control({ position: "bottomleft" });
    control.onAdd = () => box;
    control.addTo(map);
    return { box, frame };
  }

  /**
   * @param {L.Map} map
   * @param {Atlas} atlas
   */
  function addLocator(map, atlas) {
    /** @type {ReturnType<typeof build> | undefined} */
    let built;
    /** An answer, which is not covered. @type {Element | null} */
    let answer = null;
    const follow = () => {
      const view = map.getBounds();
      const isNeeded =
        map.getSize().x >= LEAST_WIDTH &&
        atlas.base.country.features.length > 0 &&
        !view.contains(atlas.bounds);
      if (isNeeded) built ??= build(map, atlas);
      if (!built) return;
      built.box.hidden = !isNeeded;
      if (answer && window.mapParts.overlap(built.box, answer)) built.box.hidden = true;
      const [min, max] = [view.getNorthWest(), view.getSouthEast()].map((corner) =>
        map.project(corner, ZOOM),
      );
      const size = L.point(
        Math.max(LEAST_FRAME, max.x - min.x),
        Math.max(LEAST_FRAME, max.y - min.y),
      );
      const middle = min.add(max).divideBy(2).subtract(size.divideBy(2));
      built.frame.setAttribute("x", String(middle.x));
      built.frame.setAttribute("y", String(middle.y));
      built.frame.setAttribute("width", String(size.x));
      built.frame.setAttribute("height", String(size.y));
    };
    map.on("moveend settle", follow);
    map.on("cover uncover", (/** @type {any} */ { box = null }) => {
      answer = box;
      follow();
    });
  }

  window.mapParts = { ...window.mapParts, addLocator };
})();
