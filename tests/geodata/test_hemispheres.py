"""North or south, east or west may stand in columns of their own."""

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.coordinate_columns import find_columns
from geodata.points.hemispheres import find_hemispheres
from geodata.points.placement import summarise
from geodata.points.tables import locate_file
from geodata.records import Atlas
from tests.geodata.workbooks import write_xlsx

NOT_READ = "not placed: the hemisphere of a coordinate cannot be read, or is said in two ways"
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
    # Words in several languages, and a letter of two meanings: Ost, Ouest.
    (35.93, "n.", 36.63, "(E)"): "inside",
    (35.93, "Northern", 36.63, "Östlich"): "inside",
    (35.93, "Southern hemisphere", 36.63, "E"): "outside",
    (35.93, "Süd", 36.63, "E"): "outside",
    (35.93, "N", 36.63, "O"): NOT_READ,
    (35.93, "?", 36.63, "E"): NOT_READ,
    (35.93, "NE", 36.63, "E"): NOT_READ,
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


def _locate(
    name: str, data: bytes, folder: Path, atlas: Atlas, crs: str | None = None
) -> tuple[list[str], str]:
    """Return the certainties of a table's rows, and what is said of how it was read."""
    (folder / name).write_bytes(data)
    result = locate_file(
        folder / name, folder / "located.csv", make_outlines(atlas), TableOptions(crs=crs)
    )
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
        # Of this name each cell says which axis it is of.
        ("lat,lon,hemisphere", "35.9,36.6,south", {2: ""}),
        ("خط العرض,ش,خط الطول,ق", "35.9,ج,36.6,غ", {1: "lat", 3: "lon"}),
        ("lat,Unnamed: 1,lon", "35.9,S,36.6", {1: "lat"}),
        ("lat,lon,column4", "35.9,36.6,W", {2: "lon"}),
        ("lat,direction,lon,direction", "35.9,South,36.6,East", {1: "lat", 3: "lon"}),
        ("lat,N/S,lon,dir", "35.9,S,36.6,E", {1: "lat", 3: "lon"}),
        ("place.lat,place.N/S,place.lon", "35.9,S,36.6", {1: "lat"}),
        ("lat,letter,lon,letter", "35.9,S,36.6,E", {1: "lat", 3: "lon"}),
        ("Lat,NS Ind,Lon,EW Ind", "35.9,S,36.6,E", {1: "lat", 3: "lon"}),
        ("lat,wind,lon,sector", "35.9,S,36.6,E", {}),
        # What has a name of its own is of that: wounded, no, a sort, a sector, a sex, a band.
        ("name,lat,lon,outcome", "a,35.9,36.6,W", {}),
        ("id,lon,lat,confirmado", "1,36.6,35.9,S", {}),
        ("id,lon,lat,type", "1,36.6,35.9,S", {}),
        ("lat,lon,sector", "35.9,36.6,W", {}),
        ("lat,wind_dir,lon", "35.9,S,36.6", {}),
        ("lat,lon,direction", "35.9,36.6,W", {}),
        ("lat,sex,lon,x", "35.9,K,36.6,G", {}),
        ("lat,lon,sex", "35.9,36.6,B", {}),
        ("lat,sex,lon,status", "35.9,K,36.6,D", {}),
        ("lat,h,lon", "35.9,S,36.6", {}),
        ("id,easting,northing,band", "1,286430.5,3978980.5,S", {}),
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


def test_cells_that_are_not_read_leave_no_row_in_the_north(tmp_path: Path, atlas: Atlas) -> None:
    data = b"lat,lon,lat_dir\n35.93,36.63,?\n35.93,36.63,\n35.93,36.63,nan\n"
    assert _locate("t.csv", data, tmp_path, atlas)[0] == [NOT_READ, "inside", "inside"]


@pytest.mark.parametrize(
    ("cells", "certainties"),
    [
        (("1", "-1", "1"), ["inside", "outside", "inside"]),
        (("1.0", "N", "-1.0"), ["inside", "inside", "outside"]),
        # With a third number beside them they are codes, of which it is not known what they mean.
        (("1", "0", "N"), [NOT_READ, NOT_READ, "inside"]),
    ],
)
def test_numbers_are_signs_where_there_are_no_others(
    cells: tuple[str, ...], certainties: list[str], tmp_path: Path, atlas: Atlas
) -> None:
    data = "lat,lon,lat_dir\n" + "".join(f"35.93,36.63,{cell}\n" for cell in cells)
    assert _locate("t.csv", data.encode(), tmp_path, atlas)[0] == certainties


