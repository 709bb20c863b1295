import assert from "node:assert/strict";
import { test } from "node:test";

import { loadMapParts } from "./sources.js";

const { isLight, pickNames } = loadMapParts();

const box = (left, top) => ({ left, right: left + 10, top, bottom: top + 10 });
const pick = (names, taken = []) => [...pickNames(names, taken)];

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

test("of two names that overlap the first is shown", () => {
  const names = [
    { rank: 1, box: box(0, 0) },
    { rank: 2, box: box(5, 5) },
    { rank: 3, box: box(40, 0) },
  ];
  assert.deepEqual(pick(names), [true, false, true]);
});

test("a name that is not shown takes no space", () => {
  const names = [box(0, 0), box(9, 0), box(18, 0)].map((taken) => ({ rank: 2, box: taken }));
  assert.deepEqual(pick(names), [true, false, true]);
});

test("names keep 3 px from side to side and may touch one above the other", () => {
  const beside = (gap) => [box(0, 0), box(10 + gap, 0)].map((b) => ({ rank: 2, box: b }));
  assert.deepEqual(pick(beside(2)), [true, false]);
  assert.deepEqual(pick(beside(3)), [true, true]);
  const above = [box(0, 0), box(0, 10)].map((b) => ({ rank: 2, box: b }));
  assert.deepEqual(pick(above), [true, true]);
});

test("a zone's name is shown wherever it is, and the title covers any other", () => {
  const names = [
    { rank: 0, box: box(0, 0) },
    { rank: 0, box: box(5, 0) },
    { rank: 1, box: box(100, 100) },
  ];
  assert.deepEqual(pick(names, [box(100, 95)]), [true, true, false]);
});

test("what is taken is not changed", () => {
  const taken = [box(0, 0)];
  pick([{ rank: 1, box: box(50, 50) }], taken);
  assert.equal(taken.length, 1);
});
