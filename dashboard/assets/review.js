// @ts-check
/* Reviewing suggestions: each decision goes to the server at once, which writes it to disk. An order
   names what was seen of its suggestion, so that nobody overwrites what another decided. */
"use strict";

(() => {
  const { find, focusField, makeCard, makeList, makeMap, makeText, name } = window.review;
  /** @type {ReviewKnown} */
  const known = JSON.parse(find("known").textContent ?? "");
  const address = `/review/${known.article}`;
  const said = find("said");
  /** @type {Record<string, string>} */
  const DECISIONS = { a: "accepted", r: "rejected", s: "not sure" };
  let items = known.state;
  let chosen = "";
  let isBusy = false;

  const text = makeText(find("text"), known, choose);
  const card = makeCard(known, (change) => act(() => send([{ item: current(), change }])));
  const list = makeList(choose, draw);
  const map = makeMap(choose);

  function current() {
    return /** @type {ReviewItem} */ (items.find((item) => name(item) === chosen));
  }

  function draw() {
    list.draw(items);
    text.draw(items);
    point();
  }

  /** Shows which suggestion is chosen, wherever that is seen. */
  function point() {
    card.show(current());
    list.mark(chosen);
    text.mark(chosen);
    map.draw(items, current());
  }

  /** @param {ReviewItem} [item] */
  function choose(item) {
    chosen = item ? name(item) : "";
    point();
    text.show();
  }

  /** @param {number} step */
  function move(step) {
    const shown = items.filter(list.isShown);
    const at = shown.findIndex((item) => name(item) === chosen);
    choose(shown[(at + step + shown.length) % shown.length] ?? current());
  }

  /** Goes to the next suggestion to decide on, from the chosen one on and then from the top. */
  function goOn() {
    const at = items.findIndex((item) => name(item) === chosen);
    const turned = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    const next = turned.find((item) => item.decision === "undecided" && list.isShown(item));
    if (next) choose(next);
    else say("Nothing that is shown is undecided.");
  }

  /* ---- decisions ---- */

  /**
   * Does one thing at a time: a key pressed meanwhile would be for a suggestion not yet seen.
   * @param {() => Promise<unknown>} work
   */
  async function act(work) {
    if (isBusy) return;
    isBusy = true;
    document.body.classList.add("busy");
    try {
      await work();
    } finally {
      isBusy = false;
      document.body.classList.remove("busy");
    }
  }

  /**
   * Sends changes one after the other until one is refused; returns whether all were taken.
   * @param {ReviewOrder[]} orders
   * @param {boolean} [isUndo]
   */
  async function send(orders, isUndo = false) {
    /** @type {ReviewOrder[]} */
    const back = [];
    let problem = "";
    for (const { item, change } of orders) {
      const seen = items.find((each) => name(each) === name(item));
      if (!seen) break;
      problem = await post(seen, change);
      if (problem) break;
      back.unshift({ item: { list: item.list, index: item.index }, change: revert(seen, change) });
    }
    if (back.length && !isUndo) keep([...past(), back].slice(-200));
    draw();
    say(problem || (orders.length > 1 ? `${back.length} changed.` : "Saved."));
    return !problem;
  }

  /** @param {ReviewItem} item @param {Record<string, unknown>} change */
  function post({ list: kind, index, seen }, change) {
    return ask("decisions", { list: kind, index, seen, change });
  }

  /**
   * Takes over what the server answers; returns what went wrong, in a sentence.
   * @param {string} what @param {Record<string, unknown>} order
   */
  async function ask(what, order) {
    try {
      const answer = await fetch(`${address}/${what}`, {
        method: "POST",
        headers: { "X-Review": "1", "Content-Type": "application/json" },
        body: JSON.stringify(order),
      });
      const told = await answer.json();
      if (answer.ok) items = told;
      else if (told.state) items = told.state;
      return answer.ok ? "" : told.error;
    } catch {
      return "The server does not answer: this was not saved. Start it and try again.";
    }
  }

  /** What brings back what a change changed. @param {any} item @param {Record<string, unknown>} change */
  function revert(item, change) {
    return Object.fromEntries(
      Object.keys({ decision: "", ...change }).map((key) => [key, item[key]]),
    );
  }

  /** @param {string} decision */
  async function decide(decision) {
    const item = current();
    if (item && (await send([{ item, change: { decision } }]))) goOn();
  }

  /** @param {string} decision */
  async function decideAll(decision) {
    const wanted = items.filter((item) => item.decision === "undecided" && list.isShown(item));
    if (!wanted.length) return say("Nothing that is shown is undecided.");
    if (!confirm(`${decision === "accepted" ? "Accept" : "Reject"} ${wanted.length}?`)) return;
    await send(wanted.map((item) => ({ item, change: { decision } })));
  }

  /** @returns {ReviewOrder[][]} what can be undone, kept as long as the tab */
  function past() {
    return JSON.parse(sessionStorage.getItem(address) ?? "[]");
  }

  /** @param {ReviewOrder[][]} steps */
  function keep(steps) {
    sessionStorage.setItem(address, JSON.stringify(steps));
  }

  async function undo() {
    const steps = past();
    const last = steps.pop();
    if (!last) return say("There is nothing to undo.");
    if (await send(last, true)) keep(steps);
    const item = items.find((each) => name(each) === name(last[0].item));
    // What was made by hand is gone.
    if (item) choose(item);
    else goOn();
  }

  /** @param {[number, number] | null} span */
  async function take(span) {
    if (!span) return say("Select the words in the text first.");
    if (current()) await send([{ item: current(), change: { span } }]);
    text.show();
  }

  /** Makes a passage of words that are none. @param {[number, number] | null} span */
  async function make(span) {
    if (!span) return say("Select the words in the text first.");
    const problem = await ask("passages", { span });
    if (problem) return say(problem);
    const passages = items.filter((item) => item.list === "passages");
    const made = passages.reduce((one, other) => (one.index > other.index ? one : other));
    const { list: kind, index } = made;
    keep([...past(), [{ item: { list: kind, index }, change: { gone: true } }]].slice(-200));
    draw();
    choose(made);
    say("A new passage: set its zones, then accept it.");
  }

  /** @param {string} words */
  function say(words) {
    said.textContent = words;
  }

  /* ---- keys and buttons ---- */

  /** @param {string} key */
  function press(key) {
    const item = current();
    if (DECISIONS[key]) return act(() => decide(DECISIONS[key]));
    if (key === "u") return act(async () => undo());
    if (key === "n") return goOn();
    if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
    if (key === "e") return act(async () => take(text.findSelected()));
    if (key === "m") return act(async () => make(text.findSelected()));
    if (key === "t") return focusField("input, select");
    if ("[]{}".includes(key) && item?.span) {
      const step = key === "[" || key === "{" ? -1 : 1;
      const [start, end] = item.span;
      const isStart = key === "[" || key === "]";
      const edge = text.findEdge(isStart ? start : end, step, isStart);
      return act(async () => take(isStart ? [edge, end] : [start, edge]));
    }
    const zone = known.zones[Number(key) - 1];
    if (zone && item?.zones) {
      const zones = card.toggle(item, zone.id);
      return act(() => send([{ item, change: { zones } }]));
    }
  }

  addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const isDone = event.key === "Enter" && target.matches("#fields input");
    if (isDone || event.key === "Escape") target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isTyping = target.matches("select, textarea, input:not([type=checkbox], [type=radio])");
    if (!isTyping) {
      if (event.key.length === 1 && event.key !== " ") press(event.key.toLowerCase());
      // Else a letter would go into the field that it leads to.
      if (event.key.toLowerCase() === "t") event.preventDefault();
    }
  });
  addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (button?.dataset.key) press(button.dataset.key);
    const all = button?.dataset.all;
    if (all) act(() => decideAll(all));
  });
  // What another window decided meanwhile.
  addEventListener("focus", () =>
    act(async () => {
      const answer = await fetch(`${address}/state`).catch(() => undefined);
      if (!answer?.ok) return;
      const state = await answer.json();
      // Drawn anew only where something is new: it would undo what is being selected.
      if (JSON.stringify(state) === JSON.stringify(items)) return;
      items = state;
      draw();
    }),
  );

  draw();
  goOn();
})();
