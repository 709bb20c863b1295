"""Tables that cannot be read: one sentence that says what and where, and nothing written."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.tables import locate_file
from geodata.records import Atlas
from tests.geodata.uploaded import locate_bytes

ROW = "36.8059,35.8645"


@pytest.fixture
def refuse(tmp_path: Path, atlas: Atlas) -> Callable[..., str]:
    """A function that has a file refused and returns the sentence, without the folder."""

    def refuse_file(name: str, data: bytes, out: str = "out.csv", **options: Any) -> str:
        source = tmp_path / name
        source.write_bytes(data)
        kept = tmp_path / out
        kept.write_bytes(b"what was there")
        before = sorted(tmp_path.iterdir())
        with pytest.raises(TableError) as caught:
            locate_file(source, kept, make_outlines(atlas), TableOptions(**options))
        assert kept.read_bytes() == b"what was there"
        assert sorted(tmp_path.iterdir()) == before
        message = str(caught.value)
        assert "\n" not in message
        assert message.endswith(".")
        return message.replace(f"{tmp_path}/", "")

    return refuse_file


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "t.csv: the file is empty."),
        (b"\xef\xbb\xbf", "t.csv: the file is empty."),
        (b"lon,lat\n", "t.csv: the table has a header but no rows."),
        (b"lon,lat\n\n\n", "t.csv: the table has a header but no rows."),
        (b"a,b\n1,2\n", "t.csv: no columns of longitude and latitude among 'a', 'b'; "),
        (b"lon,lon,lat\n1,2,3\n", "t.csv: two columns are called lon; use --lon and --lat."),
        (b"lon,lat\n1,2\0\n", "t.csv, line 2: a NUL byte, so this is not a table of text."),
        (b'"lon,lat\n1,2\n', "t.csv, line 2: not sound CSV (unexpected end of data)."),
        (
            b"lon,lat\n1,2\n\x81\x8d\x8f\x90\x9d\xa1\xff,3\n",
            "t.csv: the table is neither UTF-8 nor",
        ),
        (b'lon,lat\n1,"\n2' + b'\n"x' * 50_000, "t.csv, line 10003: more than 10,000 quotation"),
    ],
)
def test_a_bad_csv(data: bytes, message: str, refuse: Callable[..., str]) -> None:
    assert refuse("t.csv", data).startswith(message)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.geojson", "t.gpkg", "t.parquet"])
@pytest.mark.parametrize("data", [b"", PNG, b"SQLite format 3\0 and no more", b"PAR1", b"{"])
def test_a_file_that_is_not_what_its_name_says(
    name: str, data: bytes, refuse: Callable[..., str]
) -> None:
    for out in ("out.csv", "out.geojson", "out.gpkg", "out.parquet"):
        assert refuse(name, data, out).startswith(f"{name}")


def features(*texts: str, rest: str = "") -> bytes:
    return f'{{"type": "FeatureCollection", "features": [{", ".join(texts)}]{rest}}}'.encode()


POINT = '{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1,2]}}'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[]", "the collection has no features."),
        (b"[7]", "not sound GeoJSON in feature 1: this is not a record."),
        (b'{"data": [[1, 2]]}', "not sound GeoJSON in feature 1: a row is a list, and no object "),
        (b'{"type": "Topology", "arcs": []}', "this is TopoJSON; convert it to GeoJSON."),
        (b'{"features": [{"attributes": {}}]}', "this is JSON of Esri's; ask for GeoJSON (f=geoj"),
        (b"7", "not sound GeoJSON at the beginning: { expected, but '7'."),
        (b"{}", "this is JSON, but no GeoJSON with features, and no list of records."),
        (b'{"data": [{"a": 1}]}', "no columns of longitude and latitude among 'a'"),
        (b'{"data": [{"lat": 1, "lon": 2}, 7]}', "not sound GeoJSON in feature 2: this is not a r"),
        (POINT.encode() + b"\n{", "not sound GeoJSON in feature 2: "),
        (POINT.encode() + b'\n{"a": 1}', "not sound GeoJSON in feature 2: this is not a Feature."),
        (b'{"type": "Topology", "features": []}', "the type is 'Topology', not"),
        (features(), "the collection has no features."),
        (features(POINT, "7"), "not sound GeoJSON in feature 2: this is not a Feature."),
        (features('{"type": "Feature", "properties": 7}'), "not sound GeoJSON in feature 1: the p"),
        (features(POINT, "{"), "not sound GeoJSON in feature 2: "),
        (features(POINT)[:-1], "not sound GeoJSON after the features: , or } expected, but the f"),
        (features(POINT) + b"x", "not sound GeoJSON after the features: something follows the c"),
        (features(POINT.replace("1", "Infinity")), "not sound GeoJSON in feature 1: Infinity is"),
        (features(POINT.replace("1", "1" * 5000)), "not sound GeoJSON in feature 1: the number"),
        (features(POINT, "[" * 200_000), "not sound GeoJSON in feature 2: "),
        (features(POINT) + b"\xff", "not UTF-8 "),
    ],
)
def test_a_bad_geojson(data: bytes, message: str, refuse: Callable[..., str]) -> None:
    assert refuse("t.geojson", data, "out.geojson").startswith(f"t.geojson: {message}")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lon": "Ost", "lat": "lat"}, "t.csv: there is no column 'Ost' among 'lon', 'lat'."),
        ({"lon": "lon"}, "t.csv: give --lon and --lat together."),
        ({"crs": "EPSG:0"}, "t.csv: 'EPSG:0' is no reference system of coordinates."),
        # Heights, and the Moon.
        ({"crs": "EPSG:5773"}, "t.csv: 'EPSG:5773' is no reference system of coordinates."),
        (
            {"crs": "IAU_2015:30100"},
            "t.csv: 'IAU_2015:30100' is no reference system of coordinates.",
        ),
        (
            {"layer": "a"},
            "t.csv: only a GeoPackage and a workbook have layers; leave out --layer.",
        ),
    ],
)
def test_a_choice_that_does_not_fit(
    options: dict[str, str], message: str, refuse: Callable[..., str]
) -> None:
    assert refuse("t.csv", f"lon,lat\n{ROW}\n".encode(), **options) == message


def test_columns_for_geojson_and_a_wrong_ending(refuse: Callable[..., str]) -> None:
    assert "no column 'a'" in refuse("t.json", features(POINT), "o.json", lon="a", lat="b")
    assert refuse("t.xls", b"") == "t.xls: the file is empty."
    assert refuse("t.csv", b"lon,lat\n1,2\n", "out.xls").startswith("out.xls: the name must end ")


def test_layers_are_chosen(tmp_path: Path, atlas: Atlas, refuse: Callable[..., str]) -> None:
    frame = gpd.GeoDataFrame(geometry=gpd.points_from_xy([36.8], [35.86]), crs="EPSG:4326")
    made = tmp_path / "made.gpkg"
    for layer in ("one", "two"):
        frame.to_file(made, layer=layer)
    data = made.read_bytes()
    made.unlink()
    assert refuse("t.gpkg", data) == "t.gpkg: choose one of its layers with --layer: 'one', 'two'."
    assert refuse("t.gpkg", data, layer="x").startswith("t.gpkg: there is no layer 'x' among ")
    located, _ = locate_bytes("t.gpkg", data, atlas, TableOptions(layer="two"))
    assert located.tally.rows == 1


def test_parquet_without_rows_or_numbers(refuse: Callable[..., str]) -> None:
    def write(**columns: pa.Array) -> bytes:
        buffer = io.BytesIO()
        pq.write_table(pa.table(columns), buffer)
        return buffer.getvalue()

    nothing = pa.array([], pa.float64())
    days = pa.array([17000], pa.date32())
    assert (
        refuse("t.parquet", write(lon=nothing, lat=nothing)) == "t.parquet: the table has no rows."
    )
    assert refuse("t.parquet", write(lon=days, lat=days)) == (
        "t.parquet: the column 'lon' holds date32[day], not numbers."
    )


def test_a_type_that_another_format_does_not_have(
    tmp_path: Path, refuse: Callable[..., str]
) -> None:
    table = pa.table({"lon": [36.8], "lat": [35.8], "deep": [[b"\xff"]]})  # no text, and no JSON
    pq.write_table(table, tmp_path / "t.parquet")
    data = (tmp_path / "t.parquet").read_bytes()
    assert refuse("t.parquet", data, "out.csv").startswith("t.parquet: a column cannot be ")


def test_a_missing_file_and_a_folder(tmp_path: Path, atlas: Atlas) -> None:
    for source, message in (
        (tmp_path / "none.csv", "the file cannot be read (No such file or directory)."),
        (tmp_path, "this is a folder, not a table."),
    ):
        with pytest.raises(TableError) as caught:
            locate_file(source, tmp_path / "out.csv", make_outlines(atlas))
        assert str(caught.value) == f"{source}: {message}"


@given(st.binary() | st.text().map(str.encode))
@example(b"lon,lat\n\n1")
@example(b"lon,lat\n1,2")
def test_any_bytes_are_a_table_or_refused(atlas: Atlas, data: bytes) -> None:
    for name in ("t.csv", "t.tsv", "t.geojson", "t.parquet", "t.gpkg"):
        _locate_or_refuse(name, data, atlas)


NEARLY_CSV = st.lists(
    st.sampled_from(["lon", "lat", ",", ";", "\n", "\r\n", '"', "36.8", "35,8", "nan", "é", "\0"])
)


@given(NEARLY_CSV)
def test_what_is_nearly_csv_is_a_table_or_refused(atlas: Atlas, parts: list[str]) -> None:
    _locate_or_refuse("t.csv", ("lon,lat\n" + "".join(parts)).encode(), atlas)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "crs"])
            | st.text(max_size=3),
            inner
            | st.sampled_from(["Feature", "FeatureCollection", "Point"])
            | st.lists(st.floats(-200, 200), max_size=3),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.lists(JSON, max_size=3), JSON)
def test_any_json_is_a_table_or_refused(atlas: Atlas, members: list[object], other: object) -> None:
    document = {"type": "FeatureCollection", "features": members, "more": other}
    _locate_or_refuse("t.geojson", json.dumps(document).encode(), atlas)
    geometries = [{"type": "Feature", "properties": None, "geometry": m} for m in members]
    document["features"] = geometries
    _locate_or_refuse("t.geojson", json.dumps(document).encode(), atlas)


def _locate_or_refuse(name: str, data: bytes, atlas: Atlas) -> None:
    try:
        located, _ = locate_bytes(name, data, atlas)
    except TableError as error:
        assert re.fullmatch(r"[^\n]{5,400}\.", str(error)), str(error)
    else:
        assert located.tally.rows > 0
        assert located.shown == located.tally.certainties.total()
        assert located.tally.unplaced + located.tally.certainties.total() == located.tally.rows
