"""Tables are read as what they are, whatever they are called."""

import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geodata.errors import TableError
from geodata.points.chunks import TableOptions
from geodata.points.file_types import detect_type, name_result
from geodata.records import Atlas
from tests.geodata.hostile.where import LAT, LON
from tests.geodata.uploaded import locate_bytes

CSV = f"lon,lat\n{LON},{LAT}\n".encode()
POINT = {"type": "Point", "coordinates": [LON, LAT]}
FEATURE = {"type": "Feature", "properties": {}, "geometry": POINT}
GEOJSON = json.dumps({"type": "FeatureCollection", "features": [FEATURE]}).encode()


def pack(**files: bytes) -> bytes:
    """Return a zip of files; a double underscore in a name stands for a full stop."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return target.getvalue()


def write_parquet(**columns: pa.Array) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue())


@pytest.mark.parametrize(
    ("name", "data", "saved_as"),
    [
        ("t.csv", CSV, "t.csv"),
        ("t.json", CSV, "t.csv"),
        ("t.gpkg", CSV, "t.csv"),
        ("t", CSV, "t.csv"),
        ("t.csv", GEOJSON, "t.geojson"),
        ("t.json", GEOJSON, "t.json"),
        ("t.xlsx", GEOJSON, "t.geojson"),
        ("t.tab", CSV.replace(b",", b"\t"), "t.tab"),
        ("t.csv.gz", gzip.compress(CSV), "t.csv"),
        ("t.gz", gzip.compress(GEOJSON), "t.geojson"),
        ("t.zip", pack(events__csv=CSV), "t.csv"),
        ("t.csv", pack(events__csv=CSV, readme__txt=b"What the columns mean."), "t.csv"),
        ("t.zip", pack(events__geojson=GEOJSON, legend__pdf=b"%PDF"), "t.geojson"),
        ("t.zip", pack(events__csv__gz=gzip.compress(CSV)), "t.csv"),
        ("t.csv", write_parquet(lon=pa.array([LON]), lat=pa.array([LAT])), "t.parquet"),
    ],
)
def test_a_table_is_read_as_what_it_is(name: str, data: bytes, saved_as: str, atlas: Atlas) -> None:
    table, _ = locate_bytes(name, data, atlas)
    assert (table.tally.rows, table.tally.unplaced, table.saved_as) == (1, 0, saved_as)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "t.xls: the workbook cannot"),
        ("t.xls", b"<html><table><tr><td>lon", "t.xls: this is a page in HTML, not a table; down"),
        ("t.xls", b'<?xml version="1.0"?><Workbook>', "t.xls: this is a workbook in XML, of Exce"),
        ("t.xlsb", pack(**{"xl/workbook__bin": b""}), "t.xlsb: the workbook cannot be read ("),
        ("t.csv", b"%PDF-1.7\n", "t.csv: this is a PDF; "),
        ("t.sav", b"$FL2@(#) IBM SPSS", "t.sav: this is data of SPSS; save it as CSV."),
        ("t.rds", gzip.compress(b"X\n\0\0\0\3"), "t.rds: this is data of R; save it as CSV."),
        ("t.docx", pack(**{"word/document__xml": b""}), "t.docx: this is a document of Word; copy"),
        ("t.csv", b"<!DOCTYPE html>\n<html><body>Sign in</body></html>", "t.csv: this is a page i"),
        ("t.xml", b"<?xml version='1.0'?><rss/>", "t.xml: this is XML, but neither KML nor GPX."),
        ("t.shp", b"\0\0\x27\x0a" + bytes(96), "t.shp: this is one part of a Shapefile; put its"),
        ("t.dbf", b"\3\x7e\1\1" + bytes(60), "t.dbf: this is one part of a Shapefile; put its"),
        ("t.tar", bytes(257) + b"ustar" + bytes(250), "t.tar: this is a tar archive; unpack it"),
        ("t.zip", pack(), "t.zip: there is no table in the zip, but nothing."),
        ("t.zip", pack(a__pdf=b"%PDF", b__png=b""), "t.zip: there is no table in the zip, but 'a"),
        ("t.zip", pack(a__csv=CSV, b__csv=CSV), "t.zip: several tables are in the zip; choose o"),
        ("t.zip", b"PK\x03\x04 and no more", "t.zip: the zip cannot be unpacked ("),
        ("t.zip", pack(a__csv=CSV)[:-30], "t.zip: the zip cannot be unpacked ("),
        ("t.gz", gzip.compress(CSV)[:-9], "t.gz: it cannot be unpacked ("),
        ("t.gz", gzip.compress(gzip.compress(gzip.compress(CSV))), "t: it is packed more than onc"),
    ],
)
def test_what_is_no_table_is_said_to_be_what_it_is(
    name: str, data: bytes, sentence: str, atlas: Atlas
) -> None:
    with pytest.raises(TableError) as caught:
        locate_bytes(name, data, atlas)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_one_of_the_files_in_a_zip_is_chosen(atlas: Atlas) -> None:
    data = pack(a__csv=b"lon,lat\n", b__csv=CSV)
    table, _ = locate_bytes("t.zip", data, atlas, TableOptions(layer="b.csv"))
    assert table.tally.rows == 1
    with pytest.raises(TableError, match=r"t\.zip: there is no file 'c' among 'a\.csv', 'b\.csv'"):
        locate_bytes("t.zip", data, atlas, TableOptions(layer="c"))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("t.gz", lambda: gzip.compress(bytes(2**20)) * 300),
        ("t.zip", lambda: pack(a__csv=bytes(300 * 2**20))),
    ],
)
def test_bombs_are_refused(name: str, make: Callable[[], bytes], atlas: Atlas) -> None:
    with pytest.raises(TableError, match="far more than a packed table of its size can"):
        locate_bytes(name, make(), atlas)


def test_a_zip_of_too_many_files_is_refused_before_they_are_listed(atlas: Atlas) -> None:
    many = pack(**{f"{n}__csv": b"" for n in range(10_001)})
    with pytest.raises(TableError, match="the zip has more than 10,000 files"):
        locate_bytes("t.zip", many, atlas)
    # A directory of 4 GB, by its own word.
    end = pack(a__csv=CSV)
    at = end.rindex(b"PK\x05\x06")
    lying = end[: at + 12] + b"\xf0\xff\xff\xff" + end[at + 16 :]
    with pytest.raises(TableError, match="the zip has more than 10,000 files"):
        locate_bytes("t.zip", lying, atlas)


def test_no_name_in_a_zip_becomes_a_path(atlas: Atlas) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../../etc/\x1b[2J.csv", b"a,b\n1,2\n")
    with pytest.raises(TableError) as caught:
        locate_bytes("t.zip", target.getvalue(), atlas)
    assert str(caught.value).isprintable()


def test_wkb_without_metadata_is_read_as_wgs_84_and_said_to_be(atlas: Atlas) -> None:
    shapes = [shapely.to_wkb(shapely.Point(LON, LAT)), None, b"no geometry"]
    data = write_parquet(id=pa.array(["1", "2", "3"]), geometry=pa.array(shapes, pa.binary()))
    table, _ = locate_bytes("t.parquet", data, atlas)
    assert (table.tally.rows, table.tally.unplaced) == (3, 2)
    assert "'geometry' are; they were read as longitude and latitude, WGS 84" in table.warnings[0]


def test_wkb_without_metadata_in_another_system(atlas: Atlas) -> None:
    there = gpd.GeoSeries([shapely.Point(LON, LAT)], crs=4326).to_crs(32637)
    data = write_parquet(geom=pa.array([shapely.to_wkb(there[0])], pa.binary()))
    table, _ = locate_bytes("t.parquet", data, atlas, TableOptions(crs="EPSG:32637"))
    assert (table.tally.unplaced, table.warnings) == (0, ())


def test_latitudes_as_texts_beside_longitudes_as_numbers(atlas: Atlas) -> None:
    data = write_parquet(latitude=pa.array([str(LAT), "?"]), longitude=pa.array([LON, LON]))
    table, _ = locate_bytes("t.parquet", data, atlas)
    assert (table.tally.rows, table.tally.unplaced) == (2, 1)


def test_the_styles_that_qgis_keeps_in_a_package_are_no_layer(tmp_path: Path, atlas: Atlas) -> None:
    path = tmp_path / "t.gpkg"
    frame = gpd.GeoDataFrame(geometry=gpd.points_from_xy([LON], [LAT]), crs="EPSG:4326")
    frame.to_file(path, layer="events")
    database = sqlite3.connect(path)
    with database:
        database.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT)")
        database.execute("INSERT INTO layer_styles VALUES (1, '<qgis/>')")
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles')"
        )
    database.close()
    table, _ = locate_bytes("t.gpkg", path.read_bytes(), atlas)
    assert (table.tally.rows, table.tally.unplaced) == (1, 0)


@pytest.mark.parametrize(
    ("name", "kind", "result"),
    [
        ("a.b.csv", "csv", "a.b.csv"),
        ("a.xlsx", "csv", "a.csv"),
        ("a.csv.gz", "csv", "a.csv"),
        ("a.geojson.zip", "gpkg", "a.gpkg"),
        ("a", "geojson", "a.geojson"),
    ],
)
def test_results_are_named_by_their_format(name: str, kind: str, result: str) -> None:
    assert name_result(name, kind) == result


def test_utf_16_and_empty_files_go_to_their_readers() -> None:
    assert detect_type(io.BytesIO("lon\tlat\n".encode("utf-16")), "t.csv") == "csv"
    assert detect_type(io.BytesIO(b""), "t.geojson") == "geojson"
    assert detect_type(io.BytesIO(b""), "t.xls") == "csv"
