// @ts-check
/* Checkpoints and observation posts that were set up later: background, so a layer of its own. */
"use strict";

(() => {
  const { element } = window.mapParts;

  const CLOSE_ZOOM = 8.5;

  /* The form says what a post is. Drawn, because not every machine has a font with such signs. */
  /** @type {Record<string, string>} */
  const FORMS = {
    checkpoint: "M2.5 2.5h9v9h-9z",
    "observation post": "M7 1.5 13 12H1z",
    presence: "M7 1 13 7 7 13 1 7z",
  };

  /**
   * Whose a post is shows in whether its sign is full or hollow.
   * @param {{ kind: string, hollow: boolean }} post
   */
  function sign({ kind, hollow }) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const form = document.createElementNS("http://www.w3.org/2000/svg", "path");
    made.setAttribute("viewBox", "0 0 14 14");
    made.setAttribute("aria-hidden", "true");
    made.setAttribute("class", hollow ? "post-sign hollow" : "post-sign");
    form.setAttribute("d", FORMS[kind]);
    made.append(form);
    return made;
  }

  /** @param {Post} post */
  function describe(post) {
    const box = element("div", "post");
    const head = element("p", "post-name");
    const arabic = element("span", "post-ar", post.name_ar);
    Object.assign(arabic, { lang: "ar", dir: "rtl" });
    head.append(element("strong", "", post.name), " ", arabic);
    box.append(head);
    for (const line of post.lines) box.append(element("p", "", line));
    const sources = element("p", "post-sources");
    for (const [number, link] of post.links.entries()) {
      const address = element("a", "", link.publisher);
      Object.assign(address, { href: link.url, target: "_blank", rel: "noopener" });
      sources.append(number ? ", " : "Sources: ", address, ` ${link.about}`);
    }
    box.append(sources);
    return box;
  }

  /** @param {Post} post */
  function draw(post) {
    const circle = L.circle([post.lat, post.lon], {
      radius: post.precision_km * 1000,
      interactive: false,
      className: "post-circle",
    });
    const html = element("span", "post-hit");
    html.append(sign(post));
    const icon = L.divIcon({ className: `post-mark post-${post.id}`, html, iconSize: [22, 22] });
    // What it says stands in the panel's list too: no stop for the Tab key.
    const marker = L.marker([post.lat, post.lon], {
      icon,
      keyboard: false,
      title: post.name,
      // Over the marks of towns, under the names of zones.
      zIndexOffset: 500,
    });
    const className = "post-box";
    marker.bindPopup(() => describe(post), { className, maxWidth: 290, maxHeight: 270 });
    return L.layerGroup([circle, marker]);
  }

  /* Seen from afar a sign is small, so that it hides no zone and takes no click from one. */
  /** @param {L.Map} map */
  function fitSigns(map) {
    const box = map.getContainer();
    const fit = () => box.classList.toggle("from-afar", map.getZoom() < CLOSE_ZOOM);
    map.on("zoomend settle", fit);
    fit();
    // What a post's box says is not covered by the map's title.
    map.on("popupopen popupclose", ({ type }) => {
      box.classList.toggle("has-box", type === "popupopen");
    });
  }

  /**
   * Returns the layer of posts, and what leaves out of it those that did not stand on a day.
   * @param {L.Map} map
   * @param {Post[]} posts
   */
  function makePosts(map, posts) {
    map.whenReady(() => fitSigns(map));
    const drawn = posts.map((post) => ({ id: post.id, layer: draw(post) }));
    const layer = L.layerGroup(drawn.map((post) => post.layer));
    /** @param {string[]} absent */
    function leaveOut(absent) {
      for (const post of drawn) {
        if (absent.includes(post.id)) layer.removeLayer(post.layer);
        else if (!layer.hasLayer(post.layer)) layer.addLayer(post.layer);
      }
    }
    return { layer, leaveOut };
  }

  window.mapParts = { ...window.mapParts, makePosts, sign };
})();
