// @ts-check
/* Answers every choice in the browser: shows it in the panel and on the map, writes the address, and
   tells the server after. It steps through passages with the keys n and p, too, and says when the map
   is drawn. Without this script the links below the map still work: each is a plain address. */
const RETRY_MS = 3000;
/** The keys that follow a link of the panel. @type {Record<string, string>} */
const KEYS = { n: "[rel=next]", p: "[rel=prev]", Escape: ".back" };

/**
 * What Streamlit calls the script with; `data` as dashboard/navigation.py sends it.
 * @typedef {{
 *   data: { document: string, articles: string, zones: string[], heard: number, moves: number,
 *     waiting: boolean },
 *   parentElement: HTMLElement,
 *   setStateValue: (name: string, value: unknown) => void,
 *   setTriggerValue: (name: string, value: unknown) => void,
 * }} Component
 */

/** The latest that Streamlit gave. @type {Component | null} */
let component = null;
/** @type {ReadingDocument | null} */
let text = null;
/** @type {Panel | null} */
let panel = null;
let choice = { zone: "", passage: "", article: "", asof: "", asked: "" };
/** How often the server had made a choice itself, and the number of what it was told last. */
let moves = 0;
let told = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let telling;
let isAwaitingMap = false;
/** The frame in which what is chosen is brought into view. */
let looking = 0;

/** The number of the entry in the history that is shown; what was left in the others. */
let entry = 0;
let entries = 0;
/** @type {Map<number, Snapshot & { choice: Picked }>} */
const left = new Map();

/** @param {string} selector */
function findInPanel(selector) {
  return /** @type {HTMLElement} */ (component?.parentElement.querySelector(selector));
}

/** Where the open article was opened from. @returns {Picked} */
function findBack() {
  const { asof, zone } = choice;
  const from = left.get(history.state?.from);
  return { ...(from?.choice ?? { zone, passage: "", article: "", asked: "" }), asof };
}

/** @param {Element | null} [focus] */
function remember(focus) {
  if (panel) left.set(entry, { ...panel.takeSnapshot(focus ?? undefined), choice });
}

function markMap() {
  if (!text) return; // What the map is told first, it takes for the address's own choice.
  window.reading.markMap(choice, text);
  window.reading.showDay(text, choice);
}

/** Tells the server what is chosen, and again until it has heard: the line may be cut. */
function tellServer() {
  told += 1;
  const address = window.choices.toAddress(choice);
  component?.setStateValue("choice", { address, number: told });
  clearTimeout(telling);
  telling = setTimeout(() => {
    if (component && component.data.heard < told) tellServer();
  }, RETRY_MS);
}

/**
 * Shows what is chosen; as a reader left it, where that is known.
 * @param {{ isAsked?: boolean, withFocus?: boolean, snapshot?: Snapshot }} how
 */
function show({ isAsked = false, withFocus = isAsked, snapshot } = {}) {
  markMap();
  window.reading.hideOldAnswers(choice.asked);
  const target = panel?.show(choice, findBack());
  cancelAnimationFrame(looking);
  // Just before it is painted: what has been changed until then is laid out once.
  looking = requestAnimationFrame(() => {
    if (snapshot) panel?.restore(snapshot);
    // An answer stands, or soon will, at the head of the panel.
    else if (choice.asked) panel?.restore({ ...panel.takeSnapshot(), panel: 0 });
    else if (target) panel?.follow(target, { isAsked, withFocus });
  });
}

/** @param {Picked} next */
function nameAddress(next) {
  const address = window.choices.toAddress(next);
  return location.pathname + (address === "?" ? "" : address);
}

/**
 * Makes a choice: it becomes an entry in the history, unless it is made already.
 * @param {Picked} next
 * @param {{ link?: Element | null, withFocus?: boolean, snapshot?: Snapshot }} [how]
 */
function choose(next, { link = null, withFocus = link !== null, snapshot } = {}) {
  if (window.choices.toAddress(next) !== (location.search || "?")) {
    remember(link);
    const from = choice.article ? history.state?.from : entry;
    entry = entries += 1;
    const state = { reading: entry, from: next.article ? from : undefined };
    history.pushState(state, "", nameAddress(next));
  }
  choice = next;
  show({ isAsked: link !== null, withFocus, snapshot });
  panel?.say();
  tellServer();
}

/**
 * @param {string} zone
 * @param {string} [asked]
 */
function withZone(zone, asked = "") {
  const asof = text ? choice.asof : (new URLSearchParams(location.search).get("asof") ?? "");
  return { zone, passage: "", article: "", asof, asked };
}

/** Until a day is chosen it is shown alone. @param {string} asof @param {boolean} isDone */
function takeDay(asof, isDone) {
  if (isDone && asof !== (text?.read(location.search).asof ?? "")) choose({ ...choice, asof });
  else if (asof !== choice.asof) {
    choice = { ...choice, asof };
    markMap();
  }
}

