"""The day a reader asks for: chosen, kept with every choice, followed by the map, in any zone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from dashboard.library import Library
from geodata.wording import ENDED
from tests.browser.reader import Reader, Visit
from tests.browser.test_everywhere import settle
from tests.server import Server

# Whether the slider's day stands above the line that the timeline has for it.
_IS_ALIGNED = """() => {
    const [slider, axis] = ["#day-slider", ".timeline-days"]
        .map(selector => document.querySelector(selector));
    if (!axis) return false;
    const line = getComputedStyle(axis, "::after");
    // From the middle of the thumb at one end to that at the other, as Chromium draws it.
    const [box, { left, width }] = [slider, axis].map(part => part.getBoundingClientRect());
    const thumb = box.left + 8 + (box.width - 16) * slider.value / slider.max;
    const day = left + width * slider.value / slider.max;
    return line.display === "block" && Math.abs(thumb - day) < 2
        && Math.abs(left + parseFloat(line.left) - day) < 2;
}"""
# How far below the head of the page the map ends.
_FOOT = """() => document.querySelector(".st-key-map iframe").getBoundingClientRect().bottom
    - document.querySelector(".masthead").getBoundingClientRect().top"""
# Half a day behind Greenwich.
WEST = "America/Los_Angeles"


@pytest.fixture(scope="module")
def west(browser: Browser, server: Server) -> Iterator[Visit]:
    visit = Visit(browser, server.address, timezone_id=WEST)
    yield visit
    visit.close()


@pytest.fixture(scope="module")
def western(west: Visit) -> Reader:
    """A reader far in the west who goes on from day to day in the same tab."""
    opened = west.open()
    settle(opened)
    return opened


@pytest.fixture(autouse=True)
def _nothing_else_is_asked(west: Visit) -> Iterator[None]:
    yield
    west.check()


def test_the_days_are_the_same_in_every_time_zone(western: Reader, reader: Reader) -> None:
    """The shared reader sits far in the east."""
    shown = []
    for one in (western, reader):
        settle(one)
        slider = one.page.locator("#day-slider")
        slider.evaluate("slider => slider.stepUp(100)")
        slider.dispatch_event("change")
        one.expect_address(asof="2017-08-12")
        box = one.page.locator(".st-key-timeline")
        shown.append((box.locator("output").inner_text(), box.locator(".status").inner_text()))
        one.start_over()
    assert shown[0] == shown[1]
    assert shown[0][0] == "12 August 2017"


def test_a_choice_below_the_map_or_of_a_day_leaves_the_zone_as_it_is(
    western: Reader, library: Library
) -> None:
    """A click on the map leaves what lies below it as it was: its links name no zone."""
    reader = western
    slider = reader.page.get_by_role("slider", name="What held on that day?")
    slider.focus()
    reader.page.keyboard.press("ArrowRight")
    expect(reader.page.locator(".status")).to_contain_text(
        "the ceasefire in the zones not yet in force"
    )
    reader.expect_address(asof="2017-05-05")
    reader.click_zone("idlib")
    reader.expect_zone("idlib")
    article = library.corpus.articles[0]
    link = reader.page.locator(".sources a[data-choose=article]").first
    # In another tab it shows the same.
    link.hover()
    address = f"?zone=idlib&article={article.id}&asof=2017-05-05"
    expect(link).to_have_attribute("href", address)
    link.click()
    expect(reader.title).to_have_text(article.title)
    reader.expect_address(zone="idlib", article=article.id, asof="2017-05-05")
    reader.click_zone("south")
    reader.expect_zone("south")
    # The point that was clicked is answered, too.
    expect(reader.page.locator(".location .certainty")).to_have_text(re.compile("inside"))
    expect(reader.map.locator("path.asked")).to_be_attached()
    slider.focus()
    reader.page.keyboard.press("ArrowRight")
    reader.expect_address(zone="south", asof="2017-05-06")


def test_the_map_follows_the_day(western: Reader) -> None:
    """Posts are drawn from when they stood on; a zone that had ended is drawn hollow."""
    reader = western
    reader.choose_day("2018-02-20")
    expect(reader.map.locator(".post-surman")).to_have_count(1)
    expect(reader.map.locator(".post-hirbnafsah")).to_have_count(1)
    expect(reader.map.locator(".post-morek")).to_have_count(0)
    reader.choose_day("2018-06-01")
    expect(reader.map.locator(".post-morek")).to_have_count(1)
    # Its zone had ended.
    expect(reader.map.locator(".post-hirbnafsah")).to_have_count(0)
    expect(reader.map.locator(".zone-north-homs")).to_have_class(re.compile("ended"))
    expect(reader.map.locator(".zone-idlib")).not_to_have_class(re.compile("ended"))


def test_the_chosen_day_stands_above_the_map_and_goes_with_a_click(western: Reader) -> None:
    reader = western
    reader.choose_day("2018-08-01")
    strip = reader.page.locator(".day-strip")
    expect(strip).to_contain_text("As on 1 August 2018")
    # The slider's day stands above the timeline's.
    reader.page.wait_for_function(_IS_ALIGNED)
    # What came after that day is fainter; what came before is not.
    for said, strength in (("4 May 2017: ", "1"), ("17 September 2018: ", "0.65")):
        row = reader.page.locator(".timeline li", has_text=re.compile(f"^{said}")).first
        expect(row).to_have_css("opacity", strength)
    # Back from its article the link has the focus again.
    link = strip.locator("a[data-choose=passage]").first
    link.press("Enter")
    expect(reader.panel.locator(".article-nav")).to_be_visible()
    reader.page.keyboard.press("Escape")
    expect(link).to_be_focused()
    # A row of the legend, which may be folded.
    hollow = reader.map.locator(".legend li", has_text=ENDED)
    expect(hollow).to_have_css("display", "flex")
    expect(reader.map.locator(".map-title")).to_contain_text("As on 1 August 2018")
    foot = reader.page.evaluate(_FOOT)
    strip.get_by_role("link", name="without a day").click()
    expect(strip).to_be_hidden()
    # The map makes way for the strip.
    assert reader.page.evaluate(_FOOT) == pytest.approx(foot, abs=2)
    assert "asof" not in reader.address()
    expect(hollow).to_have_css("display", "none")
    expect(reader.map.locator(".zone-south")).not_to_have_class(re.compile("ended"))
    field = reader.page.get_by_label("Day", exact=True)
    for day, key, phase in ((3, "Enter", "unsigned"), (5, "Tab", "signed")):
        # As the field of a browser in English takes it.
        field.blur()
        field.focus()
        reader.page.keyboard.type(f"050{day}2017")
        reader.page.keyboard.press(key)
        expect(strip).to_contain_text(f"As on {day} May 2017")
        expect(reader.map.locator(f"[data-phase={phase}]")).to_have_count(1)
