// @ts-check
/* The suggestions as a list, and which of them the filters show. */
"use strict";

(() => {
  const { element, find, name } = window.review;

  /**
   * @param {(item: ReviewItem) => void} choose
   * @param {() => void} whenFiltered
   */
  function makeList(choose, whenFiltered) {
    const box = find("list");
    const filters = /** @type {HTMLFormElement} */ (find("filters"));

    /** @param {ReviewItem} item */
    function isShown(item) {
      const wanted = Object.fromEntries(new FormData(filters));
      const zones = item.zones ?? item.candidates?.map((place) => place.zone).filter(Boolean) ?? [];
      return (
        (!wanted.list || wanted.list === item.list) &&
        (!wanted.decision || wanted.decision === item.decision) &&
        (!wanted.zone ||
          (wanted.zone === "none" ? !zones.length : zones.includes(String(wanted.zone)))) &&
        (item.score ?? 1) >= Number(wanted.score)
      );
    }

    /** @param {ReviewItem[]} items */
    function draw(items) {
      const undecided = items.filter((item) => item.decision === "undecided").length;
      const shown = items.filter(isShown);
      find("left").textContent = `${undecided} of ${items.length} undecided`;
      const progress = /** @type {HTMLProgressElement} */ (find("progress"));
      progress.max = items.length || 1;
      progress.value = items.length - undecided;
      find("shown").textContent = `${shown.length} shown.`;
      box.replaceChildren(...shown.map(makeRow));
    }

    /** @param {ReviewItem} item */
    function makeRow(item) {
      const row = element("button", { type: "button", className: item.list });
      const words = element("bdi", { textContent: shorten(item.quote), dir: "auto" });
      const state = element("span", {
        className: `state ${item.decision.replace(" ", "-")}`,
        textContent: item.decision,
      });
      row.dataset.name = name(item);
      row.append(state, words);
      row.addEventListener("click", () => choose(item));
      return element("li", {}, row);
    }

    /** @param {string} wanted */
    function mark(wanted) {
      for (const row of box.querySelectorAll("button")) {
        const isChosen = row.dataset.name === wanted;
        row.toggleAttribute("aria-current", isChosen);
        // In the list alone: the page itself follows the text.
        if (isChosen) box.scrollTop = row.offsetTop - box.offsetTop - box.clientHeight / 2;
      }
    }

    filters.addEventListener("input", whenFiltered);
    filters.addEventListener("submit", (event) => event.preventDefault());
    return { draw, mark, isShown };
  }

  /** @param {string} text */
  function shorten(text) {
    return text.length > 110 ? `${text.slice(0, 110)}…` : text;
  }

  window.review = { ...window.review, makeList };
})();
