// @ts-check
/* The reading document: what of it can be chosen, and which of its parts a choice shows. */
"use strict";

(() => {
  const { splitIds } = window.attributes;
  const { describeBriefly, describeStatus, makeChoices } = window.choices;

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
    // The page has one of these at a time.
    const nameTitles = (/** @type {Document} */ box) => {
      for (const title of all(box, ".part-title")) {
        Object.assign(title, { id: "reading-title", tabIndex: -1 });
      }
    };
    nameTitles(root);
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
    const stages = all(part("days"), "[data-from]");
    /** @type {HTMLElement | null} Stands by itself in the page. */
    const timeline = root.querySelector(".timeline");
    timeline?.remove();
    const ends = ["dates", "questions", "background"].map(part);
    // What of these is on other zones only leaves a gap.
    const rows = ends
      .flatMap((end) => all(end, "[data-zones]"))
      .map((row) => ({ row, gap: root.createComment("") }));
    /* The reader of a narrow screen opens what they want to see. */
    /** @type {HTMLDetailsElement[]} */
    const folds = all(root, "details.fold");
    const { read, withPassage, follow } = makeChoices({ zones, articles, passages });
    const home = ["memorandum", "publication", "memorandum-text"].map(part);
    // What is shown has left the document that its parts are found in.
    const homeLabel = home[0].dataset.label ?? "";

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

    /** @param {HTMLElement | undefined} start A zone's. */
    const listTerms = (start) =>
      JSON.parse(
        /** @type {HTMLElement} */ (start?.querySelector(".day-status"))?.dataset.terms ?? "[]",
      );

    /**
     * The parts that a choice shows, with the zone's own rows of those that all zones share.
     * @param {Picked} choice
     */
    function view({ zone, article, asof }) {
      const text = articles.get(article);
      if (text) return { start: [text], excerpts: [], end: [] };
      const of = zones.get(zone);
      if (!of) return { start: home, excerpts: [shared], end: [] };
      for (const { row, gap } of rows) {
        if (splitIds(row.dataset.zones).includes(zone)) gap.replaceWith(row);
        else row.replaceWith(gap);
      }
      const status = /** @type {HTMLElement} */ (of.start.querySelector(".day-status"));
      status.textContent = describeStatus(listTerms(of.start), asof);
      of.start.querySelector(".facts-fold")?.append(home[1]);
      return { start: [of.start], excerpts: [of.own, shared], end: ends };
    }

    return {
      read,
      follow,
      step,
      view,
      describeBriefly: ({ zone, article, asof }) =>
        article ? "" : describeBriefly(listTerms(zones.get(zone)?.start), asof),
      withPassage,
      lacks(search, folder) {
        const article = new URLSearchParams(search).get("article") ?? "";
        if (!folder || !article || articles.has(article)) return "";
        return `${folder}${encodeURIComponent(article)}.html`;
      },
      addArticle(text) {
        const other = new DOMParser().parseFromString(text, "text/html");
        nameTitles(other);
        for (const node of all(other, "article[id^=article-]")) {
          articles.set(node.id.slice("article-".length), node);
        }
      },
      groups: all(shared, "details"),
      folds,
      citing({ passage, article }) {
        const offered = article ? citings.get(passage) : null;
        return offered ? [offered.cloneNode(true)] : [];
      },
      findStage: (day) =>
        day ? (stages.filter(({ dataset }) => (dataset.from ?? "") <= day).at(-1) ?? null) : null,
      timeline,
      label: (zone) => zones.get(zone)?.name ?? homeLabel,
      zonesOf: (passage) => passages.get(passage)?.zones ?? [],
    };
  }

  window.reading = { ...window.reading, openDocument };
})();
