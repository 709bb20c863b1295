"""Workbooks: the sheet with coordinates is read with its types, and hostile ones are refused."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.tables import locate_file
from geodata.records import Atlas
from tests.geodata.hostile.where import LAT, LON
from tests.geodata.uploaded import locate_bytes
from tests.geodata.workbooks import write_ods, write_xls, write_xlsx

HEADER: list[Any] = ["id", "day", "place", "latitude", "longitude"]
ROWS: list[list[Any]] = [
    HEADER,
    [1, date(2017, 5, 5), "Idlib", LAT, LON],
    [2, None, "إدلب", None, LON],
]
TITLED: list[list[Any]] = [["Incidents in Syria"], [None], *ROWS]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.xlsx", write_xlsx({"One": ROWS})),
        ("t.csv", write_xlsx({"One": ROWS})),
        ("t.xlsx", write_xlsx({"Notes": [["Read me"]], "Two": TITLED})),
        ("t.ods", write_ods(ROWS)),
        ("t.csv", write_ods(ROWS)),
    ],
)
def test_a_workbook_is_located(name: str, data: bytes, atlas: Atlas) -> None:
    table, written = locate_bytes(name, data, atlas)
    assert (table.tally.rows, table.tally.unplaced, table.saved_as) == (2, 1, "t.csv")
    rows = list(csv.DictReader(io.StringIO(written.decode())))
    assert [row["id"] for row in rows] == ["1", "2"]
    assert [row["place"] for row in rows] == ["Idlib", "إدلب"]
    assert rows[0]["day"] == "2017-05-05"
    assert sum(table.tally.months.values()) == 1


@pytest.mark.parametrize("ending", ["csv", "tsv", "geojson", "gpkg", "parquet"])
@pytest.mark.parametrize("data", [write_xlsx({"One": ROWS}), write_ods(ROWS)], ids=["xlsx", "ods"])
def test_every_format_is_written(ending: str, data: bytes, tmp_path: Path, atlas: Atlas) -> None:
    source, target = tmp_path / "t.xlsx", tmp_path / f"out.{ending}"
    source.write_bytes(data)
    result = locate_file(source, target, make_outlines(atlas))
    assert (result.tally.rows, result.tally.unplaced) == (2, 1)
    if ending == "parquet":
        types = {field.name: str(field.type) for field in pq.read_schema(target)}
        assert (types["id"], types["day"], types["latitude"]) == ("int64", "date32[day]", "double")


def test_a_sheet_is_chosen_and_the_choice_is_said(atlas: Atlas) -> None:
    data = write_xlsx({"One": ROWS, "Two": ROWS[:2]})
    first, _ = locate_bytes("t.xlsx", data, atlas)
    assert first.warnings[0].startswith("Of the sheets 'One', 'Two', 'One' was read; choose ")
    second, _ = locate_bytes("t.xlsx", data, atlas, TableOptions(layer="Two"))
    assert (second.tally.rows, second.warnings) == (1, ())
    third, _ = locate_bytes("t.xlsx", write_xlsx({"One": ROWS, "Two": ROWS}, hidden="One"), atlas)
    assert third.warnings[0].startswith("Of the sheets 'One', 'Two', 'Two' was read; choose ")


def test_a_word_above_the_names_of_columns_is_no_name(atlas: Atlas) -> None:
    above = ["General", None, None, "Coordinates", None]
    as_text = "\n".join(",".join(str(x or "") for x in row) for row in [above, *ROWS]).encode()
    for data in (write_xlsx({"One": [above, *ROWS]}), as_text):
        table, _ = locate_bytes("t.csv", data, atlas)
        assert (table.tally.rows, table.tally.unplaced) == (2, 1)


def test_columns_of_several_kinds_become_texts(atlas: Atlas) -> None:
    rows = [HEADER, [1, "May 2017", 7, LAT, LON], ["b", date(2017, 5, 6), True, str(LAT), LON]]
    table, written = locate_bytes("t.xlsx", write_xlsx({"One": rows}), atlas)
    assert table.tally.unplaced == 0
    read = [list(row.values())[:3] for row in csv.DictReader(io.StringIO(written.decode()))]
    assert read == [["1", "May 2017", "7"], ["b", "2017-05-06", "true"]]


def repeated(columns: int, rows: int, text: str) -> bytes:
    cell = (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return write_ods([], content=row)


LONG = "x" * 10**6
DEEP = "<a>" * 10**6


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: write_xlsx({"One": []}, cells='<row><c r="XFD1048576"><v>1</v></c></row>'),
            "a sheet of",
        ),
        (
            lambda: write_xlsx({"One": []}, cells='<row r="99999999"><c/><c/></row>'),
            "a sheet of 199,999",
        ),
        (
            lambda: write_xlsx(
                {"One": []},
                texts=f"<sst><si><t>{LONG}</t></si></sst>",
                cells="<row>" + '<c t="s"><v>0</v></c>' * 1000 + "</row>",
            ),
            "more text than is read; save the table as CSV.",
        ),
        (lambda: write_xlsx({"One": []}, cells=DEEP), "its elements are nested too deeply."),
        (lambda: write_xlsx({"One": []}, cells="<row>"), "not sound XML ("),
        (
            lambda: write_xlsx({f"S{n}": [] for n in range(2000)}),
            "the workbook has more than 250 sheets.",
        ),
        (lambda: write_xlsx({}), "the workbook is empty."),
        (lambda: write_xlsx({"One": []}), "the workbook is empty."),
        (
            lambda: write_xlsx({"One": [["a", "b"], [1, 2]]}),
            "no columns of longitude and latitude among",
        ),
        (
            lambda: write_xlsx({"One": [["a"]], "Two": [["b"]]}),
            "none of its sheets has columns of longitu",
        ),
        (lambda: write_xlsx({"One": ROWS[:1]}), "the table has no rows."),
        (lambda: write_xlsx({"One": ROWS})[:-40], "the zip cannot be unpacked ("),
        (
            lambda: repeated(16384, 1048576, "x"),
            "a sheet of 17,179,869,184 cells, more than ",
        ),
        (
            lambda: repeated(1000, 1000, LONG[:1000]),
            "more text than is read; save the table as CSV.",
        ),
        (lambda: write_ods([], content=DEEP), "its elements are nested too deeply."),
        (
            lambda: write_xlsx({"One": []}, texts='<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'),
            "it declares entities of its own, which are not read.",
        ),
    ],
)
def test_hostile_and_empty_workbooks_are_refused(
    make: Callable[[], bytes], sentence: str, atlas: Atlas
) -> None:
    with pytest.raises(TableError) as caught:
        locate_bytes("t.xlsx", make(), atlas)
    assert str(caught.value).startswith(f"t.xlsx: {sentence}")
    assert "\n" not in str(caught.value)


OLD: list[list[Any]] = [
    ["The place", "latitude", "longitude"],
    ["إدلب", LAT, LON],
    ["?", "33,51", "36.29"],
]


def test_an_old_workbook_is_read(atlas: Atlas) -> None:
    for name in ("t.xls", "t.csv"):
        table, written = locate_bytes(name, write_xls([["A title"], *OLD]), atlas)
        assert (table.tally.rows, table.tally.unplaced, table.saved_as) == (2, 0, "t.csv")
        assert written.decode().splitlines()[1].startswith('"إدلب",')


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (write_xls(OLD, stream="WordDocument"), "the workbook cannot be read ("),
        (write_xls(OLD, stream="EncryptedPackage"), "a password protects the workbook; save it"),
        (write_xls(OLD)[:700], "the workbook cannot be read ("),
        (write_xls([["x"]]), "no columns of longitude and latitude among 'x'; "),
        # Two cells of a sheet that together reach over 16 million.
        (write_xls([*OLD, *[[]] * 65_000, ["x"] * 256]), "reading the workbook broke off, which"),
    ],
)
def test_old_workbooks_that_cannot_be_read_are_refused(
    data: bytes, sentence: str, atlas: Atlas
) -> None:
    with pytest.raises(TableError) as caught:
        locate_bytes("t.xls", data, atlas)
    assert str(caught.value).startswith(f"t.xls: {sentence}")
    assert "\n" not in str(caught.value)
