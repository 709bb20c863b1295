// @ts-check
/* Gives the static site the addresses of the app: ?zone=, ?passage=, ?article= and ?asof= lead to
   what they name, and follow what is chosen later. What there is not is said on the page. */
"use strict";

(() => {
  const { findEnded, shorten } = window.mapAlone;
  const box = find("map");
  const said = find("said");

  /** @param {string} id */
  function find(id) {
    return document.getElementById(id);
  }

  /** @returns {string[]} */
  function listZones() {
    return [...document.querySelectorAll("section.part[id^='zone-']")].map((part) =>
      part.id.slice("zone-".length),
    );
  }

  /**
   * The fragment that a query leads to, and a sentence for each value that it had to drop.
   * @param {URLSearchParams} query
   * @returns {{ fragment: string, complaints: string[] }}
   */
  function readChoice(query) {
    /** @type {string[]} */
    const complaints = [];
    let [zone, passage, article] = ["zone", "passage", "article"].map(
      (name) => query.get(name) ?? "",
    );
    if (zone && !listZones().includes(zone)) {
      const zones = listZones().join(", ");
      complaints.push(`There is no zone “${shorten(zone)}”; the zones are ${zones}.`);
      zone = "";
    }
    if (article && !find(`article-${article}`)) {
      complaints.push(`There is no article “${shorten(article)}”.`);
      article = "";
    }
    const anchor = passage ? find(`passage-${passage}`) : null;
    if (passage && !anchor) {
      complaints.push(`There is no passage “${shorten(passage)}”.`);
      passage = "";
    }
    if (anchor && article && anchor.closest("article")?.id !== `article-${article}`) {
      complaints.push(
        `The passage “${passage}” does not stand in the article “${article}”, ` +
          "which is shown from its beginning.",
      );
      passage = "";
    }
    const zones = (anchor?.dataset.zones ?? "").split(" ");
    if (passage && zone && !zones.includes(zone)) {
      complaints.push(
        `The passage “${passage}” does not speak of the zone “${zone}”, which is left out.`,
      );
      zone = "";
    }
    const places = [
      ...(passage && zone && !article ? [`${zone}-excerpt-${passage}`, `excerpt-${passage}`] : []),
      ...(passage ? [`passage-${passage}`] : []),
      ...(article ? [`article-${article}`] : []),
      ...(zone ? [`zone-${zone}`] : []),
    ];
    return { fragment: places.find(find) ?? "", complaints };
  }

  /**
   * Marks the zones that had ended by a day; returns what is to be said of that.
   * @param {string} day
   */
  function showDay(day) {
    const ended = findEnded(day);
    if (!ended) return `“${shorten(day)}” is not a date like 2017-05-06.`;
    if (box) box.dataset.ended = ended.join(" ");
    return (
      `Zones that had ended before ${day} are drawn hollow. What else held on that day is told by ` +
      "the page's own server alone, not here."
    );
  }

  /**
   * The query that stands in the app for a part of the document.
   * @param {string} fragment
   * @returns {Record<string, string>}
   */
  function toChoice(fragment) {
    const target = fragment ? find(fragment) : null;
    const article = target?.closest("article.article")?.id.slice("article-".length);
    if (article && target?.classList.contains("anchor")) {
      return { passage: fragment.slice("passage-".length), article };
    }
    if (article) return { article };
    const zone = target?.closest("section.part[id^='zone-']")?.id.slice("zone-".length);
    const [, passage] = fragment.split("-excerpt-");
    if (zone) return passage ? { zone, passage } : { zone };
    return {};
  }

  function keepAddress() {
    const query = new URLSearchParams(location.search);
    for (const name of ["zone", "passage", "article"]) query.delete(name);
    const choice = toChoice(location.hash.slice(1));
    const words = new URLSearchParams([...Object.entries(choice), ...query]).toString();
    // A file that was opened from a disk may not change its address.
    if (location.protocol === "file:") return;
    history.replaceState(history.state, "", `?${words}${location.hash}`);
  }

  const query = new URLSearchParams(location.search);
  if (query.has("embed")) {
    query.delete("embed");
    location.replace(`embed/?${query}`);
  }
  const { fragment, complaints } = readChoice(query);
  if (query.get("asof")) complaints.push(showDay(query.get("asof") ?? ""));
  if (said && complaints.length) {
    said.textContent = complaints.join(" ");
    said.hidden = false;
  }
  // Without an entry in the history, and with all that a link does.
  if (fragment && !location.hash) location.replace(`#${fragment}`);
  addEventListener("hashchange", keepAddress);
})();
