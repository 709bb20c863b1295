// @ts-check
/* The stretches of the zones' lines, and what each says of itself. */
"use strict";

(() => {
  const { element, shapes } = window.mapParts;

  /**
   * @param {Stretch} stretch
   * @param {Atlas["kinds"]} kinds
   */
  function describe(stretch, kinds) {
    const tip = element("div", "tip");
    const head = element("p", "tip-head");
    head.append(
      element("strong", "", kinds[stretch.kind]),
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

  /**
   * @param {Atlas} atlas
   * @param {(zone: string) => (event: any) => void} click Gives what takes a click beside a zone.
   */
  function drawStretches({ stretches, kinds }, click) {
    const group = L.layerGroup();
    for (const feature of stretches) {
      const stretch = feature.properties;
      const line = shapes(feature, () => `stretch ${stretch.kind.replace(" ", "-")}`);
      const reach = shapes(feature, () => `stretch-reach on-${stretch.zone}`, {
        interactive: true,
      });
      reach.bindTooltip(() => describe(stretch, kinds), { sticky: true, className: "tip-box" });
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

  window.mapParts = { ...window.mapParts, drawStretches };
})();
