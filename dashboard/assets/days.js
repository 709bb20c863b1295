// @ts-check
/* The chosen day: its fields, and what held on it, which the reading document has for every day. */
"use strict";

(() => {
  const { splitIds, isDay, formatDay } = window.attributes;
  const { toAddress } = window.choices;
  const DAY_MS = 24 * 60 * 60 * 1000;

  /** @param {string} day */
  const count = (day) => Date.parse(`${day}T00:00Z`) / DAY_MS;
  /** @param {number} days */
  const name = (days) => new Date(days * DAY_MS).toISOString().slice(0, 10);

  /** The fields, once they are there. @type {HTMLElement | null} */
  let fields = null;
  /** The first day of the slider, the one it stands at where none is chosen, and the first days of the
   * timeline's marks, by what they say. @type {DayRange} */
  let range = { first: "", last: "", shown: "", marks: {} };
  /** Marks may be drawn after a day was chosen: a style holds for these too. */
  const later = new CSSStyleSheet();
  document.adoptedStyleSheets.push(later);
  /** What was shown last. @type {[ReadingDocument, Picked] | null} */
  let latest = null;
  /** Takes a day, for now or for good. @type {(day: string, isDone: boolean) => void} */
  let take = () => {};

  /**
   * @template {Element} E
   * @param {ParentNode} box
   * @param {string} selector
   */
  const find = (box, selector) => /** @type {E} */ (box.querySelector(selector));

  /**
   * What the map is to mark on a day.
   * @param {HTMLElement | null | undefined} stage
   * @param {string} day
   */
  function describeMarks(stage, day) {
    const { ended, absent, phase = "" } = stage?.dataset ?? {};
    return {
      ended: splitIds(ended),
      absent: splitIds(absent),
      phase,
      day: stage ? formatDay(day) : "",
    };
  }

  /**
   * Fills a part of the page with what the document says there of the chosen day. What is there already
   * stays, with the focus in it, and has its links to what is chosen now.
   * @param {string} selector
   * @param {ReadingDocument} text
   * @param {Picked} choice
   */
  function fill(selector, text, choice) {
    const { asof } = choice;
    /** @type {HTMLElement | null} */
    const part = document.querySelector(`:is(.day-strip, .status)${selector}`);
    if (!part) return;
    if (part.dataset.day !== asof) {
      const copy = text.findStage(asof)?.querySelector(selector)?.cloneNode(true);
      part.replaceChildren(...(copy?.childNodes ?? []));
      part.hidden = !copy;
      part.dataset.day = asof;
      const head = part.querySelector("strong");
      if (head) head.textContent += formatDay(asof);
    }
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = part.querySelectorAll("a[data-choose]");
    for (const link of links) {
      // By its first address: that of a view says the same of a passage alone.
      link.dataset.words ??= link.getAttribute("href") ?? "";
      link.setAttribute("href", link.dataset.words);
      const target = text.follow(link, choice);
      if (target) link.href = toAddress(target);
    }
  }

  /** @param {string} day */
  function setFields(day) {
    if (!fields) return;
    const [field, slider] = fields.querySelectorAll("input");
    const shown = day || range.shown;
    slider.valueAsNumber = count(shown) - count(range.first);
    const at = formatDay(name(count(range.first) + slider.valueAsNumber));
    slider.setAttribute("aria-valuetext", at);
    find(fields, "output").textContent = at;
    // The timeline below the slider has its line there.
    const share = (count(shown) - count(range.first)) / (count(range.last) - count(range.first));
    const isOnIt = day !== "" && share >= 0 && share <= 1;
    const { style } = document.documentElement;
    style.setProperty("--day-line", isOnIt ? "block" : "none");
    style.setProperty("--day-share", String(share));
    // What is being typed there stays.
    if (field.value !== day && !field.matches(":focus")) field.value = day;
  }

  /**
   * Shows what is chosen: above the map, below it and in the fields.
   * @param {ReadingDocument} text
   * @param {Picked} choice
   */
  function showDay(text, choice) {
    latest = [text, choice];
    fill(".day-strip", text, choice);
    const brief = document.querySelector(".day-strip .brief");
    if (brief) brief.textContent = text.describeBriefly(choice);
    fill(".status", text, choice);
    setFields(choice.asof);
    fade(choice.asof);
  }

  /**
   * Has the marks after a day fainter, and still dark enough to be read.
   * @param {string} day
   */
  function fade(day) {
    const after = Object.entries(range.marks).filter(([, first]) => day && first > day);
    const names = after.map(([said]) => `.st-key-timeline [aria-label="${CSS.escape(said)}"]`);
    later.replaceSync(names.length ? `${names.join()} { opacity: 0.65 !important }` : "");
  }

  /**
   * Takes the fields that Streamlit has drawn.
   * @param {HTMLElement} box
   * @param {DayRange} given
   */
  function attachDay(box, given) {
    if (box === fields) return;
    fields = box;
    range = given;
    const [field, slider] = box.querySelectorAll("input");
    slider.max = String(count(range.last) - count(range.first));
    const chosen = () => name(count(range.first) + slider.valueAsNumber);
    slider.addEventListener("input", () => take(chosen(), false));
    slider.addEventListener("change", () => take(chosen(), true));
    // Each part that is typed makes a day; the one that is meant is there when the field is left.
    let isTyped = false;
    field.addEventListener("keydown", ({ key }) => {
      isTyped = key !== "Enter" && key !== "Tab";
      if (key === "Enter") takeField(true);
    });
    field.addEventListener("input", () => takeField(!isTyped));
    field.addEventListener("blur", () => takeField(true));
    /** @param {boolean} isDone */
    function takeField(isDone) {
      const { value, validity } = field;
      if (!validity.badInput && (!value || isDay(value))) take(value, isDone);
    }
    if (latest) showDay(...latest);
  }

  /** @param {typeof take} taking */
  function onDay(taking) {
    take = taking;
  }

  window.reading = { ...window.reading, describeMarks, showDay, attachDay, onDay };
})();
