"""From every format to every other and back: nothing of a table's own is lost on the way."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata.points.certainty import Outlines
from geodata.points.tables import locate_file
from tests.geodata.hostile.where import LAT, LON
from tests.geodata.workbooks import write_ods, write_xlsx

# The least whole number that is no float.
ODD = 2**53 + 1
NESTED = {"part": [{"of": "it"}]}
NAMES = ("id", "zone", "certainty", "info", "none", "longitude", "latitude")
# A spreadsheet holds floats: such ids are texts there.
CELLS: tuple[Any, ...] = (str(ODD), "mine", "sure", json.dumps(NESTED), None, LON, LAT)
OWN = dict(zip(NAMES, (ODD, "mine", "sure", NESTED, None, LON, LAT), strict=True))
FEATURE = {
    "type": "Feature",
    "properties": {name: value for name, value in OWN.items() if name not in NAMES[-2:]},
    "geometry": {"type": "Point", "coordinates": [LON, LAT]},
}
TARGETS = ("csv", "tsv", "geojson", "geojsonl", "gpkg", "parquet")


def write_text(delimiter: str) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([NAMES, CELLS])
    return file.getvalue().encode()


def write_parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([OWN]), file)
    return file.getvalue()


def write_layer(path: Path, driver: str) -> bytes:
    columns = {name: [value] for name, value in zip(NAMES[:4], CELLS[:4], strict=True)}
    columns["id"] = [ODD]
    points = gpd.points_from_xy([LON], [LAT], crs=4326)
    gpd.GeoDataFrame(columns, geometry=points).to_file(path, driver=driver)
    return path.read_bytes()


SOURCES: dict[str, Callable[[Path], bytes]] = {
    "csv": lambda _: write_text(","),
    "tsv": lambda _: write_text("\t"),
    "geojson": lambda _: json.dumps({"type": "FeatureCollection", "features": [FEATURE]}).encode(),
    "geojsonl": lambda _: json.dumps(FEATURE).encode(),
    "json": lambda _: json.dumps([OWN]).encode(),
    "xlsx": lambda _: write_xlsx({"one": [NAMES, CELLS]}),
    "ods": lambda _: write_ods([NAMES, CELLS]),
    "gpkg": lambda folder: write_layer(folder / "made.gpkg", "GPKG"),
    "fgb": lambda folder: write_layer(folder / "made.fgb", "FlatGeobuf"),
    "parquet": lambda _: write_parquet(),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_what_a_table_holds_comes_back(kind: str, tmp_path: Path, outlines: Outlines) -> None:
    source, back = tmp_path / f"source.{kind}", tmp_path / "back.csv"
    source.write_bytes(SOURCES[kind](tmp_path))
    for wanted in TARGETS:
        target = tmp_path / f"out.{wanted}"
        locate_file(source, target, outlines)
        assert locate_file(target, back, outlines).tally.unplaced == 0, wanted
        with back.open(encoding="utf-8-sig", newline="") as file:
            (row,) = csv.DictReader(file)
        assert row["id"] == str(ODD), wanted
        assert (row["zone"], row["certainty"]) == ("mine", "sure"), wanted
        assert json.loads(row["info"]) == NESTED, wanted
        assert row["zone_2"] == row["zone_3"] != "", wanted
        assert row["certainty_2"] == row["certainty_3"], wanted
