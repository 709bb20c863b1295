"""The one file in a browser that has nothing else: no host, no server, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.exports.scope import Scope, read_scope
from corpus.zone_ids import ZoneId
from dashboard.library import Library
from dashboard.one_file import write
from geodata.exports.extract import make_map_extract
from tests.browser.reader import NAMES, WIDE, wait_for_rest
from tests.browser.test_everywhere import PHONE, violations

DARK = {"color_scheme": "dark"}

# Finds a point of the window at which a zone's shape lies on top.
_POINT = """zone => {
    const shape = document.querySelector(`path.zone-${zone}`);
    const box = shape.getBoundingClientRect();
    for (let i = 1; i < 3600; i++) {
        const x = box.left + box.width * (i % 60) / 60;
        const y = box.top + box.height * Math.floor(i / 60) / 60;
        if (document.elementFromPoint(x, y) === shape) return [x, y];
    }
    return null;
}"""

# What stands out to the right of the window.
_TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(part => {
    const box = part.getBoundingClientRect();
    return box.width > 1 && box.right > innerWidth + 1 && part.checkVisibility() &&
        !part.closest("#map");
}).map(part => part.outerHTML.slice(0, 120))"""


# The largest, and the smallest.
some_zones = pytest.mark.parametrize("zone_id", ["idlib", "east-ghouta"])


def write_file(path: Path, library: Library, scope: Scope) -> Path:
    extract = make_map_extract(library.atlas, library.corpus, scope)
    path.write_bytes(b"".join(write(extract, "atlas")))
    return path


