import assert from "node:assert/strict";
import { test } from "node:test";

import { loadMapParts } from "./sources.js";

const { findZone, readClick } = loadMapParts();

const square = (west, south, size) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const feature = (id, coordinates, type = "Polygon") => ({ id, geometry: { type, coordinates } });
const drawn = [
  feature("with-hole", [square(0, 0, 10), square(4, 4, 2)]),
  feature("in-parts", [[square(20, 0, 5)], [square(30, 0, 5)]], "MultiPolygon"),
];

for (const [lng, lat, expected] of [
  [1, 1, "with-hole"],
  [5, 5, null],
  [11, 5, null],
  [22, 2, "in-parts"],
  [33, 2, "in-parts"],
  [27, 2, null],
]) {
  test(`the point ${lng}, ${lat} lies in ${expected}`, () => {
    assert.equal(findZone(drawn, { lng, lat }), expected);
  });
}

for (const [within, beside, isCoarse, ...expected] of [
  ["one", "other", true, "one", true],
  [null, "other", true, "other", false],
  [null, "other", false, null, true],
  [null, null, true, null, true],
]) {
  test(`a click in ${within}, beside ${beside}, ${isCoarse ? "coarse" : "exact"}`, () => {
    const { zone, isAsked } = readClick({ within, beside, isCoarse });
    assert.deepEqual([zone, isAsked], expected);
  });
}
