"""Tables of text as programs and people write them: read, and no row lost with another."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import TableError
from geodata.points.tables import Result
from tests.geodata.workbooks import write_xlsx

NAMES = ["id", "event_date", "location", "latitude", "longitude"]
ROWS = [
    ["1", "2017-05-05", "Idlib", "35.9306", "36.6339"],
    ["2", "2017-05-06", "Ar-Rastan", "34.9264", "36.7325"],
    ["3", "2017-05-07", "Damascus", "33.5102", "36.2919"],
    ["4", "2017-05-08", "Nawa", "32.8889", "36.0439"],
]
ZONES = ["idlib", "north-homs", "", "south"]


def write(delimiter: str = ",", end: str = "\n", names: list[str] = NAMES, rest: str = "") -> str:
    """Return the table, every row ending with ``rest``."""
    lines = [delimiter.join(names), *(delimiter.join(row) + rest for row in ROWS)]
    return "".join(line + end for line in lines)


@pytest.fixture
def place(locate: Callable[..., tuple[Result, Path]]) -> Callable[..., list[tuple[str, str]]]:
    """A function that returns zone and certainty of a table's rows, the same in two formats."""

    def place_rows(data: str | bytes, name: str = "t.csv") -> list[tuple[str, str]]:
        data = data.encode() if isinstance(data, str) else data
        found = read_features(locate(name, data, "geojson")[1])
        rows = read_cells(locate(name, data, "csv")[1])
        assert [(row["zone"], row["certainty"]) for row in rows] == found
        return found

    return place_rows


def read_features(path: Path) -> list[tuple[str, str]]:
    features = [feature["properties"] for feature in json.loads(path.read_text())["features"]]
    return [(values["zone"] or "", values["certainty"]) for values in features]


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a CSV table, from its header on; every row has as many cells."""
    text = path.read_text(encoding="utf-8-sig")
    lines = text.splitlines(keepends=True)
    header = next(line for line in lines if "certainty" in line)
    delimiter = header[header.index("certainty") - 1]
    text = text[text.index(header) :]
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if row]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize(
    "data",
    [
        *(write(delimiter) for delimiter in ",;\t|^"),
        *(f"sep={delimiter}\n" + write(delimiter) for delimiter in ",;\t|"),
        '"SEP=;"\r\n' + write(";", "\r\n"),
        write(";", names=["id", "event_date", "location (town, district)", *NAMES[3:]]),
        write(",", names=["id", "event_date", '"location; town | district"', *NAMES[3:]]),
        write(end="\r"),
        write("\t", end="\r"),
        write(end="\r\r\n"),
        write("\t", "\r\n").encode("utf-16"),
        write("\t").encode("utf-16-le"),
        b"\xfe\xff" + write(";").encode("utf-16-be"),
        write().replace("Idlib", "إدلب").encode("utf-16-be"),
        "Incidents in Syria\nExported: 2017-08-01\n\n" + write(),
        "Incidents; by day, place\n\n" + write("\t"),
        "# Source: example, 2017\n# Licence: CC BY\n" + write(),
        write(rest=","),
        write(";", rest=";;"),
        write(names=[*NAMES, "notes", "tags"]),
        write(", ").replace(", Idlib", ', "Idlib, in the ""north"""'),
        write(rest=',"said ""no"""', names=[*NAMES, "notes"]),
        write(rest=',"said \\"no, no\\""', names=[*NAMES, "notes"]),
        write(rest=',"said "no, no" there"', names=[*NAMES, "notes"]),
        write("|", rest='|"said "no"', names=[*NAMES, "notes"]),
        write("\t", rest='\t"Idlib', names=[*NAMES, "notes"]),
    ],
)
def test_a_table_as_programs_write_it_is_read(
    data: str | bytes, place: Callable[..., list[tuple[str, str]]]
) -> None:
    for name in ("t.csv", "t.tsv"):
        assert [zone for zone, _ in place(data, name)] == ZONES


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("5,2017-05-10,Ma,arrat,35.6483,36.6769", "6 cells, the header has 5"),
        ("5,2017-05-10,Maarrat", "3 cells, the header has 5"),
        # Which cell is missing is not known: 36.6769 may as well be the latitude.
        ("5,Maarrat,35.6483,36.6769", "4 cells, the header has 5"),
        ("Total: 4 events", "1 cell, the header has 5"),
        ("5,2017-05-10,Maarrat,35,6483,36,6769", "7 cells, the header has 5"),
        ('5,2017-05-10,"Maarrat, in the north,35.6483,36.6769', "6 cells, the header has 5"),
        ('5,"2017-05-10,Maarrat', "3 cells, the header has 5"),
    ],
)
@pytest.mark.parametrize("before", range(5))
def test_a_row_with_other_cells_costs_only_itself(
    row: str, reason: str, before: int, place: Callable[..., list[tuple[str, str]]]
) -> None:
    lines = write().splitlines(keepends=True)
    lines.insert(1 + before, row + "\n")
    found = place("".join(lines))
    assert found.pop(before) == ("", f"not placed: {reason}")
    assert [zone for zone, _ in found] == ZONES


