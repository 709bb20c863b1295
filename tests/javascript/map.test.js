import assert from "node:assert/strict";
import { test } from "node:test";

import { loadMapParts } from "./sources.js";

const { boxBeside, isLight, makeGrid, pickSpots } = loadMapParts();

const box = (left, top) => ({ left, right: left + 10, top, bottom: top + 10 });
const VIEW = { left: -200, right: 200, top: -200, bottom: 200 };
const NOTHING = { view: VIEW, taken: [], spared: [], countLines: () => 0, countSigns: () => 0 };
const pick = (names, around = {}) => [...pickSpots(names, { ...NOTHING, ...around })];

for (const [colour, expected] of [
  ["#ffffff", true],
  ["#fdfcf9", true],
  [" #17181B ", false],
  ["#000000", false],
  // A page without a theme says nothing, and is light.
  ["", true],
  ["rgb(0 0 0)", true],
]) {
  test(`the ground ${JSON.stringify(colour)} is ${expected ? "light" : "dark"}`, () => {
    assert.equal(isLight(colour), expected);
  });
}

for (const [names, around, expected, what] of [
  [
    [{ spots: [box(0, 0)] }, { spots: [box(5, 5)] }, { spots: [box(40, 0)] }],
    {},
    [0, -1, 0],
    "of two names that overlap the first is shown",
  ],
  [
    [{ spots: [box(0, 0)] }, { spots: [box(5, 5), box(40, 0)] }],
    {},
    [0, 1],
    "a name goes to its next spot where the first is taken",
  ],
  [
    [0, 9, 18].map((left) => ({ spots: [box(left, 0)] })),
    {},
    [0, -1, 0],
    "a name that is not shown takes no space",
  ],
  [
    [0, 12].map((left) => ({ spots: [box(left, 0)] })),
    {},
    [0, -1],
    "names keep 3 px from side to side",
  ],
  [
    [0, 10].map((top) => ({ spots: [box(0, top)] })),
    {},
    [0, 0],
    "names may touch one above another",
  ],
  [
    [{ isSure: true, spots: [box(195, 0)] }, { spots: [box(195, 50)] }],
    {},
    [0, -1],
    "only a zone's name is shown where it is cut off",
  ],
  [
    [{ isSure: true, spots: [box(0, 0), box(50, 0)] }],
    { taken: [box(0, 5)] },
    [1],
    "a zone's name keeps off the title",
  ],
  [
    [{ isSure: true, spots: [box(0, 0), box(50, 0)] }],
    { spared: [box(0, 5)] },
    [1],
    "a zone's name leaves the mark of a large town free",
  ],
  [
    [{ mark: box(0, 0), spots: [box(50, 0)] }],
    { taken: [box(0, 0)] },
    [-1],
    "a place whose mark is covered has no name",
  ],
  [
    [{ spots: [box(0, 0), box(50, 0)] }, { isArea: true, spots: [box(0, 20)] }],
    { countLines: ({ left }) => (left === 0 ? 2 : 0) },
    [1, -1],
    "a place's name keeps off lines where it can, an area's always",
  ],
]) {
  test(what, () => assert.deepEqual(pick(names, around), expected));
}

test("a name stands beside its point, or over its middle", () => {
  const beside = (step) => ({ ...boxBeside({ x: 100, y: 50 }, { width: 40, height: 10 }, step) });
  assert.deepEqual(beside([1, 0]), { left: 106, right: 146, top: 45, bottom: 55 });
  assert.deepEqual(beside([-1, 0]), { left: 54, right: 94, top: 45, bottom: 55 });
  assert.deepEqual(beside([0, -1]), { left: 80, right: 120, top: 34, bottom: 44 });
  assert.deepEqual(beside([0, 0]), { left: 80, right: 120, top: 45, bottom: 55 });
});

test("a line is found where it runs, and only within the map", () => {
  const grid = makeGrid({ x: 100, y: 100 });
  grid.note([{ x: -500, y: 50 }, { x: 50, y: 50 }]); // prettier-ignore
  grid.note([{ x: -10, y: -10 }, { x: 300, y: -10 }]); // prettier-ignore
  assert.ok(grid.count({ left: 0, right: 20, top: 45, bottom: 55 }) > 3);
  assert.equal(grid.count({ left: 60, right: 90, top: 45, bottom: 55 }), 0);
  assert.equal(grid.count({ left: 0, right: 99, top: 0, bottom: 40 }), 0);
  assert.equal(grid.count({ left: -90, right: -60, top: 45, bottom: 55 }), 0);
});
