"""The map: four zones that can be clicked, hovered and reached with the keyboard."""

from __future__ import annotations

import re
from itertools import cycle

from playwright.sync_api import expect

from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.library import Library
from tests.browser.reader import NAMES, Reader
from tests.loops import each


def test_the_four_zones_are_drawn_in_view(reader: Reader) -> None:
    reader.wait_for_map()
    expect(reader.map.locator("path.zone")).to_have_count(len(ZONE_IDS))
    for zone_id in ZONE_IDS:
        expect(reader.shape(zone_id)).to_be_in_viewport(ratio=0.99)
    for extent in ("core", "possible"):
        expect(reader.map.locator(f"path.{extent}")).to_have_count(len(ZONE_IDS))


each_zone = each("zone_id", ZONE_IDS)


@each_zone
def test_a_click_on_a_zone_shows_its_excerpts(
    zone_id: ZoneId, reader: Reader, library: Library
) -> None:
    reader.click_zone(zone_id)
    reader.expect_zone(zone_id)
    reader.expect_address(zone=zone_id)
    own = [one.quote for one in library.corpus.passages_of_zone(zone_id) if one.specific]
    shared = [one.quote for one in library.corpus.passages if one.zones == ZONE_IDS]
    marks = reader.excerpts.locator("mark").all_text_contents()
    assert marks[: len(own)] == own
    assert sorted(marks[len(own) :]) == sorted(shared)


def test_map_then_list_then_map_again(reader: Reader) -> None:
    reader.click_zone("idlib")
    reader.expect_zone("idlib")
    reader.choose_in_list("south")
    reader.expect_zone("south")
    reader.expect_address(zone="south")
    reader.click_zone("idlib")
    reader.expect_zone("idlib")
    reader.expect_address(zone="idlib")


def test_the_same_zone_can_be_clicked_twice(reader: Reader) -> None:
    reader.click_zone("north-homs")
    reader.expect_zone("north-homs")
    reader.excerpts.first.get_by_text("Read in the article").click()
    expect(reader.panel.locator(".article-text")).to_be_visible()
    reader.click_zone("north-homs")
    reader.expect_zone("north-homs")
    reader.expect_address(zone="north-homs")


def test_a_click_on_empty_map_clears_the_choice_every_time(reader: Reader) -> None:
    for zone_id in ("south", "south"):
        reader.click_zone(zone_id)
        reader.expect_zone(zone_id)
        reader.click_empty_map()
        reader.expect_memorandum()
        reader.expect_address()
        expect(reader.map.locator("path.zone.chosen")).to_have_count(0)


def test_a_click_does_not_draw_the_map_anew(reader: Reader) -> None:
    reader.wait_for_map()
    reader.map.get_by_role("button", name="Zoom in").click()
    reader.frame.evaluate("() => { window.sameMap = true; }")
    scale = reader.map.locator(".leaflet-control-scale-line")
    before = scale.text_content()
    reader.click_zone("idlib")
    reader.expect_zone("idlib")
    reader.choose_in_list("south")
    reader.expect_zone("south")
    assert reader.frame.evaluate("() => window.sameMap")
    expect(scale).to_have_text(before or "")


def test_moving_the_map_makes_no_entry_in_the_history(reader: Reader) -> None:
    x, y = reader.point_on_map(".leaflet-container", "nothing")
    entries = reader.page.evaluate("() => history.length")
    pane = reader.map.locator(".leaflet-map-pane")
    before = pane.get_attribute("style") or ""
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 60, y + 40, steps=5)
    reader.page.mouse.up()
    expect(pane).not_to_have_attribute("style", before)
    reader.expect_memorandum()
    reader.expect_address()
    assert reader.page.evaluate("() => history.length") == entries


# The largest, and the smallest.
@each("zone_id", ["idlib", "east-ghouta"])
def test_resting_on_a_stretch_tells_its_basis_and_uncertainty(
    zone_id: ZoneId, reader: Reader, library: Library
) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    reader.page.mouse.move(5, 5)
    # From afar the lines of a small zone are too close together to be told apart.
    reader.choose_in_list(zone_id)
    reader.expect_zone(zone_id)
    reader.map.get_by_role("button", name="Zoom to the chosen zone").click()
    reader.wait_for_map()
    told = {(f"± {s.uncertainty_km:g} km", " ".join(s.basis.split())) for s in zone.stretches}
    reader.rest_on_line(zone_id)
    tip = reader.map.locator(".tip-box")
    expect(tip).to_have_count(1)
    km, basis = tip.locator(".tip-km").inner_text(), tip.locator("p").last.inner_text()
    assert (km, " ".join(basis.split())) in told
    # From the list of all stretches each can be seen on the map.
    reader.panel.get_by_text("stretches of boundary, one by one").click()
    item = reader.panel.locator(".stretches li").nth(4)
    item.get_by_role("button", name="Show on the map").click()
    expect(tip).to_contain_text("5. Along a front line, ")
    expect(tip).to_contain_text(zone.stretches[4].basis)
    expect(reader.map.locator(".stretch-reach:focus")).to_be_in_viewport()


