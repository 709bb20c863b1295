// @ts-check
/* Draws the atlas on a Leaflet map, marks what is chosen, and notifies its host of what is clicked:
   streamlit-folium's frame, or the page that holds the map itself.

   Everything written into the page goes in as text, never as markup. */
"use strict";

(() => {
  const {
    addControls,
    addHatch,
    addLocator,
    drawBase,
    drawNames,
    drawStretches,
    drawZones,
    findZone,
    frame,
    isLight,
    isSmall,
    isTouch,
    makeAnswers,
    makeOwnTable,
    makePosts,
    makeView,
    printWell,
    readClick,
    savePicture,
    sayDay,
    shareGestures,
    showTiles,
  } = window.mapParts;

  /**
   * Draws the atlas on a map, and returns what marks it.
   * @param {L.Map} map
   * @param {MapHost} host
   * @param {Atlas} atlas
   * @returns {ZoneMap}
   */
  function drawAtlas(map, host, atlas) {
    /** @type {Choice} */
    let choice = { chosen: [], touched: [], ended: [], absent: [], phase: "", day: "" };
    const posts = makePosts(map, atlas.posts);
    const zones = drawZones(atlas.zones, clickBeside);
    const view = makeView(map, atlas.bounds, findChosen);
    const answers = makeAnswers(map, host, view.showAround);
    const takeTable = makeOwnTable(map);

    /* ---- clicks ---- */

    /**
     * @param {string | null} zone
     * @param {L.LatLng} [point] Where it is asked about.
     * @param {boolean} [isKey]
     */
    function take(zone, point, isKey = false) {
      choose({ chosen: zone ? [zone] : [], touched: [] });
      host.notify({ zone, point: point?.wrap() ?? null, isKey });
    }

    /**
     * @param {any} event A click on the map, or on a shape that lies beside a zone or in it.
     * @param {string | null} beside
     */
    function click(event, beside) {
      const isCoarse =
        isTouch(event) || (beside !== null && isSmall(map, drawn[beside].getBounds()));
      const within = findZone(atlas.zones.drawn, event.latlng);
      const { zone, isAsked } = readClick({ within, beside, isCoarse });
      take(zone, isAsked ? event.latlng : undefined);
    }

    /** @param {string} zone */
    function clickBeside(zone) {
      return (/** @type {any} */ event) => {
        L.DomEvent.stopPropagation(event);
        click(event, zone);
      };
    }

    /* A zone's name says nothing of the point it is written at. */
    /** @param {string} zone */
    function clickName(zone) {
      return (/** @type {any} a click or a key */ event) => {
        L.DomEvent.stopPropagation(event);
        take(zone, undefined, event.type === "keydown");
      };
    }

    const { drawn } = zones;
    const stretches = drawStretches(map, atlas, clickBeside);

    /* A zone of a few pixels must still be there to be clicked: clicks go through its line. */
    function letClicksThrough() {
      for (const [zone, shape] of Object.entries(drawn)) {
        const isTiny = isSmall(map, shape.getBounds());
        for (const line of map.getContainer().querySelectorAll(`.on-${zone}`)) {
          line.classList.toggle("click-through", isTiny);
        }
      }
    }

    /* ---- what is chosen ---- */

    function findChosen() {
      const bounds = L.latLngBounds([]);
      for (const zone of choice.chosen) {
        if (drawn[zone]) bounds.extend(drawn[zone].getBounds());
      }
      return bounds;
    }

    /** @param {Partial<Choice>} wanted What changes. */
    function choose(wanted) {
      choice = { ...choice, ...wanted };
      const { chosen, touched, ended, absent, phase, day } = choice;
      posts.leaveOut(absent);
      const box = map.getContainer();
      box.classList.toggle("has-choice", chosen.length + touched.length > 0);
      box.classList.toggle("has-ended", ended.length > 0);
      box.dataset.phase = phase;
      sayDay(map, day, atlas.outlines);
      for (const zone of Object.keys(drawn)) {
        for (const shape of box.querySelectorAll(`.zone-${zone}, .of-${zone}`)) {
          shape.classList.toggle("chosen", chosen.includes(zone));
          shape.classList.toggle("touched", touched.includes(zone));
          shape.classList.toggle("ended", ended.includes(zone));
        }
      }
      stretches.offer(chosen);
      if (wanted.chosen) view.showSmall();
    }

    /* ---- a reader's own points ---- */

    /** @param {OwnMarks} own */
    function mark({ table, answer }) {
      takeTable(table);
      answers.take(answer);
    }

    /* ---- theme ---- */

    function followTheme() {
      const root = document.documentElement;
      const ground = getComputedStyle(root).getPropertyValue("--background-color");
      root.dataset.theme = isLight(ground) ? "light" : "dark";
    }

    followTheme();
    host.onTheme(followTheme);
    printWell(map, view.showChosen, followTheme);
    document.documentElement.lang = "en";
    map.attributionControl.setPrefix(false).addAttribution(atlas.attribution);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", `${atlas.title}. ${atlas.subtitle}`);
    view.keepInView();
    shareGestures(map);
    showTiles(map);
    // The zones at once; what lies under and over them in the next frame.
    zones.layer.addTo(map);
    addHatch(map);
    requestAnimationFrame(() => {
      drawBase(map, atlas.base).addTo(map);
      stretches.layer.addTo(map);
      posts.layer.addTo(map);
      addControls(map, atlas, {
        showAll: () => view.showAll(),
        showChosen: () => view.showChosen(),
        save: () => savePicture(map, atlas),
      });
      // Before the names, which keep off it.
      addLocator(map, atlas);
      drawNames(map, atlas, clickName);
      choose({});
      map.on("zoomend settle", letClicksThrough);
      letClicksThrough();
      host.whenDrawn();
    });
    map.on("click", (event) => click(event, null));
    return { choose, mark, ask: answers.ask, posts: posts.layer, showStretch: stretches.show };
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
    ask: (question) => latest?.ask(question),
    showStretch: (id) => latest?.showStretch(id),
    posts: () => latest?.posts,
  };
})();
