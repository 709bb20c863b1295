import assert from "node:assert/strict";
import { test } from "node:test";

import { loadChoices } from "./sources.js";

const { toAddress, describeBriefly, describeStatus, makeChoices } = loadChoices();
const { read, withPassage, follow } = makeChoices({
  zones: new Map([["north"], ["south"]]),
  articles: new Map([["paper"], ["other"]]),
  passages: new Map([
    ["of-south", { article: "paper", zones: ["south"] }],
    ["of-both", { article: "paper", zones: ["north", "south"] }],
    ["of-none", { article: "other", zones: [] }],
  ]),
});
const nothing = { zone: "", passage: "", article: "", asof: "", asked: "" };

/** @param {string} href @param {Record<string, string>} [dataset] */
const link = (href, dataset = {}) => ({ getAttribute: () => href, dataset });
/** Objects made in the scripts' own context have other prototypes. @param {unknown} value */
const plain = (value) => JSON.parse(JSON.stringify(value));

for (const [search, wanted] of [
  ["", {}],
  ["?zone=south", { zone: "south" }],
  ["?zone=nowhere&asof=2017-02-29", {}],
  ["?asof=2018-06-01", { asof: "2018-06-01" }],
  ["?passage=of-south", { passage: "of-south", article: "paper" }],
  ["?zone=south&passage=of-south", { zone: "south", passage: "of-south" }],
  ["?zone=north&passage=of-south", { passage: "of-south", article: "paper" }],
  ["?passage=of-south&article=other", { article: "other" }],
]) {
  test(`the address "${search}" is read, and what there is not is left out`, () => {
    assert.deepEqual(plain(read(search)), { ...nothing, ...wanted });
  });
}

test("a choice is read back from its address, whose parameters have a fixed order", () => {
  const choice = {
    zone: "south",
    passage: "of-both",
    article: "paper",
    asof: "2018-06-01",
    asked: "place=Maarat+al-Numan",
  };
  assert.equal(
    toAddress(choice),
    "?zone=south&passage=of-both&article=paper&asof=2018-06-01&place=Maarat+al-Numan",
  );
  assert.deepEqual(plain(read(toAddress(choice))), choice);
  assert.equal(toAddress(nothing), "?");
});

test("the zone follows the passage", () => {
  const north = { ...nothing, zone: "north", asof: "2018-06-01" };
  assert.equal(withPassage(north, "of-both").zone, "north");
  assert.equal(withPassage(north, "of-south").zone, "south");
  assert.equal(withPassage(north, "of-none").zone, "");
  assert.equal(withPassage(north, "of-none").asof, "2018-06-01");
  assert.equal(withPassage(north, "unknown"), north);
});

test("a link chooses a passage, an article or a zone, and leaves the day as it is", () => {
  const before = { ...nothing, zone: "north", asof: "2018-06-01" };
  for (const href of ["#passage-of-south", "?passage=of-south&article=paper"]) {
    assert.equal(follow(link(href), before).passage, "of-south");
    assert.equal(follow(link(href), before).asof, "2018-06-01");
  }
  assert.equal(follow(link("", { passages: "of-both of-south" }), before).passage, "of-both");
  assert.deepEqual(plain(follow(link("#article-other"), before)), { ...before, article: "other" });
  assert.equal(follow(link("#zone-south"), before).zone, "south");
  for (const href of ["#passage-unknown", "#zone-unknown", "api/", "?"]) {
    assert.equal(follow(link(href), before), null);
  }
});

test("a zone's status is that of the last term begun by the day", () => {
  const terms = [
    ["0001-01-01", "before"],
    ["2017-05-04", "signed"],
  ];
  assert.equal(describeStatus(terms, "2017-05-03"), "As on 3 May 2017: before");
  assert.equal(describeStatus(terms, "2017-05-04"), "As on 4 May 2017: signed");
  assert.equal(describeStatus(terms, ""), "");
  assert.equal(describeStatus([], "2017-05-04"), "");
  assert.equal(describeBriefly(terms, "2017-05-04"), ": signed");
  assert.equal(
    describeBriefly([["2018-05-17", "ended by the word of all"]], "2019-01-01"),
    ": ended",
  );
  assert.equal(describeBriefly(terms, ""), "");
});
