"""GeoJSON and other JSON as programs and services write it: every row is read, none changed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import TableError
from geodata.points.tables import Result

POSITIONS = [(36.6339, 35.9306), (36.7325, 34.9264), (36.2919, 33.5102), (36.0439, 32.8889)]
ZONES = ["idlib", "north-homs", None, "south"]
Locate = Callable[..., tuple[Result, Path]]


def point(lon: Any, lat: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collect(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


FEATURES = [feature(point(*at), n=n) for n, at in enumerate(POSITIONS)]
RECORDS = [
    {"n": n, "latitude": str(lat), "longitude": str(lon)} for n, (lon, lat) in enumerate(POSITIONS)
]
LINES = [json.dumps(feature) for feature in FEATURES]


def read_features(path: Path) -> list[dict[str, Any]]:
    text = path.read_text()
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features


@pytest.mark.parametrize(
    "text",
    [
        collect(*FEATURES),
        "\ufeff" + collect(*FEATURES),
        "\n".join(LINES),
        "\ufeff" + "\r\n".join(LINES) + "\r\n",
        "".join(f"\x1e{line}\n" for line in LINES),
        json.dumps(FEATURES),
        json.dumps(RECORDS),
        "\n".join(map(json.dumps, RECORDS)),
        json.dumps({"status": 200, "success": True, "count": 4, "data": RECORDS}),
        json.dumps([{"at": {"lat": lat, "lng": lon}} for lon, lat in POSITIONS]),
        json.dumps({"version": 0.6, "elements": RECORDS}),
        json.dumps([point(*at) for at in POSITIONS]),
        json.dumps({"TotalCount": 4, "Result": RECORDS, "NextPageUrl": ""}),
        collect(*(feature({"type": "MultiPoint", "coordinates": [at]}) for at in POSITIONS)),
        collect(
            *(
                feature({"type": "GeometryCollection", "geometries": [point(*at)]})
                for at in POSITIONS
            )
        ),
        json.dumps([{"_geolocation": [lat, lon]} for lon, lat in POSITIONS]),
        json.dumps({"incidents": [{"loc": point(*at), "n": float("nan")} for at in POSITIONS]}),
        collect(*(feature(point(str(lon), str(lat))) for lon, lat in POSITIONS)),
        collect(
            *(feature({"type": "Point", "coordinates": [*map(str, at), "0"]}) for at in POSITIONS)
        ),
    ],
)
def test_json_as_it_is_found_is_read(text: str, locate: Locate) -> None:
    features = read_features(locate("t.geojson", text.encode(), "geojson")[1])
    assert [row["properties"]["zone"] for row in features] == ZONES
    assert all(row["type"] == "Feature" for row in features)
    for out in ("csv", "parquet", "gpkg"):
        assert locate("t.json", text.encode(), out)[0].tally.rows == len(ZONES)
    rows = csv.DictReader(io.StringIO(locate("t.json", text.encode(), "csv")[1].read_text()))
    assert [row["zone"] or None for row in rows] == ZONES


def test_a_lone_geometry_is_read(locate: Locate) -> None:
    (row,) = read_features(
        locate("t.json", json.dumps(point(*POSITIONS[0])).encode(), "geojson")[1]
    )
    assert row["properties"]["zone"] == "idlib"


def test_a_lone_feature_is_read(locate: Locate) -> None:
    (row,) = read_features(locate("t.geojson", LINES[0].encode(), "geojson")[1])
    assert row["geometry"] == FEATURES[0]["geometry"]
    assert row["properties"]["zone"] == "idlib"


def test_records_become_points_and_their_answer_s_members_stay(locate: Locate) -> None:
    data = json.dumps({"status": 200, "data": RECORDS, "count": 4}).encode()
    path = locate("t.json", data, "geojson")[1]
    document = json.loads(path.read_text())
    assert (document["status"], document["count"]) == (200, 4)
    assert [row["geometry"] for row in document["features"]] == [point(*at) for at in POSITIONS]
    assert document["features"][0]["properties"].items() >= RECORDS[0].items()
    header = locate("t.json", data, "csv")[1].read_text().partition("\n")[0]
    assert header.replace('"', "").startswith("n,latitude,longitude,zone")


@pytest.mark.parametrize(
    "position",
    [
        ["36.6339", "35.9306"],
        ["36,6339", 35.9306],
        ["٣٦٫٦٣٣٩", "35.9306° N"],
        ["36°38'2.04\"E", "35°55'50.16\"N"],
        ["35.9306 N", "36.6339 E"],
        ["\u200e36.6339", '="35.9306"'],
    ],
)
def test_text_coordinates_become_numbers(position: list[Any], locate: Locate) -> None:
    one = feature({"type": "GeometryCollection", "geometries": [point(*position)]})
    data = collect(feature(point(*position)), one).encode()
    row, other = read_features(locate("t.geojson", data, "geojson")[1])
    assert row["geometry"]["coordinates"] == pytest.approx([36.6339, 35.9306])
    assert other["geometry"]["geometries"] == [row["geometry"]]
    assert row["properties"]["zone"] == other["properties"]["zone"] == "idlib"


@pytest.mark.parametrize("value", ["3_6.6", "NaN", "1e999", True, None, [1]])
def test_no_number_is_guessed(value: Any, locate: Locate) -> None:
    (row,) = read_features(
        locate("t.geojson", collect(feature(point(value, 35.9))).encode(), "geojson")[1]
    )
    assert row["properties"]["certainty"] == "not placed: longitude is not a number"


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "MultiPoint", "coordinates": [[36.6, 35.9], [36.7, 35.9]]},
        {"type": "GeometryCollection", "geometries": [point(36.6, 35.9), point(36.7, 35.9)]},
    ],
)
def test_several_points_are_no_point(geometry: Any, locate: Locate) -> None:
    data = collect(feature(geometry)).encode()
    for out in ("geojson", "gpkg"):
        result, path = locate("t.geojson", data, out)
        assert result.tally.problems == {"geometry is not a point": 1}
    assert locate("t.gpkg", path.read_bytes(), "csv")[0].tally.problems == result.tally.problems


def test_one_point_of_several_is_read_in_a_geopackage_too(locate: Locate) -> None:
    data = collect(feature({"type": "MultiPoint", "coordinates": [POSITIONS[0]]})).encode()
    path = locate("t.geojson", data, "gpkg")[1]
    result, _ = locate("t.gpkg", path.read_bytes(), "csv")
    assert result.tally.certainties == {("idlib", "inside"): 1}


def test_coordinates_beside_a_missing_geometry_are_hinted_at_and_can_be_named(
    locate: Locate,
) -> None:
    rows = [feature(None, **record) for record in RECORDS]
    data = collect(*rows, feature(None, n=4)).encode()
    result, _ = locate("t.geojson", data, "csv")
    hint = "no geometry; there are columns of coordinates (give --lon and --lat)"
    assert result.tally.problems == {hint: 4, "no longitude and no latitude": 1}
    names = {"lon": "longitude", "lat": "latitude"}
    features = read_features(locate("t.geojson", data, "geojson", **names)[1])
    assert [row["properties"]["zone"] for row in features] == [*ZONES, None]
    assert features[0]["geometry"] == point(*POSITIONS[0])
    assert locate("t.geojson", data, "csv", **names)[0].tally.unplaced == 1


ODD = {"id": 861234567890123456, "zone": "mine", "tags": ["a", {"b": 1}], "src": {"x": None}}
HUGE = {"id": 12345678901234567890, "zone": None, "tags": None, "src": None}


@pytest.mark.parametrize("out", ["csv", "geojson", "gpkg", "parquet"])
def test_what_gets_lost_elsewhere_comes_through_two_formats(out: str, locate: Locate) -> None:
    data = collect(feature(point(*POSITIONS[0]), **ODD), feature(None, **HUGE)).encode()
    path = locate("t.geojson", data, out)[1]
    rows = csv.DictReader(io.StringIO(locate(f"t.{out}", path.read_bytes(), "csv")[1].read_text()))
    first, second = rows
    assert (first["id"], second["id"]) == (str(ODD["id"]), str(HUGE["id"]))
    assert (first["zone"], first["zone_2"], first["zone_3"]) == ("mine", "idlib", "idlib")
    assert json.loads(first["tags"]) == ODD["tags"]
    assert json.loads(first["src"]) == ODD["src"]


@pytest.mark.parametrize(
    "text",
    [
        collect(feature(point(36.6339, 35.9306))).replace('"features": [', '"features": [null, '),
        collect(feature(point(36.6339, 35.9306))).replace("}]}", "}, null]}"),
        '[{"lat": 35.9306, "lon": 36.6339}, null]',
        '[null, {"lat": 35.9306, "lon": 36.6339}]',
    ],
)
def test_a_null_costs_no_other_row(text: str, locate: Locate) -> None:
    assert "null" in text
    result, _ = locate("t.geojson", text.encode(), "geojson")
    assert result.tally.rows == 2
    assert result.tally.certainties == {("idlib", "inside"): 1}
    assert result.tally.problems == {"no longitude and no latitude": 1}


def test_columns_are_those_of_the_first_row_that_has_some(locate: Locate) -> None:
    where = {"lat": 35.9306, "lon": 36.6339}
    empty = '{"type": "Feature", "geometry": null, "properties": {}}'
    features = f'{{"type": "FeatureCollection", "features": [null, {empty}, FULL]}}'
    full = json.dumps(feature(None, **where))
    for text in (features.replace("FULL", full), f"[{{}}, null, {json.dumps(where)}]"):
        options = {} if text.startswith("[") else {"lon": "lon", "lat": "lat"}
        result, _ = locate("t.geojson", text.encode(), "geojson", **options)
        assert result.tally.rows == 3
        assert result.tally.certainties == {("idlib", "inside"): 1}


@pytest.mark.parametrize("text", ["[null, null]", "[{}, {}]"])
def test_rows_that_are_all_empty_are_a_sentence(text: str, locate: Locate) -> None:
    with pytest.raises(TableError, match="no row has properties"):
        locate("t.json", text.encode(), "csv")
