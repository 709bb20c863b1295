"""Geometries in other formats: heights, names and places stay what they are."""

import json
import struct
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
import shapely

from geodata.errors import TableError
from geodata.points.tables import Result
from tests.geodata.hostile.where import LAT, LON
from tests.geodata.making import ask, make_points, make_shapes, read_features

Locate = Callable[..., tuple[Result, Path]]


def test_a_column_may_be_called_as_a_package_calls_geometries(locate: Locate) -> None:
    target = locate("t.csv", f"lon,lat,geom\n{LON},{LAT},mine\n".encode(), "gpkg")[1]
    assert ask(target, "SELECT geom FROM out") == [("mine",)]
    assert ask(target, "SELECT column_name FROM gpkg_geometry_columns") == [("geom_2",)]


def test_a_column_of_geometries_keeps_its_name(locate: Locate) -> None:
    data = make_shapes([shapely.Point(LON, LAT)], ["Point"], geom=["mine"])
    target = locate("t.parquet", data, "gpkg")[1]
    assert ask(target, "SELECT geom FROM out") == [("mine",)]
    assert ask(target, "SELECT column_name FROM gpkg_geometry_columns") == [("where",)]


def test_heights_are_kept_in_tables_of_text(locate: Locate) -> None:
    data = make_points([LON, LAT], [LON, LAT, 512.5])
    table = pyarrow.csv.read_csv(locate("t.geojson", data, "csv")[1])
    shapes = shapely.from_wkt(table["geometry"].to_pylist())
    assert [shapely.get_z(shape) for shape in shapes][1] == 512.5
    assert "longitude" not in table.column_names
    plain = pyarrow.csv.read_csv(locate("t.geojson", make_points([LON, LAT]), "csv")[1])
    assert (plain["longitude"][0].as_py(), plain["latitude"][0].as_py()) == (LON, LAT)


def test_heights_are_kept_in_another_reference_system(locate: Locate) -> None:
    shapes = [shapely.Point(300000, 3900000, 512.5), shapely.Point(300000, 3900000)]
    data = make_shapes(shapes, ["Point", "Point Z"], crs="EPSG:32637")
    first, second = read_features(locate("t.parquet", data, "geojson")[1])
    assert first["geometry"]["coordinates"][2] == 512.5
    assert first["geometry"]["coordinates"][:2] == second["geometry"]["coordinates"]


@pytest.mark.parametrize("out", ["csv", "geojson", "gpkg"])
def test_heights_of_native_points_are_kept(out: str, locate: Locate) -> None:
    column = {"encoding": "point", "geometry_types": ["Point Z"]}
    geo = {"version": "1.1.0", "primary_column": "where", "columns": {"where": column}}
    table = pa.table({"where": [{"x": LON, "y": LAT, "z": 512.5}]})
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata({b"geo": json.dumps(geo).encode()}), sink)
    target = locate("t.parquet", bytes(sink.getvalue()), out)[1]
    number = struct.pack("<d", 512.5) if out == "gpkg" else b"512.5"
    assert number in target.read_bytes()


def test_a_geometry_beside_the_coordinates_is_kept(locate: Locate) -> None:
    data = make_shapes([shapely.Point(1, 2)], ["Point"], ev_lon=[LON], ev_lat=[LAT])
    target = locate("t.parquet", data, "csv", lon="ev_lon", lat="ev_lat")[1]
    (row,) = pyarrow.csv.read_csv(target).to_pylist()
    assert (row["where"], row["ev_lon"], row["ev_lat"]) == ("POINT (1 2)", LON, LAT)
    assert "longitude" not in row


def test_what_a_table_promises_to_be_points_is_not_left_out(locate: Locate) -> None:
    shapes = [shapely.Point(LON, LAT), None, shapely.box(36, 35, 37, 36)]
    with pytest.raises(TableError, match="row 3: the geometry is no point"):
        locate("t.parquet", make_shapes(shapes, ["Point"]), "csv")


def test_positions_that_are_no_numbers_are_no_geometry(locate: Locate) -> None:
    endless = shapely.to_wkb(shapely.Point(float("inf"), 35))
    data = make_shapes([shapely.Point(LON, LAT), endless], ["Point"])
    first, second = read_features(locate("t.parquet", data, "geojson")[1])
    assert first["geometry"]["coordinates"] == [LON, LAT]
    assert second["geometry"] is None
    far = make_shapes([shapely.Point(1e30, 1e30)], ["Point"], crs="EPSG:32637")
    (feature,) = read_features(locate("t.parquet", far, "geojson")[1])
    assert feature["geometry"] is None
