"""A choice is answered in the browser: while the server is busy, or away, and back again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from dashboard.library import Library
from tests.browser.line import Line
from tests.browser.reader import NAMES, Reader, Visit, see
from tests.browser.test_everywhere import settle
from tests.server import Server


@pytest.fixture(scope="module")
def held_visit(browser: Browser, server: Server) -> Iterator[tuple[Line, Reader]]:
    """A reader, and the line to the server that a test can hold up or cut."""
    visit = Visit(browser, server.address)
    line = Line(visit)
    yield line, visit.open()
    visit.check()
    visit.close()


def expect_answered(reader: Reader, zone: str) -> None:
    """See what the browser shows of a choice by itself: words, shape and address."""
    expect(reader.title).to_contain_text(NAMES[zone])
    expect(reader.page.locator(".st-key-excerpts")).to_contain_text(f"On {NAMES[zone]}")
    expect(reader.map.locator("path.zone.chosen")).to_have_class(re.compile(f"zone-{zone}"))
    reader.expect_address(zone=zone)


def test_quick_clicks_are_answered_while_the_server_is_busy(
    held_visit: tuple[Line, Reader],
) -> None:
    line, reader = held_visit
    settle(reader)
    line.hold()
    idlib, south = (reader.point_on_map(f".zone-{zone}") for zone in ("idlib", "south"))
    reader.page.mouse.click(*idlib)
    reader.page.mouse.click(*south)
    expect_answered(reader, "south")
    reader.choose_in_list("north-homs")
    expect_answered(reader, "north-homs")
    line.release()
    # The answers to what was chosen before change nothing.
    reader.expect_zone("north-homs")
    for zone in ("south", "idlib"):
        reader.page.go_back()
        reader.expect_zone(zone)
        reader.expect_address(zone=zone)


def test_of_a_choice_in_the_list_and_one_right_after_it_the_later_wins(
    reader: Reader, library: Library
) -> None:
    """The list, a field of Streamlit's, tells the server by itself, and may do so late."""
    passage = library.corpus.passages_of_zone("idlib")[0]
    settle(reader)
    link = f'.questions a[href*="passage={passage.id}"]'
    for zone in ("South", "East Ghouta", "North Homs"):
        reader.page.evaluate(
            """([zone, link]) => {
                const options = [...document.querySelectorAll(".st-key-zone label")];
                options.find(option => option.textContent.includes(zone)).click();
                document.querySelector(link).click();
            }""",
            [zone, link],
        )
        reader.expect_chosen_passage(passage.quote)
        expect(reader.option("idlib")).to_be_checked()
        # What the server says of the first choice must not come after all.
        reader.page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
        expect(reader.option("idlib")).to_be_checked()
        reader.expect_address(zone="idlib", passage=passage.id, article=passage.article)


def test_a_choice_is_answered_without_a_connection_and_told_when_there_is_one(
    held_visit: tuple[Line, Reader], library: Library
) -> None:
    line, reader = held_visit
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    reader.wait_for_map()
    south = reader.point_on_map(".zone-south")
    line.cut()
    reader.page.mouse.click(*south)
    expect_answered(reader, "south")
    reader.excerpts.first.get_by_text("Read in the article").click()
    passage = library.corpus.passages_of_zone("south")[0]
    reader.expect_chosen_passage(passage.quote)
    reader.page.keyboard.press("Escape")
    expect_answered(reader, "south")
    line.mend()
    reader.expect_zone("south")


def test_a_place_asked_for_before_two_quick_choices_is_not_asked_for_again(
    held_visit: tuple[Line, Reader],
) -> None:
    """The field for it, one of Streamlit's, still tells the server of it, until it is emptied."""
    line, reader = held_visit
    reader.start_over()
    reader.choose_day("2017-05-05")
    field = reader.page.get_by_label("Was this place inside a zone?")
    field.fill("Rastan")
    field.press("Enter")
    answer = reader.page.locator(".location")
    expect(answer).to_contain_text("North Homs")
    reader.page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    line.hold()
    reader.choose_in_list("south")
    line.wait_for_answer(reader.page)
    reader.page.locator(".day-strip").get_by_role("link", name="without a day").click()
    line.wait_for_answer(reader.page)
    line.release()
    reader.page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    expect(field).to_have_value("")
    reader.expect_zone("south")
    reader.expect_address(zone="south")
    expect(answer).to_have_count(0)


def by_link(reader: Reader) -> None:
    reader.panel.locator("a[data-choose=back]").click()


def by_escape(reader: Reader) -> None:
    reader.page.keyboard.press("Escape")


def by_history(reader: Reader) -> None:
    reader.page.go_back()


# How far panel and page are scrolled.
_SCROLLS = "() => ['.st-key-reading', '.stMain'].map(box => document.querySelector(box).scrollTop)"
# The same, where it is not what it was.
_SCROLLED_AWAY = f"""before => {{
    const now = ({_SCROLLS})();
    return now.every((top, at) => Math.abs(top - before[at]) <= 2) ? [] : now;
}}"""


def leave_and_come_back(reader: Reader, link: Locator, leave: Callable[[Reader], None]) -> None:
    link.scroll_into_view_if_needed()
    before = reader.page.evaluate(_SCROLLS)
    assert any(before)
    link.click()
    expect(reader.panel.locator(".article-text")).to_be_visible()
    expect(reader.chosen_marks.first).to_be_in_viewport()
    leave(reader)
    expect(reader.panel.locator(".article-text")).to_have_count(0)
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    see(reader.page, _SCROLLED_AWAY, before)


@pytest.mark.parametrize("leave", [by_link, by_escape, by_history])
def test_who_leaves_an_article_is_where_it_was_opened(
    leave: Callable[[Reader], None], reader: Reader
) -> None:
    settle(reader)
    # From an excerpt in a topic that was folded, and from a cell of the table below.
    reader.panel.get_by_text("Working group and maps", exact=False).last.click()
    card = reader.panel.locator("details[open] .excerpt").last
    leave_and_come_back(reader, card.locator("a[data-choose]"), leave)
    leave_and_come_back(reader, reader.page.locator(".questions td a").last, leave)


def test_next_and_back_lead_to_where_the_first_was_opened(reader: Reader) -> None:
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    link = reader.excerpts.nth(1).locator("a[data-choose]")
    ids = reader.excerpts.evaluate_all("all => all.map(card => card.dataset.passage)")
    link.click()
    for key, place in (("n", 3), ("n", 4), ("p", 3)):
        reader.page.keyboard.press(key)
        expect(reader.panel.locator(".stepper")).to_contain_text(f"{place} of ")
    assert reader.address()["passage"] == ids[2]
    reader.page.keyboard.press("Escape")
    reader.expect_zone("idlib")
    expect(link).to_be_focused()
    # Escape without an article changes nothing.
    reader.page.keyboard.press("Escape")
    reader.expect_address(zone="idlib")


def test_the_wheel_over_the_panel_goes_on_with_the_page(reader: Reader) -> None:
    box = reader.panel.bounding_box()
    assert box is not None
    reader.page.mouse.move(box["x"] + 200, box["y"] + 300)
    reader.panel.evaluate("panel => { panel.scrollTop = panel.scrollHeight; }")
    for _ in range(20):
        reader.page.mouse.wheel(0, 200)
        if reader.page.evaluate(_SCROLLS)[1] > 100:
            return
    raise AssertionError("the page does not follow the wheel")
