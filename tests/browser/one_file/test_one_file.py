"""The one file in a browser that has nothing else, and the same on the static site.

Both run the same script: what may differ is held on both, the rest on one of them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.exports.scope import read_scope
from corpus.zone_ids import ZoneId
from dashboard.library import Library
from geodata.wording import LAYERS
from tests.browser.one_file.visit import Visit, on_both, on_the_site, write_file
from tests.browser.reader import NAMES, wait_for_rest

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


# The largest, and the smallest.
some_zones = pytest.mark.parametrize(
    ("zone_id", "address"), [("idlib", "site"), ("east-ghouta", "file")], indirect=["address"]
)


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


@on_both
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


@on_the_site
def test_a_click_beside_the_zones_brings_what_is_said_of_all(page: Page) -> None:
    page.locator("#map").click(position={"x": 60, "y": 500})
    expect(page).to_have_url(re.compile("#all-zones$"))
    expect(page.locator("path.zone.touched")).to_have_count(4)
    expect(page.locator("#all-zones h2")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("key", "address"), [("Enter", "site"), ("Space", "file")], indirect=["address"]
)
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


@on_the_site
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


@on_both
def test_an_excerpt_is_copied_with_its_source_and_saved_for_reference_managers(
    page: Page, library: Library
) -> None:
    passage = library.corpus.passage("tass-zones-idlib")
    assert passage is not None
    card = page.locator(f"#idlib-excerpt-{passage.id}")
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    card.get_by_role("button", name="Copy to cite").click()
    expect(card.get_by_role("status")).to_contain_text(passage.quote)
    expect(card.get_by_role("status")).to_contain_text(library.corpus.article_of(passage).url)
    for name, start in (("BibTeX", "@misc{"), ("RIS", "TY  - ELEC\r\nID  - ")):
        with page.expect_download() as download:
            card.get_by_role("link", name=name).click()
        saved = download.value.path().read_bytes().decode()
        assert saved.startswith(start + passage.id)
        assert " ".join(passage.quote.split()) in saved


@on_the_site
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


def test_a_link_into_what_is_folded_unfolds_it(visit: Visit, address: str) -> None:
    page = visit.open(address)
    group = page.locator("#all-zones details").last
    assert group.get_attribute("open") is None
    excerpt = group.locator(".excerpt").last.get_attribute("id")
    page.close()
    page = visit.open(address, f"#{excerpt}")
    expect(page.locator(f"#{excerpt}")).to_be_in_viewport()


@some_zones
def test_a_link_in_the_text_shows_the_zone_on_the_map(zone_id: ZoneId, page: Page) -> None:
    page.locator(f"#zone-{zone_id}").get_by_text("Show on the map").click()
    expect(page.locator("path.zone.chosen")).to_have_class(re.compile(f"zone-{zone_id}"))
    expect(page.locator(f"path.zone-{zone_id}")).to_be_in_viewport()


@on_both
def test_its_policy_forbids_what_it_does_not_hold(visit: Visit, address: str) -> None:
    page = visit.open(address)
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


def test_a_file_of_one_zone_and_day_shows_it_hollow(
    visit: Visit, library: Library, tmp_path: Path
) -> None:
    scope = read_scope(library.corpus, zones=["north-homs"], as_of="2018-06-01")
    path = write_file(tmp_path / "homs.html", library, scope)
    page = visit.open(path.as_uri())
    expect(page.locator("path.zone")).to_have_count(1)
    expect(page.locator("path.zone-north-homs")).to_have_class(re.compile(r"\bended\b"))
    expect(page.locator(".limits")).to_contain_text("north-homs")
    page.locator(".zone-label").press("Enter")
    expect_zone(page, "north-homs")
    visit.check(path.as_uri())


@on_the_site
def test_a_post_can_be_clicked_and_the_posts_hidden(page: Page, library: Library) -> None:
    signs = page.locator(".post-mark")
    expect(signs).to_have_count(len(library.atlas.posts))
    page.locator(".post-zaytunah .post-hit").click()
    expect(page.locator(".post-box")).to_contain_text("about 500 m from the border")
    page.locator(".leaflet-control-layers").hover()
    page.get_by_label(LAYERS["posts"].title).uncheck()
    expect(signs).to_have_count(0)
