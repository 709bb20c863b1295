"""Odd tables that are right: their values keep their types, and nothing is lost."""

import io
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geodata.errors import TableError
from geodata.points.chunks import TableOptions
from geodata.points.readers.text import TextReader
from geodata.points.tables import Result
from tests.geodata.hostile import geojson as hostile_geojson
from tests.geodata.hostile import geopackage as hostile_geopackage
from tests.geodata.hostile import parquet as hostile_parquet
from tests.geodata.hostile import text as hostile_text
from tests.geodata.hostile.where import LAT, LON

# More digits than a float holds, as ids of posts have.
BIG = 8612345678901234567


def test_a_package_is_read_without_the_log_beside_it(
    locate: Callable[..., tuple[Result, Path]], tmp_path: Path
) -> None:
    data = bytearray(hostile_geopackage.write_package())
    data[18:20] = b"\2\2"  # written with a log
    (tmp_path / "t.gpkg-wal").write_bytes(b"no log")
    before = sorted(path.name for path in tmp_path.iterdir())
    result, _ = locate("t.gpkg", bytes(data), "csv")
    assert result.tally.rows == 1
    after = sorted(path.name for path in tmp_path.iterdir())
    assert after == sorted([*before, "t.gpkg", "out.csv"])


def test_the_one_layer_of_features_is_taken(locate: Callable[..., tuple[Result, Path]]) -> None:
    styles = (
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT)",
        "INSERT INTO gpkg_contents VALUES ('layer_styles', 'attributes', NULL, 0)",
        "CREATE VIRTUAL TABLE rtree_events_geom USING rtree(id, minx, maxx, miny, maxy)",
    )
    result, _ = locate("t.gpkg", hostile_geopackage.write_package(*styles), "csv")
    assert result.tally.rows == 1


def test_columns_of_a_package_keep_their_types(locate: Callable[..., tuple[Result, Path]]) -> None:
    columns = (
        "i INTEGER, m MEDIUMINT, s SMALLINT, t TINYINT, b BOOLEAN, d DOUBLE, f FLOAT, x TEXT(9), "
        "y BLOB, day DATE, moment DATETIME, big BIGINT, word VARCHAR(9), any JSON"
    )
    row = (2**40, 7, 7, 7, 1, 1.5, 1.5, "x", b"\xff", "2017-05-04", "2017-05-04T12:00:00.5Z",
           2**40, "word", '{"a": 1}')  # fmt: skip
    data = hostile_geopackage.write_package(columns=columns, rows=[row])
    _, target = locate("t.gpkg", data, "parquet")
    table = pq.read_table(target)
    kinds = {field.name: str(field.type) for field in table.schema}
    assert next(iter(kinds)) == "fid"
    assert kinds == kinds | {
        "fid": "int64", "i": "int64", "m": "int32", "s": "int16", "t": "int32", "b": "bool",
        "d": "double", "f": "double", "x": "string", "y": "binary", "day": "date32[day]",
        "moment": "timestamp[us, tz=UTC]", "big": "int64", "word": "string", "any": "string",
        "geom": "binary",
    }  # fmt: skip
    assert table["moment"][0].as_py() == pd.Timestamp("2017-05-04T12:00:00.5Z")
    assert gpd.read_parquet(target).geometry[0] == shapely.Point(LON, LAT)


def test_geojson_keeps_values_as_they_are(locate: Callable[..., tuple[Result, Path]]) -> None:
    first = f'"a": 1, "b": 1.5, "c": true, "d": "2017-05-04", "e": [1, null], "g": {BIG}'
    second = '"a": 2, "b": 2, "c": null, "d": "x", "e": "y", "f": 7, "g": 1'
    features = [
        hostile_geojson.write_feature(f"{{{row}}}", more=f'"id": {number}, ')
        for number, row in enumerate((first, second))
    ]
    data = b"\xef\xbb\xbf" + hostile_geojson.write_features(*features)
    _, target = locate("t.geojson", data, "parquet")
    table = pq.read_table(target)
    assert table.column_names[:8] == ["id", "a", "b", "c", "d", "e", "g", "f"]
    assert table.select(["id", "a", "b", "c", "d", "e", "g", "f"]).to_pylist() == [
        {"id": 0, "a": 1, "b": 1.5, "c": True, "d": "2017-05-04", "e": "[1, null]",
         "g": BIG, "f": None},
        {"id": 1, "a": 2, "b": 2.0, "c": None, "d": "x", "e": "y", "g": 1, "f": 7},
    ]  # fmt: skip


def test_texts_are_no_formulas_but_where_they_were_text(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    texts = ["=1+1", "@SUM(A1)", "\t=1", "plain", None]
    table = pa.table({"=name": texts, "n": [-1] * 5, "lon": [-1.5] * 5, "lat": [LAT] * 5})
    for out, mark in (("csv", ","), ("tsv", "\t")):
        _, target = locate("t.parquet", hostile_parquet.write_parquet(table), out)
        found = pd.read_csv(target, sep=mark)
        assert list(found.columns[:2]) == ["'=name", "n"]
        assert found["'=name"].fillna("").tolist() == ["'=1+1", "'@SUM(A1)", "'\t=1", "plain", ""]
        assert found["n"].tolist() == [-1] * 5
    _, target = locate("t.csv", hostile_text.formulas(), "tsv")
    assert target.read_text().splitlines()[1].startswith("=1+1\t")


def test_blank_lines_are_kept_once_for_the_row_after_them() -> None:
    data = b"lon,lat\n1,2\n" + b"\n" * 50_000 + b"1,2\n"
    reader = TextReader(io.BytesIO(data), "t.csv", TableOptions())
    (chunk,) = reader.chunks()
    data, ends = chunk.rows.lay_out()
    assert (data, ends.tolist()) == (b"1,2\n" + b"\n" * 50_000 + b"1,2\n", [3, 50_007])


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_very_many_blank_lines_stay_or_are_said_to_be_too_many(
    end: bytes, locate: Callable[..., tuple[Result, Path]]
) -> None:
    blanks, row = end * 200_001, f"{LON},{LAT}".encode()
    result, target = locate("t.csv", blanks + b"lon,lat" + end + row + blanks + row, "csv")
    assert result.tally.rows == 2
    assert target.read_bytes().count(end) == 2 * 200_001 + 1
    too_many = end * (2**24 // len(end) + 2**17)
    for before in (b"", b"lon,lat\n1,2\n"):
        with pytest.raises(TableError, match="more than 16 MB of blank lines, one after the other"):
            locate("t.csv", before + too_many, "csv")


def test_two_columns_of_a_name_are_refused_where_one_would_be_lost(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    data = f"a,a,lon,lat\n1,2,{LON},{LAT}\n".encode()
    for out in ("geojson", "gpkg", "parquet"):
        with pytest.raises(TableError, match="two columns are called 'a'"):
            locate("t.csv", data, out)
    locate("t.csv", data, "tsv")
