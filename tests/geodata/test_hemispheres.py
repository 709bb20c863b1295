"""North or south, east or west may stand in columns of their own."""

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from geodata.points.certainty import make_outlines
from geodata.points.coordinate_columns import find_columns
from geodata.points.hemispheres import find_hemispheres
from geodata.points.tables import locate_file
from geodata.records import Atlas
from tests.geodata.workbooks import write_xlsx

NOT_READ = "not placed: the hemisphere beside a coordinate cannot be read, or has a minus too"
NAMES = ("lat", "N/S", "lon", "E/W")
# Of a place in a zone, but for the hemispheres.
ROWS = {
    (35.93, "N", 36.63, "E"): "inside",
    (35.93, "S", 36.63, "E"): "outside",
    (35.93, "N", 36.63, "W"): "outside",
    (35.93, "South", 36.63, "غرب"): "outside",
    (35.93, None, 36.63, ""): "inside",
    (35.93, "Q", 36.63, "E"): NOT_READ,
    (35.93, "E", 36.63, "N"): NOT_READ,
    (-35.93, "S", 36.63, "E"): NOT_READ,
    (35.93, "N", -36.63, "W"): NOT_READ,
}


def _write_csv() -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([NAMES, *ROWS])
    return file.getvalue().encode()


def _write_parquet() -> bytes:
    columns = {
        name: pa.array(cells) for name, cells in zip(NAMES, zip(*ROWS, strict=True), strict=True)
    }
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file)
    return file.getvalue()


def _write_json(rows: list[dict[str, object]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


TABLES = {
    "t.csv": _write_csv(),
    "t.xlsx": write_xlsx({"s": [NAMES, *ROWS]}),
    "t.parquet": _write_parquet(),
    "t.json": _write_json([dict(zip(NAMES, row, strict=True)) for row in ROWS]),
    "inner.json": _write_json(
        [{"id": 1, "place": dict(zip(NAMES, row, strict=True))} for row in ROWS]
    ),
}


def _locate(name: str, data: bytes, folder: Path, atlas: Atlas) -> tuple[list[str], str]:
    """Return the certainties of a table's rows, and what is said of how it was read."""
    (folder / name).write_bytes(data)
    result = locate_file(folder / name, folder / "located.csv", make_outlines(atlas))
    with (folder / "located.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["certainty"] for row in csv.DictReader(file)], "\n".join(result.notes)


@pytest.mark.parametrize("name", TABLES)
def test_they_give_the_coordinates_their_signs(name: str, tmp_path: Path, atlas: Atlas) -> None:
    certainties, notes = _locate(name, TABLES[name], tmp_path, atlas)
    assert certainties == [*ROWS.values()]
    inner = "place." if name == "inner.json" else ""
    assert (
        f"The hemispheres of the coordinates are read from the columns '{inner}N/S' and "
        f"'{inner}E/W'." in notes
    )


def test_a_column_of_something_else_spoils_nothing(tmp_path: Path, atlas: Atlas) -> None:
    row: dict[str, object] = {"lat": 35.93, "lon": 36.63, "lat_ref": None}
    rows = [row, row, row | {"lat_ref": "A12"}]
    certainties, _ = _locate("t.json", _write_json(rows), tmp_path, atlas)
    assert certainties == ["inside"] * 3


@pytest.mark.parametrize(
    ("names", "row", "taken"),
    [
        ("lat,lat_dir,lon,lon_dir", "35.9,S,36.6,E", {1: "lat", 3: "lon"}),
        ("lat,lon,Lat Hemisphere,Lon Hemisphere", "35.9,36.6,S,E", {2: "lat", 3: "lon"}),
        ("GPSLatitude,GPSLatitudeRef,GPSLongitude,GPSLongitudeRef", "", {1: "lat", 3: "lon"}),
        ("lat,lon,NS,EW", "35.9,36.6,,", {2: "lat", 3: "lon"}),
        ("lat,lon,Lat N/S,Lon E/W", "35.9,36.6,S,E", {2: "lat", 3: "lon"}),
        ("Latitude,N/S Indicator,Longitude,E/W Indicator", "", {1: "lat", 3: "lon"}),
        ("lat,lon,sn", "35.9,36.6,17", {}),
        ("EW,NS,lon,lat", "W,N,36.6,35.9", {0: "lon", 1: "lat"}),
        ("lat,,lon,", "35.9,s,36.6,e", {1: "lat", 3: "lon"}),
        ("latitude,h1,longitude,h2", "35.9,N,36.6,W", {1: "lat", 3: "lon"}),
        ("lat,lon,hemisphere", "35.9,36.6,south", {2: "lat"}),
        ("خط العرض,ش,خط الطول,ق", "35.9,ج,36.6,غ", {1: "lat", 3: "lon"}),
        # A direction of the wind, a part of a province, and what only begins so.
        ("lat,lon,direction", "35.9,36.6,S", {}),
        ("lat,region,lon", "35.9,South,36.6", {}),
        ("region,lat,lon", "S,35.9,36.6", {}),
        ("lat,lon,ns", "35.9,36.6,Syria", {}),
        ("coordinates,N/S", '"35.9,36.6",S', {}),
    ],
)
def test_they_are_known_by_name_or_by_place_and_letter(
    names: str, row: str, taken: dict[int, str]
) -> None:
    header, rows = names.split(","), [*csv.reader([row])]
    columns = find_columns(header, None, None, "t.csv", rows)
    assert {each.place: each.axis for each in find_hemispheres(header, columns, rows)} == taken
