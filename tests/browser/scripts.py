"""What the tests ask of a page in its own language."""

# Finds a point of the map's window at which an element that passes `wanted` lies on top.
POINT = """([selector, wanted]) => {
    const is = {
        itself: (top, shape) => top === shape,
        nothing: (top) => top?.closest(".leaflet-container") &&
            !top.closest(".leaflet-interactive, .leaflet-control"),
    }[wanted];
    for (const shape of document.querySelectorAll(selector)) {
        const box = shape.getBoundingClientRect();
        for (const steps of [16, 60]) for (let i = 1; i < steps * steps; i++) {
            const x = box.left + box.width * (i % steps) / steps;
            const y = box.top + box.height * Math.floor(i / steps) / steps;
            const inside = x > 0 && y > 0 && x < innerWidth && y < innerHeight;
            if (inside && is(document.elementFromPoint(x, y), shape)) return [x, y];
        }
    }
    return null;
}"""

# Finds a point of the map's window in the middle of a zone's line, where nothing lies over it.
POINT_ON_LINE = """zone => {
    for (const path of document.querySelectorAll(`.stretch-reach.on-${zone}`)) {
        const matrix = path.getScreenCTM(), length = path.getTotalLength();
        for (const part of [0.5, 0.3, 0.7]) {
            const { x, y } = path.getPointAtLength(part * length).matrixTransform(matrix);
            if (document.elementFromPoint(x, y) === path) return [x, y];
        }
    }
    return null;
}"""

# True where the map's shapes have stayed where they are each time this was asked, three times.
AT_REST = """() => {
    const shape = document.querySelector(".zone-idlib");
    if (!shape || !document.querySelector(".zone-east-ghouta")) return false;
    const { x, y, width } = shape.getBoundingClientRect();
    const places = (window.places ??= []);
    places.push([x, y, width, innerWidth, innerHeight].join());
    return places.length > 2 && new Set(places.slice(-3)).size === 1;
}"""

# What of a view is not there yet, as a list of words: the panel's title, and what its excerpts say.
MISSING_ON_PAGE = """([title, excerpts]) => {
    const find = (selector) => document.querySelector(selector);
    const wanted = {
        "a page that nothing covers": !find("#first-view"),
        [`the title ${title}`]:
            find(".st-key-reading #reading-title")?.textContent.includes(title),
        [excerpts]: (find(".st-key-excerpts")?.textContent ?? "").includes(excerpts),
    };
    return Object.keys(wanted).filter(each => !wanted[each]);
}"""
MISSING_ON_MAP = """zone => {
    const chosen = [...document.querySelectorAll("path.zone.chosen")].map(path => path.classList);
    return chosen.length === 1 && chosen[0].contains(`zone-${zone}`) ? []
        : [`${zone} as the chosen zone, not ${chosen.join(" and ") || "none"}`];
}"""

# Adds up, as `window.shift`, the layout shift that browsers measure.
NOTE_SHIFT = """if (window === top) {
    window.shift = 0;
    new PerformanceObserver(list => {
        const moves = list.getEntries().filter(entry => !entry.hadRecentInput);
        window.shift += moves.reduce((sum, entry) => sum + entry.value, 0);
    }).observe({ type: "layout-shift", buffered: true });
}"""

TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', event =>
    window.tellViolation(`${event.violatedDirective} ${event.blockedURI} at ${location.href}`))"""
