import assert from "node:assert/strict";
import { test } from "node:test";

import { loadLinks } from "./sources.js";

/* As much of an element as the script asks for: which selectors it or one around it answers to. */
class FakeElement {
  constructor(closest = {}, inside = {}) {
    this.closest = (selector) => closest[selector] ?? null;
    this.querySelector = (selector) => inside[selector] ?? null;
  }
}

const selection = { isCollapsed: true };
const { findLink } = loadLinks({ Element: FakeElement, getSelection: () => selection });

test("the link under the pointer is meant before the excerpt's own", () => {
  const link = new FakeElement();
  const card = new FakeElement({}, { "a[data-choose]": new FakeElement() });
  const target = new FakeElement({ "a[href]": link, ".excerpt": card });
  assert.equal(findLink({ target }), link);
});

test("a click on an excerpt's words means its link, unless they are being selected", () => {
  const own = new FakeElement();
  const card = new FakeElement({}, { "a[data-choose]": own });
  const target = new FakeElement({ ".excerpt": card });
  assert.equal(findLink({ target }), own);
  selection.isCollapsed = false;
  assert.equal(findLink({ target }), null);
  selection.isCollapsed = true;
});

test("a click on the document itself or beside any link means none", () => {
  assert.equal(findLink({ target: {} }), null);
  assert.equal(findLink({ target: new FakeElement() }), null);
});
