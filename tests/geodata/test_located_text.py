"""Tables of text, in and out: not a byte of a row changes, and what is odd is said."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.points.certainty import Outlines
from geodata.points.chunks import TableOptions
from geodata.points.placement import ADDED, summarise
from geodata.points.tables import Result, locate_file
from geodata.records import Atlas
from tests.geodata.uploaded import locate_bytes

BAD_ROWS = {
    ("", "35.9"): "no longitude",
    ("36.6", " "): "no latitude",
    ("", ""): "no longitude and no latitude",
    ("n/a", "35.9"): "longitude is not a number",
    ("36.6", "35_9"): "latitude is not a number",
    ("35.9N", "35.9"): "longitude is not a number",
    ("286430", "3978980"): "no degrees: the numbers look projected (give --crs)",
    ("inf", "35.9"): "longitude is not a number",
    ("366.6", "35.9"): "longitude is beyond 180 degrees",
    ("36.6", "-95"): "latitude is beyond 90 degrees",
    ("0", "0.0"): "longitude and latitude are both 0",
}


@pytest.fixture
def locate(tmp_path: Path, outlines: Outlines) -> Callable[..., tuple[Result, str]]:
    """A function that places the rows of a text and returns what came of it and the new text."""

    def locate_text(text: str, **options: Any) -> tuple[Result, str]:
        source, target = tmp_path / "events.csv", tmp_path / "out.csv"
        source.write_bytes(text.encode())
        result = locate_file(source, target, outlines, TableOptions(**options))
        return result, target.read_bytes().decode()

    return locate_text


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@given(
    rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    bom=st.booleans(),
    last=st.booleans(),
)
def test_not_a_byte_of_a_csv_row_changes(
    rows: list[tuple[str, str]],
    end: str,
    quoting: Literal[0, 1, 2, 3],
    bom: bool,
    last: bool,
    atlas: Atlas,
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=end, quoting=quoting)
    writer.writerow(["first", "lat", "lon", "second"])
    writer.writerows([first, "35.8645", "36.8059", second] for first, second in rows)
    text = ("\ufeff" if bom else "") + buffer.getvalue()
    text = text if last else text.removesuffix(end)
    _, data = locate_bytes("events.csv", text.encode(), atlas)
    mine = "idlib,inside,14.3,idlib/main/hole/02,"
    new = data.decode()
    assert new.count(mine) == len(rows)
    assert new.replace(f",{mine}", "").replace(f",{','.join(ADDED)}", "", 1) == text
    table = list(csv.reader(io.StringIO(new, newline="")))
    assert [(row[0], row[3]) for row in table[1:]] == rows


def test_blank_lines_stay_where_they_are(locate: Callable[..., tuple[Result, str]]) -> None:
    row, added_cells = "36.8059,35.8645", ",idlib,inside,14.3,idlib/main/hole/02,"
    result, text = locate(f"lon,lat\n\n{row}\n\n\n{row}\n\n")
    assert text == (f"lon,lat,{','.join(ADDED)}\n\n{row}{added_cells}\n\n\n{row}{added_cells}\n\n")
    assert result.tally.rows == 2


def test_a_row_without_a_place_keeps_its_place_and_says_why(
    locate: Callable[..., tuple[Result, str]],
) -> None:
    rows = [(*pair, reason) for pair, reason in BAD_ROWS.items()]
    text = "".join(f"{lon},{lat},{reason}\n" for lon, lat, reason in rows)
    result, new = locate(f"lon,lat,why\n36.8059,35.8645,\n{text}")
    table = list(csv.DictReader(io.StringIO(new)))
    assert table[0]["certainty"] == "inside"
    for row in table[1:]:
        assert row["certainty"] == f"not placed: {row['why']}"
        assert row["zone"] == row["distance_km"] == row["stretch"] == ""
    lines = summarise(result.tally)
    assert lines[0].startswith("12 rows: 1 inside, ")
    assert lines[0].endswith("; 11 not placed.")
    assert "3 longitude is not a number" in lines[2]


@pytest.mark.parametrize(
    ("header", "lon", "lat"),
    [
        ("event_id_cnty,latitude,longitude", 2, 1),  # ACLED
        ("id,latitude,longitude,geom_wkt", 2, 1),  # UCDP GED
        ("ActionGeo_Lat,ActionGeo_Long,x", 1, 0),  # GDELT
        ("Lng, Lat ,x", 0, 1),
        ("x,y,z", 0, 1),
    ],
)
def test_columns_of_coordinates_are_found_by_their_usual_names(
    header: str, lon: int, lat: int, locate: Callable[..., tuple[Result, str]]
) -> None:
    cells = ["-"] * len(header.split(","))
    cells[lon], cells[lat] = "36.8059", "35.8645"
    result, _ = locate(f"{header}\n{','.join(cells)}\n")
    assert result.tally.certainties == {("idlib", "inside"): 1}


def test_columns_that_are_given_go_before_those_found(
    locate: Callable[..., tuple[Result, str]],
) -> None:
    text = "lon,lat,Ost,Nord\n0,0,36.8059,35.8645\n"
    assert locate(text)[0].tally.unplaced == 1
    assert locate(text, lon="Ost", lat="Nord")[0].tally.certainties == {("idlib", "inside"): 1}


def test_semicolons_are_read(locate: Callable[..., tuple[Result, str]]) -> None:
    result, text = locate("id;lat;lon\n1;35.8645;36.8059\n")
    assert result.tally.certainties == {("idlib", "inside"): 1}
    assert text.splitlines()[1] == "1;35.8645;36.8059;idlib;inside;14.3;idlib/main/hole/02;"


def test_swapped_columns_are_noticed(
    locate: Callable[..., tuple[Result, str]], atlas: Atlas
) -> None:
    rows = [(place.lat, place.lon) for place in atlas.places[:20]]
    swapped = "".join(f"{lat},{lon}\n" for lat, lon in rows)
    result, _ = locate(f"lon,lat\n{swapped}")
    assert "Longitude and latitude seem to be swapped: " in summarise(result.tally)[-1]
    right = "".join(f"{lon},{lat}\n" for lat, lon in rows)
    assert not any("swapped" in line for line in summarise(locate(f"lon,lat\n{right}")[0].tally))
    one = summarise(locate(f"lon,lat\n{right}33.5,36.29\n")[0].tally)[-1]
    assert one.startswith("1 row outside Syria would lie in it if longitude and latitude")


def test_a_table_from_elsewhere_is_noticed(locate: Callable[..., tuple[Result, str]]) -> None:
    assert summarise(locate("lon,lat\n2.35,48.85\n")[0].tally)[-1].startswith("No row lies in Syri")


@pytest.mark.parametrize("taken", ["zone", "Certainty", "distance_km", "stretch", "zone_status"])
def test_a_column_that_is_there_already_stays(
    taken: str, locate: Callable[..., tuple[Result, str]]
) -> None:
    result, text = locate(f"{taken},lon,lat\nmine,36.8059,35.8645\n")
    assert result.is_renamed
    assert text.splitlines()[0] == (
        f"{taken},lon,lat,zone_2,certainty_2,distance_km_2,stretch_2,zone_status_2"
    )
    assert text.splitlines()[1].startswith("mine,")


def test_source_and_target_may_be_one_file(outlines: Outlines, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("lon,lat\n36.8059,35.8645\n")
    locate_file(path, path, outlines)
    assert path.read_text().splitlines()[1].endswith(",idlib,inside,14.3,idlib/main/hole/02,")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("lat,lon", '"35,93","36,63"'),
        ("lat,lon", "36.63 E,35.93 N"),  # the letters say which is which
        ("lat,lon", "٣٥٫٩٣,٣٦٫٦٣"),
        ("coordinates", '"35.93, 36.63"'),
        ("gps", "35.93 36.63 450 4.8"),
        ("wkt", "POINT (36.63 35.93)"),
    ],
)
def test_coordinates_as_people_write_them(
    header: str, row: str, locate: Callable[..., tuple[Result, str]]
) -> None:
    result, text = locate(f"id,{header}\n1,{row}\n")
    assert result.tally.certainties == {("idlib", "inside"): 1}
    assert text.splitlines()[1].startswith(f"1,{row},idlib,inside,")


def test_a_column_named_twice_holds_positions(
    locate: Callable[..., tuple[Result, str]],
) -> None:
    result, _ = locate("where\n35.93 36.63\n36.63\n", lon="where", lat="where")
    assert result.tally.certainties == {("idlib", "inside"): 1}
    assert result.tally.problems == {"no latitude and longitude can be read": 1}


def test_a_row_of_hxl_tags_is_said_to_be_one(locate: Callable[..., tuple[Result, str]]) -> None:
    result, _ = locate("lat,lon\n#geo+lat,#geo+lon\n35.93,36.63\n")
    assert result.tally.certainties == {("idlib", "inside"): 1}
    assert result.tally.problems == {"a row of HXL tags": 1}
