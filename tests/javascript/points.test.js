import assert from "node:assert/strict";
import { test } from "node:test";

import { loadMapParts } from "./sources.js";

const { findNear, press, readPoints, sortByCode } = loadMapParts();

test("points are read as the server writes them", () => {
  const data = new ArrayBuffer(18);
  new Float32Array(data, 0, 4).set([36.5, 38, 35.5, 33]);
  new Uint8Array(data, 16).set([3, 0]);
  const { lon, lat, codes } = readPoints(data);
  assert.deepEqual([...lon], [36.5, 38]);
  assert.deepEqual([...lat], [35.5, 33]);
  assert.deepEqual([...codes], [3, 0]);
  assert.equal(readPoints(new ArrayBuffer(0)).codes.length, 0);
});

test("the surest are drawn last, and what is no certainty is not drawn", () => {
  assert.deepEqual([...sortByCode(Uint8Array.of(3, 0, 9, 1, 0))], [1, 4, 3, 0]);
});

test("the nearest point within reach is found, with all on its spot, the surest first", () => {
  const drawn = {
    x: Float32Array.of(10, 10, 14, 90, NaN),
    y: Float32Array.of(10, 10, 10, 90, 10),
    codes: Uint8Array.of(0, 3, 3, 1, 1),
  };
  assert.deepEqual([...findNear(drawn, { x: 11, y: 10 }, 8)], [1, 0]);
  assert.deepEqual([...findNear(drawn, { x: 13.9, y: 10 }, 8)], [2]);
  assert.deepEqual([...findNear(drawn, { x: 50, y: 50 }, 8)], []);
});

test("a stamp covers what is beneath, and its clear edge mixes with it", () => {
  const picture = Uint32Array.of(0, 0xff000000, 0xff000000);
  const colours = Uint32Array.of(0x80ffffff, 0x80ffffff, 0xff0000ff);
  press(picture, 0, { side: 3, offsets: Int32Array.of(0, 1, 2), colours });
  assert.deepEqual([...picture], [0x80ffffff, 0xff808080, 0xff0000ff]);
});
