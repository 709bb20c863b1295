// @ts-check
/* Draws the atlas on a Leaflet map, marks what is chosen, and notifies its host of what is clicked:
   streamlit-folium's frame, or the page that holds the map itself.

   Everything written into the page goes in as text, never as markup. */
"use strict";

(() => {
  const { addControls, drawNames, element, frame, isLight, makePosts, printWell, showTiles } =
    window.mapParts;

  const SMALL_PX = 60;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* ---- the map ---- */

  /**
   * Draws the atlas on a map, and returns what marks it.
   * @param {L.Map} map
   * @param {MapHost} host
   * @param {Atlas} atlas
   * @returns {ZoneMap}
   */
  function drawAtlas(map, host, atlas) {
    /** @type {Record<string, L.GeoJSON>} */
    const drawn = {};
    /** @type {Choice} */
    let choice = { chosen: [], touched: [], ended: [], absent: [] };
    const posts = makePosts(map, atlas.posts);
    /** @type {L.LayerGroup | undefined} */
    let marks;

    /**
     * A zone chosen with the keyboard has no point.
     * @param {string | null} zone
     * @param {L.LatLng} [latlng]
     */
    function notify(zone, latlng) {
      host.notify({ zone, point: latlng?.wrap() ?? { lng: null, lat: null } });
    }

    /** @param {string} zone */
    function click(zone) {
      return (/** @type {any} a click or a key */ event) => {
        L.DomEvent.stopPropagation(event);
        choose({ chosen: [zone], touched: [] });
        notify(zone, event.latlng);
      };
    }

    /* ---- layers ---- */

    /**
     * @param {GeoJSON.GeoJsonObject | GeoJSON.GeoJsonObject[]} features
     * @param {(feature: GeoJSON.Feature | undefined) => string} className
     * @param {L.GeoJSONOptions} [options]
     */
    function shapes(features, className, options = {}) {
      /** @type {L.GeoJSONOptions & L.PolylineOptions} */
      const settings = {
        interactive: false,
        smoothFactor: 0.6,
        style: (feature) => ({ className: className(feature) }),
        ...options,
      };
      return L.geoJSON(/** @type {GeoJSON.GeoJsonObject} */ (features), settings);
    }

    /** @param {Atlas["base"]} base */
    function drawBase(base) {
      // A pane of its own, beneath the one that Leaflet keeps for shapes.
      map.createPane("base").style.zIndex = "300";
      const group = L.layerGroup();
      /** @type {BaseLayer[]} */
      const names = ["sea", "neighbours", "country", "lakes", "governorates", "rivers"];
      for (const name of names) {
        group.addLayer(shapes(base[name], () => `base ${name}`, { pane: "base" }));
      }
      return group;
    }

    /** @param {Atlas["zones"]} zones */
    function drawZones(zones) {
      const group = L.layerGroup();
      for (const extent of /** @type {const} */ (["possible", "core"])) {
        group.addLayer(shapes(zones[extent], (f) => `extent ${extent} of-${f?.id}`));
      }
      // Largest first, so that a small zone is never hidden beneath a large one.
      for (const feature of zones.drawn) {
        const zone = String(feature.id);
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

    /** @param {Stretch} stretch */
    function describe(stretch) {
      const tip = element("div", "tip");
      const head = element("p", "tip-head");
      head.append(
        element("strong", "", atlas.kinds[stretch.kind]),
        element("span", "tip-km", `± ${stretch.uncertainty_km} km`),
      );
      tip.append(head, element("p", "", stretch.basis));
      return tip;
    }

    /**
     * @param {L.GeoJSON} line
     * @param {boolean} isOn
     */
    function highlight(line, isOn) {
      line.eachLayer((layer) => {
        /** @type {L.Path} */ (layer).getElement()?.classList.toggle("highlighted", isOn);
      });
    }

    /** @param {Atlas["stretches"]} features */
    function drawStretches(features) {
      const group = L.layerGroup();
      for (const feature of features) {
        const stretch = feature.properties;
        const line = shapes(feature, () => `stretch ${stretch.kind.replace(" ", "-")}`);
        const reach = shapes(feature, () => `stretch-reach on-${stretch.zone}`, {
          interactive: true,
        });
        reach.bindTooltip(() => describe(stretch), { sticky: true, className: "tip-box" });
        reach.on("click", click(stretch.zone));
        reach.on("mouseover", () => highlight(line, true));
        reach.on("mouseout", () => highlight(line, false));
        // Tooltips make shapes stops for the Tab key; what they say stands in the panel's list too.
        reach.eachLayer((layer) => {
          const shape = /** @type {L.Path} */ (layer);
          shape.on("add", () => shape.getElement()?.setAttribute("tabindex", "-1"));
        });
        group.addLayer(line).addLayer(reach);
      }
      return group;
    }

    /* A zone of a few pixels must still be there to be clicked: clicks go through its line. */
    function letClicksThrough() {
      for (const [zone, shape] of Object.entries(drawn)) {
        const bounds = shape.getBounds();
        const size = map
          .latLngToLayerPoint(bounds.getSouthEast())
          .subtract(map.latLngToLayerPoint(bounds.getNorthWest()));
        const isSmall = Math.min(size.x, size.y) < SMALL_PX;
        for (const line of map.getContainer().querySelectorAll(`.on-${zone}`)) {
          line.classList.toggle("click-through", isSmall);
        }
      }
    }

    /* ---- what is in view ---- */

    /** @param {L.FitBoundsOptions} [options] */
    function showAll(options = {}) {
      // To the pixel, as the page shows it before the map is drawn (first_view.css).
      const { zoomSnap } = map.options;
      map.options.zoomSnap = 0;
      // Names of towns on the coast stand to the left of the zones.
      map.fitBounds(atlas.bounds, {
        paddingTopLeft: [46, 10],
        paddingBottomRight: [10, 22],
        animate: !isStill,
        ...options,
      });
      map.options.zoomSnap = zoomSnap;
    }

    /* The styles, and with them the map's height, may arrive after the map is drawn: keep all
       zones in view until the reader moves the map. */
    function keepInView() {
      let isMoved = false;
      const noteMove = () => {
        isMoved = true;
      };
      for (const name of ["pointerdown", "wheel", "keydown"]) {
        map.getContainer().addEventListener(name, noteMove, { passive: true });
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

    /** @param {L.FitBoundsOptions} [options] */
    function showChosen(options = {}) {
      const bounds = L.latLngBounds([]);
      for (const zone of choice.chosen) {
        if (drawn[zone]) bounds.extend(drawn[zone].getBounds());
      }
      if (bounds.isValid())
        map.fitBounds(bounds, { padding: [30, 30], animate: !isStill, ...options });
      else showAll(options);
    }

    /* ---- what is chosen ---- */

    /** @param {Partial<Choice>} wanted What changes. */
    function choose(wanted) {
      choice = { ...choice, ...wanted };
      const { chosen, touched, ended, absent } = choice;
      posts.leaveOut(absent);
      const box = map.getContainer();
      box.classList.toggle("has-choice", chosen.length + touched.length > 0);
      for (const zone of Object.keys(drawn)) {
        for (const shape of box.querySelectorAll(`.zone-${zone}, .of-${zone}`)) {
          shape.classList.toggle("chosen", chosen.includes(zone));
          shape.classList.toggle("touched", touched.includes(zone));
          shape.classList.toggle("ended", ended.includes(zone));
        }
      }
    }

    /* ---- a reader's own points ---- */

    /** @param {OwnPoints} own */
    function mark({ points, asked }) {
      marks?.remove();
      marks = L.layerGroup().addTo(map);
      for (const [lon, lat, certainty] of points) {
        const className = `point certainty-${certainty}`;
        L.circleMarker([lat, lon], { radius: 3, interactive: false, className }).addTo(marks);
      }
      if (asked) {
        const [lon, lat] = asked;
        const className = "asked";
        L.circleMarker([lat, lon], { radius: 7, interactive: false, className }).addTo(marks);
      }
    }

    /* ---- theme ---- */

    function followTheme() {
      const root = document.documentElement;
      const ground = getComputedStyle(root).getPropertyValue("--background-color");
      root.dataset.theme = isLight(ground) ? "light" : "dark";
    }

    followTheme();
    host.onTheme(followTheme);
    printWell(map, showChosen, followTheme);
    document.documentElement.lang = "en";
    map.attributionControl.setPrefix(false).addAttribution(atlas.attribution);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", `${atlas.title}. ${atlas.subtitle}`);
    if (isStill) map.options.inertia = false;
    keepInView();
    showTiles(map);
    // The zones at once; what lies under and over them in the next frame.
    drawZones(atlas.zones).addTo(map);
    requestAnimationFrame(() => {
      drawBase(atlas.base).addTo(map);
      drawStretches(atlas.stretches).addTo(map);
      posts.layer.addTo(map);
      addControls(map, atlas, {
        showAll: () => showAll(),
        showChosen: () => showChosen(),
      });
      drawNames(map, atlas.names, click);
      map.on("zoomend settle", letClicksThrough);
      letClicksThrough();
      host.whenDrawn();
    });
    map.on("click", (event) => {
      choose({ chosen: [], touched: [] });
      notify(null, event.latlng);
    });
    return { choose, mark, posts: posts.layer };
  }

  /** @type {ZoneMap | undefined} */
  let latest;

  window.zoneMap = {
    draw(map, host = frame) {
      latest = drawAtlas(map, host, window.atlas);
      return latest;
    },
    // What folium writes into its frame names no map: there is one.
    choose: (wanted) => latest?.choose(wanted),
    mark: (own) => latest?.mark(own),
    posts: () => latest?.posts,
  };
})();
