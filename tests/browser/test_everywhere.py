"""The page on a phone, in light and dark, with assistive technology, and at a wrong address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Frame, Page, expect

from dashboard.library import Library
from tests.browser.reader import Reader, Visit
from tests.server import Server

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
PASSAGE = "tass-duration"
ARTICLE = f"/?passage={PASSAGE}&article=tass-2017-05-05"

# What stands out to the right of the window, where nothing around it scrolls.
_TOO_WIDE = """() => {
    const main = document.querySelector(".stMain");
    const out = [...main.querySelectorAll("*")].filter(part => {
        const box = part.getBoundingClientRect();
        return box.width > 1 && box.right > innerWidth + 1 && part.checkVisibility() &&
            !part.closest(".scroll-x, [data-testid=stFullScreenFrame]");
    });
    return {
        scrolls: [document.documentElement, main].filter(
            part => part.scrollWidth > part.clientWidth + 1).map(part => part.className),
        out: out.slice(0, 5).map(part => part.outerHTML.slice(0, 120)),
    };
}"""


# Whether what is behind an element is dark, or is not, as it should be.
_IS_COLOURED = """([selector, isDark]) => {
    const colour = getComputedStyle(document.querySelector(selector)).backgroundColor;
    const parts = colour.match(/\\d+/g).slice(0, 3).map(Number);
    return (parts.reduce((sum, part) => sum + part) / 3 < 128) === isDark;
}"""


# In forced colours: whether the chosen zone and the chosen words are told from the others.
_IS_SEEN = """() => {
    const [option, other] = [":checked", ":not(:checked)"].map(state => getComputedStyle(
        document.querySelector(`.st-key-zone label:has(input${state})`)).borderBottomWidth);
    const words = getComputedStyle(document.querySelector(".passage.chosen"));
    const page = getComputedStyle(document.querySelector(".article-text"));
    return [option !== other, words.backgroundColor !== page.backgroundColor &&
        words.backgroundColor !== words.color];
}"""
_IS_ZONE_SEEN = """() => {
    const [zone, land] = ["path.zone.chosen", "#map_div"].map(
        part => getComputedStyle(document.querySelector(part)));
    return zone.stroke !== land.backgroundColor && zone.stroke !== "none";
}"""
# What the Tab key stops at.
_STOPS = """() => [...document.querySelectorAll(
    "[tabindex='0'], a[href]:not([tabindex]), button:not([tabindex='-1']), summary, input"
)].filter(part => part.checkVisibility({ visibilityProperty: true })).length"""


def settle(reader: Reader) -> None:
    """Wait until the map is drawn, the timeline is there and nothing runs."""
    reader.wait_for_map()
    reader.page.locator(".timeline-place .timeline").wait_for()
    reader.page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")


@pytest.fixture(scope="module")
def phone_visit(browser: Browser, server: Server) -> Iterator[Visit]:
    visit = Visit(browser, server.address, **PHONE)
    # To a passage in its article, and to a zone that there is not.
    visit.open(f"{ARTICLE}&zone={'z' * 300}")
    yield visit
    visit.close()


@pytest.fixture
def phone(phone_visit: Visit) -> Iterator[Reader]:
    """A reader with a phone, who goes on where the last test left off."""
    yield phone_visit.readers[0]
    phone_visit.check()


def test_a_link_opens_the_article_at_its_passage_on_a_phone(
    phone: Reader, library: Library
) -> None:
    passage = library.corpus.passage(PASSAGE)
    assert passage is not None
    phone.expect_chosen_passage(passage.quote)
    settle(phone)
    expect(phone.notice).to_be_attached()
    # What comes late must not push the words away.
    phone.expect_chosen_passage(passage.quote)
    assert phone.page.evaluate(_TOO_WIDE) == {"scrolls": [], "out": []}


def test_nothing_scrolls_sideways_on_a_phone(phone: Reader, library: Library) -> None:
    """A zone can be tapped, though the address was long."""
    reader = phone
    # Where nothing smaller is near: a finger is taken to mean that.
    reader.map.locator(".zone-label.of-idlib .label-text").first.tap()
    reader.expect_zone("idlib")
    reader.expect_address(zone="idlib")
    expect(reader.notice).to_have_count(0)
    assert reader.page.evaluate(_TOO_WIDE) == {"scrolls": [], "out": []}
    # The map takes half the screen at most, and below it the first excerpt begins.
    height, top = reader.page.evaluate(
        """() => [document.querySelector(".st-key-map iframe").offsetHeight,
            document.querySelector(".excerpt").getBoundingClientRect().top +
            document.querySelector(".stMain").scrollTop]"""
    )
    assert height <= 844 / 2
    assert top < 844 - 60
    # The question for a place stays above the map.
    ends = [
        reader.page.locator(part).evaluate("part => part.getBoundingClientRect().bottom")
        for part in (".st-key-place", ".st-key-map")
    ]
    assert ends[0] < ends[1] - height
    reader.choose_in_list("north-homs")
    reader.expect_zone("north-homs")
    reader.panel.get_by_text("Names, area, how the boundary was drawn").click()
    reader.panel.get_by_text("stretches of boundary, one by one").click()
    assert reader.page.evaluate(_TOO_WIDE) == {"scrolls": [], "out": []}
    reader.page.get_by_text("The same as a list").click()
    expect(reader.page.get_by_test_id("stExpanderDetails").locator(".dates").first).to_be_visible()
    assert reader.page.evaluate(_TOO_WIDE) == {"scrolls": [], "out": []}
    reader.excerpts.first.get_by_text("Read in the article").click()
    passage = library.corpus.passages_of_zone("north-homs")[0]
    reader.expect_chosen_passage(passage.quote)
    assert reader.page.evaluate(_TOO_WIDE) == {"scrolls": [], "out": []}


def test_what_is_chosen_is_seen_in_forced_colours_and_nothing_moves(phone: Reader) -> None:
    phone.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert phone.page.evaluate(_IS_SEEN) == [True, True]
    assert phone.frame.evaluate(_IS_ZONE_SEEN)
    # What had begun to move before this was wished for may come to its end.
    phone.page.wait_for_function("() => document.getAnimations().length === 0")
    phone.page.emulate_media(forced_colors="none", reduced_motion="no-preference")


def test_the_words_on_the_timeline_end_within_a_narrow_page(phone: Reader) -> None:
    edges = phone.page.locator(".st-key-timeline").bounding_box()
    assert edges is not None
    words = phone.page.locator(".timeline li span")
    shown = words.evaluate_all(
        "all => all.map(text => text.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert len(shown) > 20
    for left, right in shown:
        assert edges["x"] <= left
        assert right <= edges["x"] + edges["width"]
        # As much of them as there is room for.
        assert right - left > 100


# What a template writes time and again is looked at once or twice.
ALIKE = [
    ".excerpt:not(.continues) ~ .excerpt:not(.continues)",
    ".article-text p:nth-of-type(n + 4)",
    ".questions tr:nth-of-type(n + 4)",
    ".sources li:nth-of-type(n + 3)",
    ".dates li:nth-of-type(n + 4)",
]


def violations(part: Page | Frame, rules: str = "", within: str = "") -> list[str]:
    """Return what axe-core finds serious or critical, with where it found it.

    ``rules`` is a tag of axe's, where only the rules with that tag are asked for; ``within`` are
    selectors, where only what lies in their elements is looked at.
    """
    part.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    only: dict[str, Any] = {"runOnly": [rules]} if rules else {}
    found: dict[str, Any] = part.evaluate(
        "([context, options]) => axe.run(context, options)",
        [
            {"include": (within or "html").split(", "), "exclude": ALIKE},
            {"resultTypes": ["violations"], "iframes": False, **only},
        ],
    )
    return [
        f"{violation['id']}: {node['target'][0]}: {node['html'][:120]} {node['failureSummary']}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def colour(reader: Reader, scheme: Literal["light", "dark"]) -> None:
    """Have the reader's machine prefer light or dark, and wait until page and map follow."""
    reader.page.emulate_media(color_scheme=scheme)
    for part, selector in ((reader.page, ".stApp"), (reader.frame, "#map_div")):
        part.wait_for_function(_IS_COLOURED, arg=[selector, scheme == "dark"])


