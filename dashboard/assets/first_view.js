// @ts-check
/* Takes the first view away once the map is drawn below it. Where the map does not come, it goes
   when the words have been there for a while; where nothing comes, it stays. */
"use strict";

(() => {
  const MAP_WAIT_MS = 4000;

  const view = document.getElementById("first-view");
  if (!view) return;
  document.documentElement.classList.add("before-map");

  const watcher = new MutationObserver(() => {
    if (!document.querySelector(".stApp .stElementContainer")) return;
    watcher.disconnect();
    setTimeout(leave, MAP_WAIT_MS);
  });

  function leave() {
    if (!view?.isConnected) return;
    watcher.disconnect();
    const hadFocus = view.contains(document.activeElement);
    const { scrollTop } = view;
    view.remove();
    document.documentElement.classList.remove("before-map");
    const main = document.querySelector(".stMain");
    if (scrollTop && main) main.scrollTop = scrollTop;
    if (hadFocus) document.getElementById("reading-title")?.focus({ preventScroll: true });
  }

  watcher.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("map-drawn", leave, { once: true });
})();