def test_cells_beyond_the_header_stay_in_the_last_column(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    data = (write() + "5,2017-05-10,Ma,arrat,35.6483,36.6769\n").encode()
    result, path = locate("t.csv", data, "csv")
    assert read_cells(path)[-1]["longitude"] == "35.6483,36.6769"
    assert result.tally.problems == {"more or fewer cells than the header": 1}


def test_a_mark_that_is_not_closed_takes_no_other_row(
    place: Callable[..., list[tuple[str, str]]],
) -> None:
    data = write().replace("Idlib", '"Idlib').replace("Nawa", '"Nawa, ""the"" town"')
    assert [zone for zone, _ in place(data)] == ZONES


def test_lines_above_the_header_and_blank_ones_stay(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    above, rest = "# Licence: CC BY\n\n", "\n\n"
    result, path = locate("t.csv", (above + write() + rest).encode(), "csv")
    text = path.read_text()
    assert result.notes == ("The names of the columns were found in line 3.",)
    said = locate("t.csv", f"sep=;\n\n{write(';')}".encode(), "csv")[0].notes
    assert said == ("The columns are parted by semicolons.",)
    assert text.startswith(above + ",".join(NAMES))
    assert text.endswith(rest)


@pytest.mark.parametrize(
    ("names", "codec", "said"),
    [
        (["إدلب", "الرستن", "دمشق", "نوى"], "cp1256", "windows-1256"),
        (["Идлиб", "Растан", "Дамаск", "Нава"], "cp1251", "windows-1251"),
        (["Idleb près d'ici", "Rastane", "Damas détruite", "Naoua"], "cp1252", "windows-1252"),
        (["Idleb près d'ici", "Rastane", "Damas détruite", "Naoua"], "mac_roman", "Mac OS Roman"),
        (["إدلب", "الرستن", "دمشق", "نوى"], "utf-16", ""),
        (["إدلب", "الرستن", "دمشق", "نوى"], "utf-32", ""),
        (["إدلب", "الرستن", "دمشق", "نوى"], "utf-16-le", "UTF-16"),
        (["إدلب", "الرستن", "دمشق", "نوى"], "utf-8", ""),
        (["إدلب", "الرستن", "دمشق", "نوى"], "utf-8-sig", ""),
    ],
)
def test_another_encoding_is_told_and_becomes_utf_8(
    names: list[str], codec: str, said: str, locate: Callable[..., tuple[Result, Path]]
) -> None:
    text = write()
    for row, name in zip(ROWS, names, strict=True):
        text = text.replace(row[2], name)
    guessed = f"The text was read as {said}, which is guessed: check the names in it."
    for out in ("geojson", "csv"):
        result, path = locate("t.csv", text.encode(codec), out)
        assert result.notes == ((guessed,) if said else ())
    assert [row["location"] for row in read_cells(path)] == names
    # Spreadsheets that wrote another encoding take a table for it unless this says otherwise.
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == (codec != "utf-8")


def test_columns_without_names_are_numbered_where_names_are_needed(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    text = write(names=[*NAMES, "", ""], rest=",a,b")
    features = json.loads(locate("t.csv", text.encode(), "geojson")[1].read_text())["features"]
    numbers = len(NAMES) + 1, len(NAMES) + 2
    assert [features[0]["properties"][f"column {n}"] for n in numbers] == ["a", "b"]


def test_columns_that_nothing_known_parts_are_said_to_be_so(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    for delimiter in (":", "   "):
        with pytest.raises(TableError, match="no delimiter is known that parts 'id"):
            locate("t.csv", write(delimiter).encode(), "csv")


def test_tags_of_hxl_name_columns_whose_names_mean_nothing(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    text = "field1,field2,field3\n#geo+lat,#geo+lon,#date\n35.93,36.63,2017-05-07\n"
    for data in (text.encode(), write_xlsx({"a": [row.split(",") for row in text.split()]})):
        result, path = locate("t.csv", data, "geojson")
        assert [key.month for key in result.tally.months] == ["2017-05"]
        (row,) = json.loads(path.read_text())["features"]
        assert (row["properties"]["#date"], len(result.notes)) == ("2017-05-07", 1)


def test_a_few_broken_bytes_do_not_change_what_the_rest_is(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    text = write().replace("Idlib", "إدلب").replace("Nawa", "نوى").replace("Damascus", "دمشق")
    data = text.encode().replace(b"Ar-Rastan", b"Ar-\xd8Rastan")
    assert b"Ar-\xd8Rastan" in locate("t.csv", data, "csv")[1].read_bytes()
    features = json.loads(locate("t.csv", data, "geojson")[1].read_text())["features"]
    places = [feature["properties"]["location"] for feature in features]
    assert places == ["إدلب", "Ar-\N{REPLACEMENT CHARACTER}Rastan", "دمشق", "نوى"]


@pytest.mark.parametrize("letters", ["X,Y", "N,E", "GPS,Point", "North,East"])
@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_row_of_values_with_letters_is_not_taken_for_the_header(
    name: str, letters: str, locate: Callable[..., tuple[Result, Path]]
) -> None:
    rows = [["id", "site", "a", "b"]]
    rows += [[n, "35.9306, 36.6339", *letters.split(",")] for n in ("1", "2")]
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    data = write_xlsx({"s": rows}) if name == "t.xlsx" else file.getvalue().encode()
    result, path = locate(name, data, "csv")
    with path.open(encoding="utf-8-sig", newline="") as table:
        assert [row["zone"] for row in csv.DictReader(table)] == ["idlib", "idlib"]
    assert not any("names of the columns were found" in note for note in result.notes)


def test_what_is_refused_is_named_by_the_header(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    data = b"latd,latm,lats,NS,longd,longm,longs,EW\n35,38,53,N,36,40,36,E\n"
    with pytest.raises(TableError, match="'longd' holds degrees alone, and 'longm' their minutes"):
        locate("t.csv", data, "csv")


def test_years_are_the_names_of_columns_below_a_title(
    locate: Callable[..., tuple[Result, Path]],
) -> None:
    data = b"Events by year\n\nX,Y,2016,2017,2018\n36.6339,35.9306,1,2,3\n"
    _, path = locate("t.csv", data, "csv")
    assert path.read_text().splitlines()[3].split(",")[5] == "idlib"