def expect_accessible(reader: Reader, *others: Frame, within: str = "") -> None:
    """See nothing serious in light colours, nor what colours alone may change in dark ones."""
    parts: tuple[Page | Frame, ...] = (reader.page, *others)
    assert [violations(part, "", within) for part in parts] == [[] for _ in parts]
    colour(reader, "dark")
    assert [violations(part, "cat.color", within) for part in parts] == [[] for _ in parts]
    colour(reader, "light")


def test_unknown_ids_are_said_and_axe_finds_nothing_serious_in_the_readers_colours(
    visit: Visit, library: Library
) -> None:
    reader = visit.open(
        "/?zone=nowhere&article=none-2017-01-01&asof=never"
        "&passage=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    )
    for said in ("nowhere", "none-2017-01-01", "never", "<img src=x onerror=alert(1)>"):
        expect(reader.notice).to_contain_text(said)
    expect(reader.notice).to_be_in_viewport()
    expect(reader.title).to_be_visible()
    assert reader.page.locator(".notices img").count() == 0
    settle(reader)
    colour(reader, "light")
    expect_accessible(reader, reader.frame)
    # What a choice changes. It leaves the complaint behind.
    panel = ".st-key-reading, .st-key-excerpts"
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    reader.expect_address(zone="idlib")
    expect(reader.notice).to_have_count(0)
    expect(reader.title).to_have_count(1)
    reader.panel.get_by_text("stretches of boundary, one by one").click()
    expect_accessible(reader, within=panel)
    reader.excerpts.first.get_by_text("Read in the article").click()
    passage = library.corpus.passages_of_zone("idlib")[0]
    reader.expect_chosen_passage(passage.quote)
    expect_accessible(reader, within=panel)


# What can be clicked alone and is smaller than this many pixels; links in a sentence are words, and
# an input lies in its label.
_TOO_SMALL = """least => [...document.querySelectorAll(
    "a[href], button, summary, [role=button], [role=tab], [role=radiogroup] label"
)].filter(part => {
    const { width, height } = part.getBoundingClientRect();
    const isSeen = part.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
    const isWord = part.tagName === "A" && getComputedStyle(part).display === "inline";
    return isSeen && !isWord && Math.min(width, height) < least - 0.5;
}).map(part => part.outerHTML.slice(0, 160))"""
_IN_WORDS = """() => [document.title, ...[
    "h1", "main, [role=main]", "meta[name=viewport][content*=user-scalable]"
].map(part => document.querySelectorAll(part).length)]"""


@pytest.mark.parametrize("who", ["reader", "phone"])
def test_page_and_map_say_what_they_are_and_can_be_met(
    who: str, request: pytest.FixtureRequest, library: Library
) -> None:
    reader: Reader = request.getfixturevalue(who)
    reader.choose_in_list("south")
    reader.expect_zone("south")
    settle(reader)
    least = 44 if reader.page.evaluate("() => matchMedia('(pointer: coarse)').matches") else 24
    for part in (reader.page, reader.frame):
        title, *counts = part.evaluate(_IN_WORDS)
        assert " " in title
        # One heading of the first level, one main part, and nothing that forbids to enlarge.
        assert counts == [1, 1, 0], part.url
        assert part.evaluate(_TOO_SMALL, least) == []
    assert reader.frame.evaluate(_STOPS) <= 12
    title = reader.page.locator(".st-key-map iframe").get_attribute("title")
    assert title == f"Map: {library.atlas.map_title}"
    for role, name in (
        ("search", "Ask the articles"),
        ("region", "Key dates"),
        ("region", "Download the data"),
    ):
        expect(reader.page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type]
