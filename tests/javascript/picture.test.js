import assert from "node:assert/strict";
import { test } from "node:test";

import { loadMapParts } from "./sources.js";

const { findColour, listDashes, nameFile, transformText } = loadMapParts();

test("a saved picture is named by what it shows", () => {
  const name = nameFile(["De-escalation zones in Syria", "East Ghouta", "As on 1 June 2018"]);
  assert.equal(name, "de-escalation-zones-in-syria-east-ghouta-as-on-1-june-2018.png");
  assert.equal(nameFile(["../..", "a/b", ""]), "a-b.png");
});

test("the colour of a halo or a stripe is found in its style", () => {
  assert.equal(findColour("rgba(252, 250, 245, 0.88) 0px 0px 2px"), "rgba(252, 250, 245, 0.88)");
  assert.equal(findColour("none"), "");
});

test("borders are dashed, dotted or whole", () => {
  const kinds = ["dashed", "dotted", "solid"].map((kind) => [...listDashes(kind, 2)]);
  assert.deepEqual(kinds, [[6, 4], [2, 4], []]);
});

test("a word is written as it is seen", () => {
  assert.equal(transformText("Idlib", "uppercase"), "IDLIB");
  assert.equal(transformText("Idlib", "none"), "Idlib");
});
