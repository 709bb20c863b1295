"""Everything the map offers can be had with the keyboard, and the focus is to be seen."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from corpus.zone_ids import ZONE_IDS
from tests.browser.reader import Reader


def tab_to_list(reader: Reader) -> int:
    """Press Tab from the top of the page until the list of zones has the focus."""
    reader.page.locator(".masthead h1").click()
    for pressed in range(1, 10):
        reader.page.keyboard.press("Tab")
        if reader.zone_list.locator(":focus").count():
            return pressed
    raise AssertionError("the list of zones is not within ten presses of Tab")


def picture_of(part: Locator) -> bytes:
    return part.screenshot(animations="disabled")


def test_the_list_does_all_that_the_map_does(reader: Reader) -> None:
    tab_to_list(reader)
    for zone_id in ZONE_IDS:
        # The focus stays in the list, or the next arrow would go nowhere.
        reader.page.keyboard.press("ArrowDown")
        reader.expect_zone(zone_id)
        reader.expect_address(zone=zone_id)
        expect(reader.option(zone_id)).to_be_focused()
    for _ in ZONE_IDS:
        reader.page.keyboard.press("ArrowUp")
    reader.expect_memorandum()
    reader.expect_address()


def test_the_focus_in_the_list_is_to_be_seen(reader: Reader) -> None:
    tab_to_list(reader)
    focused = picture_of(reader.zone_list)
    reader.page.keyboard.press("Tab")
    expect(reader.zone_list.locator(":focus")).to_have_count(0)
    assert picture_of(reader.zone_list) != focused


def test_the_focus_on_links_and_buttons_is_to_be_seen(reader: Reader) -> None:
    card = reader.excerpts.first
    for control in (
        reader.page.get_by_role("button", name="Copy link to this view"),
        card.get_by_text("Original"),
        reader.panel.get_by_text("How to use the map"),
        reader.page.locator(".questions td a").first,
    ):
        control.scroll_into_view_if_needed()
        control.focus()
        reader.page.keyboard.press("Shift+Tab")
        reader.page.keyboard.press("Tab")
        expect(control).to_be_focused()
        style = control.evaluate(
            "e => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]"
        )
        assert style[0] != "none"
        assert style[1] >= 1


def test_the_focus_on_the_map_is_to_be_seen(reader: Reader) -> None:
    reader.wait_for_map()
    words = reader.map.locator(".zone-label.of-south .label-text")
    before = picture_of(words)
    reader.map.get_by_role("button", name="Zoom out").focus()
    for _ in range(20):
        reader.page.keyboard.press("Tab")
        if reader.map.locator(".zone-label.of-south:focus").count():
            break
    reader.map.locator(".zone-label.of-south").focus()
    assert picture_of(words) != before


def test_streamlits_own_keys_do_not_get_in_the_way(reader: Reader) -> None:
    """Streamlit takes c, r and Escape for itself: a reader who types them loses nothing."""
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    for key in ("c", "r", "Escape"):
        reader.page.keyboard.press(key)
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    reader.expect_zone("idlib")
