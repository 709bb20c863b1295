"""The timeline shows calendar dates: ISO days, which no time zone moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import pytest

from dashboard.library import Library
from dashboard.panels.timeline import timeline_chart
from tests.dashboard.shipped import each_key_date


def rows(chart: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the chart's rows that stand for key dates, by id."""
    found = [row for data in chart["datasets"].values() for row in data if "id" in row]
    assert len({row["id"] for row in found}) == len(found), "a key date stands twice"
    return {row["id"]: row for row in found}


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
    row = rows(timeline_chart(library.corpus.key_dates, None))[key_date_id]
    assert row["start"] == key_date.span.first_named.isoformat()
    if key_date.span.first_named == key_date.span.last_named:
        assert row["end"] == key_date.span.last_named.isoformat()
        assert not row["is_span"]
    else:
        # A bar reaches to the end of its last day.
        assert row["end"] == (key_date.span.last_named + timedelta(days=1)).isoformat()
        assert row["is_span"]


def test_every_key_date_stands_on_the_timeline_once(library: Library) -> None:
    shown = rows(timeline_chart(library.corpus.key_dates, None))
    assert sorted(shown) == sorted(key_date.id for key_date in library.corpus.key_dates)


def test_approximate_dates_say_so(library: Library) -> None:
    shown = rows(timeline_chart(library.corpus.key_dates, None))
    approximate = [key_date for key_date in library.corpus.key_dates if key_date.span.approximate]
    assert approximate
    for key_date in approximate:
        assert shown[key_date.id]["when"].startswith(("about ", "mid-", "by late "))


def test_days_are_text_and_never_moments(library: Library) -> None:
    chart = timeline_chart(library.corpus.key_dates, date(2017, 5, 6))
    for data in chart["datasets"].values():
        for row in data:
            for name in {"start", "end", "day"} & set(row):
                assert date.fromisoformat(row[name]).isoformat() == row[name]


def test_time_is_drawn_in_no_time_zone(library: Library) -> None:
    found = scales(timeline_chart(library.corpus.key_dates, date(2017, 5, 6)))
    assert found
    assert all(scale["type"] == "utc" for scale in found)


def test_the_rows_are_in_order_of_time(library: Library) -> None:
    shown = rows(timeline_chart(library.corpus.key_dates, None)).values()
    assert [row["start"] for row in shown] == sorted(row["start"] for row in shown)


@pytest.mark.parametrize("asof", [date(2016, 1, 1), date(2017, 5, 6), date(2020, 1, 1)])
def test_dates_after_the_chosen_day_fade_and_stay(asof: date, library: Library) -> None:
    shown = rows(timeline_chart(library.corpus.key_dates, asof))
    for key_date in library.corpus.key_dates:
        assert (shown[key_date.id]["strength"] < 1) == (key_date.span.first_named > asof)


@pytest.mark.parametrize("asof", [None, date(2017, 5, 6)])
def test_the_chart_is_sound_vega_lite(asof: date | None, library: Library) -> None:
    chart = timeline_chart(library.corpus.key_dates, asof)
    alt.Chart.from_dict(chart, validate=True)


def test_a_timeline_without_dates_can_be_drawn() -> None:
    alt.Chart.from_dict(timeline_chart((), None), validate=True)


def test_a_click_on_a_mark_gives_the_key_date(library: Library) -> None:
    chart = timeline_chart(library.corpus.key_dates, None)
    (picked,) = [param for param in chart["params"] if param["name"] == "date"]
    assert picked["select"]["type"] == "point"
    assert picked["select"]["fields"] == ["id"]
