/* The page's scripts, as they are served, without a page. */
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

/** @param {string} name */
function readScript(name) {
  return readFileSync(new URL(`../../dashboard/assets/${name}`, import.meta.url), "utf8");
}

/** What map.js gives its window. */
export function loadZoneMap() {
  const context = createContext({ window: {} });
  runInContext(readScript("map.js"), context);
  return context.window.zoneMap;
}

/**
 * Functions of navigation.js, which exports only the one that Streamlit calls.
 * @param {Record<string, unknown>} page What the script finds in its page.
 * @param {string[]} names
 */
export async function loadNavigation(page, ...names) {
  Object.assign(globalThis, page);
  const code = `${readScript("navigation.js")}\nexport { ${names.join(", ")} };`;
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
