// @ts-check
/* The place or point that is asked about, and what is answered, beside it on the map. */
"use strict";

(() => {
  const { NARROW_PX, element } = window.mapParts;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** The margins of the map that its buttons, its title and its scale stand in, in pixels.
   * @type {{ topLeft: L.PointTuple, bottomRight: L.PointTuple }} */
  const MARGINS = { topLeft: [14, 14], bottomRight: [54, 44] };

  /** How far a box beside a place is from it, in pixels. */
  const GAP = 14;

  /**
   * @param {string} words
   * @param {() => void} read
   */
  function offerReading(words, read) {
    const link = element("button", "answer-read", words);
    link.addEventListener("click", read);
    return Object.assign(link, { type: "button" });
  }

  /**
   * What the line was drawn from is much to read, and stands in the panel.
   * @param {Answer} answer
   * @param {boolean} isBrief Whether there is space for no more than how sure it is, the zone and how
   *   far its line is.
   * @param {() => void} read Shows the rest in the panel.
   */
  function describe(answer, isBrief, read) {
    const { name, name_ar, where, certainty, grade, sentence, brief, line, note } = answer;
    const box = element("div", `answer certainty-${certainty.replaceAll(" ", "-")}`);
    const head = element("p", "answer-name");
    head.append(element("strong", "", name), " ");
    if (name_ar) {
      const arabic = element("span", "answer-ar", name_ar);
      head.append(Object.assign(arabic, { lang: "ar", dir: "rtl" }), " ");
    }
    if (where && !isBrief) head.append(element("span", "answer-where", where));
    const verdict = element("p", "answer-verdict");
    verdict.append(element("span", "certainty", grade), ` ${isBrief ? brief : sentence}`);
    box.append(head, verdict);
    if (isBrief) {
      box.append(offerReading("All of the answer", read));
      return box;
    }
    if (note) box.append(element("p", "answer-note", note));
    if (line) {
      const why = element("p");
      why.append(element("strong", "", line), " ", offerReading("Basis and sources", read));
      box.append(why);
    }
    return box;
  }

  /**
   * The point that a question names by its coordinates.
   * @param {string} question
   * @returns {L.LatLngTuple | null}
   */
  function readPoint(question) {
    const asked = new URLSearchParams(question);
    const [lat, lon] = [asked.get("lat"), asked.get("lon")].map((text) => parseFloat(text ?? ""));
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lat, lon] : null;
  }

  /**
   * Returns what takes a question, and what takes the server's answer: that is shown while it is to
   * the question that is asked.
   * @param {L.Map} map
   * @param {MapHost} host Is told when a reader closes it, or wants to read more.
   * @param {(point: L.LatLngTuple, km: number) => void} showAround Shows a place larger.
   */
  function makeAnswers(map, host, showAround) {
    let question = "";
    /** @type {Answer | null} */
    let latest = null;
    /** @type {L.LayerGroup | undefined} */
    let shown;
    /** @type {L.Popup | undefined} */
    let card;

    function clear() {
      const old = shown;
      // First, so that what follows is no reader's closing.
      shown = undefined;
      card = undefined;
      old?.remove();
      if (old) map.fire("uncover");
    }

    /** @param {L.LatLngExpression} point */
    function addMarker(point) {
      const className = "asked";
      L.circleMarker(point, { radius: 7, interactive: false, className }).addTo(
        /** @type {L.LayerGroup} */ (shown),
      );
    }

    /** @param {Answer} answer */
    function addBox(answer) {
      const { x, y } = map.getSize();
      const isBrief = x < NARROW_PX;
      card = L.popup({
        className: "answer-box",
        autoPan: false,
        minWidth: Math.min(isBrief ? 160 : 220, x - 90),
        maxWidth: Math.min(240, x - 90),
        // So that the zones around the place stay in sight.
        maxHeight: Math.max(150, y * 0.4),
        autoPanPaddingTopLeft: MARGINS.topLeft,
        autoPanPaddingBottomRight: MARGINS.bottomRight,
        // A click beside it asks about another point.
        closeOnClick: false,
      })
        .setLatLng([answer.lat, answer.lon])
        .setContent(describe(answer, isBrief, () => host.read?.()));
      card.on("remove", () => {
        if (!shown) return;
        clear();
        host.change?.({ asked: "" });
      });
      card.addTo(/** @type {L.LayerGroup} */ (shown));
      place();
    }

    /**
     * How many of a grid of points in a part of the map lie on a zone.
     * @param {number} left
     * @param {number} top
     * @param {DOMRect} size
     */
    function countCovered(left, top, { width, height }) {
      const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
      const points = shares.flatMap((x) => shares.map((y) => [left + x * width, top + y * height]));
      return points.filter(([x, y]) =>
        document.elementsFromPoint(x, y).some((each) => each.matches("path.zone")),
      ).length;
    }

    /* Beside the place, on the side where it covers less of the zones, to the right if that is the same;
       where there is no space, above it, and the map moves. */
    function place() {
      if (!card) return;
      const box = /** @type {HTMLElement} */ (card.getElement());
      card.options.offset = [0, -4];
      card.options.autoPan = false;
      card.update();
      const { x, y } = map.latLngToContainerPoint(/** @type {L.LatLng} */ (card.getLatLng()));
      const size = box.getBoundingClientRect();
      const { left, top, width, height } = size;
      const frame = map.getContainer().getBoundingClientRect();
      const [, highest] = MARGINS.topLeft;
      const [right, bottom] = MARGINS.bottomRight;
      const isInView = x > 0 && x < frame.width && y > 0 && y < frame.height;
      const lowest = frame.height - bottom - height;
      const wanted = Math.max(highest, Math.min(y - height / 2, lowest));
      const [edge] = [x + GAP, x - GAP - width]
        .filter((start) => start > MARGINS.topLeft[0] && start + width < frame.width - right)
        .map((start) => ({
          start,
          covered: countCovered(frame.left + start, frame.top + wanted, size),
        }))
        .sort((one, other) => one.covered - other.covered);
      const isBeside = isInView && edge !== undefined;
      box.classList.toggle("beside", isBeside);
      if (isBeside) {
        card.options.offset = [edge.start - (left - frame.left), wanted - (top - frame.top) - 4];
      } else card.options.autoPan = true;
      card.update();
      map.fire("cover", { box });
    }

    function show() {
      clear();
      const answer = latest?.question === question ? latest : null;
      const point = answer
        ? /** @type {L.LatLngTuple} */ ([answer.lat, answer.lon])
        : readPoint(question);
      if (!question || !point) return;
      if (!map.getBounds().contains(point)) map.panTo(point, { animate: !isStill });
      // Where a point was given, by a click for one, the reader has chosen how much to see.
      if (answer && !readPoint(question)) showAround(point, answer.line_km);
      shown = L.layerGroup().addTo(map);
      addMarker(point);
      if (answer) addBox(answer);
    }

    // The map has another size, or another view: the box has its place anew.
    map.on("settle", place);
    return {
      /** @param {string} wanted */
      ask(wanted) {
        if (wanted === question) return;
        question = wanted;
        show();
      },
      /** @param {Answer | null} answer */
      take(answer) {
        latest = answer && {
          ...answer,
          question: String(new URLSearchParams(answer.question)),
        };
        if (latest?.question === question) show();
      },
    };
  }

  window.mapParts = { ...window.mapParts, makeAnswers };
})();