@pytest.fixture(scope="session")
def whole(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole, in a folder whose name a careless address would stumble over."""
    folder = tmp_path_factory.mktemp("a stick #1")
    return write_file(folder / "zones.html", library, Scope())


class Visit:
    """The file in a browser context of its own, which notes whatever is asked for."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        settings: dict[str, Any] = {"viewport": WIDE, "offline": True} | options
        self.context = browser.new_context(**settings)
        self.asked: list[str] = []
        self.problems: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("weberror", lambda error: self.problems.append(str(error.error)))
        self.context.on("console", lambda message: self.problems.append(message.text))

    def open(self, path: Path, fragment: str = "") -> Page:
        page = self.context.new_page()
        page.goto(path.as_uri() + fragment)
        page.locator(".legend").wait_for(state="attached")
        return page

    def check(self, path: Path) -> None:
        """Fail if anything but the file was asked for, or anything was complained of."""
        assert {one.partition("#")[0] for one in self.asked} == {path.as_uri()}
        assert self.problems == []


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit of one test's own; parametrise indirectly with the options of a browser context."""
    made = Visit(browser, **getattr(request, "param", {}))
    yield made
    made.context.close()


@pytest.fixture
def page(visit: Visit, whole: Path) -> Iterator[Page]:
    """The whole file, opened; after the test, nothing else has been asked for."""
    yield visit.open(whole)
    visit.check(whole)


def expect_zone(page: Page, zone: str) -> None:
    """See a zone's part in view and marked, its shape chosen, and its fragment in the address."""
    expect(page).to_have_url(re.compile(f"#zone-{zone}$"))
    part = page.locator(f"#zone-{zone}")
    expect(part.locator("h2")).to_be_in_viewport()
    assert part.evaluate("part => part.matches(':target')")
    expect(page.locator(f"path.zone-{zone}")).to_have_class(re.compile(r"\bchosen\b"))
    expect(page.locator("path.zone.chosen")).to_have_count(1)


def click_zone(page: Page, zone: str) -> None:
    wait_for_rest(page)
    point = page.evaluate(_POINT, zone)
    assert point is not None, f"{zone} cannot be clicked"
    page.mouse.click(*point)


def test_the_map_is_drawn_with_its_legend(page: Page) -> None:
    for selector, number in (("path.zone", 4), ("path.core", 4), ("path.possible", 4)):
        expect(page.locator(selector)).to_have_count(number)
    expect(page.locator("path.stretch")).not_to_have_count(0)
    expect(page.locator(".legend").get_by_text("Zone as drawn")).to_be_visible()
    expect(page.locator(".leaflet-control-scale")).to_contain_text("km")
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Natural Earth")
    expect(page.get_by_text("The map is drawn by a script")).to_have_count(0)
    for name in NAMES.values():
        expect(page.locator(".zone-label").get_by_text(name, exact=True)).to_be_visible()


@some_zones
def test_a_click_on_a_zone_brings_its_part_and_back_undoes_it(zone_id: ZoneId, page: Page) -> None:
    other: ZoneId = "south" if zone_id == "idlib" else "idlib"
    click_zone(page, other)
    expect_zone(page, other)
    click_zone(page, zone_id)
    expect_zone(page, zone_id)
    page.go_back()
    expect_zone(page, other)
    page.go_back()
    expect(page.locator("path.zone.chosen")).to_have_count(0)
    assert "#" not in page.url.rpartition("/")[2]


def test_a_click_beside_the_zones_brings_what_is_said_of_all(page: Page) -> None:
    page.locator("#map").click(position={"x": 60, "y": 500})
    expect(page).to_have_url(re.compile("#all-zones$"))
    expect(page.locator("path.zone.touched")).to_have_count(4)
    expect(page.locator("#all-zones h2")).to_be_in_viewport()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_zone_can_be_chosen_with_the_keyboard(key: str, page: Page) -> None:
    names = []
    for _ in range(30):
        page.keyboard.press("Tab")
        name = page.evaluate("() => document.activeElement.getAttribute('aria-label') ?? ''")
        names.append(name)
        if name == f"{NAMES['east-ghouta']}: choose this zone":
            break
    assert name.startswith(NAMES["east-ghouta"]), names
    page.keyboard.press(key)
    expect_zone(page, "east-ghouta")
    # What comes next by Tab stands in the part that was opened.
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('#zone-east-ghouta')")


def test_resting_on_a_stretch_tells_its_basis(page: Page) -> None:
    page.locator("path.stretch-reach.on-idlib").first.dispatch_event("mouseover")
    expect(page.locator(".tip-box .tip-km")).to_contain_text("km")


def test_an_excerpt_opens_its_article_at_its_very_words_and_these_lead_back(page: Page) -> None:
    card = page.locator("#idlib-excerpt-tass-zones-idlib")
    card.get_by_text("Read in the article").click()
    expect(page).to_have_url(re.compile("#passage-tass-zones-idlib$"))
    marks = page.locator(".passage.chosen")
    expect(marks.first).to_be_in_viewport()
    assert "".join(marks.all_text_contents()) == card.locator("mark").text_content()
    expect(page.locator("path.zone.chosen")).to_have_class(re.compile("zone-idlib"))
    marks.first.click()
    expect(page).to_have_url(re.compile("#idlib-excerpt-tass-zones-idlib$"))
    expect(card).to_be_in_viewport()


def test_each_passage_has_an_address_that_marks_its_words_and_its_zones(
    page: Page, library: Library
) -> None:
    shown = page.evaluate(
        """async ids => {
            const found = {};
            for (const id of ids) {
                const heard = new Promise(done =>
                    addEventListener("hashchange", done, { once: true }));
                location.hash = `passage-${id}`;
                await heard;
                const marks = [...document.querySelectorAll(".passage.chosen")];
                found[id] = [
                    marks.map(mark => mark.textContent).join(""),
                    document.querySelectorAll("path.zone.chosen, path.zone.touched").length,
                ];
            }
            return found;
        }""",
        [passage.id for passage in library.corpus.passages],
    )
    for passage in library.corpus.passages:
        words, zones = shown[passage.id]
        assert words.split() == passage.quote.split()
        assert zones == len(passage.zones)


def test_a_link_into_what_is_folded_unfolds_it(visit: Visit, whole: Path) -> None:
    page = visit.open(whole)
    group = page.locator("#all-zones details").last
    assert group.get_attribute("open") is None
    excerpt = group.locator(".excerpt").last.get_attribute("id")
    page.close()
    page = visit.open(whole, f"#{excerpt}")
    expect(page.locator(f"#{excerpt}")).to_be_in_viewport()


@some_zones
def test_a_link_in_the_text_shows_the_zone_on_the_map(zone_id: ZoneId, page: Page) -> None:
    page.locator(f"#zone-{zone_id}").get_by_text("Show on the map").click()
    expect(page.locator("path.zone.chosen")).to_have_class(re.compile(f"zone-{zone_id}"))
    expect(page.locator(f"path.zone-{zone_id}")).to_be_in_viewport()


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_a_link_leads_up_to_the_map(page: Page) -> None:
    page.locator("#zone-south").get_by_text("Show on the map").click()
    expect(page.locator("path.zone-south")).to_be_in_viewport()
    expect(page.locator("path.zone-south")).to_have_class(re.compile(r"\bchosen\b"))
    page.go_back()
    expect(page.locator("#map")).not_to_be_in_viewport()


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
def test_nothing_scrolls_sideways_on_a_phone(page: Page) -> None:
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
    )
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(_TOO_WIDE) == []


