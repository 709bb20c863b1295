"""Moving about: what the wheel and the keyboard do on the map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, expect

from tests.browser.reader import Reader, Visit
from tests.server import Server

_SCROLLED = "() => document.querySelector('.stMain').scrollTop"
_MAP = "Object.values(window).find(each => each instanceof L.Map)"
_ZOOM = f"{_MAP}.getZoom()"
# Of what lies at the map's upper left corner, in degrees.
_WEST = f"{_MAP}.getBounds().getWest()"


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Visit]:
    size = {"width": 390, "height": 844}
    visit = Visit(browser, server.address, viewport=size, has_touch=True, is_mobile=True)
    yield visit
    visit.check()
    visit.close()


def drag(fingers: CDPSession, *paths: tuple[tuple[float, float], tuple[float, float]]) -> None:
    """Put a finger on the start of each path, and move all to the ends together."""
    for step in range(12):
        share = min(step, 10) / 10
        points = [
            {"x": x + (to_x - x) * share, "y": y + (to_y - y) * share, "id": number}
            for number, ((x, y), (to_x, to_y)) in enumerate(paths)
        ]
        kind = "touchStart" if step == 0 else "touchMove" if step < 11 else "touchEnd"
        fingers.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": points if step < 11 else []},
        )


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(reader: Reader) -> None:
    x, y = reader.point_on_map(".leaflet-container", "nothing")
    before = reader.frame.evaluate(_ZOOM)
    reader.page.mouse.move(x, y)
    reader.page.mouse.wheel(0, 120)
    reader.page.wait_for_function("() => document.querySelector('.stMain').scrollTop > 60")
    expect(reader.map.locator(".gesture-hint.shown")).to_contain_text("scroll zooms the map")
    assert reader.frame.evaluate(_ZOOM) == before
    scrolled = reader.page.evaluate(_SCROLLED)
    reader.page.keyboard.down("Control")
    reader.page.mouse.wheel(0, -240)
    reader.page.keyboard.up("Control")
    reader.frame.wait_for_function(f"() => {_ZOOM} > {before} + 0.4")
    assert reader.page.evaluate(_SCROLLED) == scrolled


def test_the_stretches_of_the_chosen_zone_can_be_gone_through_with_the_keyboard(
    reader: Reader,
) -> None:
    reader.choose_in_list("north-homs")
    reader.expect_zone("north-homs")
    stop = reader.map.locator(".stretch-reach[tabindex='0']")
    expect(stop).to_have_count(1)
    stop.focus()
    tip = reader.map.locator(".tip-box")
    expect(tip).to_contain_text("Sources: ")
    first = tip.inner_text()
    reader.page.keyboard.press("ArrowRight")
    expect(tip).not_to_have_text(first)
    # Whole, whatever the line is near to.
    expect(tip).to_be_in_viewport(ratio=0.99)


def test_two_fingers_move_and_zoom_the_map_and_one_scrolls_the_page(phone: Visit) -> None:
    reader = phone.open()
    reader.wait_for_map()
    fingers = phone.context.new_cdp_session(reader.page)
    box = reader.page.locator(".st-key-map iframe").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    # Apart: the map is enlarged under them, and the page stays.
    before = reader.frame.evaluate(_ZOOM)
    drag(fingers, ((x - 30, y), (x - 90, y)), ((x + 30, y), (x + 90, y)))
    reader.frame.wait_for_function(f"() => {_ZOOM} > {before} + 0.9")
    assert reader.page.evaluate(_SCROLLED) == 0
    # Side by side: it is moved.
    zoom, west = reader.frame.evaluate(_ZOOM), reader.frame.evaluate(_WEST)
    drag(fingers, ((x - 20, y), (x + 40, y)), ((x + 20, y), (x + 80, y)))
    reader.frame.wait_for_function(f"() => {_WEST} < {west} - 30 * 360 / (256 * 2 ** {zoom})")
    # One alone: the page goes, the map does not, and says why.
    reader.frame.wait_for_function(f"() => !{_MAP}._animatingZoom")
    west = reader.frame.evaluate(_WEST)
    drag(fingers, ((x, y + 60), (x, y - 60)))
    reader.page.wait_for_function("() => document.querySelector('.stMain').scrollTop > 40")
    expect(reader.map.locator(".gesture-hint")).to_have_text("Two fingers move the map")
    assert reader.frame.evaluate(_WEST) == west
