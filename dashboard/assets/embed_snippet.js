// @ts-check
/* Gives the HTML by which another site shows in a frame what is on the screen. */
"use strict";

(() => {
  const NAMES = ["zone", "asof"];

  /** @param {string} text */
  function escapeText(text) {
    return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  }

  /** @param {HTMLElement} button Its address leads to the page for frames. */
  function writeSnippet(button) {
    const here = new URLSearchParams(location.search);
    const query = new URLSearchParams();
    for (const name of NAMES) {
      const value = here.get(name);
      if (value) query.set(name, value);
    }
    if (query.has("zone")) query.set("panel", "1");
    const address = new URL(button.dataset.embed ?? "", document.baseURI);
    address.search = query.toString();
    const attributes = {
      src: address.href,
      title: button.dataset.title ?? "",
      width: "100%",
      height: "480",
      loading: "lazy",
      style: "border:0",
    };
    const words = Object.entries(attributes).map(
      ([name, value]) => `${name}="${escapeText(value)}"`,
    );
    return `<iframe ${words.join(" ")}></iframe>`;
  }

  /** @param {HTMLElement} button */
  function show(button) {
    const line = button.closest(".copy") ?? button;
    const known = line.parentElement?.querySelector("textarea.snippet");
    if (known) {
      known.remove();
      button.setAttribute("aria-expanded", "false");
      return;
    }
    const field = document.createElement("textarea");
    field.className = "snippet";
    field.readOnly = true;
    field.rows = 4;
    field.setAttribute("aria-label", "HTML for another page");
    field.value = writeSnippet(button);
    line.after(field);
    field.focus();
    field.select();
    button.setAttribute("aria-expanded", "true");
    navigator.clipboard?.writeText(field.value).catch(() => field.select());
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    /** @type {HTMLElement | null} */
    const button = event.target.closest("button[data-embed]");
    if (button) show(button);
  });
})();
