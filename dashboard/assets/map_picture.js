// @ts-check
/* Saves the map as it is seen as a PNG, made here in the browser: under its title and day, above its
   legend and what has to be said of where it comes from. */
"use strict";

(() => {
  const { element, paint } = window.mapParts;

  /** What belongs to the screen alone, and what the picture has elsewhere. */
  const SKIPPED = [
    ".map-buttons",
    ".map-title",
    ".legend",
    ".leaflet-control-zoom",
    ".leaflet-control-layers",
    ".leaflet-control-attribution",
    ".leaflet-tile-pane",
    ".leaflet-popup-close-button",
    ".leaflet-popup-tip-container",
    ".gesture-hint",
    ".tip-box",
    ".unseen",
    ".map-picture",
  ].join();
  /** The picture's pixels to one of the page, and the most that every browser makes. */
  const SCALE = 2;
  const MOST_PIXELS = 16_000_000;

  /**
   * A name for the file: words of the title, the chosen zone, the day.
   * @param {string[]} words
   */
  function nameFile(words) {
    const parts = words.map((word) => word.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"));
    return `${parts
      .map((part) => part.replaceAll(/^-|-$/g, ""))
      .filter(Boolean)
      .join("-")}.png`;
  }

  /** @param {Date} now */
  function writeDay(now) {
    return now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  }

  /**
   * What stands above the map in the picture.
   * @param {Atlas} atlas
   * @param {string} day The title's, in words.
   */
  function makeHead({ title, subtitle }, day) {
    const head = element("div", "map-picture picture-head");
    head.append(element("strong", "", title), element("span", "", subtitle));
    if (day) head.append(element("em", "", day));
    return head;
  }

  /**
   * What stands below it.
   * @param {HTMLElement} box The map's.
   * @param {Atlas} atlas
   */
  function makeFoot(box, { credits }) {
    const foot = element("div", "map-picture picture-foot");
    const rows = box.querySelector(".legend ul")?.cloneNode(true);
    if (rows) foot.append(rows);
    const sources = box.querySelector(".leaflet-control-attribution")?.textContent ?? "";
    const lines = [credits, sources, `Picture made on ${writeDay(new Date())}.`];
    if (box.querySelector("img.leaflet-tile")) {
      lines.push(
        "The tiles of other servers, which lay beneath, may not be copied: left out here.",
      );
    }
    for (const line of lines) foot.append(element("p", "", line));
    return foot;
  }

  /**
   * Paints the map under its head and above its foot.
   * @param {L.Map} map
   * @param {Atlas} atlas
   */
  function drawPicture(map, atlas) {
    const box = map.getContainer();
    const head = makeHead(atlas, box.querySelector(".map-day")?.textContent ?? "");
    const foot = makeFoot(box, atlas);
    const hasTiles = box.classList.contains("has-tiles");
    // The base map is hollow over tiles.
    box.classList.remove("has-tiles");
    box.append(head, foot);
    try {
      const frame = box.getBoundingClientRect();
      const [above, below] = [head, foot].map((part) => part.getBoundingClientRect().height);
      const height = above + frame.height + below;
      const scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (frame.width * height)));
      const canvas = document.createElement("canvas");
      canvas.width = Math.floor(frame.width * scale);
      canvas.height = Math.floor(height * scale);
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      context.scale(scale, scale);
      context.fillStyle = getComputedStyle(head).backgroundColor;
      context.fillRect(0, 0, frame.width, height);
      /** @param {Element} part @param {number} top @param {string} skipped */
      const place = (part, top, skipped) => {
        const { left, top: from } = part.getBoundingClientRect();
        context.save();
        context.translate(-left, top - from);
        paint(context, part, skipped);
        context.restore();
      };
      place(head, 0, "[hidden]");
      place(foot, above + frame.height, "[hidden]");
      context.save();
      context.beginPath();
      context.rect(0, above, frame.width, frame.height);
      context.clip();
      context.translate(-frame.left, above - frame.top);
      context.fillStyle = getComputedStyle(box).backgroundColor;
      context.fillRect(frame.left, frame.top, frame.width, frame.height);
      // The buttons' layer has no level of its own, and lies over the map's.
      for (const part of [
        map.getPane("mapPane"),
        box.querySelector(".leaflet-control-container"),
      ]) {
        if (part) paint(context, part, SKIPPED);
      }
      context.restore();
      return canvas;
    } finally {
      head.remove();
      foot.remove();
      box.classList.toggle("has-tiles", hasTiles);
    }
  }

  /**
   * @param {L.Map} map
   * @param {Atlas} atlas
   */
  function savePicture(map, atlas) {
    const box = map.getContainer();
    const day = box.querySelector(".map-day")?.textContent ?? "";
    const chosen = [...box.querySelectorAll(".zone-label.chosen .label-en")];
    const zones = chosen.map((name) => name.textContent ?? "");
    // The days of the outlines stand in the picture, not in its name.
    const [shown] = day.split(";");
    drawPicture(map, atlas).toBlob((picture) => {
      if (!picture) return;
      const link = element("a");
      link.href = URL.createObjectURL(picture);
      link.download = nameFile([atlas.title, ...zones, shown]);
      link.click();
      URL.revokeObjectURL(link.href);
    }, "image/png");
  }

  window.mapParts = { ...window.mapParts, nameFile, savePicture };
})();
