// @ts-check
/* The chosen day: its fields, and what held on it, which the reading document has for every day. */
"use strict";

(() => {
  const { splitIds, isDay, formatDay } = window.attributes;
  const DAY_MS = 24 * 60 * 60 * 1000;

  /** @param {string} day */
  const count = (day) => Date.parse(`${day}T00:00Z`) / DAY_MS;
  /** @param {number} days */
  const name = (days) => new Date(days * DAY_MS).toISOString().slice(0, 10);

  /** The fields, once they are there. @type {HTMLElement | null} */
  let fields = null;
  /** The first day of the slider. */
  let start = 0;
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
   * stays, with the focus in it.
   * @param {string} selector
   * @param {ReadingDocument} text
   * @param {string} day
   */
  function fill(selector, text, day) {
    /** @type {HTMLElement | null} */
    const part = document.querySelector(`:is(.day-strip, .status)${selector}`);
    if (!part || part.dataset.day === day) return;
    const copy = text.findStage(day)?.querySelector(selector)?.cloneNode(true);
    part.replaceChildren(...(copy?.childNodes ?? []));
    part.hidden = !copy;
    part.dataset.day = day;
    const head = part.querySelector("strong");
    if (head) head.textContent += formatDay(day);
  }

  /**
   * Sets the fields to a day, and the timeline below them, whose later rows are fainter.
   * @param {HTMLElement} box
   * @param {HTMLElement} timeline
   * @param {string} day
   */
  function setFields(box, timeline, day) {
    const [field, slider] = box.querySelectorAll("input");
    const { first = "", last = "", agreed = first } = timeline.dataset;
    if (!box.contains(timeline)) {
      find(box, ".timeline-place").replaceChildren(timeline);
      start = count(first);
      slider.max = String(count(last) - start);
    }
    const days = count(day || agreed) - start;
    slider.valueAsNumber = days;
    const at = formatDay(name(start + slider.valueAsNumber));
    slider.setAttribute("aria-valuetext", at);
    find(box, "output").textContent = at;
    const isOnIt = day !== "" && days === slider.valueAsNumber;
    timeline.style.setProperty("--day-line", isOnIt ? "block" : "none");
    timeline.style.setProperty("--day-share", String(days / Number(slider.max)));
    /** @type {NodeListOf<HTMLElement>} */
    const rows = timeline.querySelectorAll("[data-day]");
    for (const row of rows)
      row.classList.toggle("later", day !== "" && (row.dataset.day ?? "") > day);
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
    fill(".day-strip", text, choice.asof);
    const brief = document.querySelector(".day-strip .brief");
    if (brief) brief.textContent = text.describeBriefly(choice);
    fill(".status", text, choice.asof);
    if (fields && text.timeline) setFields(fields, text.timeline, choice.asof);
  }

  /**
   * Takes the fields that Streamlit has drawn.
   * @param {HTMLElement} box
   */
  function attachDay(box) {
    if (box === fields) return;
    fields = box;
    const [field, slider] = box.querySelectorAll("input");
    const chosen = () => name(start + slider.valueAsNumber);
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
