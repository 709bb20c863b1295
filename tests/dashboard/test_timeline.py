"""The timeline shows calendar dates: ISO days, which no time zone moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import pytest

from corpus.date_words import format_edtf
from corpus.records import KeyDate
from dashboard.library import Library
from dashboard.panels.timeline import list_first_days, timeline_chart
from tests.dashboard.pieces import shipped_document
from tests.dashboard.shipped import each_key_date


def rows(chart: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the chart's rows that stand for key dates, by id."""
    found = [row for data in chart["datasets"].values() for row in data if "first" in row]
    assert len({row["id"] for row in found}) == len(found), "a key date stands twice"
    return {row["id"]: row for row in found}


def marks(chart: dict[str, Any], key_date_id: str) -> list[dict[str, Any]]:
    """Return the chart's marks of a key date, in order of time."""
    return [
        mark
        for data in chart["datasets"].values()
        for mark in data
        if "form" in mark and mark["id"] == key_date_id
    ]


def make_key_date(written: str, key_date_id: str = "a") -> KeyDate:
    """Return a key date of which the file has this date."""
    return KeyDate(
        id=key_date_id, date=written, label="A", zones=(), kind="planned", passages=("a-passage",)
    )


def draw(written: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the row and the marks of a key date of which the file has this date."""
    chart = timeline_chart((make_key_date(written),))
    return rows(chart)["a"], marks(chart, "a")


def scales(part: object) -> list[dict[str, Any]]:
    """Return every scale of time in a chart."""
    if isinstance(part, dict):
        own = [part["scale"]] if part.get("type") == "temporal" else []
        return own + [scale for value in part.values() for scale in scales(value)]
    if isinstance(part, list):
        return [scale for value in part for scale in scales(value)]
    return []


@each_key_date
def test_a_key_date_stands_on_its_own_days(key_date_id: str, library: Library) -> None:
    (key_date,) = (known for known in library.corpus.key_dates if known.id == key_date_id)
    chart = timeline_chart(library.corpus.key_dates)
    drawn = marks(chart, key_date_id)
    assert len(drawn) == len(key_date.span.parts)
    for mark, part in zip(drawn, key_date.span.parts, strict=True):
        assert mark["start"] == part.first_named.isoformat()
        # A bar reaches to the end of its last day.
        after = timedelta(days=part.first_named < part.last_named)
        assert mark["end"] == (part.last_named + after).isoformat()
    row = rows(chart)[key_date_id]
    assert (row["first"], row["last"]) == (drawn[0]["start"], drawn[-1]["end"])
    # Whatever is drawn says when it is in words, to a screen reader and beside the pointer.
    words = format_edtf(key_date.date)
    for told in (row, *drawn):
        assert told["when"] == words
        assert told["text"] == f"{words}: {key_date.label}"


FORMS: dict[str, list[tuple[str, str, str, float]]] = {
    "2017-05-06": [("day", "2017-05-06", "2017-05-06", 1.0)],
    "2017-05-06~": [("day", "2017-05-06", "2017-05-06", 0.0)],
    "2017-05-06/2017-05-07": [("span", "2017-05-06", "2017-05-08", 0.0)],
    "9999-12-30/9999-12-31": [("span", "9999-12-30", "9999-12-31", 0.0)],
    "[2017-11-04,2017-11-06]": [
        ("day", "2017-11-04", "2017-11-04", 0.0),
        ("day", "2017-11-06", "2017-11-06", 0.0),
    ],
    "[2017-05,2017-07-02]": [
        ("span", "2017-05-01", "2017-06-01", 0.0),
        ("day", "2017-07-02", "2017-07-02", 0.0),
    ],
    "../2017-06-04": [("limit", "2017-06-04", "2017-06-04", 0.0)],
    "../2017-05-31~": [("limit", "2017-05-31", "2017-05-31", 0.0)],
    "2018-07-31/..": [("limit", "2018-07-31", "2018-07-31", 0.0)],
}


@pytest.mark.parametrize("written", FORMS)
def test_every_form_of_date_has_marks_of_its_own(written: str) -> None:
    forms = FORMS[written]
    row, drawn = draw(written)
    assert [(m["form"], m["start"], m["end"], m["filling"]) for m in drawn] == forms
    # The line that joins the dates of a set, and the dots on the open side.
    assert row["is_set"] == written.startswith("[")
    assert row["open"] == ("start" if written[0] == "." else "end" if written[-1] == "." else "")
    # The words stand clear of the dots.
    assert (row["left"] > row["right"]) == written.startswith("..")
    assert (row["right"] > row["left"]) == written.endswith("..")


@pytest.mark.parametrize("written", ["../2017-06-04", "2017-06-04", "2017-06-04/.."])
def test_what_is_due_by_a_day_is_ahead_until_then(written: str) -> None:
    assert [*list_first_days((make_key_date(written),)).values()] == ["2017-06-04"]


def test_every_key_date_stands_on_the_timeline_once(library: Library) -> None:
    shown = rows(timeline_chart(library.corpus.key_dates))
    assert sorted(shown) == sorted(key_date.id for key_date in library.corpus.key_dates)


def test_approximate_dates_say_so(library: Library) -> None:
    shown = rows(timeline_chart(library.corpus.key_dates))
    approximate = [key_date for key_date in library.corpus.key_dates if key_date.span.approximate]
    assert approximate
    for key_date in approximate:
        assert shown[key_date.id]["when"].startswith(("about ", "mid-", "by late "))


def test_days_are_text_and_never_moments(library: Library) -> None:
    chart = timeline_chart(library.corpus.key_dates)
    for data in chart["datasets"].values():
        for row in data:
            for name in {"start", "end", "first", "last", "day"} & set(row):
                assert date.fromisoformat(row[name]).isoformat() == row[name]


def test_time_is_drawn_in_no_time_zone(library: Library) -> None:
    found = scales(timeline_chart(library.corpus.key_dates))
    assert found
    assert all(scale["type"] == "utc" for scale in found)


def test_the_rows_are_in_order_of_time(library: Library) -> None:
    shown = rows(timeline_chart(library.corpus.key_dates)).values()
    assert [row["first"] for row in shown] == sorted(row["first"] for row in shown)


def test_each_mark_has_the_first_day_it_may_stand_for(library: Library) -> None:
    days = list_first_days(library.corpus.key_dates)
    shown = rows(timeline_chart(library.corpus.key_dates))
    assert {row["text"]: row["first"] for row in shown.values()}.keys() == days.keys()
    assert list_first_days((make_key_date("2017-06-04/2017-06-10"),)).popitem()[1] == "2017-06-04"


def test_the_chart_is_sound_vega_lite(library: Library) -> None:
    every_form = (make_key_date(written, f"of-{place}") for place, written in enumerate(FORMS))
    chart = timeline_chart((*library.corpus.key_dates, *every_form))
    alt.Chart.from_dict(chart, validate=True)


def test_a_timeline_without_dates_can_be_drawn() -> None:
    alt.Chart.from_dict(timeline_chart(()), validate=True)


def test_a_mark_says_what_its_passage_is_found_by(library: Library) -> None:
    chart = timeline_chart(library.corpus.key_dates)
    said = {row["text"] for row in rows(chart).values()}
    rows_of_document = [one for one in shipped_document() if "data-mark" in one.attributes]
    assert said == {one.attributes["data-mark"] for one in rows_of_document}


def test_the_axis_goes_from_the_first_day_to_the_last() -> None:
    days = (date(2016, 12, 1), date(2018, 12, 31))
    chart = timeline_chart((make_key_date("2017-05-04"),), days)
    assert {tuple(scale["domain"]) for scale in scales(chart)} == {(1480550400000, 1546214400000)}
