"""A view on paper: the map with what is chosen, and all that is read, over the whole width."""

from __future__ import annotations

from playwright.sync_api import expect

from dashboard.library import Library
from tests.browser.reader import WIDE, Reader

# A4 less the margins, in CSS pixels: Letter is wider.
PAPER = {"width": 688, "height": 1000}
_UNSEEN = """selector => [...document.querySelectorAll(selector)].filter(part => {
    const { left, right, height } = part.getBoundingClientRect();
    return !part.checkVisibility({ visibilityProperty: true }) || height < 1 || left < 0 ||
        right > innerWidth + 1;
}).length"""
_SHARE = """() => {
    const box = document.querySelector("path.zone.chosen").getBoundingClientRect();
    const isWhole = box.left >= 0 && box.top >= 0 &&
        box.right <= innerWidth && box.bottom <= innerHeight;
    return isWhole ? Math.max(box.width / innerWidth, box.height / innerHeight) : 0;
}"""


def test_a_zone_is_printed_whole(reader: Reader, library: Library) -> None:
    reader.choose_in_list("south")
    reader.expect_zone("south")
    reader.wait_for_map()
    page = reader.page
    expect(page.locator(".questions")).to_be_attached()
    share = reader.frame.evaluate(_SHARE)
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    # The zone fills the map, but for its title and legend; the map fills the paper.
    assert reader.frame.evaluate(_SHARE) > max(0.6, share)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box is not None
    assert 0.9 * PAPER["width"] < box["width"] <= PAPER["width"]
    assert reader.excerpts.count() >= len(library.corpus.passages_of_zone("south"))
    parts = ".excerpt, .facts dd:not(.download), :is(.st-key-reading, .sources) li, .questions td"
    assert page.evaluate(_UNSEEN, parts) == 0
    for used in (".stTabs", ".figure-links", ".download", "[data-stretch]", ".day-strip .dismiss"):
        expect(page.locator(f"{used}:visible")).to_have_count(0)
    expect(reader.map.locator(".legend ul")).to_be_visible()
    expect(reader.map.locator(".map-button:visible")).to_have_count(0)
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null", color_scheme="null")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    reader.wait_for_map()
    assert (
        page.locator(
            "html.on-paper, .st-key-reading details[open] > summary:has-text('one by one')"
        ).count()
        == 0
    )
