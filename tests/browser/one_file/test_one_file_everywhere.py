"""The one file, or the site, on a phone, in the dark, on paper, without scripts, and by axe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.exports.scope import Scope
from dashboard.library import Library
from tests.browser.one_file.visit import Visit, on_both, on_the_site, write_file
from tests.browser.test_everywhere import PHONE, violations

DARK = {"color_scheme": "dark"}


# What stands out to the right of the window.
_TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(part => {
    const box = part.getBoundingClientRect();
    return box.width > 1 && box.right > innerWidth + 1 && part.checkVisibility() &&
        !part.closest("#map");
}).map(part => part.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
@on_the_site
def test_on_a_phone_a_link_leads_up_to_the_map(page: Page) -> None:
    page.locator("#zone-south").get_by_text("Show on the map").click()
    expect(page.locator("path.zone-south")).to_be_in_viewport()
    expect(page.locator("path.zone-south")).to_have_class(re.compile(r"\bchosen\b"))
    page.go_back()
    expect(page.locator("#map")).not_to_be_in_viewport()


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
@on_the_site
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
    page = visit.open(path.as_uri(), "#passage-tass-zones-all")
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
    )
    assert violations(page) == []


@pytest.mark.parametrize("visit", [DARK], indirect=True, ids=["dark"])
@on_the_site
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
@on_both
def test_with_scripts_off_all_but_the_map_is_there(
    visit: Visit, address: str, library: Library
) -> None:
    page = visit.context.new_page()
    page.goto(address)
    expect(page.get_by_text("The map is drawn by a script")).to_be_visible()
    for zone in library.atlas.zones:
        expect(page.locator(f"#zone-{zone.id} h2")).to_be_visible()
        expect(page.locator(f"#zone-{zone.id}").get_by_text("Show on the map")).to_be_hidden()
    for article in library.corpus.articles:
        text = page.locator(f"#article-{article.id} .article-text")
        expect(text).to_be_visible()
        shown = text.locator("p").all_text_contents()
        assert shown == [line for line in article.text.split("\n") if line.strip()]
    card = page.locator("#idlib-excerpt-tass-zones-idlib")
    expect(card.get_by_role("button")).to_be_hidden()
    card.get_by_role("link", name="BibTeX").click()
    expect(page.locator("#cite-tass-zones-idlib").get_by_text("RIS")).to_be_in_viewport()
    card.get_by_text("Read in the article").click()
    expect(page.locator("#passage-tass-zones-idlib + .passage")).to_be_in_viewport()
    visit.check(address)


@on_the_site
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
