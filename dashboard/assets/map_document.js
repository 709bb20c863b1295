// @ts-check
/* Gives streamlit-folium's frame its styles before the map is drawn in it, makes it a document that
   says what it is, and fit for paper when the page says so (paper.js). */
"use strict";

(() => {
  const { element } = window.mapParts;

  // Only there do they come with the script.
  if (window.mapStyles) document.head.append(element("style", "", window.mapStyles));

  /** A heading, a main part, a title in words, and a view that may be enlarged. */
  function describeFrame() {
    const { title, subtitle } = window.atlas;
    document.title = `${title}: map`;
    window.frameElement?.setAttribute("title", `Map: ${title}`);
    document.getElementById("root")?.setAttribute("role", "main");
    document
      .querySelector(".leaflet-container")
      ?.prepend(element("h1", "unseen", `${title}. ${subtitle}`));
    // folium's forbids it.
    for (const meta of document.querySelectorAll("meta[name=viewport][content*=user-scalable]")) {
      meta.remove();
    }
  }

  /** Gives the frame the letters of the page around it. */
  function shareFonts() {
    const page = window.parent.document;
    const rules = [...page.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    for (const rule of rules) {
      const { style } = /** @type {CSSFontFaceRule} */ (rule);
      const family = style?.getPropertyValue("font-family").replaceAll('"', "") ?? "";
      if (rule.constructor.name !== "CSSFontFaceRule" || !family.startsWith("Source S")) continue;
      const base = rule.parentStyleSheet?.href ?? page.baseURI;
      const source = style
        .getPropertyValue("src")
        .replace(/url\("?([^")]+)"?\)/g, (_, address) => `url("${new URL(address, base)}")`);
      const weight = style.getPropertyValue("font-weight") || "normal";
      document.fonts.add(
        new FontFace(family, source, {
          weight,
          style: style.getPropertyValue("font-style") || "normal",
        }),
      );
    }
  }

  function finishFrame() {
    describeFrame();
    shareFonts();
  }

  /**
   * @param {L.Map} map
   * @param {(options: L.FitBoundsOptions) => void} showChosen
   * @param {() => void} followTheme
   */
  function printWell(map, showChosen, followTheme) {
    /** @type {[L.LatLng, number] | undefined} */
    let view;
    addEventListener("paper", () => {
      view = [map.getCenter(), map.getZoom()];
      document.documentElement.dataset.theme = "light";
      document.documentElement.classList.add("on-paper");
      map.invalidateSize({ animate: false });
      // There are no buttons on paper, and nobody can unfold the legend.
      const [legend, head] = ["details.legend", ".map-title"].map(
        (name) => /** @type {HTMLElement} */ (map.getContainer().querySelector(name)),
      );
      legend.setAttribute("open", "");
      showChosen({
        animate: false,
        paddingTopLeft: [20, head.offsetHeight + 20],
        paddingBottomRight: [Math.min(legend.offsetWidth, map.getSize().x / 2) + 20, 30],
      });
      map.fire("paper");
    });
    addEventListener("screen", () => {
      followTheme();
      document.documentElement.classList.remove("on-paper");
      map.invalidateSize({ animate: false });
      if (view) map.setView(...view, { animate: false });
      map.fire("screen");
    });
  }

  window.mapParts = { ...window.mapParts, finishFrame, printWell };
})();
