/* Draws the atlas on a Leaflet map, marks what is chosen, and tells its host what is clicked:
   streamlit-folium's frame, or the page that says what to tell it.

   Everything written into the page goes in as text, never as markup. */
"use strict";

(() => {
  const KINDS = {
    "front line": "Front line",
    "international border": "International border",
    "ceasefire line": "Ceasefire line",
    "administrative line": "Administrative line",
    assumed: "Assumed line",
  };
  const SMALL_PX = 60;

  /* A click is sent at once, without the component's own delay, and carries a count, so that the
     same zone can be chosen twice in a row. */
  let clicks = Date.now();
  const FRAME = {
    tell({ zone, point }) {
      clicks += 1;
      window.Streamlit.setComponentValue({ zone, lon: point.lng, lat: point.lat, count: clicks });
    },
    onTheme(follow) {
      window.Streamlit.events.addEventListener(window.Streamlit.RENDER_EVENT, follow);
    },
    whenDrawn() {
      window.parent.document.dispatchEvent(new Event("map-drawn"));
    },
  };

  let host;
  let map;
  let drawn = {};
  let choice = { chosen: [], touched: [], ended: [] };
  let marks;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /* A zone chosen with the keyboard has no point. */
  function tell(zone, latlng) {
    host.tell({ zone, point: latlng?.wrap() ?? { lng: null, lat: null } });
  }

  function click(zone) {
    return (event) => {
      L.DomEvent.stopPropagation(event);
      choose({ ...choice, chosen: [zone], touched: [] });
      tell(zone, event.latlng);
    };
  }

  /* ---- layers ---- */

  function shapes(features, className, options = {}) {
    return L.geoJSON(features, {
      interactive: false,
      smoothFactor: 0.6,
      style: (feature) => ({ className: className(feature) }),
      ...options,
    });
  }

  function drawBase(base) {
    // A pane of its own, beneath the one that Leaflet keeps for shapes.
    map.createPane("base").style.zIndex = 300;
    const group = L.layerGroup();
    for (const name of ["sea", "neighbours", "country", "lakes", "governorates", "rivers"]) {
      group.addLayer(shapes(base[name], () => `base ${name}`, { pane: "base" }));
    }
    return group;
  }

  function drawZones(zones) {
    const group = L.layerGroup();
    for (const extent of ["possible", "core"]) {
      group.addLayer(shapes(zones[extent], (f) => `extent ${extent} of-${f.id}`));
    }
    // Largest first, so that a small zone is never hidden beneath a large one.
    for (const feature of zones.drawn) {
      const zone = feature.id;
      const hit = shapes(feature, () => "hit", { interactive: true });
      const shape = shapes(feature, () => `zone zone-${zone}`, { interactive: true });
      for (const layer of [hit, shape]) {
        layer.on("click", click(zone));
        group.addLayer(layer);
      }
      drawn[zone] = shape;
    }
    return group;
  }

  function describe(stretch) {
    const tip = element("div", "tip");
    const head = element("p", "tip-head");
    head.append(
      element("strong", "", KINDS[stretch.kind]),
      element("span", "tip-km", `± ${stretch.uncertainty_km} km`),
    );
    tip.append(head, element("p", "", stretch.basis));
    return tip;
  }

  function drawStretches(features) {
    const group = L.layerGroup();
    for (const feature of features) {
      const stretch = feature.properties;
      const line = shapes(feature, () => `stretch ${stretch.kind.replace(" ", "-")}`);
      const reach = shapes(feature, () => `stretch-reach on-${stretch.zone}`, { interactive: true });
      reach.bindTooltip(() => describe(stretch), { sticky: true, className: "tip-box" });
      reach.on("click", click(stretch.zone));
      reach.on("mouseover", () => line.eachLayer(lift));
      reach.on("mouseout", () => line.eachLayer(drop));
      // Tooltips make shapes stops for the Tab key; what they tell stands in the panel's list too.
      reach.eachLayer((shape) => {
        shape.on("add", () => shape.getElement().setAttribute("tabindex", "-1"));
      });
      group.addLayer(line).addLayer(reach);
    }
    return group;
  }

  /* A zone of a few pixels must still be there to be clicked: its line gives way. */
  function giveWay() {
    for (const [zone, shape] of Object.entries(drawn)) {
      const bounds = shape.getBounds();
      const size = map
        .latLngToLayerPoint(bounds.getSouthEast())
        .subtract(map.latLngToLayerPoint(bounds.getNorthWest()));
      const isSmall = Math.min(size.x, size.y) < SMALL_PX;
      for (const line of map.getContainer().querySelectorAll(`.on-${zone}`)) {
        line.classList.toggle("gives-way", isSmall);
      }
    }
  }

  const lift = (layer) => layer.getElement()?.classList.add("lifted");
  const drop = (layer) => layer.getElement()?.classList.remove("lifted");

  /* ---- names ---- */

  function label(className, latlng, lines, options = {}) {
    const box = element("span", "label-text");
    for (const [text, language] of lines) {
      const line = element("span", language === "ar" ? "label-ar" : "label-en", text);
      if (language === "ar") Object.assign(line, { lang: "ar", dir: "rtl" });
      box.append(line);
    }
    const icon = L.divIcon({ className: `label ${className}`, html: box, iconSize: null });
    return L.marker(latlng, { icon, interactive: false, keyboard: false, ...options });
  }

  function drawNames(names) {
    const labels = [];
    for (const zone of names.zones) {
      const marker = label(
        `zone-label ${zone.side} of-${zone.id}`,
        [zone.lat, zone.lon],
        [[zone.name, "en"], [zone.name_ar, "ar"]],
        { interactive: true, zIndexOffset: 1000 },
      );
      const chooseIt = click(zone.id);
      marker.on("click", chooseIt);
      marker.on("add", () => {
        const box = marker.getElement();
        box.tabIndex = 0;
        box.setAttribute("role", "button");
        box.setAttribute("aria-label", `${zone.name}: choose this zone`);
        box.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          chooseIt(event);
        });
      });
      labels.push({ marker, rank: 0, from: 0 });
    }
    for (const place of names.governorates) {
      const marker = label("governorate middle", [place.lat, place.lon], [[place.name, "en"]]);
      labels.push({ marker, rank: 2, from: 0, until: 9 });
    }
    for (const place of names.places) {
      const marker = label(`place ${place.side} rank-${place.rank}`, [place.lat, place.lon], [[place.name, "en"]]);
      const from = { 1: 0, 2: 8, 3: 9.5, 4: 10.5 }[place.rank];
      labels.push({ marker, rank: place.rank, from });
    }
    labels.sort((a, b) => a.rank - b.rank);
    for (const { marker } of labels) marker.addTo(map);
    const thin = () => thinOut(labels);
    map.on("moveend settle", thin);
    thin();
  }

  /* Shows the names that have room beside the map's title, the more important ones first. */
  function thinOut(labels) {
    const zoom = map.getZoom();
    const titles = map.getContainer().querySelectorAll(".map-title");
    const taken = [...titles].map((title) => title.getBoundingClientRect());
    for (const { marker, rank, from, until = 99 } of labels) {
      const box = marker.getElement();
      box.hidden = zoom < from || zoom > until;
      if (box.hidden) continue;
      const here = box.firstChild.getBoundingClientRect();
      const clash = taken.some(
        (other) =>
          here.left < other.right + 3 && here.right + 3 > other.left &&
          here.top < other.bottom && here.bottom > other.top,
      );
      box.hidden = clash && rank > 0;
      if (!box.hidden) taken.push(here);
    }
  }

  /* ---- controls ---- */

  function control(position, build) {
    const made = L.control({ position });
    made.onAdd = () => {
      const box = build();
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    return made.addTo(map);
  }

  function button(text, title, action) {
    const made = element("button", "map-button", text);
    Object.assign(made, { type: "button", title });
    made.setAttribute("aria-label", title);
    made.addEventListener("click", action);
    return made;
  }

  function addControls(atlas) {
    control("topright", () => {
      const bar = element("div", "map-buttons leaflet-bar");
      bar.append(
        button("⌂", "Show all four zones", () => showAll()),
        button("⌖", "Zoom to the chosen zone", showChosen),
        button("⛶", "Full screen", () =>
          document.fullscreenElement
            ? document.exitFullscreen()
            : map.getContainer().requestFullscreen(),
        ),
      );
      return bar;
    });
    control("bottomright", () => legend(atlas.legend));
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    control("topleft", () => {
      const title = element("div", "map-title");
      title.append(element("strong", "", atlas.title), element("span", "", atlas.subtitle));
      return title;
    });
  }

  function legend(rows) {
    const box = element("details", "legend");
    box.open = map.getSize().x > 720;
    box.append(element("summary", "", "Legend"));
    const list = element("ul");
    for (const { mark, text } of rows) {
      const row = element("li");
      row.append(element("span", `mark mark-${mark}`), element("span", "", text));
      list.append(row);
    }
    box.append(list);
    return box;
  }

  function showAll(options = {}) {
    // Names of towns on the coast stand to the left of the zones.
    map.fitBounds(window.atlas.bounds, {
      paddingTopLeft: [46, 10],
      paddingBottomRight: [10, 22],
      ...options,
    });
  }

  /* The styles, and with them the map's height, may arrive after the map is drawn: keep all four
     zones in view until the reader moves the map. */
  function keepInView() {
    let isMoved = false;
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(name, () => { isMoved = true; }, { passive: true });
    }
    const settle = () => {
      map.invalidateSize({ animate: false });
      if (!isMoved) showAll({ animate: false });
      map.fire("settle");
    };
    map.on("resize", settle);
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      link.addEventListener("load", settle);
    }
    showAll({ animate: false });
  }

  function showChosen() {
    const chosen = Object.keys(drawn).filter((zone) => drawn[zone].isChosen);
    const bounds = L.latLngBounds([]);
    for (const zone of chosen) bounds.extend(drawn[zone].getBounds());
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [30, 30] });
    else showAll();
  }

  /* ---- what is chosen ---- */

  function choose(wanted) {
    choice = wanted;
    const { chosen, touched, ended } = choice;
    const box = map.getContainer();
    box.classList.toggle("has-choice", chosen.length + touched.length > 0);
    for (const zone of Object.keys(drawn)) {
      drawn[zone].isChosen = chosen.includes(zone);
      for (const shape of box.querySelectorAll(`.zone-${zone}, .of-${zone}`)) {
        shape.classList.toggle("chosen", chosen.includes(zone));
        shape.classList.toggle("touched", touched.includes(zone));
        shape.classList.toggle("ended", ended.includes(zone));
      }
    }
  }

  /* ---- a reader's own points ---- */

  /* `points` are [lon, lat, code of certainty] of an uploaded table, `asked` is [lon, lat] of a question. */
  function mark({ points, asked }) {
    marks?.remove();
    marks = L.layerGroup().addTo(map);
    for (const [lon, lat, certainty] of points) {
      L.circleMarker([lat, lon], { radius: 3, interactive: false, className: `point certainty-${certainty}` })
        .addTo(marks);
    }
    if (asked) {
      L.circleMarker([asked[1], asked[0]], { radius: 7, interactive: false, className: "asked" })
        .addTo(marks);
    }
  }

  /* ---- theme ---- */

  function followTheme() {
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--background-color");
    const hex = ground.trim().match(/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i);
    const light = !hex || hex.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) > 382;
    document.documentElement.dataset.theme = light ? "light" : "dark";
  }

  /* `around` says what stands around the map: `tell` takes a click, `onTheme` is given what is to be
     called when the colours change, `whenDrawn` is called once all is drawn. */
  function draw(leafletMap, around = FRAME) {
    const { atlas } = window;
    map = leafletMap;
    host = around;
    followTheme();
    host.onTheme(followTheme);
    document.documentElement.lang = "en";
    map.attributionControl.setPrefix(false).addAttribution(atlas.attribution);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", `${atlas.title}. ${atlas.subtitle}`);
    keepInView();
    // The zones at once; what lies under and over them in the next frame.
    drawZones(atlas.zones).addTo(map);
    requestAnimationFrame(() => {
      drawBase(atlas.base).addTo(map);
      drawStretches(atlas.stretches).addTo(map);
      addControls(atlas);
      drawNames(atlas.names);
      map.on("zoomend settle", giveWay);
      giveWay();
      host.whenDrawn();
    });
    map.on("click", (event) => {
      choose({ ...choice, chosen: [], touched: [] });
      tell(null, event.latlng);
    });
  }

  window.zoneMap = { draw, choose, mark };
})();
