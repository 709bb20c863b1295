/* The page's scripts, as they are served, without a page. */
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

/** @param {string} name */
function readScript(name) {
  return readFileSync(new URL(`../../dashboard/assets/${name}`, import.meta.url), "utf8");
}

/** What the map's scripts share that needs no map. */
export function loadMapParts() {
  const context = createContext({ window: {} });
  const names = ["map_elements.js", "map_placing.js", "map_clicks.js", "map_signs.js"];
  names.push("map_points.js", "map_painting.js", "map_picture.js");
  for (const name of names) runInContext(readScript(name), context);
  return context.window.mapParts;
}

/** What reads attributes. */
export function loadAttributes() {
  const context = createContext({ window: {} });
  runInContext(readScript("attributes.js"), context);
  return context.window.attributes;
}

/** What copies citations. */
export function loadCiting() {
  const context = createContext({ window: {}, URL });
  runInContext(readScript("citing.js"), context);
  return context.window.citing;
}

/** What addresses and links mean. */
export function loadChoices() {
  const context = createContext({ window: {}, URLSearchParams });
  for (const name of ["attributes.js", "asking.js", "choices.js"])
    runInContext(readScript(name), context);
  return context.window.choices;
}

/**
 * What finds the link that an event means.
 * @param {Record<string, unknown>} page What the script finds in its page.
 */
export function loadLinks(page) {
  const context = createContext({ window: {}, ...page });
  runInContext(readScript("links.js"), context);
  return context.window.links;
}
