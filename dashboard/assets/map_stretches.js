// @ts-check
/* The stretches of the zones' lines, and what each says of itself: to whoever rests on it with the
   pointer, comes to it with the keyboard, or taps it. */
"use strict";

(() => {
  const { element, isTouch, shapes, step } = window.mapParts;

  /** How far what a stretch says is from the pointer, and from the map's edge at least, in pixels. */
  const GAP = 14;
  const EDGE = 6;

  /** From nearer, one that is asked for is not seen with what lies around it. */
  const CLOSE_ZOOM = 11;

  /**
   * @param {Stretch} stretch
   * @param {Atlas["kinds"]} kinds
   */
  function describe({ kind, side, number, uncertainty_km, basis, sources }, kinds) {
    const tip = element("div", "tip");
    const head = element("p", "tip-head");
    head.append(
      element("strong", "", `${number}. ${kinds[kind]}, ${side}`),
      element("span", "tip-km", `± ${uncertainty_km} km`),
    );
    tip.append(head, element("p", "", basis));
    if (sources.length)
      tip.append(element("div", "tip-sources", `Sources: ${sources.join("; ")}.`));
    return tip;
  }

  /**
   * A box over the map and its buttons, which stays within the map.
   * @param {L.Map} map
   */
  function makeTip(map) {
    const box = element("div", "tip-box");
    box.setAttribute("role", "tooltip");
    return {
      hide: () => box.remove(),
      /**
       * @param {HTMLElement} content
       * @param {{ x: number, y: number }} at In pixels from the map's corner.
       */
      show(content, { x, y }) {
        box.replaceChildren(content);
        map.getContainer().append(box);
        const size = map.getSize();
        const { offsetWidth: width, offsetHeight: height } = box;
        const left = x + GAP + width < size.x ? x + GAP : x - GAP - width;
        const top = Math.min(y + GAP, size.y - EDGE - height);
        box.style.left = `${Math.max(EDGE, left)}px`;
        box.style.top = `${Math.max(EDGE, top)}px`;
      },
    };
  }

  /**
   * Returns the layer, and what makes the stretches of the chosen zones stops for the Tab key: one
   * stop a zone, from which the arrow keys lead from stretch to stretch.
   * @param {L.Map} map
   * @param {Atlas} atlas
   * @param {(zone: string) => (event: any) => void} click Gives what takes a click beside a zone.
   */
  function drawStretches(map, { stretches, kinds }, click) {
    const layer = L.layerGroup();
    const tip = makeTip(map);
    /** @type {Record<string, SVGElement[]>} */
    const reaches = {};
    /** By the id of the stretch: brings it into view, and says what it is. @type {Record<string, () => void>} */
    const shows = {};

    /**
     * @param {L.Path} line
     * @param {L.Path} reach
     * @param {Stretch & { id: string }} stretch
     */
    function listen(line, reach, stretch) {
      const path = /** @type {SVGElement} */ (reach.getElement());
      /** @param {{ x: number, y: number }} at */
      const show = (at) => {
        line.getElement()?.classList.add("highlighted");
        tip.show(describe(stretch, kinds), at);
      };
      const hide = () => {
        line.getElement()?.classList.remove("highlighted");
        tip.hide();
      };
      reach.on("mouseover mousemove", (/** @type {any} */ event) => show(event.containerPoint));
      reach.on("mouseout", hide);
      reach.on("click", (event) => {
        click(stretch.zone)(event);
        if (isTouch(event)) show(event.containerPoint);
      });
      path.addEventListener("focus", () => {
        const bounds = /** @type {L.Polyline} */ (reach).getBounds();
        if (!map.getBounds().intersects(bounds)) map.panTo(bounds.getCenter(), { animate: false });
        show(map.latLngToContainerPoint(bounds.getCenter()));
      });
      path.addEventListener("blur", hide);
      shows[stretch.id] = () => {
        const bounds = /** @type {L.Polyline} */ (reach).getBounds();
        map.fitBounds(bounds, { animate: false, padding: [60, 60], maxZoom: CLOSE_ZOOM });
        path.focus();
      };
      path.setAttribute("tabindex", "-1");
      path.setAttribute("role", "img");
      const words = `${kinds[stretch.kind]}, ${stretch.side}, ± ${stretch.uncertainty_km} km: ${stretch.basis}`;
      path.setAttribute("aria-label", words);
      const fellows = (reaches[stretch.zone] ??= []);
      fellows.push(path);
      path.addEventListener("keydown", (event) => step(fellows, event));
    }

    for (const feature of stretches) {
      const stretch = { ...feature.properties, id: String(feature.id) };
      const line = shapes(feature, () => `stretch ${stretch.kind.replace(" ", "-")}`);
      const reach = shapes(feature, () => `stretch-reach on-${stretch.zone}`, {
        interactive: true,
      });
      layer.addLayer(line).addLayer(reach);
      const [drawn] = /** @type {L.Path[]} */ (line.getLayers());
      for (const each of /** @type {L.Path[]} */ (reach.getLayers())) {
        each.once("add", () => listen(drawn, each, stretch));
      }
    }
    map.on("movestart click", tip.hide);

    /** @param {string[]} zones */
    function offer(zones) {
      for (const [zone, paths] of Object.entries(reaches)) {
        paths[0].setAttribute("tabindex", zones.includes(zone) ? "0" : "-1");
      }
    }
    return { layer, offer, show: (/** @type {string} */ id) => shows[id]?.() };
  }

  window.mapParts = { ...window.mapParts, drawStretches, makeTip };
})();
