"""The map is saved as it is seen: a PNG that the browser makes, asking nobody for anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Route

from tests.browser.reader import Reader, Visit
from tests.browser.test_tiles import GREEN, draw_tile

Colour = tuple[int, int, int]
LAND, DARK_LAND = (0xF8, 0xF5, 0xEE), (0x28, 0x2A, 0x2E)


def save(reader: Reader) -> tuple[str, Image.Image]:
    """Save the map, and return the file's name and the picture."""
    with reader.page.expect_download() as download:
        reader.map.get_by_role("button", name="Save the map as seen (PNG)").click()
    with Image.open(Path(download.value.path())) as picture:
        return download.value.suggested_filename, picture.convert("RGB")


def count(picture: Image.Image, is_wanted: Callable[[Colour], bool]) -> float:
    """Return the share of a picture's pixels that are wanted."""
    pixels = picture.resize((picture.width // 4, picture.height // 4), Image.Resampling.NEAREST)
    data = pixels.tobytes()
    colours = zip(data[::3], data[1::3], data[2::3], strict=True)
    return sum(map(is_wanted, colours)) / (pixels.width * pixels.height)


def is_zone(colour: Colour) -> bool:
    """Return whether a colour is that of a zone's core on the land, in the light."""
    red, green, blue = colour
    return green < red - 10 and green < blue - 10


def test_the_map_is_saved_with_its_day_and_without_other_servers_tiles(visit: Visit) -> None:
    reader = visit.open("?asof=2018-06-01")
    reader.wait_for_map()
    name, picture = save(reader)
    assert name == "de-escalation-zones-in-syria-as-on-1-june-2018.png"
    box = reader.map.locator(".leaflet-container").bounding_box()
    assert box is not None
    # Twice as sharp, and higher: title above, legend and licence below.
    assert picture.width == pytest.approx(2 * box["width"], abs=2)
    assert picture.height > 2 * box["height"] + 150
    assert count(picture, is_zone) > 0.02
    assert picture.getpixel((3, 3)) == LAND
    tile = draw_tile()

    def answer(route: Route) -> None:
        route.fulfill(body=tile, content_type="image/png")

    visit.check()
    visit.context.route("https://tile.openstreetmap.org/**", answer)
    reader.map.locator(".leaflet-control-layers").hover()
    reader.map.get_by_text("OpenStreetMap", exact=False).first.click()
    reader.map.locator("img.leaflet-tile-loaded").first.wait_for()
    _, without = save(reader)
    assert count(without, GREEN.__eq__) == 0
    assert count(without, is_zone) == pytest.approx(count(picture, is_zone), abs=0.01)
    # A line more, which says so.
    assert without.height > picture.height
    reader.map.locator(".leaflet-control-layers").hover()
    reader.map.get_by_text("OpenStreetMap", exact=False).first.click()
    visit.foreign.clear()


@pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}], indirect=True
)
def test_it_is_saved_dark_and_narrow_too(visit: Visit) -> None:
    reader = visit.open("?zone=idlib")
    reader.wait_for_map()
    name, picture = save(reader)
    assert name == "de-escalation-zones-in-syria-idlib-and-surroundings.png"
    assert picture.width < 2 * 390
    assert picture.getpixel((3, 3)) == DARK_LAND
    assert picture.getpixel((3, picture.height - 3)) == DARK_LAND
