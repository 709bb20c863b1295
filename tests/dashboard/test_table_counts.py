"""The counts of a located table, and those of the events in force as agreed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.library import Library
from dashboard.panels import table_counts
from geodata.points.uploads import LocatedTable
from tests.dashboard.markup import read_html
from tests.geodata.uploaded import locate_bytes

EAST_GHOUTA, OUTSIDE = "36.40,33.56", "36.3,33.3"
# In force for six months from 6 May 2017 on; East Ghouta's zone ended on two dates of April 2018.
DAYS = ("2017-05-05", "2017-05-06", "2017-11-03", "2017-11-04", "2018-06-01", "2018-04", "")


def locate(text: str, library: Library) -> LocatedTable:
    return locate_bytes("a.csv", text.encode(), library.atlas)[0]


@pytest.fixture(scope="module")
def table(library: Library) -> LocatedTable:
    rows = [f"{day},{EAST_GHOUTA}\n" for day in DAYS] + [f"2017-06-01,{OUTSIDE}\n"]
    return locate(f"date,lon,lat\n{''.join(rows)}", library)


def read_rows(html: str) -> dict[str, list[str]]:
    """Return the cells of each row of a table, by the text of its first."""
    rows: dict[str, list[str]] = {}
    for element in read_html(html):
        if element.tag == "th" and element.attributes["scope"] == "row":
            rows[element.text] = []
        elif element.tag == "td":
            rows[[*rows][-1]].append(element.text)
    return rows


def test_all_rows_are_counted_where_nothing_narrows_them(
    table: LocatedTable, library: Library
) -> None:
    rows = read_rows(table_counts.counts(table.tally, library, is_narrowed=False))
    assert rows["East Ghouta"] == [str(len(DAYS)), "0", "0", "0"]
    assert rows["No zone"] == ["0", "0", "0", "1"]
    months = table_counts.months(table.tally, library, is_narrowed=False)
    assert read_rows(months)["East Ghouta"] == ["1", "2", "0", "2", "1", "1"]
    assert "no month" in months


def test_rows_are_narrowed_to_those_while_the_agreement_held(
    table: LocatedTable, library: Library
) -> None:
    assert table_counts.why_not_by_date(table, library) == ""
    tally = table_counts.narrow(table.tally)
    rows = read_rows(table_counts.counts(tally, library, is_narrowed=True))
    assert rows["East Ghouta6 May – 3 November 2017"] == ["2", "0", "0"]
    assert "Idlib and surroundings6 May – 3 November 2017" in rows
    assert not [name for name in rows if name.startswith("No zone")]
    months = table_counts.months(tally, library, is_narrowed=True)
    assert read_rows(months)["East Ghouta"] == ["1", "1"]
    assert "2 rows in a zone have no status" in table_counts.describe_narrowed(table.tally)
    # What is narrowed is a view: the table's own counts stay.
    assert table.tally.certainties.total() == len(DAYS) + 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("lon,lat\n36.40,33.56\n", "No column of dates was found"),
        ("date,lon,lat\nsoon,36.40,33.56\n", "No date can be read"),
    ],
)
def test_it_is_said_why_rows_cannot_be_narrowed(text: str, reason: str, library: Library) -> None:
    assert table_counts.why_not_by_date(locate(text, library), library).startswith(reason)


def test_where_nobody_knows_when_it_held_that_is_said(
    table: LocatedTable, library: Library
) -> None:
    unknown = replace(library, atlas=replace(library.atlas, terms={}))
    reason = table_counts.why_not_by_date(table, unknown)
    assert reason == "The data does not say from when to when the agreement was in force."
