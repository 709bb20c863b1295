"""What the browser draws is the atlas, simplified no further than can be seen."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.library import ASSETS, Library
from dashboard.map_data import map_data
from geodata.basemap import load_basemap
from geodata.gazetteer.geonames import read_geonames
from geodata.records import Atlas
from tests.dashboard.shipped import each_zone

# Shapes are simplified by 0.0004 degrees and rounded to 4 decimals: together about 50 m.
TOLERANCE = 0.0004 + 0.0001
each_extent = pytest.mark.parametrize("extent", ["drawn", "core", "possible"])


@pytest.fixture(scope="module")
def drawn(library: Library) -> dict[str, Any]:
    return map_data(library.atlas, load_basemap())


def feature(drawn: dict[str, Any], extent: str, zone_id: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = (feature for feature in drawn["zones"][extent] if feature["id"] == zone_id)
    return found


def test_it_is_plain_json(drawn: dict[str, Any]) -> None:
    assert json.loads(json.dumps(drawn, allow_nan=False)) == drawn


@each_extent
def test_every_zone_is_drawn(extent: str, drawn: dict[str, Any]) -> None:
    assert sorted(feature["id"] for feature in drawn["zones"][extent]) == sorted(ZONE_IDS)


@each_zone
@each_extent
def test_a_zone_keeps_its_shape(
    extent: str, zone_id: ZoneId, drawn: dict[str, Any], library: Library
) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    true_shape = getattr(zone, extent)
    shown = shape(feature(drawn, extent, zone_id)["geometry"])
    assert shown.is_valid, shapely.is_valid_reason(shown)
    assert shapely.hausdorff_distance(shown.boundary, true_shape.boundary, 0.1) <= TOLERANCE
    assert len(shapely.get_parts(shown)) == len(shapely.get_parts(true_shape))


@each_zone
def test_the_core_lies_in_the_zone_and_the_zone_in_its_possible_extent(
    zone_id: ZoneId, drawn: dict[str, Any]
) -> None:
    core, zone, possible = (
        shape(feature(drawn, extent, zone_id)["geometry"])
        for extent in ("core", "drawn", "possible")
    )
    assert zone.buffer(TOLERANCE).covers(core)
    assert possible.buffer(TOLERANCE).covers(zone)


@each_zone
def test_every_stretch_says_what_it_rests_on(
    zone_id: ZoneId, drawn: dict[str, Any], library: Library
) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    shown = {
        stretch["id"]: stretch
        for stretch in drawn["stretches"]
        if stretch["properties"]["zone"] == zone_id
    }
    assert sorted(shown) == sorted(stretch.id for stretch in zone.stretches)
    for stretch in zone.stretches:
        properties = shown[stretch.id]["properties"]
        assert properties["basis"] == stretch.basis
        assert properties["kind"] == stretch.kind
        assert properties["uncertainty_km"] == stretch.uncertainty_km
        line = shape(shown[stretch.id]["geometry"])
        assert shapely.hausdorff_distance(line, stretch.line, 0.1) <= TOLERANCE


@each_extent
def test_a_small_zone_is_drawn_over_a_large_one(
    extent: str, drawn: dict[str, Any], library: Library
) -> None:
    areas = {zone.id: zone.area_km2 for zone in library.atlas.zones}
    order = [areas[feature["id"]] for feature in drawn["zones"][extent]]
    assert order == sorted(order, reverse=True)


def test_the_view_opens_on_all_that_is_possible(drawn: dict[str, Any], library: Library) -> None:
    (south, west), (north, east) = drawn["bounds"]
    box = shapely.box(west, south, east, north)
    assert all(box.covers(zone.possible) for zone in library.atlas.zones)


@each_zone
def test_a_zone_is_named_in_both_scripts_beside_its_shape(
    zone_id: ZoneId, drawn: dict[str, Any], library: Library
) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    (name,) = (name for name in drawn["names"]["zones"] if name["id"] == zone_id)
    assert (name["name"], name["name_ar"]) == (zone.name, zone.name_ar)
    assert dict(zone.label) == {part: name[part] for part in ("lon", "lat", "side")}
    nearest = min(
        library.atlas.zones,
        key=lambda other: other.drawn.distance(shapely.Point(name["lon"], name["lat"])),
    )
    assert nearest.id == zone_id


def test_every_place_has_a_name_and_stands_where_the_gazetteer_has_it(
    drawn: dict[str, Any], library: Library
) -> None:
    shown = [(name, lon, lat) for name, lon, lat, *_ in drawn["names"]["places"]]
    own = [(place.name, place.lon, place.lat) for place in library.atlas.places]
    assert shown[: len(own)] == own
    others = shown[len(own) :]
    positions = {(place.lon, place.lat) for place in read_geonames()}
    assert positions >= {(lon, lat) for _, lon, lat in others}
    # Those that the atlas does not have, in its own letters.
    assert "Sarmin" in {name for name, _, _ in others}
    assert len(others) < len(positions)
    assert all(name for name, _, _ in shown)
    assert all(governorate["name"] for governorate in drawn["names"]["governorates"])


def test_every_mark_of_a_stretch_is_in_the_legend(drawn: dict[str, Any]) -> None:
    marks = [(row["mark"], str(row.get("post"))) for row in drawn["legend"]]
    assert len(set(marks)) == len(marks)
    assert all(row["text"] for row in drawn["legend"])


def test_every_post_is_drawn_with_its_circle_and_its_sign_in_the_legend(
    drawn: dict[str, Any], library: Library
) -> None:
    posts = {post.id: post for post in library.atlas.posts}
    assert [shown["id"] for shown in drawn["posts"]] == [*posts]
    signs = [row["post"] for row in drawn["legend"] if "post" in row]
    for shown in drawn["posts"]:
        post = posts[shown["id"]]
        assert {"kind": post.kind, "by": post.by} in signs
        assert (shown["lon"], shown["lat"]) == (post.lon, post.lat)
        assert shown["precision_km"] == post.precision_km
        assert shown["lines"][0] == "Background, from outside the articles."
        assert [link["url"] for link in shown["links"]] == [link.url for link in post.links]
    assert map_data(Atlas(), load_basemap())["posts"] == []


def test_an_atlas_without_zones_still_shows_the_country() -> None:
    empty = map_data(Atlas(), load_basemap())
    (south, west), (north, east) = empty["bounds"]
    assert 32 < south < north < 38
    assert 35 < west < east < 43
    assert empty["zones"] == {"possible": [], "core": [], "drawn": []}


def test_the_script_is_the_same_data_and_the_code(drawn: dict[str, Any], library: Library) -> None:
    text = library.map_script.decode()
    _, after = text.split("\nwindow.atlas=")
    data, styles, code = after.split(";\n", 2)
    assert json.loads(data) == drawn
    assert "path.zone" in json.loads(styles.removeprefix("window.mapStyles="))
    assert code.endswith((ASSETS / "map.js").read_text(encoding="utf-8"))
