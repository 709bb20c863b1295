// @ts-check
/* Follows the line of contents: brings a section into view and goes on reading there, without telling
   the server. A section that is not drawn yet is followed once it is, unless the reader has gone on. */
"use strict";

(() => {
  const ZONES = "section-zones";
  const LIST = ".st-key-zone";
  let wanted = "";

  /** @param {string} id */
  function findSection(id) {
    if (document.documentElement.classList.contains("before-map")) return null;
    // The list of zones is a field of Streamlit's, which takes no id.
    return document.getElementById(id) ?? (id === ZONES ? document.querySelector(LIST) : null);
  }

  /** @param {string} id */
  function follow(id) {
    const section = findSection(id);
    if (!section) return false;
    section.scrollIntoView({ block: "start" });
    /** @type {HTMLElement | null} */
    const start =
      section.querySelector("[role=radiogroup] input:checked") ?? section.closest("[tabindex]");
    start?.focus({ preventScroll: true });
    return true;
  }

  const watcher = new MutationObserver(() => {
    if (follow(wanted)) watcher.disconnect();
  });

  document.addEventListener("click", (event) => {
    watcher.disconnect();
    if (!(event.target instanceof Element)) return;
    /** @type {HTMLElement | null} */
    const link = event.target.closest("a[data-section]");
    const { ctrlKey, metaKey, shiftKey, button } = event;
    if (!link || ctrlKey || metaKey || shiftKey || button) return;
    event.preventDefault();
    wanted = link.dataset.section ?? "";
    if (follow(wanted)) return;
    watcher.observe(document.documentElement, { attributes: true, childList: true, subtree: true });
  });
  for (const moved of ["wheel", "touchmove", "keydown"]) {
    document.addEventListener(moved, () => watcher.disconnect(), { passive: true });
  }
})();
