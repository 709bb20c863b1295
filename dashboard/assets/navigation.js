/* Turns the page's own links into choices without a reload, brings the chosen words into view,
   copies the page's address, steps through passages with the keys n and p, and says when the map
   is drawn, so that what is slow to load can wait for it. Without this script the links still
   work: each is a plain address. */
const FOCUS_WAIT_MS = 3000;
const MAP_WAIT_MS = 4000;

function scroller(target) {
  for (let box = target.parentElement; box; box = box.parentElement) {
    const style = getComputedStyle(box);
    const scrolls = /auto|scroll/.test(style.overflowY) && box.scrollHeight > box.clientHeight + 1;
    if (scrolls && box.closest(".st-key-reading")) return box;
  }
  return null;
}

function isInView(target) {
  const { top, bottom } = target.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/* The link a click means: the one under the pointer, or, on the words of an excerpt, that excerpt's
   own. Words that are being selected are no click. */
function linkOf(event) {
  const link = event.target.closest?.("a[href]");
  if (link) return link;
  const card = event.target.closest?.(".excerpt");
  return card && getSelection().isCollapsed ? card.querySelector("a[data-choose]") : null;
}

/* The panel scrolls to whatever is chosen; the page itself only where a reader asked for certain
   words, and never for a zone's title, which would pull the map from under the pointer. */
function bringIntoView(target, withFocus) {
  const box = scroller(target);
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

let followed = null;
const layout = new ResizeObserver(() => bringIntoView(followed, false));

/* What arrives late, a font above all, moves the words: they stay in view until the reader moves. */
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

/* The text may arrive after this script has been told: wait for it, for a while. */
function whenThere(id, then) {
  const found = document.getElementById(id);
  if (found) return then(found);
  const watcher = new MutationObserver(() => {
    const late = document.getElementById(id);
    if (!late) return;
    watcher.disconnect();
    then(late);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watcher.disconnect(), FOCUS_WAIT_MS);
}

async function copyAddress(button) {
  const told = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(location.href);
    told.textContent = "Copied.";
  } catch {
    told.textContent = `Copy it from here: ${location.href}`;
  }
}

/* Calls back once, when the map has told of itself or has had its time. */
function whenDrawn(then) {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    // Let the browser paint what it has before it is given more to do.
    requestAnimationFrame(() => setTimeout(then));
  };
  const isDrawn = () => {
    const frame = document.querySelector(".st-key-map iframe");
    return frame?.contentDocument?.querySelector("path.country");
  };
  if (isDrawn()) return once();
  document.addEventListener("map-drawn", once, { once: true });
  setTimeout(once, MAP_WAIT_MS);
}

/* Whether an address holds all that a link asked for. The answer to an earlier choice may still be
   on its way when a link is followed, and is not what the focus waits for. */
function answers(address, link) {
  const held = new URLSearchParams(address);
  return [...new URLSearchParams(link)].every(([name, value]) => held.get(name) === value);
}

let isTold = false;
let awaited = null;
let lastFocus = "";

export default function ({ data, setTriggerValue }) {
  const onClick = (event) => {
    const button = event.target.closest?.("button[data-copy-link]");
    if (button) copyAddress(button);
    const link = linkOf(event);
    if (!link) return;
    if (/^https?:/.test(link.getAttribute("href"))) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      return;
    }
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link.dataset.choose || modified || event.button) return;
    event.preventDefault();
    awaited = link.getAttribute("href");
    setTriggerValue("address", awaited);
  };
  document.addEventListener("click", onClick);

  const onKey = (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const kind = { n: "next", p: "prev" }[event.key];
    if (kind) document.querySelector(`.stepper a[rel=${kind}]`)?.click();
  };
  document.addEventListener("keydown", onKey);

  if (data.waiting && !isTold) {
    isTold = true;
    whenDrawn(() => setTriggerValue("drawn", true));
  }
  if (data.focus !== lastFocus) {
    lastFocus = data.focus;
    const withFocus = awaited !== null && answers(data.focus, awaited);
    if (withFocus) awaited = null;
    stopFollowing();
    if (data.target) whenThere(data.target, (target) => follow(target, withFocus));
  }
  return () => {
    document.removeEventListener("click", onClick);
    document.removeEventListener("keydown", onKey);
  };
}
