import assert from "node:assert/strict";
import { test } from "node:test";

import { loadCiting } from "./sources.js";

const { findAddress } = loadCiting();
const PAGE = "https://example.org/zones/";

test("a view has the page's public address, wherever it is read", () => {
  const here = "http://127.0.0.1:8501/?zone=south";
  assert.equal(findAddress("?passage=one", PAGE, here), `${PAGE}?passage=one`);
  assert.equal(findAddress("", PAGE, here), PAGE);
  // As a file that stands alone has it.
  assert.equal(findAddress("#passage-one-two", PAGE, "file:///a.html"), `${PAGE}?passage=one-two`);
});

test("where no public address is known, it is that at which it is read", () => {
  const here = "http://192.0.2.1:8501/?zone=south#x";
  assert.equal(findAddress("?passage=one", "", here), "http://192.0.2.1:8501/?passage=one");
  assert.equal(
    findAddress("#passage-one", "", "https://a.org/b.html"),
    "https://a.org/b.html#passage-one",
  );
});

test("a file on somebody's disk has no address for others", () => {
  assert.equal(findAddress("#passage-one", "", "file:///home/somebody/zones.html"), "");
});
