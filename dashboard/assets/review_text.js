// @ts-check
/* The article with its suggestions marked in place, and the words that are selected in it. Places in
   the text count code points, as the server does, not the halves of which scripts make some. */
"use strict";

(() => {
  /**
   * @param {HTMLElement} box
   * @param {ReviewKnown} known
   * @param {(item: ReviewItem) => void} choose
   */
  function makeText(box, known, choose) {
    const points = Array.from(known.text);
    const last = known.start + points.length;
    /** @type {ReviewItem[]} */
    let items = [];
    let chosen = "";

    /** @param {number} start @param {number} end */
    function cut(start, end) {
      return points.slice(start - known.start, end - known.start).join("");
    }

    /** Draws the text anew: what is marked in it has changed. */
    function draw(/** @type {ReviewItem[]} */ wanted) {
      items = wanted;
      const edges = new Set([known.start, last]);
      for (const { span } of items) for (const edge of span ?? []) edges.add(edge);
      let paragraph = startParagraph();
      const drawn = [paragraph];
      for (const [start, end] of pairs([...edges].sort((a, b) => a - b))) {
        const over = items.filter(({ span }) => span && span[0] <= start && end <= span[1]);
        let at = start;
        for (const part of cut(start, end).split(/(\n\s*\n)/)) {
          if (/^\n\s*\n$/.test(part)) {
            paragraph = startParagraph();
            drawn.push(paragraph);
          } else if (part) {
            paragraph.append(makePiece(part, at, over));
          }
          at += Array.from(part).length;
        }
      }
      box.replaceChildren(...drawn);
      mark(chosen);
    }

    function startParagraph() {
      const made = document.createElement("p");
      made.dir = "auto";
      return made;
    }

    /** @param {string} part @param {number} at @param {ReviewItem[]} over */
    function makePiece(part, at, over) {
      const piece = document.createElement(over.length ? "mark" : "span");
      piece.textContent = part;
      piece.dataset.at = String(at);
      const inner = [...over].sort((a, b) => length(a) - length(b));
      if (inner.length) {
        piece.className = `${inner[0].list} ${inner[0].decision.replace(" ", "-")}`;
        piece.dataset.over = inner.map((item) => window.review.name(item)).join(" ");
      }
      return piece;
    }

    /** @param {ReviewItem} item */
    function length(item) {
      return item.span ? item.span[1] - item.span[0] : 0;
    }

    /** Marks the words of a suggestion as the chosen ones. */
    function mark(/** @type {string} */ name) {
      chosen = name;
      for (const piece of box.querySelectorAll("mark")) {
        piece.classList.toggle("chosen", (piece.dataset.over ?? "").split(" ").includes(name));
      }
    }

    function show() {
      box.querySelector("mark.chosen")?.scrollIntoView({ block: "center" });
    }

    /**
     * Where a point of the page stands in the text: between its pieces, at the next one. A click
     * that selects a whole paragraph ends at the start of what follows, maybe after the text.
     * @param {Node} node @param {number} offset
     */
    function locate(node, offset) {
      const piece = /** @type {HTMLElement | null} */ (node.parentElement?.closest("[data-at]"));
      if (piece && box.contains(piece) && node instanceof Text)
        return Number(piece.dataset.at) + Array.from(node.data.slice(0, offset)).length;
      const point = document.createRange();
      point.setStart(node, offset);
      const pieces = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("[data-at]")]);
      const next = pieces.find((each) => point.comparePoint(each, 0) >= 0);
      return next ? Number(next.dataset.at) : last;
    }

    /** @returns {[number, number] | null} where the words selected begin and end */
    function findSelected() {
      const selection = getSelection();
      if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
      const range = selection.getRangeAt(0);
      const start = locate(range.startContainer, range.startOffset);
      const end = locate(range.endContainer, range.endOffset);
      if (!box.contains(range.startContainer) || start >= end) return null;
      return [widen(start, -1), widen(end, 1)];
    }

    /** A place inside a word moves to its edge. @param {number} place @param {number} step */
    function widen(place, step) {
      /** @param {number} at */
      const isLetter = (at) => /[\p{L}\p{M}\p{N}]/u.test(points[at - known.start] ?? "");
      while (isLetter(place) && isLetter(place - 1)) place += step;
      return place;
    }

    /**
     * The next place where a word begins or ends, before or after another place.
     * @param {number} from @param {number} step 1 or -1 @param {boolean} isStart
     */
    function findEdge(from, step, isStart) {
      /** @param {number} place */
      const isBlank = (place) => /^\s?$/.test(points[place - known.start] ?? "");
      for (let place = from + step; known.start <= place && place <= last; place += step) {
        const [inner, outer] = isStart ? [place, place - 1] : [place - 1, place];
        if (!isBlank(inner) && isBlank(outer)) return place;
      }
      return from;
    }

    box.addEventListener("click", (event) => {
      const piece = /** @type {HTMLElement} */ (event.target).closest("mark");
      if (!piece || findSelected()) return;
      // The innermost; where that is the chosen one, the one around it.
      const names = (piece.dataset.over ?? "").split(" ");
      const wanted = names[(names.indexOf(chosen) + 1) % names.length];
      const item = items.find((each) => window.review.name(each) === wanted);
      if (item) choose(item);
    });

    return { draw, mark, show, findSelected, findEdge };
  }

  /** @param {number[]} numbers @returns {[number, number][]} */
  function pairs(numbers) {
    return numbers.slice(1).map((number, index) => [numbers[index], number]);
  }

  window.review = {
    .../** @type {any} */ (window.review),
    name: (item) => `${item.list}-${item.index}`,
    makeText,
  };
})();
