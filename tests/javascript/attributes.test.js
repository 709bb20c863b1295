import assert from "node:assert/strict";
import { test } from "node:test";

import { loadAttributes } from "./sources.js";

const { splitIds, isDay, formatDay } = loadAttributes();

test("ids are parted by spaces", () => {
  assert.deepEqual([...splitIds(" one  two ")], ["one", "two"]);
  assert.deepEqual([...splitIds()], []);
});

test("a day is one of the calendar, and the same in every time zone", () => {
  assert.ok(isDay("2017-05-04"));
  for (const text of ["", "2017-05", "2017-02-30", "4 May 2017", "2017-05-04T00:00Z"])
    assert.ok(!isDay(text), text);
  assert.equal(formatDay("2017-05-04"), "4 May 2017");
});
