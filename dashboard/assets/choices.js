// @ts-check
/* What can be chosen, and which choice an address or a link means: addresses are read as
   dashboard/selection.py reads them. Nothing here needs a page. */
"use strict";

(() => {
  const { splitIds, isDay, formatDay } = window.attributes;
  /** Which passages a link stands for, and which part its fragment names. */
  const FRAGMENT = /^#(zone|article|passage)-(.+)$/;

  /**
   * The address of a choice, with its parameters in their fixed order.
   * @param {Picked} choice
   */
  function toAddress({ zone, passage, article, asof, asked }) {
    const given = Object.entries({ zone, passage, article, asof }).filter(([, value]) => value);
    return `?${new URLSearchParams([...given, ...new URLSearchParams(asked)])}`;
  }

  /**
   * How a zone stood on a day, from its terms as geodata/records/zone_terms.py lists them: each from its day
   * to the eve of the next one's.
   * @param {[string, string][]} terms
   * @param {string} day
   */
  function describeStatus(terms, day) {
    const [, status] = terms.filter(([first]) => first <= day).at(-1) ?? [];
    if (!status) return "";
    return `As on ${formatDay(day)}: ${status}`;
  }

  /**
   * The same in few words, as they go on after the day.
   * @param {[string, string][]} terms
   * @param {string} day
   */
  function describeBriefly(terms, day) {
    const status = describeStatus(terms, day).replace(/^[^:]*: /, "");
    return status && `: ${status.split(/ by the word of |[:;] /)[0]}`;
  }

  /**
   * @param {Choosable} known
   * @returns {Choices}
   */
  function makeChoices({ zones, articles, passages }) {
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

    return { read, withPassage, follow };
  }

  window.choices = { toAddress, describeStatus, describeBriefly, makeChoices };
})();
