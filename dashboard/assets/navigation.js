// @ts-check
/* Turns the page's own links into choices without a reload, brings the chosen words into view,
   copies the page's address, steps through passages with the keys n and p, and says when the map
   is drawn, so that what is slow to load can wait for it. Without this script the links still
   work: each is a plain address. */
const FOCUS_WAIT_MS = 3000;
const MAP_WAIT_MS = 4000;
/** The keys that step through passages, and what the links are that they follow.
 * @type {Record<string, string>} */
const STEPS = { n: "next", p: "prev" };

/** @param {HTMLElement} target */
function findScroller(target) {
  for (let box = target.parentElement; box; box = box.parentElement) {
    const style = getComputedStyle(box);
    const scrolls = /auto|scroll/.test(style.overflowY) && box.scrollHeight > box.clientHeight + 1;
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
 * The element that an event began at; null where it was the document itself.
 * @param {Event} event
 */
function findOrigin(event) {
  return event.target instanceof Element ? event.target : null;
}

/**
 * The link a click means: the one under the pointer, or, on the words of an excerpt, that excerpt's
 * own. Words that are being selected are no click.
 * @param {Event} event
 * @returns {HTMLAnchorElement | null}
 */
function findLink(event) {
  const origin = findOrigin(event);
  /** @type {HTMLAnchorElement | null | undefined} */
  const link = origin?.closest("a[href]");
  if (link) return link;
  const card = origin?.closest(".excerpt");
  return card && getSelection()?.isCollapsed ? card.querySelector("a[data-choose]") : null;
}

/**
 * The panel scrolls to whatever is chosen; the page itself only where a reader asked for certain
 * words, and never for a zone's title, which would pull the map from under the pointer.
 * @param {HTMLElement} target
 * @param {boolean} withFocus
 */
function bringIntoView(target, withFocus) {
  const box = findScroller(target);
  if (box) {
    const offset = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += offset - box.clientHeight / 3;
  }
  const isWords = target.dataset.anchor !== undefined || target.matches(".excerpt");
  if ((withFocus || isWords) && !(box && isInView(target))) {
    target.scrollIntoView({ block: "center" });
  }
  if (withFocus) target.focus({ preventScroll: true });
}

/** @type {HTMLElement | null} */
let followed = null;
const layout = new ResizeObserver(() => {
  if (followed) bringIntoView(followed, false);
});

/**
 * What arrives late, a font above all, moves the words: they stay in view until the reader moves.
 * @param {HTMLElement} target
 * @param {boolean} withFocus
 */
function follow(target, withFocus) {
  followed = target;
  bringIntoView(target, withFocus);
  layout.observe(target.closest("article, section") ?? target);
}

function stopFollowing() {
  layout.disconnect();
}

for (const name of ["wheel", "pointerdown", "keydown", "touchmove"]) {
  addEventListener(name, stopFollowing, { passive: true, capture: true });
}

/**
 * The text may arrive after this script has been called: wait for it, for a while.
 * @param {string} id
 * @param {(found: HTMLElement) => void} then
 */
function whenPresent(id, then) {
  const found = document.getElementById(id);
  if (found) {
    then(found);
    return;
  }
  const watcher = new MutationObserver(() => {
    const late = document.getElementById(id);
    if (!late) return;
    watcher.disconnect();
    then(late);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watcher.disconnect(), FOCUS_WAIT_MS);
}

/** @param {Element} button */
async function copyAddress(button) {
  const status = button.parentElement?.querySelector("[role=status]");
  if (!status) return;
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = "Copied.";
  } catch {
    status.textContent = `Copy it from here: ${location.href}`;
  }
}

/**
 * Calls back once, when the map has been drawn or has had its time.
 * @param {() => void} then
 */
function whenDrawn(then) {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    // Let the browser paint what it has before it is given more to do.
    requestAnimationFrame(() => setTimeout(then));
  };
  const isDrawn = () => {
    /** @type {HTMLIFrameElement | null} */
    const frame = document.querySelector(".st-key-map iframe");
    return frame?.contentDocument?.querySelector("path.country");
  };
  if (isDrawn()) {
    once();
    return;
  }
  document.addEventListener("map-drawn", once, { once: true });
  setTimeout(once, MAP_WAIT_MS);
}

/**
 * Whether an address holds all that a link asked for. The answer to an earlier choice may still be
 * on its way when a link is followed, and is not what the focus waits for.
 * @param {string} address
 * @param {string} link
 */
function answers(address, link) {
  const held = new URLSearchParams(address);
  return [...new URLSearchParams(link)].every(([name, value]) => held.get(name) === value);
}

let isAwaitingMap = false;
/** @type {string | null} */
let awaited = null;
let lastFocus = "";

/**
 * Mounts the script, and is called again whenever the page's data change.
 * @param {{
 *   data: { focus: string, target: string, waiting: boolean },
 *   setTriggerValue: (name: string, value: unknown) => void,
 * }} component `data` as dashboard/navigation.py sends it.
 */
export default function ({ data, setTriggerValue }) {
  const onClick = (/** @type {MouseEvent} */ event) => {
    const button = findOrigin(event)?.closest("button[data-copy-link]");
    if (button) copyAddress(button);
    const link = findLink(event);
    if (!link) return;
    const address = link.getAttribute("href") ?? "";
    if (/^https?:/.test(address)) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      return;
    }
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link.dataset.choose || modified || event.button) return;
    event.preventDefault();
    awaited = address;
    setTriggerValue("address", awaited);
  };
  document.addEventListener("click", onClick);

  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const isTyping = findOrigin(event)?.closest("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const kind = STEPS[event.key];
    if (!kind) return;
    /** @type {HTMLAnchorElement | null} */
    const link = document.querySelector(`.stepper a[rel=${kind}]`);
    link?.click();
  };
  document.addEventListener("keydown", onKey);

  if (data.waiting && !isAwaitingMap) {
    isAwaitingMap = true;
    whenDrawn(() => setTriggerValue("drawn", true));
  }
  if (data.focus !== lastFocus) {
    lastFocus = data.focus;
    const withFocus = awaited !== null && answers(data.focus, awaited);
    if (withFocus) awaited = null;
    stopFollowing();
    if (data.target) whenPresent(data.target, (target) => follow(target, withFocus));
  }
  return () => {
    document.removeEventListener("click", onClick);
    document.removeEventListener("keydown", onKey);
  };
}
