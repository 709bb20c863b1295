// @ts-check
/* The names of zones, countries, governorates and places on the map. One is made when it first has to
   be shown: most never are. */
"use strict";

(() => {
  const { AROUND, boxBeside, element, findZone, listRings, makeGrid, pickSpots } = window.mapParts;

  /** The zoom from which a place of each rank is named.
   * @type {Record<number, number>} */
  const ZOOM_OF_RANK = { 1: 0, 2: 7.5, 3: 9, 4: 9.5 };
  /** The zoom up to which countries and governorates are named. */
  const AREAS_UNTIL = 9;
  /** From here on a zone's name leaves the marks of smaller towns free, too. */
  const FINE_ZOOM = 7.5;
  /** The order in which names are given space, by what they name; towns come by their rank. */
  const RANKS = { zone: 0, governorate: 2.5, land: 5 };
  /** Half the side of a place's mark, and of a post's sign, in pixels. */
  const MARK = 3;
  const SIGN = 6;
  /** So many spots to each side are tried for a zone's name within the zone. */
  const TRIES = 5;
  /** @type {Record<string, [number, number]>} */
  const SIDES = { left: [-1, 0], middle: [0, 0], right: [1, 0] };
  const ALIGNED = new Map([
    [-1, "right"],
    [0, "center"],
    [1, "left"],
  ]);

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
      `zone-label of-${zone.id}`,
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
   * @param {Atlas["names"]} names
   * @param {(zone: string) => (event: any) => void} click Gives what takes a click on a zone.
   * @returns {ZoomedName[]} The more important ones first.
   */
  function listNames(names, click) {
    /** @type {ZoomedName[]} */
    const listed = names.zones.map((zone) => ({
      ...{ lat: zone.lat, lon: zone.lon, zone: zone.id, steps: [SIDES[zone.side]] },
      ...{ rank: RANKS.zone, from: 0, until: Infinity, marker: nameZone(zone, click(zone.id)) },
    }));
    for (const kind of /** @type {const} */ (["governorate", "land"])) {
      for (const { name, lat, lon } of names[`${kind}s`]) {
        const make = () => label(kind, [lat, lon], [[name, "en"]]);
        const steps = [SIDES.middle];
        listed.push({ lat, lon, steps, rank: RANKS[kind], from: 0, until: AREAS_UNTIL, make });
      }
    }
    for (const [name, lon, lat, rank, side = "right"] of names.places) {
      const make = () => label(`place rank-${rank}`, [lat, lon], [[name, "en"]]);
      const steps = [SIDES[side], ...AROUND.filter((step) => step !== SIDES[side])];
      const from = ZOOM_OF_RANK[rank];
      listed.push({ lat, lon, steps, isPlace: true, rank, from, until: Infinity, make });
    }
    return listed.sort((one, other) => one.rank - other.rank);
  }

  /**
   * Where a zone's name may stand but at its own point: in the part of the zone that is in view, or
   * beside it.
   * @param {L.Map} map
   * @param {Atlas} atlas
   * @param {string} zone
   * @param {{ width: number, height: number }} size
   */
  function listZoneSpots(map, atlas, zone, size) {
    const { x, y } = map.getSize();
    const shape = atlas.zones.drawn.find(({ id }) => id === zone);
    const points = (shape ? listRings(shape.geometry) : []).flat();
    const at = points.map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
    const bounds = L.bounds(at);
    const [min, max] = [bounds.getTopLeft(), bounds.getBottomRight()];
    if (!at.length || max.x < 0 || max.y < 0 || min.x > x || min.y > y) return [];
    const [left, right] = [Math.max(0, min.x), Math.min(x, max.x)];
    const [top, bottom] = [Math.max(0, min.y), Math.min(y, max.y)];
    const middle = L.point((left + right) / 2, (top + bottom) / 2);
    const tried = [];
    for (let number = 0; number < TRIES * TRIES; number += 1) {
      const column = (number % TRIES) + 1;
      const row = Math.floor(number / TRIES) + 1;
      const point = L.point(
        left + ((right - left) * column) / (TRIES + 1),
        top + ((bottom - top) * row) / (TRIES + 1),
      );
      const isIn = findZone(atlas.zones.drawn, map.containerPointToLatLng(point)) === zone;
      if (isIn) tried.push(point);
    }
    tried.sort((one, other) => one.distanceTo(middle) - other.distanceTo(middle));
    /** @type {[number, number, L.Point, boolean][]} */
    const sides = [
      [1, 0, L.point(max.x, middle.y), max.x < x],
      [-1, 0, L.point(min.x, middle.y), min.x > 0],
      [0, -1, L.point(middle.x, min.y), min.y > 0],
      [0, 1, L.point(middle.x, max.y), max.y < y],
    ];
    const beside = sides.filter(([, , , isInView]) => isInView);
    return [
      ...tried.map((point) => boxBeside(point, size, SIDES.middle)),
      ...beside.map(([across, down, point]) => boxBeside(point, size, [across, down])),
    ];
  }

  /**
   * Returns what counts how much of the zones' lines, and of the posts' signs, a box covers.
   * @param {L.Map} map
   * @param {Atlas} atlas
   */
  function noteLines(map, { zones, posts }) {
    const [lines, signs] = [makeGrid(map.getSize()), makeGrid(map.getSize())];
    for (const { geometry } of zones.drawn) {
      for (const ring of listRings(geometry)) {
        lines.note(ring.map(([lon, lat]) => map.latLngToContainerPoint([lat, lon])));
      }
    }
    for (const { lat, lon } of posts) {
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      signs.note([L.point(x - SIGN, y - SIGN), L.point(x + SIGN, y + SIGN)]);
    }
    return { countLines: lines.count, countSigns: signs.count };
  }

  /**
   * @param {{ x: number, y: number }} point
   * @returns {Box}
   */
  function boxOfMark({ x, y }) {
    return { left: x - MARK, right: x + MARK, top: y - MARK, bottom: y + MARK };
  }

  /**
   * @param {L.Map} map
   * @returns {Box[]} Title and buttons.
   */
  function listControls(map) {
    const box = map.getContainer();
    const { left, top } = box.getBoundingClientRect();
    return [...box.querySelectorAll(".leaflet-control")]
      .map((control) => control.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map((part) => ({
        ...{ left: part.left - left, right: part.right - left },
        ...{ top: part.top - top, bottom: part.bottom - top },
      }));
  }

  /**
   * Writes the names on a map, where there is space for them, and anew whenever the map is moved.
   * @param {L.Map} map
   * @param {Atlas} atlas
   * @param {(zone: string) => (event: any) => void} click Gives what takes a click on a zone.
   */
  function drawNames(map, atlas, click) {
    const names = listNames(atlas.names, click);

    /** @param {ZoomedName} name */
    function show(name) {
      name.marker ??= name.make?.();
      const marker = /** @type {L.Marker} */ (name.marker);
      if (!map.hasLayer(marker)) marker.addTo(map);
      const box = /** @type {HTMLElement} */ (marker.getElement());
      box.hidden = false;
      return /** @type {HTMLElement} */ (box.firstElementChild);
    }

    function layOut() {
      const zoom = map.getZoom();
      const bounds = map.getBounds();
      const wanted = names.filter((name) => {
        const isInZoom = zoom >= name.from && zoom <= name.until;
        const isShown = Boolean(name.zone) || (isInZoom && bounds.contains([name.lat, name.lon]));
        const box = name.marker?.getElement();
        if (box && !isShown) box.hidden = true;
        return isShown;
      });
      const texts = wanted.map(show);
      // Measured at once, and once for all: the letters stay as they are.
      for (const [number, name] of wanted.entries()) {
        const { offsetWidth: width, offsetHeight: height } = texts[number];
        if (!name.size?.width) name.size = { width, height };
      }
      const { x: right, y: bottom } = map.getSize();
      const at = wanted.map(({ lat, lon }) => map.latLngToContainerPoint([lat, lon]));
      const spots = wanted.map((name, number) => {
        const size = name.size ?? { width: 0, height: 0 };
        const own = name.steps.map((step) => boxBeside(at[number], size, step));
        return name.zone ? [...own, ...listZoneSpots(map, atlas, name.zone, size)] : own;
      });
      const picked = pickSpots(
        wanted.map((name, number) => ({
          isSure: Boolean(name.zone),
          isArea: !name.zone && !name.isPlace,
          mark: name.isPlace ? boxOfMark(at[number]) : undefined,
          spots: spots[number],
        })),
        {
          view: { left: 0, right, top: 0, bottom },
          taken: listControls(map),
          ...noteLines(map, atlas),
          spared: wanted.flatMap((name, number) =>
            name.isPlace && name.rank <= (zoom < FINE_ZOOM ? 1 : 2) ? [boxOfMark(at[number])] : [],
          ),
        },
      );
      for (const [number, name] of wanted.entries()) {
        const spot = spots[number][picked[number]];
        const box = /** @type {HTMLElement} */ (name.marker?.getElement());
        box.hidden = !spot;
        if (!spot) continue;
        const { x, y } = at[number];
        const middle = (spot.left + spot.right) / 2;
        const side = Math.abs(middle - x) < 2 ? 0 : Math.sign(middle - x);
        const { style } = texts[number];
        style.transform = `translate(${Math.round(spot.left - x)}px, ${Math.round(spot.top - y)}px)`;
        style.textAlign = ALIGNED.get(side) ?? "center";
      }
    }

    map.on("moveend settle fold", layOut);
    document.fonts?.addEventListener("loadingdone", () => {
      for (const name of names) name.size = undefined;
      layOut();
    });
    layOut();
  }

  window.mapParts = { ...window.mapParts, drawNames };
})();
