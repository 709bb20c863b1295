// @ts-check
/* Copies words with their source, or the address of what is shown, and says so; where nothing can be
   copied, shows it. */
"use strict";

(() => {
  /**
   * Where others see a view: at the page's public address, or else, by its path, in the data set. Where
   * the page is read is an address of this machine's, or of nobody's.
   * @param {string} view Relative to the page, or to a file that holds all: `#passage-ID`.
   * @param {string} page
   * @param {string} edition The data set's title and version.
   */
  function nameView(view, page, edition) {
    const path = view.replace(/^#(\w+)-/, "?$1=");
    if (page) return new URL(path, page).href;
    return edition && `${edition}: ${path}`;
  }

  /** @param {string} name */
  function readMeta(name) {
    /** @type {HTMLMetaElement | null} */
    const found = document.querySelector(`meta[name=${name}]`);
    return found?.content ?? "";
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
      const { cite: words, view = location.search } = button.dataset;
      const page = readMeta("page-address");
      // Whoever copies a link alone wants one that leads to where they are.
      const seen = words || page ? nameView(view, page, readMeta("edition")) : location.href;
      copy(button, [words, seen].filter(Boolean).join("\n"));
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

  window.citing = { cite, nameView };
})();
