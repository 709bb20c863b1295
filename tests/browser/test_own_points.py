"""A reader's own points on the map: seen at once, each with its row, by pointer, key and finger."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader, Visit
from tests.browser.test_map_picture import DARK_LAND, save

NASTY = "<img src=x onerror=alert(1)>"
ROWS = [
    f"2017-05-06,35.93,36.63,{NASTY}",
    "2017-05-07,35.93,36.63,the same spot",
    "2017-06-06,34.0,36.0,elsewhere",
    ",x,,nowhere",
]
TABLE = "event_date,latitude,longitude,<b>note</b>\n" + "\n".join(ROWS)

# Where a point lies in the map's window, in pixels.
SPOT = """([lat, lon]) => {
    const map = Object.values(window).find(value => value instanceof L.Map);
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    return [x, y];
}"""


def send(reader: Reader) -> None:
    reader.page.get_by_role("tab", name="Which of my events lie in a zone?").click()
    reader.page.locator(".stFileUploader input[type=file]").set_input_files(
        {"name": "<i>events</i>.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    expect(reader.map.locator("canvas.own-points")).to_have_attribute("data-points", "3")


def find(reader: Reader, lat: float, lon: float) -> tuple[float, float]:
    """Return where in the window a point of the map lies."""
    x, y = reader.frame.evaluate(SPOT, [lat, lon])
    box = reader.page.locator(".st-key-map iframe").bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y


def test_the_points_stand_beside_the_result_and_each_says_its_row(reader: Reader) -> None:
    send(reader)
    # The field for tables is far below: nobody has to scroll back.
    legend = reader.map.locator(".own-legend")
    expect(legend).to_be_in_viewport()
    expect(reader.page.locator(".table-counts")).to_be_in_viewport()
    lines = ["inside2", "probably inside0", "possibly inside0", "outside1", "not placed1"]
    expect(legend.locator("li")).to_have_text(lines)
    expect(legend.locator("summary")).to_have_text("<i>events</i>.csv 4 rows")
    address = reader.page.url
    # Resting on it with the pointer.
    spot = find(reader, 35.93, 36.63)
    reader.page.mouse.move(*spot)
    tip = reader.map.locator(".tip-box .own-row")
    expect(tip).to_contain_text("2 rows here")
    expect(tip.locator("dd")).to_have_text(["2017-05-06", "35.93", "36.63", NASTY])
    expect(tip.locator("dt").last).to_have_text("<b>note</b>")
    expect(tip.locator("img, b")).to_have_count(0)
    # A click keeps it, asks nothing of the map, and leads on to the other row on the spot.
    reader.page.mouse.click(*spot)
    card = reader.map.locator(".own-box")
    expect(card).to_contain_text("Idlib and surroundings")
    card.get_by_role("button", name="1 of 2 here: next").click()
    expect(card).to_contain_text("the same spot")
    assert reader.page.url == address
    # With the keyboard, from row to row.
    step = legend.get_by_role("button", name="outside")
    step.focus()
    step.press("Enter")
    expect(card).to_contain_text("elsewhere")
    reader.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    # A choice leaves the points where they are.
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    expect(reader.map.locator("canvas.own-points")).to_have_attribute("data-points", "3")
    reader.page.get_by_role("button", name="Take the table off the map").click()
    expect(reader.map.locator("canvas.own-points")).to_have_count(0)
    expect(legend).to_have_count(0)
    expect(reader.page.locator(".table-counts")).to_have_count(0)
    expect(reader.page.locator(".stFileUploader")).not_to_contain_text("events")


@pytest.mark.parametrize(
    "visit",
    [{"viewport": {"width": 390, "height": 844}, "has_touch": True, "color_scheme": "dark"}],
    indirect=True,
)
def test_a_finger_on_a_narrow_dark_screen_finds_the_row_and_the_map_is_saved_so(
    visit: Visit,
) -> None:
    reader = visit.open("?zone=idlib")
    reader.wait_for_map()
    name, picture = save(reader)
    assert name == "de-escalation-zones-in-syria-idlib-and-surroundings.png"
    assert picture.width < 2 * 390
    assert picture.getpixel((3, 3)) == DARK_LAND
    assert picture.getpixel((3, picture.height - 3)) == DARK_LAND
    reader.choose_in_list("")
    reader.map.get_by_role("button", name="Show all four zones").click()
    reader.wait_for_map()
    send(reader)
    expect(reader.map.locator(".own-legend")).to_be_in_viewport()
    expect(reader.page.locator(".table-counts")).to_be_in_viewport()
    # The map's legend takes its place while it is open, and never all of the map.
    legend = reader.map.locator(".legend")
    legend.locator("summary").tap()
    expect(reader.map.locator(".own-legend")).to_be_hidden()
    heights = [
        part.evaluate("box => box.offsetHeight")
        for part in (legend, reader.map.locator(".leaflet-container"))
    ]
    assert heights[0] < 0.7 * heights[1]
    legend.locator("summary").tap()
    expect(reader.map.locator(".own-legend")).to_be_visible()
    x, y = find(reader, 34.0, 36.0)
    if reader.map.locator(".own-legend").evaluate(
        "(box, [x, y]) => box.contains(document.elementFromPoint(x, y))",
        reader.frame.evaluate(SPOT, [34.0, 36.0]),
    ):
        reader.map.locator(".own-legend summary").tap()
    reader.page.touchscreen.tap(x, y)
    card = reader.map.locator(".own-box")
    expect(card).to_contain_text("elsewhere")
    expect(card.locator(".certainty")).to_have_text(re.compile("outside"))
