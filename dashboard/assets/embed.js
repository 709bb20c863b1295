// @ts-check
/* The map in a frame on another site: what its address asks for is shown, and nothing is kept. */
"use strict";

(() => {
  const { openMap, findEnded, shorten } = window.mapAlone;
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const zones = [...document.querySelectorAll("section.part")].map((part) =>
    part.id.slice("zone-".length),
  );
  const asked = query.get("zone") ?? "";
  const day = query.get("asof") ?? "";
  const ended = (day && findEnded(day)) || [];
  const isWithPanel = query.get("panel") === "1" && zones.includes(asked);

  /** @param {string} id */
  function find(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {string[]} chosen */
  function choose(chosen) {
    window.zoneMap.choose({ chosen, touched: [], ended });
    const link = /** @type {HTMLAnchorElement} */ (find("whole"));
    const words = new URLSearchParams([
      ...chosen.map((zone) => ["zone", zone]),
      ...(ended.length ? [["asof", day]] : []),
    ]).toString();
    link.search = words ? `?${words}` : "";
    if (!isWithPanel || !chosen.length) return;
    for (const zone of zones) find(`zone-${zone}`).hidden = zone !== chosen[0];
    find("panel").scrollTop = 0;
  }

  function complain() {
    const sentences = [];
    if (asked && !zones.includes(asked)) {
      sentences.push(`There is no zone “${shorten(asked)}”; the zones are ${zones.join(", ")}.`);
    }
    if (day && !findEnded(day)) {
      sentences.push(`“${shorten(day)}” is not a date like 2017-05-06.`);
    }
    const said = find("said");
    said.textContent = sentences.join(" ");
    said.hidden = sentences.length === 0;
  }

  const theme = query.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.asked = theme;
  root.classList.toggle("with-panel", isWithPanel);
  find("panel").hidden = !isWithPanel;
  complain();
  openMap(find("map"), {
    notify: ({ zone }) => choose(zone ? [zone] : []),
    onTheme(follow) {
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow);
    },
    whenDrawn: () => choose(zones.includes(asked) ? [asked] : []),
  });
})();
