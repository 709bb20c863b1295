"""The map saved as it is seen, asking nobody for anything; and the tile layers of other servers.

Dark and narrow it is saved in test_own_points.py.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser.reader import Reader, Visit

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


# No colour of the map's own, nor near one.
GREEN = (0, 160, 60)


def draw_tile() -> bytes:
    tile = BytesIO()
    Image.new("RGB", (256, 256), GREEN).save(tile, "PNG")
    return tile.getvalue()


def read_colours(reader: Reader, x: float, y: float) -> set[tuple[int, int, int]]:
    """Return the colours of a few pixels of the window."""
    picture = reader.page.screenshot(clip={"x": x, "y": y, "width": 8, "height": 8})
    with Image.open(BytesIO(picture)) as image:
        pixels = image.convert("RGB").tobytes()
    return {*zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)}


def test_the_map_is_saved_with_its_day_and_tiles_are_asked_for_only_when_ticked(
    visit: Visit,
) -> None:
    """A tile of the test's own stands for those of other servers."""
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
    visit.check()
    tile = draw_tile()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=tile, content_type="image/png")

    visit.context.route("https://*.openstreetmap.org/**", answer)
    visit.context.route("https://tile.openstreetmap.org/**", answer)
    within = reader.shape("idlib").bounding_box()
    assert within is not None
    at_sea = box["x"] + 20, box["y"] + 330
    in_zone = within["x"] + 0.8 * within["width"], within["y"] + within["height"] / 2
    reader.page.mouse.move(5, 5)
    before = read_colours(reader, *at_sea)
    reader.map.locator(".leaflet-control-layers").hover()
    choice = reader.map.get_by_text("OpenStreetMap", exact=False).first
    choice.click()
    reader.map.locator("img.leaflet-tile-loaded").first.wait_for()
    assert asked
    expect(reader.map.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    reader.page.mouse.move(5, 5)
    # Tiles appear slowly.
    expect(reader.map.locator("img.leaflet-tile-loaded").first).to_have_css("opacity", "1")
    seen = read_colours(reader, *at_sea)
    assert all(green > red + 40 and green > blue + 40 for red, green, blue in seen), seen
    # The zone lies over them.
    assert not seen & read_colours(reader, *in_zone)
    expect(reader.map.locator(".zone-label.of-idlib .label-en")).to_be_visible()
    # Saved is the map without them, and a line more that says so.
    _, without = save(reader)
    assert count(without, GREEN.__eq__) == 0
    assert count(without, is_zone) == pytest.approx(count(picture, is_zone), abs=0.01)
    assert without.height > picture.height
    reader.map.locator(".leaflet-control-layers").hover()
    choice.click()
    expect(reader.map.locator("img.leaflet-tile")).to_have_count(0)
    reader.page.mouse.move(5, 5)
    assert read_colours(reader, *at_sea) == before
    visit.foreign.clear()
