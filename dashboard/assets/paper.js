// @ts-check
/* Makes the page fit for paper: nothing is folded, and the map shows the chosen zone in a size that
   paper has. Afterwards all is as it was. */
"use strict";

(() => {
  const root = document.documentElement;
  /** @type {HTMLDetailsElement[]} */
  let folded = [];

  /** @param {"paper" | "screen"} medium */
  function fit(medium) {
    root.classList.toggle("on-paper", medium === "paper");
    for (const details of folded) details.open = medium === "paper";
    /** @type {HTMLIFrameElement | null} */
    const frame = document.querySelector(".st-key-map iframe");
    frame?.contentWindow?.dispatchEvent(new Event(medium));
  }

  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".st-key-reading details")]
      .map((details) => /** @type {HTMLDetailsElement} */ (details))
      .filter((details) => !details.open);
    fit("paper");
  });
  addEventListener("afterprint", () => fit("screen"));
})();