@pytest.mark.parametrize("visit", [DARK, PHONE], indirect=True, ids=["dark", "phone"])
def test_axe_finds_nothing_serious(visit: Visit, library: Library, tmp_path: Path) -> None:
    # One zone has every kind of part, and takes the checker a third of the time.
    scope = Scope(zones=("east-ghouta",))
    path = write_file(tmp_path / "ghouta.html", library, scope)
    # The checker is put into the page by the test, which the file's own policy would forbid.
    page = visit.open(path, "#passage-tass-zones-all")
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
    )
    assert violations(page) == []


@pytest.mark.parametrize("visit", [DARK], indirect=True, ids=["dark"])
def test_map_and_text_follow_the_readers_colours(page: Page) -> None:
    brightness = """selector => {
        const colour = getComputedStyle(document.querySelector(selector)).backgroundColor;
        return colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
    }"""
    for scheme, is_dark in (("dark", True), ("light", False), ("dark", True)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for selector in ("body", "#map"):
            page.wait_for_function(
                f"([selector, isDark]) => (({brightness})(selector) < 128) === isDark",
                arg=[selector, is_dark],
            )


@pytest.mark.parametrize(
    "visit", [{"java_script_enabled": False}], indirect=True, ids=["no script"]
)
def test_with_scripts_off_all_but_the_map_is_there(
    visit: Visit, whole: Path, library: Library
) -> None:
    page = visit.context.new_page()
    page.goto(whole.as_uri())
    expect(page.get_by_text("The map is drawn by a script")).to_be_visible()
    for zone in library.atlas.zones:
        expect(page.locator(f"#zone-{zone.id} h2")).to_be_visible()
        expect(page.locator(f"#zone-{zone.id}").get_by_text("Show on the map")).to_be_hidden()
    for article in library.corpus.articles:
        text = page.locator(f"#article-{article.id} .article-text")
        expect(text).to_be_visible()
        shown = text.locator("p").all_text_contents()
        assert shown == [line for line in article.text.split("\n") if line.strip()]
    page.locator("#idlib-excerpt-tass-zones-idlib").get_by_text("Read in the article").click()
    expect(page.locator("#passage-tass-zones-idlib + .passage")).to_be_in_viewport()
    visit.check(whole)


def test_its_policy_forbids_what_it_does_not_hold(visit: Visit, whole: Path) -> None:
    page = visit.open(whole)
    refused = page.evaluate(
        """async () => {
            const refused = [];
            const heard = new Promise(done =>
                addEventListener("securitypolicyviolation", event => {
                    refused.push(event.effectiveDirective);
                    if (refused.length === 3) done();
                }));
            new Image().src = "https://example.org/pixel.png";
            const script = document.createElement("script");
            script.textContent = "window.isRun = true";
            document.body.append(script);
            fetch("https://example.org/").catch(() => {});
            await heard;
            return refused;
        }"""
    )
    assert sorted(refused) == ["connect-src", "img-src", "script-src-elem"]
    assert page.evaluate("() => window.isRun") is None


def test_on_paper_nothing_is_folded_and_the_map_is_whole(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="light")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#map-place ~ .text details:not([open])")).to_have_count(0)
    inside = page.evaluate(
        """() => {
            const map = document.querySelector("#map").getBoundingClientRect();
            return [...document.querySelectorAll("path.zone")].every(zone => {
                const box = zone.getBoundingClientRect();
                return box.left > map.left && box.right < map.right &&
                    box.top > map.top && box.bottom < map.bottom;
            });
        }"""
    )
    assert inside
    expect(page.locator("nav")).to_be_hidden()
    original = "() => getComputedStyle(document.querySelector('a.original'), '::after').content"
    assert "http" in page.evaluate(original)
    expect(page.locator(".legend").get_by_text("Zone as drawn")).to_be_visible()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".text details:not([open])")).not_to_have_count(0)
    assert page.pdf().startswith(b"%PDF")


def test_a_file_of_one_zone_and_day_shows_it_hollow(
    visit: Visit, library: Library, tmp_path: Path
) -> None:
    scope = read_scope(library.corpus, zones=["north-homs"], as_of="2018-06-01")
    path = write_file(tmp_path / "homs.html", library, scope)
    page = visit.open(path)
    expect(page.locator("path.zone")).to_have_count(1)
    expect(page.locator("path.zone-north-homs")).to_have_class(re.compile(r"\bended\b"))
    expect(page.locator(".limits")).to_contain_text("north-homs")
    page.locator(".zone-label").press("Enter")
    expect_zone(page, "north-homs")
    visit.check(path)
