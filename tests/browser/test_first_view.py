"""The page before Streamlit has loaded, how it gives way to the map, and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.line import Line
from tests.browser.reader import NAMES, WIDE, Visit
from tests.browser.scripts import NOTE_SHIFT
from tests.browser.test_everywhere import PHONE
from tests.server import Server

# What is allowed of the layout shift that browsers measure, while the page loads.
MOST_SHIFT = 0.1
# Where each zone lies within the box of the map.
_PLACES = """([selector, box]) => {
    const { x: left, y: top } = box
        ? document.querySelector(box).getBoundingClientRect() : { x: -1, y: -1 };
    return Object.fromEntries([...document.querySelectorAll(selector)].map(path => {
        const { x, y, width, height } = path.getBoundingClientRect();
        return [path.getAttribute("class").match(/zone-([\\w-]+)/)[1],
            [x - left, y - top, width, height]];
    }));
}"""


def find_places(part: Page | Frame, selector: str, box: str) -> dict[str, list[float]]:
    places: dict[str, list[float]] = part.evaluate(_PLACES, [selector, box])
    return places


@pytest.mark.parametrize("options", [{"viewport": WIDE}, PHONE], ids=["desk", "phone"])
def test_zones_are_seen_before_anything_else_and_stay_where_they_are(
    options: dict[str, Any], browser: Browser, server: Server
) -> None:
    """The server says nothing until the first view has been looked at."""
    visit = Visit(browser, server.address, **options)
    visit.context.add_init_script(NOTE_SHIFT)
    line = Line(visit, is_held=True)
    reader = visit.open("/?zone=idlib")
    view = reader.page.locator("#first-view")
    expect(view.get_by_role("heading", level=1)).to_be_visible()
    expect(view.locator("path.zone.chosen")).to_have_class("zone zone-idlib chosen")
    expect(reader.page).to_have_title(
        f"{NAMES['idlib']} · The four de-escalation zones in Syria, May 2017"
    )
    first = find_places(reader.page, "#first-view path.zone", ".first-map")
    top = view.locator(".first-map").bounding_box()
    assert first.keys() == NAMES.keys()
    line.release()
    reader.expect_zone("idlib")
    reader.wait_for_map()
    expect(reader.page).to_have_title(re.compile(f"^{NAMES['idlib']} · "))
    drawn = find_places(reader.frame, "path.zone", "")
    assert reader.page.locator(".st-key-map iframe").bounding_box() == pytest.approx(top, abs=6)
    for zone, place in first.items():
        # Lines of another width, and outlines of fewer points.
        assert place == pytest.approx(drawn[zone], abs=3), zone
    foot = reader.frame.evaluate(
        "() => document.querySelector('.leaflet-control-attribution').getBoundingClientRect().top"
    )
    assert all(y + height <= foot + 1 for _, y, _, height in drawn.values())
    reader.page.locator(".timeline-place .timeline").wait_for()
    assert reader.page.evaluate("() => window.shift") <= MOST_SHIFT
    reader.choose_in_list("south")
    expect(reader.page).to_have_title(re.compile(f"^{NAMES['south']} · "))
    visit.check()
    visit.close()


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True, ids=["none"])
def test_the_page_can_be_read_without_scripts(visit: Visit) -> None:
    page = visit.open("/").page
    view = page.locator("#first-view")
    for name in NAMES.values():
        expect(view.get_by_role("navigation").get_by_role("link", name=name)).to_be_visible()
    # On the map, as in the list.
    view.locator("text", has_text=NAMES["east-ghouta"]).click()
    expect(page).to_have_url(f"{visit.address}/?zone=east-ghouta")
    expect(view.get_by_role("heading", level=2)).to_contain_text(NAMES["east-ghouta"])
    expect(view.locator("path.zone.chosen")).to_have_count(1)
    view.get_by_role("link", name="All that can be read").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
