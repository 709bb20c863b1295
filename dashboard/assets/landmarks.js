// @ts-check
/* Names the parts of the page for whoever moves from landmark to landmark: Streamlit draws them as
   plain boxes. */
"use strict";

(() => {
  /** @type {[string, string, string][]} What a part is found by, its role and its name. */
  const PARTS = [
    [".st-key-map", "region", "Map of the zones"],
    [".st-key-reading", "region", "Excerpts and articles"],
    [".st-key-timeline", "region", "Key dates"],
    [".stTabs", "search", "Ask the articles, or locate your own points"],
    [".st-key-downloads", "region", "Download the data"],
  ];

  function nameParts() {
    for (const [selector, role, name] of PARTS) {
      const part = document.querySelector(selector);
      if (!part || part.hasAttribute("role")) continue;
      part.setAttribute("role", role);
      part.setAttribute("aria-label", name);
    }
  }

  let isDue = false;
  // Streamlit may draw a part anew at any time.
  new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      nameParts();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
