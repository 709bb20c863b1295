"""Dates of workbooks: what a cell shows of a day counts, and no more."""

import csv
import io
from datetime import date

import pytest

from geodata.records import Atlas
from tests.geodata.hostile.where import LAT, LON
from tests.geodata.uploaded import locate_bytes
from tests.geodata.workbooks import write_ods, write_xlsx


def date_cell(day: date, first: date = date(1899, 12, 30), style: str = ' s="2"') -> str:
    return f"<c r='B2'{style}><v>{(day - first).days}</v></c>"


def number_cell(column: str, value: float) -> str:
    return f'<c r="{column}2"><v>{value!r}</v></c>'


def write_dated(cell: str, **parts: str) -> bytes:
    names = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for column, name in zip("ABCD", ("id", "event_date", "lat", "lon"), strict=True)
    )
    row = f"{number_cell('A', 1)}{cell}{number_cell('C', LAT)}{number_cell('D', LON)}"
    cells = f'<row r="1">{names}</row><row r="2">{row}</row>{parts.pop("more", "")}'
    return write_xlsx({"One": []}, cells=cells, **parts)


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        *((shown, "2017-05") for shown in ("17", "mmm-yy", "yyyy\\-mm", "mmmm yyyy", "mm/yy")),
        *((shown, "2017-05") for shown in ("[$-409]mmm\\ yy;@", '"on day "mm.yyyy', "YYYY-MM")),
        *((shown, "2017") for shown in ("yyyy", "yy", '"Jahr "yyyy')),
        ("mmmm", "May"),
        *((shown, "2017-05-01") for shown in ("14", "d mmm yyyy", "dd/mm/yyyy", "[Red]yyyy-mm-dd")),
        *((shown, "2017-05-01") for shown in ("[$-F800]dddd\\, mmmm dd\\, yyyy", "d-mmm", "16")),
    ],
)
def test_of_a_date_in_xlsx_what_is_shown_counts(shown: str, written: str, atlas: Atlas) -> None:
    data = write_dated(date_cell(date(2017, 5, 1)), format=shown)
    table, text = locate_bytes("t.xlsx", data, atlas)
    row = next(csv.DictReader(io.StringIO(text.decode())))
    assert (row["id"], row["event_date"]) == ("1", written)
    # The status changed in that month.
    is_day = written == "2017-05-01"
    assert bool(row["zone_status"]) == is_day
    said = "1 cell shows a month or a year alone, and no day is taken from the date behind"
    assert (said in " ".join(table.warnings)) != is_day


@pytest.mark.parametrize("shown", ["mmm-yy", "yyyy"])
def test_another_day_than_the_first_stays_whatever_is_shown(shown: str, atlas: Atlas) -> None:
    data = write_dated(date_cell(date(2017, 5, 17)), format=shown)
    table, text = locate_bytes("t.xlsx", data, atlas)
    row = next(csv.DictReader(io.StringIO(text.decode())))
    assert row["event_date"].startswith("2017-05-17")
    assert "shows a month" not in " ".join(table.warnings)


@pytest.mark.parametrize("shown", ["0.00E+00", "General", "0", "#,##0", "@", '0 "my"', "h:mm"])
def test_numbers_that_show_no_date_stay(shown: str, atlas: Atlas) -> None:
    _, text = locate_bytes("t.xlsx", write_dated(date_cell(date(2017, 5, 1)), format=shown), atlas)
    row = next(csv.DictReader(io.StringIO(text.decode())))
    assert row["event_date"].startswith("42856" if shown != "h:mm" else "2017-05-01")


def test_the_other_beginning_of_days_counts(atlas: Atlas) -> None:
    cell = date_cell(date(2017, 5, 1), date(1904, 1, 1))
    data = write_dated(cell, format="mmm-yy", workbook='<workbookPr date1904="1"/>')
    _, text = locate_bytes("t.xlsx", data, atlas)
    assert next(csv.DictReader(io.StringIO(text.decode())))["event_date"] == "2017-05"


def test_a_month_stands_beside_days_in_a_column(atlas: Atlas) -> None:
    first = date_cell(date(2017, 5, 1))
    second = date_cell(date(2017, 5, 2), style=' s="1"').replace("B2", "B3")
    more = f'<row r="3">{second}<c r="C3"><v>{LAT}</v></c><c r="D3"><v>{LON}</v></c></row>'
    data = write_dated(f"{first}", format="17", more=more)
    _, text = locate_bytes("t.xlsx", data, atlas)
    rows = [*csv.DictReader(io.StringIO(text.decode()))]
    assert [row["event_date"] for row in rows] == ["2017-05", "2017-05-02"]
    assert [bool(row["zone_status"]) for row in rows] == [False, True]


@pytest.mark.parametrize(
    ("day", "shown", "written"),
    [
        *(
            ("2017-05-01", shown, "2017-05")
            for shown in ("May 17", "05/2017", "2017-05", "Mai 2017")
        ),
        *(("2017-05-01", shown, "2017-05") for shown in ("أيار ٢٠١٧", "2017-05 00:00", "5/17")),
        ("2017-01-01", "01/2017", "2017-01"),
        ("2017-05-01", "2017", "2017"),
        ("2017-05-01", "Q2 2017", "2017"),
        ("2017-05-01", "May", "May"),
        *(("2017-05-01", shown, "2017-05-01") for shown in ("1 May 2017", "01.05.17", "May 1, 17")),
        *(("2017-05-01", shown, "2017-05-01") for shown in ("1-May", "", "Monday 1 May 2017")),
        ("2017-01-01", "1 January 2017", "2017-01-01"),
        ("2017-05-17", "17 May 2017", "2017-05-17"),
        ("2017-05-17", "17-May", "2017-05-17"),
    ],
)
def test_of_a_date_in_ods_what_is_shown_counts(
    day: str, shown: str, written: str, atlas: Atlas
) -> None:
    note = "<office:annotation><text:p>Seen on 1 and 2 May</text:p></office:annotation>"
    cells = "".join(
        f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        for value in (LAT, LON)
    )
    names = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in ("event_date", "lat", "lon")
    )
    for beside in ("", note):
        content = (
            f"<table:table-row>{names}</table:table-row>"
            f'<table:table-row><table:table-cell office:value-type="date" '
            f'office:date-value="{day}">{beside}<text:p>{shown}</text:p></table:table-cell>{cells}'
            f"</table:table-row>"
        )
        _, text = locate_bytes("t.ods", write_ods([], content=content), atlas)
        row = next(csv.DictReader(io.StringIO(text.decode())))
        assert row["event_date"] == written
