"""The tile layers of other servers: asked for only when they are ticked, and then seen."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser.reader import Reader, Visit

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


def test_tiles_are_asked_for_only_when_ticked_and_seen_beneath_zones_and_names(
    visit: Visit,
) -> None:
    """A tile of the test's own stands for those of other servers."""
    reader = visit.open()
    reader.wait_for_map()
    visit.check()
    tile = draw_tile()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=tile, content_type="image/png")

    visit.context.route("https://*.openstreetmap.org/**", answer)
    visit.context.route("https://tile.openstreetmap.org/**", answer)
    sea, zone = reader.map.locator(".leaflet-container"), reader.shape("idlib")
    corner, within = sea.bounding_box(), zone.bounding_box()
    assert corner is not None
    assert within is not None
    at_sea = corner["x"] + 20, corner["y"] + 330
    in_zone = within["x"] + 0.8 * within["width"], within["y"] + within["height"] / 2
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
    reader.map.locator(".leaflet-control-layers").hover()
    choice.click()
    expect(reader.map.locator("img.leaflet-tile")).to_have_count(0)
    assert read_colours(reader, *at_sea) == before
    visit.foreign.clear()
