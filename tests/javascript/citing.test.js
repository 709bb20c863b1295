import assert from "node:assert/strict";
import { test } from "node:test";

import { loadCiting } from "./sources.js";

const { nameView } = loadCiting();
const PAGE = "https://example.org/zones/";
const EDITION = "Zones, version 1.0.0";

test("a view has the page's public address, wherever it is read", () => {
  assert.equal(nameView("?passage=one", PAGE, EDITION), `${PAGE}?passage=one`);
  assert.equal(nameView("", PAGE, EDITION), PAGE);
  // As a file that stands alone has it.
  assert.equal(nameView("#passage-one-two", PAGE, EDITION), `${PAGE}?passage=one-two`);
});

test("where no public address is known, a view is named by the data set and its path", () => {
  assert.equal(nameView("?passage=one", "", EDITION), `${EDITION}: ?passage=one`);
  assert.equal(nameView("#passage-one", "", EDITION), `${EDITION}: ?passage=one`);
  // Its record cannot be read.
  assert.equal(nameView("?passage=one", "", ""), "");
});
