// @ts-check
/* A reader's own table on the map: its points, their legend, and what the row of each one says. What
   comes out of the table is written as text, never as markup. */
"use strict";

(() => {
  const { drawPoints, element, makeSign, makeTip, readPoints } = window.mapParts;

  /** How far from a point a pointer means it, in pixels. */
  const REACH = { mouse: 8, touch: 18 };
  /** How long a pointer rests before a row is asked for. */
  const REST_MS = 80;
  const MOST_ROWS = 200;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** @param {OwnRow} row */
  function describeRow({ number, certainty, zone, lines, cells }) {
    const box = element("div", `own-row certainty-${certainty.replaceAll(" ", "-")}`);
    const head = element("p", "own-row-head");
    head.append(element("span", "certainty", certainty), ` ${zone}`.trimEnd());
    head.append(element("span", "own-row-number", `row ${number}`));
    box.append(head, ...lines.map((line) => element("p", "", line)));
    const list = element("dl");
    for (const [name, value] of cells) {
      const said = element("dd", "", value);
      said.dir = "auto";
      list.append(element("dt", "", name), said);
    }
    box.append(list);
    return box;
  }

  /** @param {string} address @returns {Promise<Response | null>} Null where it cannot be had. */
  async function ask(address) {
    try {
      const answer = await fetch(new URL(address, document.baseURI));
      return answer.ok ? answer : null;
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem;
      return null;
    }
  }

  /**
   * What fetches the rows of a table, each once.
   * @param {string} address
   */
  function makeRows(address) {
    /** @type {Map<number, OwnRow>} */
    const kept = new Map();
    /** @param {number} place @returns {Promise<OwnRow | null>} */
    return async (place) => {
      const known = kept.get(place);
      if (known) return known;
      const answer = await ask(`${address}/rows/${place}`);
      if (!answer) return null;
      const row = /** @type {OwnRow} */ (await answer.json());
      if (kept.size > MOST_ROWS) kept.clear();
      kept.set(place, row);
      return row;
    };
  }

  /**
   * The legend: a button for each certainty, which leads from row to row.
   * @param {OwnTable} table
   * @param {(code: number) => void} step
   */
  function makeLegend(table, step) {
    const box = element("details", "own-legend");
    box.open = true;
    const head = element("summary");
    head.append(element("strong", "", table.name), ` ${table.rows}`);
    box.append(head);
    const list = element("ul");
    for (const [code, certainty] of [...table.certainties.entries()].reverse()) {
      const item = element("li");
      const button = element("button", "own-step");
      const number = table.counts[code].toLocaleString("en");
      button.append(makeSign(code, 6), element("span", "", certainty), element("b", "", number));
      Object.assign(button, { type: "button", disabled: !table.counts[code] });
      button.title = `Show the next row that is ${certainty}`;
      button.addEventListener("click", () => step(code));
      item.append(button);
      list.append(item);
    }
    if (table.unplaced) {
      const item = element("li", "own-unplaced");
      item.append(element("span", "", "not placed"));
      item.append(element("b", "", table.unplaced.toLocaleString("en")));
      list.append(item);
    }
    box.append(list);
    if (table.note) box.append(element("p", "", table.note));
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  }

  /**
   * Shows a table on a map, and returns what takes it away.
   * @param {L.Map} map
   * @param {OwnTable} table
   */
  function showTable(map, table) {
    const box = map.getContainer();
    const tip = makeTip(map);
    const fetchRow = makeRows(table.address);
    /** @type {PointLayer | undefined} */
    let layer;
    /** @type {Uint8Array} */
    let codes = new Uint8Array(0);
    const legend = new L.Control({ position: "bottomleft" });
    const words = makeLegend(table, step);
    legend.onAdd = () => words;
    legend.addTo(map);

    /* ---- one row, on its point ---- */

    /** @type {L.Popup | undefined} */
    let card;

    /**
     * @param {number[]} places Of points that lie on one spot.
     * @param {number} [number] Which of them.
     */
    async function open(places, number = 0) {
      const row = await fetchRow(places[number]);
      if (!layer) return;
      const content = element("div");
      content.setAttribute("role", "status");
      if (row) content.append(describeRow(row));
      else content.append(element("p", "", "What this row says is in the file with its columns."));
      if (places.length > 1) {
        const next = element("button", "own-next", `${number + 1} of ${places.length} here: next`);
        next.addEventListener("click", () => open(places, (number + 1) % places.length));
        content.append(Object.assign(next, { type: "button" }));
      }
      tip.hide();
      card ??= L.popup({
        className: "answer-box own-box",
        maxWidth: Math.min(280, map.getSize().x - 80),
        minWidth: 200,
        maxHeight: Math.max(150, map.getSize().y * 0.45),
        autoPanPaddingTopLeft: [14, 14],
        autoPanPaddingBottomRight: [54, 20],
      }).on("add remove", ({ type }) => box.classList.toggle("has-own-box", type === "add"));
      card.setLatLng(layer.latlng(places[number])).setContent(content);
      if (!card.isOpen()) card.openOn(map);
    }

    /** @param {KeyboardEvent} event */
    function close(event) {
      if (event.key === "Escape") card?.remove();
    }

    let last = -1;
    /** @param {number} code */
    function step(code) {
      const next = codes.indexOf(code, last + 1);
      last = next < 0 ? codes.indexOf(code) : next;
      if (last < 0 || !layer) return;
      const point = layer.latlng(last);
      if (!map.getBounds().pad(-0.1).contains(point)) map.panTo(point, { animate: !isStill });
      open([last]);
    }

    /* ---- the pointer ---- */

    /** @param {any} event A pointer's. */
    function find(event) {
      const isElsewhere = event.target?.closest(".leaflet-control, .leaflet-popup, .label-text");
      if (!layer || isElsewhere) return { places: [], at: { x: 0, y: 0 } };
      const frame = box.getBoundingClientRect();
      const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
      return {
        places: layer.find(at, REACH[event.pointerType === "touch" ? "touch" : "mouse"]),
        at,
      };
    }

    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let rest;
    let meant = -1;
    function leave() {
      clearTimeout(rest);
      meant = -1;
      box.classList.remove("on-point");
      tip.hide();
    }

    /** @param {PointerEvent} event */
    function hover(event) {
      if (event.pointerType === "touch") return;
      const { places, at } = event.buttons ? { places: [], at: { x: 0, y: 0 } } : find(event);
      if (!places.length) {
        if (meant >= 0) leave();
        return;
      }
      box.classList.add("on-point");
      if (places[0] === meant) return;
      leave();
      box.classList.add("on-point");
      const [place] = places;
      meant = place;
      rest = setTimeout(async () => {
        const row = await fetchRow(place);
        if (!row || meant !== place) return;
        const said = describeRow(row);
        const others = `${places.length} rows here: a click leads through them`;
        if (places.length > 1) said.append(element("p", "", others));
        tip.show(said, at);
      }, REST_MS);
    }

    /* Before Leaflet hears of it: a click on a point asks nothing of the map beneath. */
    /** @param {any} event A pointer's. */
    function click(event) {
      if (/** @type {any} */ (map.dragging).moved()) return;
      const { places } = find(event);
      if (!places.length) return;
      event.stopPropagation();
      leave();
      open(places);
    }

    box.addEventListener("pointermove", hover);
    box.addEventListener("pointerleave", leave);
    box.addEventListener("click", click, true);
    box.addEventListener("keydown", close);
    map.on("movestart", leave);

    /* ---- the points ---- */

    let isWanted = true;
    async function begin() {
      const answer = await ask(`${table.address}/points`);
      const points = answer && readPoints(await answer.arrayBuffer());
      if (!isWanted) return;
      if (!points) {
        words.append(element("p", "", "The points cannot be fetched; choose the table again."));
        return;
      }
      codes = points.codes;
      const made = drawPoints(map, points);
      layer = made;
      const view = map.getBounds();
      const isSeen = codes.some((_, place) => view.contains(made.latlng(place)));
      if (!isSeen && codes.length) map.setView(made.latlng(0), map.getZoom(), { animate: false });
    }
    begin();
    // The field for tables is far below the map, and the result stands beside that.
    const frame = window.frameElement;
    const row = frame?.closest(".stHorizontalBlock") ?? frame;
    row?.scrollIntoView({ block: "start", behavior: "instant" });
    map.fire("uncover");

    return () => {
      isWanted = false;
      leave();
      box.removeEventListener("pointermove", hover);
      box.removeEventListener("pointerleave", leave);
      box.removeEventListener("click", click, true);
      box.removeEventListener("keydown", close);
      map.off("movestart", leave);
      card?.remove();
      legend.remove();
      layer?.remove();
      layer = undefined;
      map.fire("uncover");
    };
  }

  /**
   * Returns what takes the table that a reader has on the map, or null for none.
   * @param {L.Map} map
   */
  function makeOwnTable(map) {
    let shown = "";
    /** @type {(() => void) | undefined} */
    let remove;
    return (/** @type {OwnTable | null} */ table) => {
      if ((table?.address ?? "") === shown) return;
      remove?.();
      shown = table?.address ?? "";
      remove = table ? showTable(map, table) : undefined;
    };
  }

  window.mapParts = { ...window.mapParts, describeRow, makeOwnTable };
})();
