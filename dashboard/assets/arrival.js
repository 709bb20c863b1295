// @ts-check
/* What the page's script has to wait for: the reading document, and the map. */
"use strict";

(() => {
  const MAP_WAIT_MS = 4000;
  const RETRY_MS = 3000;

  /** @param {string} address @returns {Promise<string | null>} Null where it cannot be fetched. */
  async function fetchOnce(address) {
    try {
      const answer = await fetch(new URL(address, document.baseURI));
      return answer.ok ? await answer.text() : null;
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem;
      return null;
    }
  }

  /**
   * Fetches a text, however often it takes, and says so while it cannot be fetched.
   * @param {string} address
   * @param {() => HTMLElement} findFailure Finds what says so, with the button that asks anew.
   */
  async function fetchText(address, findFailure) {
    for (;;) {
      const found = await fetchOnce(address);
      const failure = findFailure();
      failure.hidden = found !== null;
      if (found !== null) return found;
      const button = /** @type {HTMLButtonElement} */ (failure.querySelector("button"));
      await new Promise((goOn) => {
        button.onclick = goOn;
        setTimeout(goOn, RETRY_MS);
      });
    }
  }

  /** Settles in the moment in which the map is drawn, or has had its time. */
  function untilDrawn() {
    return new Promise((settle) => {
      if (window.reading.findFrame()?.document.querySelector("path.country")) settle(null);
      document.addEventListener("map-drawn", settle, { once: true });
      setTimeout(settle, MAP_WAIT_MS);
    });
  }

  /**
   * Calls back once, when the map has been drawn or has had its time.
   * @param {() => void} then
   */
  async function whenDrawn(then) {
    await untilDrawn();
    // Let the browser paint what it has before it is given more to do.
    requestAnimationFrame(() => setTimeout(then));
  }

  window.arrival = { fetchOnce, fetchText, untilDrawn, whenDrawn };
})();
