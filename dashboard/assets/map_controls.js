// @ts-check
/* What stands at the map's edges: buttons, legend, scale and title. */
"use strict";

(() => {
  const { element, overlap, sign, step } = window.mapParts;

  /* Drawn, because not every machine has a font with such signs. */
  const HOUSE = "M2 8 8 2.5 14 8M4 7v6.5h8V7";
  const TARGET = "M8 1v4M8 11v4M1 8h4M11 8h4M12 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0";
  const SAVING = "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11";
  const CORNERS = "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4";

  /**
   * @param {L.Map} map
   * @param {L.ControlPosition} position
   * @param {() => HTMLElement} build
   */
  function control(map, position, build) {
    const made = new L.Control({ position });
    made.onAdd = () => {
      const box = build();
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    return made.addTo(map);
  }

  /** @param {string} path */
  function icon(path) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    made.setAttribute("viewBox", "0 0 16 16");
    made.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    made.append(line);
    return made;
  }

  /**
   * @param {string} path
   * @param {string} title
   * @param {() => void} action
   */
  function button(path, title, action) {
    const made = element("button", "map-button");
    made.append(icon(path));
    Object.assign(made, { type: "button", title });
    made.setAttribute("aria-label", title);
    made.addEventListener("click", action);
    return made;
  }

  /**
   * Adds buttons, legend, scale and title to a map.
   * @param {L.Map} map
   * @param {Atlas} atlas
   * @param {{ showAll: () => void, showChosen: () => void, save: () => void }} actions
   */
  function addControls(map, atlas, { showAll, showChosen, save }) {
    control(map, "topright", () => {
      const bar = element("div", "map-buttons leaflet-bar");
      bar.setAttribute("role", "toolbar");
      bar.setAttribute("aria-label", "Map");
      const buttons = [
        button(HOUSE, `Show ${atlas.allZones}`, showAll),
        button(TARGET, "Zoom to the chosen zone", showChosen),
        button(SAVING, "Save the map as seen (PNG)", save),
        button(CORNERS, "Full screen", () =>
          document.fullscreenElement
            ? document.exitFullscreen()
            : map.getContainer().requestFullscreen(),
        ),
      ];
      // One stop for the Tab key.
      for (const other of buttons.slice(1)) other.tabIndex = -1;
      bar.append(...buttons);
      bar.addEventListener("keydown", (event) => step(buttons, event));
      return bar;
    });
    control(map, "bottomright", () => legend(map, atlas.legend));
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    control(map, "topleft", () => {
      const title = element("div", "map-title");
      title.append(
        element("strong", "", atlas.title),
        element("span", "", atlas.subtitle),
        element("em", "map-day"),
      );
      return title;
    });
  }

  /**
   * Says in the map's title which day it shows, and that the outlines are not of that day.
   * @param {L.Map} map
   * @param {string} day In words; empty for none.
   * @param {string} outlines The days that the outlines stand for, in words.
   */
  function sayDay(map, day, outlines) {
    const line = map.getContainer().querySelector(".map-day");
    if (line) line.textContent = day && `As on ${day}; outlines of ${outlines}`;
  }

  /**
   * @param {L.Map} map
   * @param {Atlas["legend"]} rows
   */
  function legend(map, rows) {
    const box = element("details", "legend");
    box.append(element("summary", "", "Legend"));
    const list = element("ul");
    for (const row of rows) {
      const item = element("li", `row-${row.mark}`);
      const mark = element("span", `mark mark-${row.mark}`);
      if (row.post) mark.append(sign({ ...row.post, hollow: row.hollow ?? false }));
      item.append(mark, element("span", "", row.text));
      list.append(item);
    }
    box.append(list);
    // No higher than the map; its rows scroll.
    const bound = () => list.style.setProperty("--map-height", `${map.getSize().y}px`);
    bound();
    map.on("settle paper", bound);
    // Open where it hides no zone, no zone's name and nothing that a reader asked for.
    const unfold = (names = ", .zone-label .label-text") => {
      box.open = true;
      const shapes = map
        .getContainer()
        .querySelectorAll(`path.zone, .answer-box, .own-legend${names}`);
      box.open = ![...shapes].some((shape) => overlap(box, shape));
    };
    let isTouched = false;
    /** @type {boolean | undefined} */
    let wasOpen;
    const summary = /** @type {HTMLElement} */ (box.firstElementChild);
    summary.addEventListener("click", () => (isTouched = true));
    map.on("settle moveend uncover", () => isTouched || unfold());
    requestAnimationFrame(() => unfold());
    // On paper nobody can open it: the names make way.
    map.on("paper", () => {
      wasOpen = box.open;
      unfold("");
      map.fire("fold");
    });
    map.on("screen", () => {
      if (isTouched) box.open = wasOpen ?? box.open;
      else unfold();
    });
    box.addEventListener("toggle", () => {
      // What scrolls can be scrolled with the keyboard.
      if (list.scrollHeight > list.clientHeight) list.tabIndex = 0;
      else list.removeAttribute("tabindex");
      // The names make way for it.
      map.fire("fold");
    });
    // An answer comes to lie where it must: the legend gives way.
    map.on("cover", (/** @type {any} */ event) => {
      if (overlap(box, event.box)) box.open = false;
    });
    return box;
  }

  /**
   * The base map lies over the tiles of other servers, and is hollow while there are any.
   * @param {L.Map} map
   */
  function showTiles(map) {
    const tiles = new Set();
    map.on("layeradd layerremove", ({ type, layer }) => {
      if (!(layer instanceof L.TileLayer)) return;
      if (type === "layeradd") tiles.add(layer);
      else tiles.delete(layer);
      map.getContainer().classList.toggle("has-tiles", tiles.size > 0);
    });
  }

  window.mapParts = { ...window.mapParts, addControls, sayDay, showTiles };
})();
