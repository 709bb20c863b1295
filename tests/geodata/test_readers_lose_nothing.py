"""What a table holds is placed, kept or refused in a sentence: nothing of it is lost silently."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import TableError
from geodata.location import outlines_of
from geodata.point_chunks import Choices
from geodata.point_tables import locate_file
from geodata.records import Atlas

Locate = Callable[..., bytes]
POINT = '"geometry": {"type": "Point", "coordinates": [36.63, 35.93]}'


@pytest.fixture
def locate(tmp_path: Path, atlas: Atlas) -> Locate:
    """A function that places the rows of bytes and returns the new table."""

    def locate_bytes(name: str, data: bytes, out: str = "", **choices: str) -> bytes:
        source = tmp_path / name
        source.write_bytes(data)
        target = tmp_path / f"out{out or source.suffix}"
        locate_file(source, target, outlines_of(atlas), Choices(**choices))
        return target.read_bytes()

    return locate_bytes


def refuse(locate: Locate, name: str, text: str, out: str = "", **choices: str) -> str:
    """Return the sentence with which a text is refused, without the folder."""
    with pytest.raises(TableError) as caught:
        locate(name, text.encode(), out, **choices)
    message = str(caught.value)
    assert re.fullmatch(r"[^\n]+\.", message)
    return message.rpartition("/")[2]


def collect(*properties: str, rest: str = "") -> str:
    """Return a collection of points with these properties."""
    features = [f'{{"type": "Feature", "properties": {{{p}}}, {POINT}}}' for p in properties]
    return f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]{rest}}}'


@pytest.mark.parametrize(
    "key",
    [
        "zone",
        r"z\u006fne",
        r"\u007A\u006F\u006E\u0065",
        r"stretc\u0068",
        r"distance\u005fk\u006d",
        r"\u0043ertainty",
    ],
)
def test_a_property_of_an_added_name_is_kept_however_it_is_spelt(key: str, locate: Locate) -> None:
    text = collect('"a": 1', f'"{key}": "mine", "note": "zone"')
    first, second = json.loads(locate("t.geojson", text.encode()))["features"]
    assert second["properties"][json.loads(f'"{key}"')] == "mine"
    assert second["properties"]["zone_2"] == first["properties"]["zone_2"] == "idlib"


def test_an_escaped_name_with_a_number_is_kept_too(locate: Locate) -> None:
    text = collect('"zone": 1', r'"zone_\u0032": "mine"')
    (_, second) = json.loads(locate("t.geojson", text.encode()))["features"]
    assert second["properties"]["zone_2"] == "mine"
    assert second["properties"]["zone_3"] == "idlib"


@pytest.mark.parametrize("spaces", [0, 70, 3000])
@pytest.mark.parametrize("at", range(-40, 41, 8))
def test_a_name_that_goes_over_two_blocks_is_found(at: int, spaces: int, locate: Locate) -> None:
    before = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {'
    padding = '"a": "' + "x" * (2**20 + at - len(before) - len('"a": "", ')) + '", '
    rest = rf'"z\u006fne"{" " * spaces}: "mine"}}, {POINT}}}]}}'
    (feature,) = json.loads(locate("t.geojson", (before + padding + rest).encode()))["features"]
    assert (feature["properties"]["zone"], feature["properties"]["zone_2"]) == ("mine", "idlib")


def test_a_value_that_is_an_added_name_renames_nothing(locate: Locate) -> None:
    located = locate("t.geojson", collect(r'"a": "zone", "b": "\"zone\": "').encode())
    assert b'"zone": "idlib"' in located


CRS = '"crs": {"type": "name", "properties": {"name": "EPSG:%d"}}'


@pytest.mark.parametrize("out", [".geojson", ".csv"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            collect("", rest=', "features": []'),
            "after the features: the name 'features' stands twice in the collection.",
        ),
        (
            collect("", rest=r', "f\u0065atures": []'),
            "after the features: the name 'features' stands twice in the collection.",
        ),
        (
            collect("", rest=', "type": "FeatureCollection"'),
            "after the features: the name 'type' stands twice in the collection.",
        ),
        (
            f"{{{CRS % 32637}, {CRS % 32636}, {collect('')[1:]}",
            "at the beginning: the name 'crs' stands twice in the collection.",
        ),
        (
            collect('"a": 1', '"a": 1, "b": 2, "a": 3'),
            "in feature 2: the name 'a' stands twice in an object.",
        ),
        (
            collect('"a": 1').replace(POINT, f"{POINT}, {POINT}"),
            "in feature 1: the name 'geometry' stands twice in an object.",
        ),
        ("{1: 2, " + collect("")[1:], "at the beginning: a name expected."),
    ],
)
def test_geojson_that_says_a_thing_twice_is_refused(
    text: str, message: str, out: str, locate: Locate
) -> None:
    assert refuse(locate, "t.geojson", text, out) == f"t.geojson: not sound GeoJSON {message}"


@pytest.mark.parametrize("out", [".geojson", ".csv"])
@pytest.mark.parametrize("is_last", [False, True])
def test_a_reference_system_against_that_of_the_file_is_refused(
    out: str, is_last: bool, locate: Locate
) -> None:
    own = CRS % 32637
    text = collect("", rest=f", {own}") if is_last else f"{{{own}, {collect('')[1:]}"
    assert refuse(locate, "t.geojson", text, out, crs="EPSG:32636") == (
        "t.geojson: the file names a reference system of its own; no --crs."
    )
    assert locate("t.geojson", text.encode(), out, crs="EPSG:32637")


def test_the_members_of_a_collection_stand_in_any_order(locate: Locate) -> None:
    text = collect("").removeprefix('{"type": "FeatureCollection", ')
    located = locate("t.geojson", f'{{{text[:-1]}, "type": "FeatureCollection"}}'.encode())
    assert json.loads(located)["features"][0]["properties"]["zone"] == "idlib"
