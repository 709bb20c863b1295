"""The lines of a boundary file: as they are drawn by hand, or as programs write them."""

from typing import Any

import pytest

from tests.geodata.test_faults import FIRST, Edit, Faults, set_property


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        ({"type": "Polygon", "coordinates": []}, "the geometry is not a LineString"),
        (None, "the geometry is not a LineString"),
        (
            {"type": "MultiLineString", "coordinates": [[[36.3, 33.5]], [[36.4, 33.5]]]},
            "the geometry has 2 lines: make a feature of each",
        ),
        (
            {"type": "LineString", "coordinates": [[36.3, 33.5]]},
            "the line has fewer than two positions",
        ),
        (
            {"type": "LineString", "coordinates": [[33.5, 36.3], [33.6, 36.3]]},
            "the position [33.5, 36.3] is not near Syria",
        ),
        (
            {"type": "LineString", "coordinates": [[36.3, "33.5"], [36.4, 33.5]]},
            "[36.3, '33.5'] is not a position of longitude and latitude",
        ),
    ],
)
def test_a_bad_geometry_names_the_feature(
    geometry: Any, message: str, edit: Edit, faults: Faults
) -> None:
    edit("east-ghouta", lambda features: features[0].update(geometry=geometry))
    assert f"boundaries/east-ghouta.geojson: feature 1: {message}" in faults()


def test_what_programs_add_to_a_line_is_left_out_or_is_one_fault(
    edit: Edit, faults: Faults
) -> None:
    def rewrite(features: list[Any]) -> None:
        for feature in features:
            line = [[*position, 0] for position in feature["geometry"]["coordinates"]]
            feature["geometry"] = {"type": "MultiLineString", "coordinates": [line]}

    edit("east-ghouta", rewrite)
    assert faults() == []
    edit("east-ghouta", set_property("fid", 1))
    assert faults() == [f"{FIRST}unknown key 'fid'"]
