// @ts-check
/* Copies words with their source, or the address of what is shown, and says so; where nothing can be
   copied, shows it. */
"use strict";

(() => {
  /**
   * The address of a view for others to open: at the page's public address where one is known, or
   * else where it is read; none for a file on somebody's disk.
   * @param {string} view Relative to the page, or to a file that holds all: `#passage-ID`.
   * @param {string} page
   * @param {string} here
   */
  function findAddress(view, page, here) {
    if (page) return new URL(view.replace(/^#(\w+)-/, "?$1="), page).href;
    return here.startsWith("http") ? new URL(view, here).href : "";
  }

  /** @param {string} view */
  function nameView(view) {
    /** @type {HTMLMetaElement | null} */
    const page = document.querySelector("meta[name=page-address]");
    return findAddress(view, page?.content ?? "", location.href);
  }

  /** @param {HTMLElement} button */
  function findStatus(button) {
    const found = button.parentElement?.querySelector("[role=status]");
    if (found) return found;
    const made = document.createElement("span");
    made.setAttribute("role", "status");
    button.parentElement?.append(" ", made);
    return made;
  }

  /**
   * @param {HTMLElement} button
   * @param {string} text
   */
  async function copy(button, text) {
    const status = findStatus(button);
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "Copied.";
    } catch {
      status.textContent = `Copy it from here: ${text}`;
    }
  }

  /** @param {Event} event */
  function cite(event) {
    if (!(event.target instanceof Element)) return;
    /** @type {HTMLElement | null} */
    const button = event.target.closest("button[data-cite], button[data-copy-link]");
    if (button) {
      const { cite: words = "", view = location.search } = button.dataset;
      copy(button, [words, nameView(view)].filter(Boolean).join("\n"));
    }
    /** @type {HTMLAnchorElement | null} */
    const link = event.target.closest('a[data-ending][href^="#"]');
    if (!link) return;
    event.preventDefault();
    // The file is there once, beside the article.
    const place = document.getElementById(link.hash.slice(1));
    /** @type {HTMLElement | null | undefined} */
    const file = place?.querySelector(`[data-ending=${link.dataset.ending}]`);
    file?.click();
  }

  window.citing = { cite, findAddress };
})();
