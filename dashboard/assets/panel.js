// @ts-check
/* The reading panel: shows the parts that a choice asks for, marks what is chosen in them, and
   brings it into view. It finds the map's frame beside it, too. */
"use strict";

(() => {
  const { splitIds } = window.attributes;
  const { toAddress } = window.choices;
  /** How many topics are open where no zone is chosen. */
  const OPEN_GROUPS = 3;
  const narrow = matchMedia("(max-width: 640px)");

  const findPanel = () => document.querySelector(".st-key-reading");
  const findPage = () => document.querySelector(".stMain");

  /** @param {HTMLElement} target */
  function findScroller(target) {
    for (let box = target.parentElement; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      const scrolls =
        /auto|scroll/.test(style.overflowY) && box.scrollHeight > box.clientHeight + 1;
      if (scrolls && box.closest(".st-key-reading")) return box;
    }
    return null;
  }

  /** @param {Element} target */
  function isInView(target) {
    const { top, bottom } = target.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }

  /**
   * The panel scrolls to whatever is chosen; the page itself only where a reader asked for certain
   * words, and never for a zone's title, which would pull the map from under the pointer.
   * @param {HTMLElement} target
   * @param {boolean} isAsked Whether the reader followed a link to it.
   */
  function bringIntoView(target, isAsked) {
    const box = findScroller(target);
    if (box) {
      const offset = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += offset - box.clientHeight / 3;
    }
    const isWords = target.dataset.anchor !== undefined || target.matches(".excerpt");
    if ((isAsked || isWords) && !(box && isInView(target))) {
      target.scrollIntoView({ block: "center" });
    }
  }

  /** @type {HTMLElement | null} */
  let followed = null;
  const layout = new ResizeObserver(() => {
    if (followed) bringIntoView(followed, false);
  });

  function stopFollowing() {
    layout.disconnect();
  }

  for (const name of ["wheel", "pointerdown", "keydown", "touchmove"]) {
    addEventListener(name, stopFollowing, { passive: true, capture: true });
  }

  /**
   * What arrives late, a font above all, moves the words: they stay in view until the reader moves.
   * @param {HTMLElement} target
   * @param {{ isAsked: boolean, withFocus: boolean }} how
   */
  function follow(target, { isAsked, withFocus }) {
    stopFollowing();
    followed = target;
    bringIntoView(target, isAsked);
    if (withFocus) target.focus({ preventScroll: true });
    layout.observe(target.closest("article, section") ?? target);
  }

  /** @param {Element | null} [focus] @returns {Snapshot} */
  function takeSnapshot(focus = document.activeElement) {
    return { panel: findPanel()?.scrollTop ?? 0, page: findPage()?.scrollTop ?? 0, focus };
  }

  /** @param {Snapshot} snapshot */
  function restore({ panel, page, focus }) {
    stopFollowing();
    findPanel()?.scrollTo({ top: panel });
    findPage()?.scrollTo({ top: page });
    if (focus?.isConnected) /** @type {HTMLElement} */ (focus).focus({ preventScroll: true });
  }

  /**
   * @param {ReadingDocument} text
   * @returns {Panel}
   */
  function makePanel(text) {
    /** @type {HTMLElement} */
    let box;
    /** @param {string} selector */
    const find = (selector) => /** @type {HTMLElement} */ (box.querySelector(selector));
    /** @type {Map<string, boolean[]>} */
    const folds = new Map();
    /** @type {string | null} */
    let list = null;

    /* On a narrow screen the excerpts come first, and the rest is folded. */
    function fitWidth() {
      for (const part of text.folds) part.open = !narrow.matches;
    }

    narrow.addEventListener("change", fitWidth);
    fitWidth();

    /* Each list of excerpts keeps the topics that were opened in it. */
    /** @param {Picked} choice */
    function fold({ zone, article }) {
      if (article || zone === list) return;
      const { groups } = text;
      if (list !== null) {
        folds.set(
          list,
          groups.map((group) => group.open),
        );
      }
      const kept = folds.get(zone);
      for (const [place, group] of groups.entries()) {
        group.open = kept ? kept[place] : !zone && place < OPEN_GROUPS;
      }
      list = zone;
    }

    /**
     * @param {string} selector
     * @param {Picked | null} target
     */
    function setLink(selector, target) {
      const link = find(selector);
      link.classList.toggle("off", !target);
      if (target) link.setAttribute("href", toAddress(target));
      else link.removeAttribute("href");
    }

    /**
     * @param {Picked} choice
     * @param {Picked} back
     */
    function fillNavigation(choice, back) {
      find(".article-nav").hidden = !choice.article;
      find(".article-nav .back").textContent = `← ${text.label(back.zone)}`;
      setLink(".article-nav .back", back);
      find(".citing-place").replaceChildren(...text.citing(choice));
      const step = text.step(choice);
      find(".stepper").hidden = !step;
      if (!step) return;
      const { place, previous, next } = step;
      find(".stepper .place").textContent = place;
      setLink("[rel=prev]", previous ? text.withPassage(choice, previous) : null);
      setLink("[rel=next]", next ? text.withPassage(choice, next) : null);
    }

    /** @param {Picked} choice */
    function markWords({ zone, passage }) {
      for (const words of /** @type {NodeListOf<HTMLElement>} */ (
        box.querySelectorAll("[data-passages]")
      )) {
        const of = splitIds(words.dataset.passages);
        words.classList.toggle("chosen", of.includes(passage));
        words.classList.toggle(
          "related",
          of.some((one) => text.zonesOf(one).includes(zone)),
        );
      }
      for (const card of /** @type {NodeListOf<HTMLElement>} */ (
        box.querySelectorAll(".excerpt")
      )) {
        const isChosen = card.dataset.passage === passage;
        card.classList.toggle("chosen", isChosen);
        const group = isChosen && card.closest("details");
        if (group) group.open = true;
      }
    }

    return {
      follow,
      takeSnapshot,
      restore,
      attach(parent) {
        const isNew = box !== parent;
        box = parent;
        return isNew;
      },
      show(choice, back) {
        const { start, excerpts, end } = text.view(choice);
        fold(choice);
        fillNavigation(choice, back);
        find(".panel-start").replaceChildren(...start);
        find(".st-key-excerpts").replaceChildren(...excerpts);
        find(".panel-end").replaceChildren(...end);
        markWords(choice);
        const { passage, article } = choice;
        const id = passage ? `${article ? "passage" : "excerpt"}-${passage}` : "reading-title";
        return document.getElementById(id);
      },
      say() {
        find(".said").textContent = document.getElementById("reading-title")?.textContent ?? "";
      },
    };
  }

  /** @returns {(Window & typeof globalThis) | null | undefined} */
  function findFrame() {
    /** @type {HTMLIFrameElement | null} */
    const frame = document.querySelector(".st-key-map iframe");
    return /** @type {(Window & typeof globalThis) | null | undefined} */ (frame?.contentWindow);
  }

  window.reading = { ...window.reading, makePanel, findFrame };
})();
