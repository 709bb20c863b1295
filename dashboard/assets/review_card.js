// @ts-check
/* The suggestion that is chosen: why it is suggested, and fields for what a hand may change. */
"use strict";

(() => {
  /**
   * @param {ReviewKnown} known
   * @param {(change: Record<string, unknown>) => void} change
   */
  function makeCard(known, change) {
    const fields = find("fields");

    let shown = "";

    /** @param {ReviewItem | undefined} item */
    function show(item) {
      const name = item ? window.review.name(item) : "";
      const active = /** @type {HTMLInputElement | null} */ (document.activeElement);
      const wanted = name === shown && fields.contains(active) ? active?.name : "";
      shown = name;
      find("card").classList.toggle("empty", !item);
      find("which").textContent = item ? describe(item) : "Nothing is chosen.";
      find("quote").textContent = item?.quote ?? "";
      find("reasons").textContent = item?.reasons.join("; ") ?? "";
      fields.replaceChildren(...(item ? makeFields(item) : []));
      // Who goes from field to field stays there while each is saved.
      if (wanted) focusField(`[name="${wanted}"]`);
    }

    /** @param {ReviewItem} item */
    function describe(item) {
      const score = item.score === undefined ? "" : `, score ${item.score.toFixed(2)}`;
      const record = item.record ? `: ${item.record}` : "";
      const lost = item.span ? "" : " (its words are not in the text)";
      return `${SINGULAR[item.list]}${score} · ${item.decision}${record}${lost}`;
    }

    /** @param {ReviewItem} item */
    function makeFields(item) {
      if (item.list === "passages") {
        return [
          makeZones(item),
          makeSelect("topic", "Topic", known.topics, item.topic ?? ""),
          makeInput("speaker", "Speaker", item.speaker ?? "", "the outlet itself"),
        ];
      }
      if (item.list === "dates") {
        const kinds = ["", ...known.kinds];
        return [
          makeInput("date", "Date (EDTF)", item.date ?? ""),
          makeInput("label", "Label", item.label ?? "", "the words of the passage"),
          ...makeKnown(item),
          makeSelect("kind", "Kind", kinds, item.kind ?? "", "by the date of publication"),
        ];
      }
      return (item.candidates ?? []).map((place) => {
        const where = [place.relation.replaceAll("_", " "), zoneName(place.zone)]
          .filter(Boolean)
          .join(" ");
        const button = element("input", { type: "radio", name: "chosen", value: place.place });
        button.checked = item.chosen === place.place;
        button.addEventListener("change", () => change({ chosen: place.place }));
        return element(
          "label",
          { className: "choice" },
          button,
          ` ${place.name}`,
          " ",
          quiet(where),
        );
      });
    }

    /** @param {ReviewItem} item */
    function makeZones(item) {
      const boxes = known.zones.map(({ id, name }, index) => {
        const box = element("input", { type: "checkbox", name: id, value: id });
        box.checked = (item.zones ?? []).includes(id);
        box.addEventListener("change", () => change({ zones: toggle(item, id) }));
        return element("label", { className: "choice" }, box, ` ${name} `, key(`${index + 1}`));
      });
      return element("fieldset", {}, element("legend", { textContent: "Zones" }), ...boxes);
    }

    /** What the corpus has of that day already, to add to. @param {ReviewItem} item */
    function makeKnown(item) {
      const same = known.key_dates.filter(({ date }) => date === item.date);
      return same.map(({ label }) => {
        const button = element("button", { type: "button", textContent: `Add to: ${label}` });
        button.addEventListener("click", () => change({ label }));
        return button;
      });
    }

    /**
     * @param {string} name @param {string} label @param {string[]} options @param {string} value
     * @param {string} [none] What no choice is called.
     */
    function makeSelect(name, label, options, value, none = "") {
      const select = element("select", { name });
      for (const option of options) {
        const text = option || none;
        select.append(element("option", { value: option, textContent: text }));
      }
      select.value = value;
      select.addEventListener("change", () => select.value && change({ [name]: select.value }));
      return element("label", {}, `${label} `, select);
    }

    /** @param {string} name @param {string} label @param {string} value */
    function makeInput(name, label, value, placeholder = "") {
      const input = element("input", { name, value, placeholder, dir: "auto" });
      input.addEventListener("change", () => change({ [name]: input.value.trim() }));
      return element("label", {}, `${label} `, input);
    }

    /** @param {ReviewItem} item @param {string} zone */
    function toggle(item, zone) {
      const zones = item.zones ?? [];
      return zones.includes(zone) ? zones.filter((each) => each !== zone) : [...zones, zone];
    }

    /** @param {string} id */
    function zoneName(id) {
      return known.zones.find((zone) => zone.id === id)?.name ?? id;
    }

    fields.addEventListener("submit", (event) => event.preventDefault());
    return { show, toggle };
  }

  const SINGULAR = { passages: "Passage", dates: "Date", places: "Place" };

  /** @param {string} id */
  function find(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {string} selector */
  function focusField(selector) {
    /** @type {HTMLElement | null} */ (find("fields").querySelector(selector))?.focus();
  }

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Partial<HTMLElementTagNameMap[T]>} values
   * @param {(Node | string)[]} inside
   * @returns {HTMLElementTagNameMap[T]}
   */
  function element(tag, values, ...inside) {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  }

  /** @param {string} text */
  function quiet(text) {
    return element("span", { className: "quiet", textContent: text });
  }

  /** @param {string} text */
  function key(text) {
    return element("kbd", { textContent: text });
  }

  window.review = { ...window.review, makeCard, find, focusField, element };
})();
