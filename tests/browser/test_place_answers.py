"""Places and points that are asked about: each answer is seen at once, beside no other choice."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import NAMES, Reader, Visit
from tests.browser.test_everywhere import PHONE

ASK = "Was this place inside a zone?"


def ask(reader: Reader, name: str) -> None:
    reader.page.get_by_label(ASK).fill(name)
    reader.page.keyboard.press("Enter")


def expect_no_answer(reader: Reader) -> None:
    for part in (reader.panel.locator(".location"), reader.map.locator(".answer, path.asked")):
        expect(part).to_have_count(0)


def test_a_place_is_answered_beside_it_and_in_the_panel_until_something_else_is_chosen(
    reader: Reader,
) -> None:
    ask(reader, "Jobar")
    for answer in (reader.panel.locator(".location"), reader.map.locator(".answer")):
        expect(answer.locator(".certainty")).to_have_text("Probably inside")
        expect(answer.locator(".certainty")).to_be_in_viewport()
        for words in ("0.2 km from the drawn line", "Sputnik lists it as covered", "± 0.7 km"):
            expect(answer).to_contain_text(words)
    reader.map.get_by_role("button", name="Basis and sources").click()
    source = reader.panel.locator(".location").get_by_role("link", name="The National")
    expect(source).to_be_in_viewport()
    expect(reader.map.locator("path.asked")).to_be_in_viewport()
    # As large as it takes to see on which side of the line it lies.
    expect(reader.map.locator(".leaflet-control-scale-line")).to_have_text("5 km")
    reader.expect_address(place="Jobar")
    reader.map.get_by_role("button", name="Show all four zones").click()
    reader.wait_for_map()
    # A zone's name says nothing of the place where it is written.
    reader.map.locator(".zone-label.of-north-homs .label-en").click()
    reader.expect_zone("north-homs")
    expect_no_answer(reader)
    reader.expect_address(zone="north-homs")
    # A click on a shape answers for its point, and chooses the zone that this point lies in.
    reader.click_zone("idlib")
    reader.expect_zone("idlib")
    card = reader.map.locator(".answer")
    expect(card).to_contain_text(NAMES["idlib"])
    expect(reader.panel.locator(".location")).to_contain_text(NAMES["idlib"])
    card.page.go_back()
    reader.expect_zone("north-homs")
    expect_no_answer(reader)
    reader.page.go_back()
    expect(card).to_contain_text("Jobar")
    reader.map.get_by_role("button", name="Close popup").click()
    expect_no_answer(reader)
    reader.expect_address()


def test_what_is_no_one_place_is_said_beside_the_field(reader: Reader) -> None:
    ask(reader, "Paris")
    said = reader.page.locator(".location")
    expect(said).to_contain_text("No place called 'Paris' is known")
    expect(said).to_be_in_viewport()
    ask(reader, "Hader")
    choice = reader.page.get_by_role("button", name="Hadar, Quneitra")
    expect(choice).to_be_in_viewport()
    choice.click()
    expect(reader.map.locator(".answer")).to_contain_text("Quneitra")
    reader.expect_address(id="hadar")
    reader.panel.get_by_role("link", name="Close this answer").click()
    expect_no_answer(reader)


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
def test_a_tap_beside_a_line_chooses_the_zone_and_reports_nothing_else(visit: Visit) -> None:
    reader = visit.open("/?lon=36.1&lat=34.9")
    expect(reader.map.locator(".answer .certainty")).to_have_text("Outside")
    reader.map.get_by_role("button", name="Close popup").click()
    expect_no_answer(reader)
    reader.page.touchscreen.tap(*reader.point_on_map(".hit"))
    expect(reader.map.locator("path.zone.chosen")).to_have_count(1)
    expect_no_answer(reader)
    assert {*reader.address()} == {"zone"}
    box = reader.shape("idlib").bounding_box()
    assert box is not None
    reader.page.touchscreen.tap(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2)
    reader.expect_zone("idlib")
    # The box has what there is space for; the rest is in the panel.
    card = reader.map.locator(".answer-box")
    expect(card).to_contain_text(f"Inside {NAMES['idlib']}, ")
    expect(card.locator(".leaflet-popup-scrolled")).to_have_count(0)
    card.get_by_role("button", name="All of the answer").tap()
    answer = reader.panel.locator(".location")
    expect(answer).to_contain_text(f"the zone {NAMES['idlib']}")
    expect(answer).to_be_in_viewport()
    assert {*reader.address()} == {"zone", "lon", "lat"}
