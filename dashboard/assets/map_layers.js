// @ts-check
/* What the map is drawn of: the base map, the zones' extents, and the stretches of their lines. */
"use strict";

(() => {
  /**
   * @param {GeoJSON.GeoJsonObject | GeoJSON.GeoJsonObject[]} features
   * @param {(feature: GeoJSON.Feature | undefined) => string} className
   * @param {L.GeoJSONOptions & L.InteractiveLayerOptions} [options]
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

  /**
   * @param {L.Map} map
   * @param {Atlas["base"]} base
   */
  function drawBase(map, base) {
    // A pane of its own, beneath the tiles of other servers and the one that Leaflet keeps for shapes.
    map.createPane("base").style.zIndex = "150";
    const group = L.layerGroup();
    /** @type {BaseLayer[]} */
    const names = ["sea", "neighbours", "country", "lakes", "governorates", "rivers"];
    for (const name of names) {
      group.addLayer(shapes(base[name], () => `base ${name}`, { pane: "base" }));
    }
    return group;
  }

  /** @param {GeoJSON.Geometry} geometry */
  function listRings(geometry) {
    if (geometry.type === "Polygon") return geometry.coordinates;
    return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
  }

  /**
   * Gives the map the pattern that bands are filled with.
   * @param {L.Map} map
   */
  function addHatch(map) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "defs");
    const pattern = document.createElementNS("http://www.w3.org/2000/svg", "pattern");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    pattern.id = "hatch";
    for (const [name, value] of Object.entries({
      width: "5",
      height: "5",
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    })) {
      pattern.setAttribute(name, value);
    }
    line.setAttribute("class", "hatch");
    line.setAttribute("d", "M0 0V5");
    pattern.append(line);
    made.append(pattern);
    map.getPanes().overlayPane.querySelector("svg")?.prepend(made);
  }

  /**
   * Returns the layer of all zones, and by zone the shape that is its outline as drawn.
   * @param {Atlas["zones"]} zones
   * @param {(zone: string) => (event: any) => void} click Gives what takes a click on a zone.
   */
  function drawZones(zones, click) {
    const layer = L.layerGroup();
    /** @type {Record<string, L.GeoJSON>} */
    const drawn = {};
    for (const extent of /** @type {const} */ (["possible", "core"])) {
      layer.addLayer(shapes(zones[extent], (f) => `extent ${extent} of-${f?.id}`));
    }
    // What may be inside, beyond what surely is: the rings of both, of which each closes the other.
    for (const [number, { id, geometry }] of zones.possible.entries()) {
      const coordinates = [geometry, zones.core[number].geometry].flatMap(listRings);
      const band = { type: "Feature", id, geometry: { type: "Polygon", coordinates } };
      const style = { className: `band of-${id}`, fillColor: "url(#hatch)", fillOpacity: 1 };
      layer.addLayer(shapes(/** @type {any} */ (band), () => "", { style }));
    }
    // Largest first, so that a small zone is never hidden beneath a large one.
    for (const feature of zones.drawn) {
      const zone = String(feature.id);
      const hit = shapes(feature, () => "hit", { interactive: true });
      const shape = shapes(feature, () => `zone zone-${zone}`, { interactive: true });
      for (const part of [hit, shape]) {
        part.on("click", click(zone));
        layer.addLayer(part);
      }
      drawn[zone] = shape;
    }
    return { layer, drawn };
  }

  window.mapParts = { ...window.mapParts, shapes, addHatch, drawBase, drawZones, listRings };
})();