/** @param {MouseEvent} event */
function onClick(event) {
  const link = window.links.findLink(event);
  if (!link) return;
  if (link.matches(".skip")) {
    event.preventDefault();
    const first = document.querySelector(".st-key-excerpts .excerpt");
    panel?.follow(/** @type {HTMLElement} */ (first), { isAsked: true, withFocus: true });
  }
  if (/^https?:/.test(link.getAttribute("href") ?? "")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return;
  }
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link.dataset.choose || modified || event.button) return;
  const isBack = link.dataset.choose === "back";
  const next = isBack ? findBack() : text?.follow(link, choice);
  if (next) {
    event.preventDefault();
    choose(next, { link, snapshot: isBack ? left.get(history.state?.from) : undefined });
  } else if (text?.lacks(link.search, component?.data.articles ?? "")) {
    event.preventDefault();
    followLacking(link);
  }
}

/** Adds the article of an address to the document, where that lacks it. @param {string} search */
async function addLacking(search) {
  const address = text?.lacks(search, component?.data.articles ?? "");
  const html = address ? await window.arrival.fetchOnce(address) : null;
  if (html) text?.addArticle(html);
}

/** @param {HTMLAnchorElement} link */
async function followLacking(link) {
  await addLacking(link.search);
  const next = text?.follow(link, choice);
  if (next) choose(next, { link });
  else location.assign(link.href);
}

/* The choice is made before the list, a field of Streamlit's, has heard of the event: so the server
   hears of the choice first, and of what is chosen right after it last. */
/** @param {Event} event */
function onListEvent(event) {
  const place = window.links.findListed(event);
  if (place === null) return;
  choose(withZone(component?.data.zones[place - 1] ?? ""));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const isTyping = window.links
    .findOrigin(event)
    ?.closest("input, textarea, select, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const wanted = KEYS[event.key];
  /** @type {HTMLAnchorElement | null} */
  const link = wanted ? document.querySelector(`.article-nav:not([hidden]) ${wanted}[href]`) : null;
  link?.click();
}

/** @param {Event} event */
function onMapClick(event) {
  const { zone, point, isKey } = /** @type {CustomEvent} */ (event).detail;
  // With the keyboard, reading goes on in the panel.
  choose(withZone(zone ?? "", window.reading.askPoint(point)), { withFocus: isKey });
}

/* A part of the choice was taken back on the map: its answer, or the day. */
/** @param {Event} event */
function onMapChange(event) {
  choose({ ...choice, .../** @type {CustomEvent} */ (event).detail });
}

/* The history is this script's: Streamlit would run all of the page anew. */
/** @param {PopStateEvent} event */
function onPopState(event) {
  if (!text) return;
  event.stopImmediatePropagation();
  remember();
  entry = history.state?.reading ?? 0;
  choice = text.read(location.search);
  show({ snapshot: left.get(entry) });
  panel?.say();
  tellServer();
}

/* The server made a choice itself, and the address is there already. Where it had not heard of what
   was chosen here since, that is the later choice, and stays. */
function followServer() {
  remember();
  entry = entries += 1;
  const isBehind = component && component.data.heard < told;
  const from = choice.article ? history.state?.from : entry - 1;
  if (!isBehind) choice = text?.read(location.search) ?? choice;
  history.replaceState({ reading: entry, from }, "", nameAddress(choice));
  show();
  tellServer();
}

/** @param {string} address */
async function fetchDocument(address) {
  const html = await window.arrival.fetchText(address, () => findInPanel(".failure"));
  await window.arrival.untilDrawn(); // Until then the first view has the words.
  text = window.reading.openDocument(html);
  panel = window.reading.makePanel(text);
  await addLacking(location.search);
  choice = text.read(location.search);
  if (component) panel.attach(component.parentElement);
  const isNamed = Boolean(choice.zone || choice.article);
  show({ withFocus: isNamed && document.activeElement === document.body });
}

/** @param {string} address */
function start(address) {
  entry = entries = history.state?.reading ?? 0;
  document.addEventListener("click", onClick);
  for (const name of window.links.REACHING) {
    document.addEventListener(name, (event) => window.links.writeAddress(event, text, choice));
  }
  document.addEventListener("click", window.citing.cite);
  document.addEventListener("click", onListEvent, true);
  document.addEventListener("keydown", onListEvent, true);
  document.addEventListener("keydown", onKey);
  document.addEventListener("map-click", onMapClick);
  document.addEventListener("map-change", onMapChange);
  document.addEventListener("map-read", window.reading.showAnswer);
  document.addEventListener("map-drawn", markMap);
  addEventListener("popstate", onPopState, true);
  window.reading.onDay(takeDay);
  fetchDocument(address);
}

/**
 * Mounts the script, and is called again whenever the page's data change.
 * @param {Component} given
 */
export default function (given) {
  const isFirst = component === null;
  component = given;
  window.reading.hideOldAnswers(choice.asked);
  const { data, parentElement } = given;
  if (isFirst) {
    ({ moves } = data);
    start(data.document);
  } else if (data.moves !== moves) {
    // Fewer than before: the server has begun anew, and knows nothing of this page.
    if (data.moves > moves) followServer();
    else tellServer();
    ({ moves } = data);
  }
  if (panel?.attach(parentElement)) show();
  if (data.waiting && !isAwaitingMap) {
    isAwaitingMap = true;
    window.arrival.whenDrawn(() => {
      isAwaitingMap = false;
      component?.setTriggerValue("drawn", true);
    });
  }
}
