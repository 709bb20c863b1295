"""Moving about: what the wheel and the keyboard do on the map."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.reader import Reader

_SCROLLED = "() => document.querySelector('.stMain').scrollTop"


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(reader: Reader) -> None:
    x, y = reader.point_on_map(".leaflet-container", "nothing")
    width = "() => document.querySelector('.zone-south').getBoundingClientRect().width"
    before = reader.frame.evaluate(width)
    reader.page.mouse.move(x, y)
    reader.page.mouse.wheel(0, 120)
    reader.page.wait_for_function("() => document.querySelector('.stMain').scrollTop > 60")
    expect(reader.map.locator(".gesture-hint.shown")).to_contain_text("scroll zooms the map")
    assert reader.frame.evaluate(width) == before
    scrolled = reader.page.evaluate(_SCROLLED)
    reader.page.keyboard.down("Control")
    reader.page.mouse.wheel(0, -240)
    reader.page.keyboard.up("Control")
    reader.frame.wait_for_function(f"({width})() > 1.2 * {before}")
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
