// @ts-check
/* Where names are written on the map: the more important ones first, none over another, off the
   zones' lines where that can be. Pixels throughout, from the map's upper left corner. */
"use strict";

(() => {
  /** How far a name is from its mark; above or below it as well as beside it, less. */
  const GAP = 6;
  const GAP_ASLANT = 3;
  /** A name's spots around its mark, the best first, as steps to the right and down.
   * @type {[number, number][]} */
  const AROUND = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]]; // prettier-ignore
  /** The side of a cell of the grid that lines are noted in. */
  const CELL = 4;
  /** What weighs against a spot: a cell of a line, the mark of a town, something else that is there. */
  const WEIGHTS = { line: 3, mark: 30, taken: 1000, late: 0.5 };

  /**
   * Whether two boxes overlap, or come within 3 px of one another from side to side.
   * @param {Box} one
   * @param {Box} other
   */
  function areClose(one, other) {
    return (
      one.left < other.right + 3 &&
      one.right + 3 > other.left &&
      one.top < other.bottom &&
      one.bottom > other.top
    );
  }

  /**
   * @param {Box} inner
   * @param {Box} outer
   */
  function isWithin(inner, outer) {
    return (
      inner.left >= outer.left &&
      inner.right <= outer.right &&
      inner.top >= outer.top &&
      inner.bottom <= outer.bottom
    );
  }

  /**
   * The box of a name to one side of a point: steps of 0 are over its middle.
   * @param {{ x: number, y: number }} point
   * @param {{ width: number, height: number }} size
   * @param {[number, number]} step
   * @returns {Box}
   */
  function boxBeside({ x, y }, { width, height }, [right, down]) {
    const gap = right && down ? GAP_ASLANT : GAP;
    const left = Math.round(x + right * gap + ((right - 1) / 2) * width);
    const top = Math.round(y + down * gap + ((down - 1) / 2) * height);
    return { left, right: left + width, top, bottom: top + height };
  }

  /**
   * Returns what notes a line on a grid, and what counts the cells of lines in a box.
   * @param {{ x: number, y: number }} size
   */
  function makeGrid({ x, y }) {
    const [width, height] = [Math.ceil(x / CELL), Math.ceil(y / CELL)];
    const cells = new Uint8Array(width * height);
    return {
      /** @param {{ x: number, y: number }[]} points */
      note(points) {
        for (const [number, end] of points.entries()) {
          const start = points[Math.max(0, number - 1)];
          const isOut =
            Math.max(start.x, end.x) < 0 ||
            Math.max(start.y, end.y) < 0 ||
            Math.min(start.x, end.x) > x ||
            Math.min(start.y, end.y) > y;
          if (isOut) continue;
          const length = Math.hypot(end.x - start.x, end.y - start.y);
          const steps = Math.max(1, Math.ceil(length / CELL));
          for (let step = 0; step <= steps; step += 1) {
            const column = Math.floor((start.x + ((end.x - start.x) * step) / steps) / CELL);
            const row = Math.floor((start.y + ((end.y - start.y) * step) / steps) / CELL);
            if (column >= 0 && column < width && row >= 0 && row < height) {
              cells[row * width + column] = 1;
            }
          }
        }
      },
      /** @param {Box} box */
      count({ left, right, top, bottom }) {
        let sum = 0;
        for (let row = Math.floor(top / CELL); row <= bottom / CELL; row += 1) {
          for (let column = Math.floor(left / CELL); column <= right / CELL; column += 1) {
            if (column >= 0 && column < width) sum += cells[row * width + column] ?? 0;
          }
        }
        return sum;
      },
    };
  }

  /**
   * The number of the spot that each name is written at, the more important names first; -1 where
   * there is none. A sure name, a zone's, always has one; an area's lies across no line.
   * @param {NameSpots[]} names
   * @param {{ view: Box, taken: Box[], countLines: (box: Box) => number,
   *   countSigns: (box: Box) => number, spared: Box[] }} around What is in view, and what is there:
   *   buttons, lines, signs, and the marks of larger towns; those a zone's name leaves free, and may
   *   lie over signs.
   * @returns {number[]}
   */
  function pickSpots(names, { view, taken, countLines, countSigns, spared }) {
    const held = [...taken];
    return names.map(({ isSure, isArea, mark, spots }) => {
      if (mark && held.some((other) => areClose(mark, other))) return -1;
      let best = -1;
      let least = Infinity;
      for (const [number, box] of spots.entries()) {
        const inTheWay = held.filter((other) => areClose(box, other)).length;
        const blocked = inTheWay + (isWithin(box, view) ? 0 : 1);
        const lines = countLines(box);
        if (!isSure && (blocked || (isArea && lines))) continue;
        const signs = isSure ? 0 : countSigns(box);
        const marks = isSure ? spared.filter((other) => areClose(box, other)).length : 0;
        const weight =
          blocked * WEIGHTS.taken +
          marks * WEIGHTS.mark +
          (lines + signs) * WEIGHTS.line +
          number * WEIGHTS.late;
        if (weight < least) [best, least] = [number, weight];
      }
      if (best >= 0) held.push(spots[best]);
      if (best >= 0 && mark) held.push(mark);
      return best;
    });
  }

  window.mapParts = { ...window.mapParts, AROUND, boxBeside, makeGrid, pickSpots };
})();
