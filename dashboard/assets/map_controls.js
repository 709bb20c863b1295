// @ts-check
/* What stands at the map's edges: buttons, legend, scale and title. */
"use strict";

(() => {
  const { element } = window.mapParts;

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

  /**
   * @param {string} text
   * @param {string} title
   * @param {() => void} action
   */
  function button(text, title, action) {
    const made = element("button", "map-button", text);
    Object.assign(made, { type: "button", title });
    made.setAttribute("aria-label", title);
    made.addEventListener("click", action);
    return made;
  }

  /**
   * Adds buttons, legend, scale and title to a map.
   * @param {L.Map} map
   * @param {Atlas} atlas
   * @param {{ showAll: () => void, showChosen: () => void }} actions
   */
  function addControls(map, atlas, { showAll, showChosen }) {
    control(map, "topright", () => {
      const bar = element("div", "map-buttons leaflet-bar");
      bar.append(
        button("⌂", "Show all four zones", showAll),
        button("⌖", "Zoom to the chosen zone", showChosen),
        button("⛶", "Full screen", () =>
          document.fullscreenElement
            ? document.exitFullscreen()
            : map.getContainer().requestFullscreen(),
        ),
      );
      return bar;
    });
    control(map, "bottomright", () => legend(map, atlas.legend));
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    control(map, "topleft", () => {
      const title = element("div", "map-title");
      title.append(element("strong", "", atlas.title), element("span", "", atlas.subtitle));
      return title;
    });
  }

  /**
   * @param {L.Map} map
   * @param {Atlas["legend"]} rows
   */
  function legend(map, rows) {
    const box = element("details", "legend");
    box.open = map.getSize().x > 720;
    box.append(element("summary", "", "Legend"));
    const list = element("ul");
    for (const row of rows) {
      const item = element("li");
      item.append(element("span", `mark mark-${row.mark}`), element("span", "", row.text));
      list.append(item);
    }
    box.append(list);
    return box;
  }

  window.mapParts = { ...window.mapParts, addControls };
})();
