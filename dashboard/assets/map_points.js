// @ts-check
/* A reader's own points, a hundred thousand on one canvas. */
"use strict";

(() => {
  const { cutOut, makeSigns, press } = window.mapParts;

  /** A sign's radius in pixels where there are at most so many. */
  const RADII = [
    { most: 2000, radius: 6 },
    { most: 20_000, radius: 5 },
    { most: Infinity, radius: 4 },
  ];
  /** How much wider and higher than the map the canvas is, to each side. */
  const MARGIN = 0.15;
  /** Of signs nearer than this, of one certainty, one is drawn: nobody sees more. In pixels. */
  const GRAIN = 2;
  const POINT_BYTES = 9;
  const CODES = 4;

  /**
   * The points of a table as the server sends them: floats of 32 bits, then bytes.
   * @param {ArrayBuffer} data
   * @returns {Points}
   */
  function readPoints(data) {
    const count = Math.floor(data.byteLength / POINT_BYTES);
    return {
      lon: new Float32Array(data, 0, count),
      lat: new Float32Array(data, 4 * count, count),
      codes: new Uint8Array(data, 8 * count, count),
    };
  }

  /**
   * Where points lie in the square of the world that Web Mercator draws at zoom 0, in pixels.
   * @param {Points} points
   */
  function project({ lon, lat }) {
    const x = new Float64Array(lon.length);
    const y = new Float64Array(lon.length);
    for (let place = 0; place < lon.length; place++) {
      const sine = Math.sin((Math.max(-85, Math.min(85, lat[place])) * Math.PI) / 180);
      x[place] = ((lon[place] + 180) / 360) * 256;
      y[place] = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
    }
    return { x, y };
  }

  /**
   * The places of points in the order in which they are drawn: the surest last, on top.
   * @param {Uint8Array} codes
   */
  function sortByCode(codes) {
    const order = new Uint32Array(codes.length);
    let end = 0;
    for (let code = 0; code < CODES; code++) {
      for (let place = 0; place < codes.length; place++) {
        if (codes[place] === code) order[end++] = place;
      }
    }
    return order.subarray(0, end);
  }

  /**
   * The places of the points within reach, the nearest first, and of several on one spot the surest.
   * @param {{ x: Float32Array, y: Float32Array, codes: Uint8Array }} drawn In pixels.
   * @param {{ x: number, y: number }} at
   * @param {number} reach
   */
  function findNear({ x, y, codes }, at, reach) {
    /** @type {{ place: number, square: number }[]} */
    const found = [];
    for (let place = 0; place < x.length; place++) {
      const [east, south] = [x[place] - at.x, y[place] - at.y];
      const square = east * east + south * south;
      if (square <= reach * reach) found.push({ place, square });
    }
    found.sort((a, b) => a.square - b.square || codes[b.place] - codes[a.place]);
    const nearest = found[0];
    // Those that the nearest one hides, or nearly.
    return found
      .filter(
        ({ place }) => Math.hypot(x[place] - x[nearest.place], y[place] - y[nearest.place]) < 2,
      )
      .map(({ place }) => place);
  }

  /**
   * Draws points on a map, and returns what finds those at a pixel.
   * @param {L.Map} map
   * @param {Points} points
   * @returns {PointLayer}
   */
  function drawPoints(map, points) {
    const { codes } = points;
    const world = project(points);
    const order = sortByCode(codes);
    const drawn = {
      x: new Float32Array(codes.length),
      y: new Float32Array(codes.length),
      codes,
    };
    const radius = RADII.find(({ most }) => codes.length <= most)?.radius ?? 4;
    const canvas = document.createElement("canvas");
    canvas.className = "own-points leaflet-zoom-animated";
    const pane = map.getPane("points") ?? map.createPane("points");
    // Over the zones' lines, under names.
    Object.assign(pane.style, { zIndex: "450", pointerEvents: "none" });
    pane.append(canvas);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    let corner = L.point(0, 0);
    /** @type {HTMLCanvasElement[]} */
    let signs = [];
    /** @type {Stamp[]} */
    let stamps = [];
    let picture = new ImageData(1, 1);

    function redraw() {
      const size = map.getSize();
      const [width, height] = [size.x * (1 + 2 * MARGIN), size.y * (1 + 2 * MARGIN)];
      const ratio = Math.max(1, window.devicePixelRatio);
      const columns = Math.ceil(width * ratio);
      const rows = Math.ceil(height * ratio);
      if (picture.width !== columns || picture.height !== rows) {
        Object.assign(canvas, { width: columns, height: rows });
        Object.assign(canvas.style, { width: `${columns / ratio}px`, height: `${rows / ratio}px` });
        picture = new ImageData(columns, rows);
        stamps = [];
      }
      if (!stamps.length) stamps = signs.map((sign) => cutOut(sign, columns));
      corner = map.containerPointToLayerPoint(size.multiplyBy(-MARGIN)).round();
      L.DomUtil.setTransform(canvas, corner, 1);
      const pixels = new Uint32Array(picture.data.buffer);
      pixels.fill(0);
      const scale = map.getZoomScale(map.getZoom(), 0);
      const origin = map.getPixelOrigin().add(corner);
      const grains = Math.ceil(width / GRAIN) + 1;
      const taken = new Uint8Array(grains * (Math.ceil(height / GRAIN) + 1));
      const { side } = stamps[0];
      for (const place of order) {
        const x = (drawn.x[place] = world.x[place] * scale - origin.x);
        const y = (drawn.y[place] = world.y[place] * scale - origin.y);
        const left = Math.round(x * ratio - side / 2);
        const top = Math.round(y * ratio - side / 2);
        // What is cut off would lie outside the map.
        const isIn = left >= 0 && top >= 0 && left + side <= columns && top + side <= rows;
        if (!isIn) continue;
        const cell = Math.floor(y / GRAIN) * grains + Math.floor(x / GRAIN);
        const code = codes[place];
        if (taken[cell] === code + 1) continue;
        taken[cell] = code + 1;
        press(pixels, top * columns + left, stamps[code]);
      }
      context.putImageData(picture, 0, 0);
      canvas.dataset.points = String(codes.length);
    }

    function recolour() {
      signs = makeSigns(radius);
      stamps = [];
      redraw();
    }

    /* Moves the picture with the zoom, until it is drawn anew. */
    /** @param {any} event Leaflet's. */
    function follow({ center, zoom }) {
      const scale = map.getZoomScale(zoom);
      const half = map.getSize().divideBy(2);
      const middle = map.project(center, zoom).subtract(half);
      const start = map.project(map.layerPointToLatLng(corner), zoom).subtract(middle);
      L.DomUtil.setTransform(canvas, map.containerPointToLayerPoint(start), scale);
    }

    const theme = new MutationObserver(recolour);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    map.on("moveend resize viewreset", redraw);
    map.on("zoomanim", follow);
    recolour();
    return {
      find: (at, reach) =>
        findNear(drawn, map.containerPointToLayerPoint([at.x, at.y]).subtract(corner), reach),
      latlng: (place) => L.latLng(points.lat[place], points.lon[place]),
      remove() {
        theme.disconnect();
        map.off("moveend resize viewreset", redraw);
        map.off("zoomanim", follow);
        canvas.remove();
      },
    };
  }

  window.mapParts = {
    ...window.mapParts,
    drawPoints,
    findNear,
    readPoints,
    sortByCode,
  };
})();