def test_of_one_column_each_cell_says_which_axis_it_is_of(tmp_path: Path, atlas: Atlas) -> None:
    cells = {
        "N": "inside", "NE": "inside", "South-West": "outside", "W": "outside", "S": "outside",
        "left": NOT_READ,
    }  # fmt: skip
    data = "lat,lon,hemisphere\n" + "".join(f"35.93,36.63,{cell}\n" for cell in cells)
    assert _locate("t.csv", data.encode(), tmp_path, atlas)[0] == [*cells.values()]


@pytest.mark.parametrize(
    ("lat", "direction", "certainty"),
    [("35.93N", "S", NOT_READ), ("35.93S", "N", NOT_READ), ("N 35.93", "N", "inside")],
)
def test_a_letter_beside_the_number_says_the_same_or_nothing_is_placed(
    lat: str, direction: str, certainty: str, tmp_path: Path, atlas: Atlas
) -> None:
    data = f"lat,lat_dir,lon\n{lat},{direction},36.63\n"
    assert _locate("t.csv", data.encode(), tmp_path, atlas)[0] == [certainty]
    data = f"lat,lon,N/S,hemisphere\n35.93,36.63,{lat[-1]},{direction}\n"
    if lat.endswith(("N", "S")):
        assert _locate("t.csv", data.encode(), tmp_path, atlas)[0] == [certainty]


def test_records_are_read_by_the_names_of_all(tmp_path: Path, atlas: Atlas) -> None:
    place: dict[str, object] = {"lat": 35.93, "lon": 36.63}
    rows = [place | {"gender": "W"}, place | {"lat_dir": "S"}, place | {"lat_dir": "?"}]
    certainties, _ = _locate("t.json", _write_json(rows), tmp_path, atlas)
    assert certainties == ["inside", "outside", NOT_READ]


@pytest.mark.parametrize("name", ["band", "hemisphere", "N/S", ""])
def test_projected_coordinates_have_none(name: str, tmp_path: Path, atlas: Atlas) -> None:
    data = f"id,easting,northing,{name}\n1,286430,3978980,S\n"
    certainties, notes = _locate("t.csv", data.encode(), tmp_path, atlas, crs="EPSG:32637")
    assert certainties == ["inside"]
    assert "hemispheres" not in notes


_NMEA = "Latitude,N/S Indicator,Longitude,E/W Indicator\n"


def test_degrees_and_minutes_in_one_number_are_read_beside_hemispheres(
    tmp_path: Path, atlas: Atlas
) -> None:
    rows = {
        "3555.8,N,03637.8,E": "inside",
        "3555.8,N,3637.8,E": "inside",
        "3555.8,S,03637.8,E": "outside",
        "3555.8,?,03637.8,E": NOT_READ,
        ",,,": "not placed: no longitude and no latitude",
    }
    certainties, notes = _locate("t.csv", (_NMEA + "\n".join(rows)).encode(), tmp_path, atlas)
    assert certainties == [*rows.values()]
    assert "are read as degrees and minutes in one: 3538.9 is 35° 38.9'." in notes
    # Below so many of these, one of degrees is not taken for minutes, and 78 are none.
    rows = {"35.93,N,36.63,E": "latitude", "3578.8,N,03637.8,E": "latitude"}
    data = _NMEA + "3555.8,N,03637.8,E\n" * 30 + "\n".join(rows)
    certainties, _ = _locate("t.csv", data.encode(), tmp_path, atlas)
    assert certainties[:30] == ["inside"] * 30
    assert certainties[30:] == ["not placed: latitude is not a number"] * 2


@pytest.mark.parametrize(
    "data",
    [
        "lat,lon\n3555.8,03637.8\n",
        # Not all of them are of this form.
        _NMEA + "3555.8,N,03637.8,E\n3555,N,03637.8,E\n",
        _NMEA + "3555.8,N,03637.8,E\n3578.8,N,03637.8,E\n",
    ],
)
def test_else_they_are_not_placed_and_not_said_to_be_metres(
    data: str, tmp_path: Path, atlas: Atlas
) -> None:
    (tmp_path / "t.csv").write_text(data)
    result = locate_file(tmp_path / "t.csv", tmp_path / "located.csv", make_outlines(atlas))
    assert result.tally.unplaced == result.tally.rows
    said = "\n".join(summarise(result.tally))
    assert "look like degrees and minutes in one (write 3538.9 as 35° 38.9')" in said
    assert "metres" not in said
