// @ts-check
/* The reading document: which of its parts a choice shows, and which choice a link means. What is
   chosen is read from addresses as dashboard/selection.py reads them. */
"use strict";

(() => {
  /** Which passages a link stands for, and which part its fragment names. */
  const FRAGMENT = /^#(zone|article|passage)-(.+)$/;

  /** @param {string} [ids] Those of an attribute, with spaces between them. */
  function splitIds(ids = "") {
    return ids.split(" ").filter(Boolean);
  }

  /** @param {string} text */
  function isDay(text) {
    const day = new Date(`${text}T00:00Z`);
    return !isNaN(day.getTime()) && day.toISOString().startsWith(`${text}T`);
  }

  /**
   * The address of a choice, with its parameters in their fixed order.
   * @param {Picked} choice
   */
  function toAddress({ zone, passage, article, asof, asked }) {
    const given = Object.entries({ zone, passage, article, asof }).filter(([, value]) => value);
    return `?${new URLSearchParams([...given, ...new URLSearchParams(asked)])}`;
  }

  /**
   * @param {string} html
   * @returns {ReadingDocument}
   */
  function openDocument(html) {
    const root = new DOMParser().parseFromString(html, "text/html");
    /** @param {string} id */
    const part = (id) => /** @type {HTMLElement} */ (root.getElementById(id));
    /**
     * @template {HTMLElement} E
     * @param {ParentNode} box
     * @param {string} selector
     */
    const all = (box, selector) => /** @type {E[]} */ ([...box.querySelectorAll(selector)]);

    // The page has one of these at a time.
    for (const title of all(root, ".part-title")) {
      Object.assign(title, { id: "reading-title", tabIndex: -1 });
    }
    for (const card of all(root, ".excerpt")) card.id = `excerpt-${card.dataset.passage}`;

    const shared = part("all-zones");
    /** @type {Map<string, { name: string, start: HTMLElement, own: HTMLElement }>} */
    const zones = new Map();
    for (const start of all(root, "[id^=zone-]")) {
      const own = /** @type {HTMLElement} */ (start.querySelector(".excerpts"));
      own.remove();
      const name = start.dataset.name ?? "";
      zones.set(start.id.slice("zone-".length), { name, start, own });
    }
    /** @type {Map<string, HTMLElement>} */
    const articles = new Map();
    /** @type {Map<string, { article: string, zones: string[] }>} */
    const passages = new Map();
    for (const node of all(root, "article[id^=article-]")) {
      const article = node.id.slice("article-".length);
      articles.set(article, node);
      for (const anchor of all(node, ".anchor")) {
        const of = splitIds(anchor.dataset.zones);
        passages.set(anchor.id.slice("passage-".length), { article, zones: of });
      }
    }
    /** @type {Map<string, HTMLElement>} */
    const citings = new Map();
    for (const row of all(root, "[id^=cite-]")) {
      const offered = /** @type {HTMLElement} */ (row.querySelector(".citing"));
      citings.set(row.id.slice("cite-".length), offered);
    }
    const ends = ["dates", "questions", "background"].map(part);
    // What of these is on other zones only leaves a gap.
    const rows = ends
      .flatMap((end) => all(end, "[data-zones]"))
      .map((row) => ({ row, gap: root.createComment("") }));
    const home = ["memorandum", "publication", "memorandum-text"].map(part);

    /* ---- choices ---- */

    /** @param {string} search */
    function read(search) {
      const asked = new URLSearchParams(search);
      const [zone, passage, article, asof] = ["zone", "passage", "article", "asof"].map(
        (name) => asked.get(name) ?? "",
      );
      const choice = {
        zone: zones.has(zone) ? zone : "",
        passage: "",
        article: articles.has(article) ? article : "",
        asof: isDay(asof) ? asof : "",
        asked: window.reading.readAsked(asked),
      };
      const found = passages.get(passage);
      if (!found || (choice.article && choice.article !== found.article)) return choice;
      if (!found.zones.includes(choice.zone)) choice.zone = "";
      if (!choice.zone) choice.article = found.article;
      return { ...choice, passage };
    }

    /**
     * The zone stays where the passage speaks of it, becomes the passage's own where there is just
     * one, and is cleared otherwise.
     * @param {Picked} choice
     * @param {string} passage
     * @returns {Picked}
     */
    function withPassage(choice, passage) {
      const found = passages.get(passage);
      if (!found) return choice;
      const own = found.zones.length === 1 ? found.zones[0] : "";
      const zone = found.zones.includes(choice.zone) ? choice.zone : own;
      return { ...choice, zone, passage, article: found.article, asked: "" };
    }

    /**
     * The choice that a link makes; null where it leads elsewhere.
     * @param {HTMLAnchorElement} link
     * @param {Picked} choice
     * @returns {Picked | null}
     */
    function follow(link, choice) {
      if (link.dataset.choose === "no-place") return { ...choice, asked: "" };
      if (link.dataset.choose === "no-day") return { ...choice, asof: "" };
      const address = link.getAttribute("href") ?? "";
      const asked = new URLSearchParams(address.startsWith("?") ? address : "");
      const [, kind, id] = FRAGMENT.exec(address) ?? [];
      if (kind) asked.set(kind, id);
      const passage = splitIds(link.dataset.passages)[0] ?? asked.get("passage");
      if (passage) return passages.has(passage) ? withPassage(choice, passage) : null;
      const article = asked.get("article");
      if (article && articles.has(article)) return { ...choice, passage: "", article, asked: "" };
      const zone = asked.get("zone");
      return zone && zones.has(zone)
        ? { ...choice, zone, passage: "", article: "", asked: "" }
        : null;
    }

    /**
     * Where the chosen passage stands among those of its zone, or else of its article.
     * @param {Picked} choice
     */
    function step({ zone, passage, article }) {
      const of = zones.get(zone);
      const cards = of ? [of.own, shared].flatMap((box) => all(box, ".excerpt")) : [];
      const fellows = of
        ? cards.map((card) => card.dataset.passage ?? "")
        : [...passages].filter(([, found]) => found.article === article).map(([id]) => id);
      const at = fellows.indexOf(passage);
      if (at < 0) return null;
      const among = of ? `on ${of.name}` : "in this article";
      return {
        place: `${at + 1} of ${fellows.length} ${among}`,
        previous: fellows[at - 1] ?? "",
        next: fellows[at + 1] ?? "",
      };
    }

    /* ---- views ---- */

    /**
     * The parts that a choice shows, with the zone's own rows of those that all zones share.
     * @param {Picked} choice
     */
    function view({ zone, article }) {
      const text = articles.get(article);
      if (text) return { start: [text], excerpts: [], end: [] };
      const of = zones.get(zone);
      if (!of) return { start: home, excerpts: [shared], end: [] };
      for (const { row, gap } of rows) {
        if (splitIds(row.dataset.zones).includes(zone)) gap.replaceWith(row);
        else row.replaceWith(gap);
      }
      return { start: [of.start, home[1]], excerpts: [of.own, shared], end: ends };
    }

    return {
      read,
      follow,
      step,
      view,
      withPassage,
      groups: all(shared, "details"),
      citing({ passage, article }) {
        const offered = article ? citings.get(passage) : null;
        return offered ? [offered.cloneNode(true)] : [];
      },
      label: (zone) => zones.get(zone)?.name ?? home[0].dataset.label ?? "",
      zonesOf: (passage) => passages.get(passage)?.zones ?? [],
    };
  }

  window.reading = { ...window.reading, openDocument, splitIds, toAddress };
})();
