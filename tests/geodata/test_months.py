"""Events are counted by month, certainty and status, in no more months than can be shown."""

from __future__ import annotations

from collections import Counter

from geodata.points.months import (
    MOST_MONTHS,
    NO_MONTH,
    OTHER_MONTHS,
    MonthCounts,
    MonthKey,
    limit_months,
    list_months,
)
from geodata.records import Atlas
from geodata.records.zone_terms import IN_FORCE
from tests.geodata.uploaded import locate_bytes

IN_IDLIB, OUTSIDE = "36.63,35.93", "36.3,33.51"


def count(*months: str) -> MonthCounts:
    return Counter({MonthKey("idlib", "inside", month, IN_FORCE): 2 for month in months})


def test_events_are_counted_by_how_the_zone_stood(atlas: Atlas) -> None:
    days = ("2017-05-01", "2017-05-05", "2017-05-06", "2017-06-30", "", "2017-05")
    rows = [f"{day},{IN_IDLIB}\n" for day in days] + [f"2017-06-01,{OUTSIDE}\n", "2017-06-01,x,1\n"]
    table, _ = locate_bytes("a.csv", f"date,lon,lat\n{''.join(rows)}".encode(), atlas)
    inside = {
        (key.month, key.status): count
        for key, count in table.tally.months.items()
        if key.zone == "idlib"
    }
    assert inside == {
        ("2017-05", "before the memorandum"): 1,
        ("2017-05", "signed"): 1,
        ("2017-05", IN_FORCE): 1,
        ("2017-06", IN_FORCE): 1,
        # A month in which the status changed, and no date: no status.
        ("2017-05", ""): 1,
        (NO_MONTH, ""): 1,
    }
    assert table.tally.months[MonthKey("", "outside", "2017-06", "")] == 1
    assert table.tally.months.total() == len(days) + 1


def test_months_are_listed_with_those_between() -> None:
    counts = count("2017-11", NO_MONTH, "2018-02", OTHER_MONTHS)
    assert list_months(counts) == ["2017-11", "2017-12", "2018-01", "2018-02"]
    assert list_months(count(NO_MONTH)) == []


def test_dates_by_mistake_leave_the_months_that_most_are_in() -> None:
    counts = count("0017-05", NO_MONTH, "2017-05", "2019-06", "9999-12")
    kept = limit_months(counts)
    assert kept == count(NO_MONTH, "2017-05", "2019-06") + Counter(
        {MonthKey("idlib", "inside", OTHER_MONTHS, IN_FORCE): 4}
    )
    assert kept.total() == counts.total()


def test_as_many_months_as_can_be_shown_are_left_alone() -> None:
    counts = count("2000-01", f"{2000 + MOST_MONTHS // 12 - 1}-12")
    assert limit_months(counts) == counts
    assert len(list_months(counts)) == MOST_MONTHS
    assert limit_months(counts, MOST_MONTHS - 1) != counts