def test_the_legend_tells_sure_drawn_and_possible_apart(reader: Reader) -> None:
    legend = reader.map.locator(".legend")
    for words in ("Core", "Zone as drawn", "Possible extent", "Assumed"):
        expect(legend.get_by_text(words, exact=False).first).to_be_visible()
    reader.map.get_by_text("Legend", exact=True).click()
    expect(legend.get_by_text("Zone as drawn")).to_be_hidden()
    reader.map.get_by_text("Legend", exact=True).click()
    expect(legend.get_by_text("Zone as drawn")).to_be_visible()


def test_the_map_says_what_and_when_and_has_a_scale(reader: Reader) -> None:
    expect(reader.map.locator(".map-title")).to_contain_text("2017")
    expect(reader.map.locator(".leaflet-control-scale")).to_contain_text("km")
    expect(reader.map.locator(".leaflet-control-attribution")).to_contain_text("Natural Earth")


def test_the_map_can_fill_the_screen(reader: Reader) -> None:
    reader.wait_for_map()
    button = reader.map.get_by_role("button", name="Full screen")
    button.click()
    reader.frame.wait_for_function("() => document.fullscreenElement !== null")
    button.click()
    reader.frame.wait_for_function("() => document.fullscreenElement === null")


def test_the_view_goes_to_the_chosen_zone_and_back(reader: Reader) -> None:
    reader.wait_for_map()
    width = "() => document.querySelector('.zone-east-ghouta').getBoundingClientRect().width"
    before = reader.frame.evaluate(width)
    # It is too small to be made out.
    reader.choose_in_list("east-ghouta")
    reader.expect_zone("east-ghouta")
    reader.frame.wait_for_function(f"({width})() > 8 * {before}")
    reader.map.get_by_role("button", name="Show all four zones").click()
    reader.frame.wait_for_function(f"Math.abs(({width})() - {before}) < 1")


@each("zone_and_key", zip(ZONE_IDS, cycle(["Enter", "Space"]), strict=False))
def test_a_zones_name_on_the_map_is_a_button_for_the_keyboard(
    zone_and_key: tuple[ZoneId, str], reader: Reader
) -> None:
    zone_id, key = zone_and_key
    reader.choose_in_list("")
    reader.expect_memorandum()
    label = reader.map.get_by_role("button", name=re.compile(f"^{NAMES[zone_id]}"))
    label.focus()
    expect(label).to_be_focused()
    reader.page.keyboard.press(key)
    reader.expect_address(zone=zone_id)
    reader.expect_zone(zone_id)


def test_the_names_come_soon_when_going_through_the_map_with_tab(reader: Reader) -> None:
    """What takes the focus has a name and shows it; the shapes, which have none, take none."""
    reader.wait_for_map()
    reader.page.get_by_label("Was this place inside a zone?").focus()
    met = []
    for _ in range(20):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate("() => document.activeElement.tagName") != "IFRAME":
            break
        met.append(
            reader.frame.evaluate(
                """() => {
                    const at = document.activeElement;
                    return at.getAttribute("aria-label") || at.title || at.textContent.trim();
                }"""
            )
        )
    assert all(met), met
    names = [name for name in met if "choose this zone" in name]
    assert len(names) == len(ZONE_IDS), met


def test_a_map_with_hardly_any_space_has_all_zones_again_once_it_has_more(reader: Reader) -> None:
    reader.wait_for_map()
    frame = reader.page.locator(".st-key-map iframe")
    for style in ("height: 40px", "width: 60px"):
        frame.evaluate("(part, style) => { part.style.cssText = style; }", style)
        reader.frame.wait_for_function("() => Math.min(innerWidth, innerHeight) <= 60")
        frame.evaluate("part => { part.style.cssText = ''; }")
        reader.wait_for_map()
        expect(reader.shape("south")).to_be_in_viewport()
