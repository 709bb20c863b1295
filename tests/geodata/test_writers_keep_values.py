"""Tables of points in other formats: no value changes, and no other file is written."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
import shapely

from geodata.__main__ import main
from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.tables import Result, locate_file
from tests.geodata.hostile import geopackage as hostile_geopackage
from tests.geodata.hostile.where import LAT, LON
from tests.geodata.making import ask, make_shapes, make_table

# The least whole number that is no float.
ODD = 2**53 + 1
SIGNS = ["a!b", "a;b", "a#b", "a?b", "a%20b", "a\nb", "vsizip", "a{b}[c]", "a.zip!b"]


Locate = Callable[..., tuple[Result, Path]]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("is_folder", [False, True])
def test_a_package_is_written_to_the_file_that_is_named(
    sign: str,
    is_folder: bool,
    tmp_path: Path,
    outlines: Outlines,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "s.csv"
    source.write_text(f"lon,lat\n{LON},{LAT}\n")
    neighbour = tmp_path / "b.gpkg"
    neighbour.write_bytes(hostile_geopackage.write_package())
    before = neighbour.read_bytes()
    target = Path(sign, "o.gpkg") if is_folder else Path(f"{sign}.gpkg")
    target.parent.mkdir(exist_ok=True)
    locate_file(source, target, outlines)
    assert ask(target.resolve(), "SELECT table_name FROM gpkg_contents") == [(target.stem,)]
    assert neighbour.read_bytes() == before
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {
        source,
        neighbour,
        tmp_path / target,
    }


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("(1) x", "1) x"),
        ("!b", "b"),
        ("-", "layer_"),
        ("gpkg_x", "layer_gpkg_x"),
        ("SQLite_x", "layer_SQLite_x"),
        ("sequence of events", "sequence of events"),
    ],
)
def test_every_name_of_a_file_makes_a_layer(
    name: str, layer: str, tmp_path: Path, outlines: Outlines
) -> None:
    source, target = tmp_path / "s.csv", tmp_path / f"{name}.gpkg"
    source.write_text(f"lon,lat\n{LON},{LAT}\n")
    locate_file(source, target, outlines)
    assert ask(target, "SELECT table_name FROM gpkg_contents") == [(layer,)]


def test_numbers_of_a_package_stay_what_they_are(locate: Locate) -> None:
    columns = "f FLOAT, whole NUMERIC, part NUMERIC, moment DATETIME"
    moment = "2017-05-04T12:00:00.123456Z"
    rows = [(36.123456789, ODD, 1.5, moment), (0.1, -7, 2**53, None), (None, None, None, None)]
    data = hostile_geopackage.write_package(columns=columns, rows=rows)
    table = pq.read_table(locate("t.gpkg", data, "parquet")[1])
    assert table["f"].to_pylist() == [36.123456789, 0.1, None]
    assert table["whole"].to_pylist() == [ODD, -7, None]
    assert table["whole"].type == pa.int64()
    assert table["part"].to_pylist() == [1.5, float(2**53), None]
    assert table["moment"][0].as_py() == datetime(2017, 5, 4, 12, 0, 0, 123456, tzinfo=UTC)
    first = locate("t.gpkg", data, "csv")[1].read_text().splitlines()[1]
    for held in ("36.123456789,", f",{ODD},", ".123456"):
        assert held in first
    with pytest.raises(TableError, match="'moment' holds a value that a GeoPackage cannot hold"):
        locate("t.gpkg", data, "gpkg")


@pytest.mark.parametrize(
    ("columns", "row", "reason"),
    [
        ("n NUMERIC", [(1.5,), (ODD,)], f"'n' holds fractions, and the whole number {ODD}"),
        ("n NUMERIC", [("x",)], "'n' holds a value that is no NUMERIC"),
        ("m DATETIME", [("2017-05-04T12:00:00.0000001Z",)], "'m' holds a value that is no DATE"),
    ],
)
def test_values_that_would_change_are_refused(
    columns: str, row: list[tuple[Any, ...]], reason: str, locate: Locate
) -> None:
    with pytest.raises(TableError, match=reason):
        locate("t.gpkg", hostile_geopackage.write_package(columns=columns, rows=row), "parquet")


def test_a_package_holds_what_it_can(locate: Locate) -> None:
    moment = datetime(2017, 5, 4, 12, 0, 0, 123000)
    table = make_table(
        big=pa.array([ODD], pa.uint64()),
        price=pa.array([Decimal("0.30")], pa.decimal128(30, 2)),
        moment=pa.array([moment], pa.timestamp("ns")),
        hour=pa.array([time(1, 2, 3, 456789)], pa.time64("us")),
    )
    target = locate("t.parquet", table, "gpkg")[1]
    found = ask(target, "SELECT big, price, moment, hour FROM out")
    assert found == [(ODD, 0.3, "2017-05-04T12:00:00.123", "01:02:03.456789")]


@pytest.mark.parametrize(
    "value",
    [
        pa.array([2**63], pa.uint64()),
        pa.array([Decimal("1234567890123456.78")], pa.decimal128(18, 2)),
        pa.array([datetime(2017, 5, 4, 12, 0, 0, 123456)], pa.timestamp("us")),
    ],
    ids=["whole number", "decimal", "moment"],
)
def test_a_package_is_not_written_with_other_values(value: pa.Array, locate: Locate) -> None:
    with pytest.raises(TableError, match="'v' holds a value that a GeoPackage cannot hold"):
        locate("t.parquet", make_table(v=value), "gpkg")


@pytest.mark.parametrize("out", ["csv", "geojson"])
def test_bytes_that_are_no_text_are_refused(out: str, locate: Locate) -> None:
    with pytest.raises(TableError, match="cannot be written in this format"):
        locate("t.parquet", make_table(v=pa.array([b"\1abc\xff"])), out)


def test_gdal_says_nothing_to_the_user(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shapes = [shapely.box(36, 35, 37, 36), shapely.Point(LON, LAT, 5)]
    source = tmp_path / "t.parquet"
    source.write_bytes(make_shapes(shapes, ["Point"]))
    assert main(["locate", str(source), "--out", str(tmp_path / "out.GPKG")]) == 0
    assert capfd.readouterr().err == ""
