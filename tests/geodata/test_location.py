"""Where one point lies: the four certainties, the distance, the stretch that decides."""

import pickle

import numpy as np
import pyproj
import pytest
import shapely

from geodata.points.certainty import CERTAINTIES, make_outlines
from geodata.points.location import describe, locate_point
from geodata.projection import to_degrees, to_metres
from geodata.records import Atlas, Place, Zone


def find_points(atlas: Atlas, count: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    """Points scattered over every zone and its surroundings."""
    random = np.random.default_rng(7)
    boxes = [shapely.buffer(zone.possible, 0.1).bounds for zone in atlas.zones]
    lon = np.concatenate([random.uniform(b[0], b[2], count // len(boxes)) for b in boxes])
    lat = np.concatenate([random.uniform(b[1], b[3], count // len(boxes)) for b in boxes])
    return lon, lat


def classify_plainly(zone: Zone, point: shapely.Point) -> str:
    if zone.core.covers(point):
        return "inside"
    if zone.drawn.covers(point):
        return "probably inside"
    return "possibly inside" if zone.possible.covers(point) else "outside"


def test_every_certainty_is_what_the_extents_say(atlas: Atlas) -> None:
    lon, lat = find_points(atlas)
    zones, certainties = make_outlines(atlas).classify(lon, lat)
    for x, y, zone, certainty in zip(lon, lat, zones, certainties, strict=True):
        plain = {z.id: classify_plainly(z, shapely.Point(x, y)) for z in atlas.zones}
        name = atlas.zones[zone].id if zone >= 0 else None
        assert {key: value for key, value in plain.items() if value != "outside"} == (
            {name: CERTAINTIES[certainty]} if name else {}
        )
    assert set(certainties) == {0, 1, 2, 3}


def test_a_corner_of_the_drawn_line_lies_in_the_zone(atlas: Atlas) -> None:
    for zone in atlas.zones:
        lon, lat = shapely.get_coordinates(zone.drawn)[0]
        assert locate_point(lon, lat, atlas).certainty == "probably inside"


def test_the_distance_is_that_to_the_drawn_line_and_the_stretch_reaches_the_point(
    atlas: Atlas,
) -> None:
    lon, lat = find_points(atlas, 1200)
    outlines = make_outlines(atlas)
    zones, certainties = outlines.classify(lon, lat)
    distances, stretches = outlines.measure(lon, lat, zones, certainties)
    lines = [to_metres(stretch.line) for stretch in outlines.stretches]
    points = to_metres(shapely.MultiPoint(np.column_stack([lon, lat]))).geoms
    for point, zone, certainty, km, code in zip(
        points, zones, certainties, distances, stretches, strict=True
    ):
        own = [
            line
            for line, stretch in zip(lines, outlines.stretches, strict=True)
            if zone < 0 or stretch.zone == outlines.zones[zone]
        ]
        assert km * 1000 == pytest.approx(min(line.distance(point) for line in own))
        stretch = outlines.stretches[code]
        apart = lines[code].distance(point) / 1000
        if CERTAINTIES[certainty] in ("possibly inside", "probably inside"):
            assert stretch.zone == outlines.zones[zone]
            assert apart <= stretch.uncertainty_km + 0.01
        else:
            assert apart == pytest.approx(km)


def test_the_distance_agrees_with_the_ellipsoid(atlas: Atlas) -> None:
    zone = atlas.zones[0]
    found = locate_point(36.6339, 35.9306, atlas)
    line = to_metres(zone.drawn).boundary
    there = to_degrees(line.interpolate(line.project(to_metres(shapely.Point(36.6339, 35.9306)))))
    metres = pyproj.Geod(ellps="WGS84").inv(36.6339, 35.9306, there.x, there.y)[2]
    assert found.distance_km == pytest.approx(metres / 1000, abs=0.1)


def test_a_point_is_placed_the_same_alone_and_among_others(atlas: Atlas) -> None:
    lon, lat = find_points(atlas, 400)
    outlines = make_outlines(atlas)
    zones, certainties = outlines.classify(lon, lat)
    distances, stretches = outlines.measure(lon, lat, zones, certainties)
    for row in range(0, len(lon), 7):
        alone = locate_point(lon[row], lat[row], atlas)
        assert alone.certainty == CERTAINTIES[certainties[row]]
        assert alone.distance_km == round(distances[row], 1)
        assert alone.stretch is not None
        assert alone.stretch.id == outlines.stretches[stretches[row]].id


def test_outlines_sent_to_another_process_answer_the_same(atlas: Atlas) -> None:
    lon, lat = find_points(atlas, 800)
    outlines = make_outlines(atlas)
    sent = pickle.loads(pickle.dumps(outlines))
    classified = outlines.classify(lon, lat)
    for mine, theirs in zip(
        (*classified, *outlines.measure(lon, lat, *classified)),
        (*sent.classify(lon, lat), *sent.measure(lon, lat, *classified)),
        strict=True,
    ):
        np.testing.assert_array_equal(mine, theirs)


def test_a_place_is_as_certain_as_the_gazetteer_has_it(atlas: Atlas) -> None:
    def check(place: Place) -> None:
        certainty = locate_point(place.lon, place.lat, atlas).certainty
        match place.relation:
            case "inside":
                assert certainty in ("inside", "probably inside"), place.id
            case "outside_near":
                assert certainty in ("outside", "possibly inside"), place.id
            case "contested_or_unknown":
                assert certainty in ("probably inside", "possibly inside") or place.note, place.id

    for place in atlas.places:
        check(place)


@pytest.mark.parametrize(
    ("lon", "lat", "words"),
    [
        (36.8059, 35.8645, "Inside the zone Idlib and surroundings: "),
        (
            36.2913,
            33.5102,
            "Outside all zones, and beyond the uncertainty of their lines. The drawn line of the ",
        ),
        (35.5, 33.9, "Outside Syria, as the base map draws it; "),
        (2.35, 48.85, "Outside Syria, as the base map draws it; "),
    ],
)
def test_the_answer_is_a_plain_sentence(lon: float, lat: float, words: str, atlas: Atlas) -> None:
    sentence = describe(locate_point(lon, lat, atlas))
    assert sentence.startswith(words)
    assert sentence.endswith(".")


def test_a_point_that_seems_exchanged_is_said_to_be(atlas: Atlas) -> None:
    said = "With longitude and latitude exchanged it would lie in Syria."
    assert describe(locate_point(35.93, 36.63, atlas)).endswith(said)
    assert said not in describe(locate_point(36.63, 35.93, atlas))


def test_nothing_is_measured_far_from_syria(atlas: Atlas) -> None:
    for lon, lat in ((2.35, 48.85), (-90.0, 0.0), (180.0, 90.0)):
        found = locate_point(lon, lat, atlas)
        assert (found.certainty, found.zone, found.distance_km) == ("outside", None, None)
        assert found.nearest is None
        assert found.evidence == ()


def test_an_atlas_without_zones_knows_only_outside() -> None:
    found = locate_point(36.6, 35.9, Atlas())
    assert (found.certainty, found.in_country, found.nearest) == ("outside", True, None)
    assert describe(found) == "Outside all zones, and beyond the uncertainty of their lines."
