"""The timeline shows calendar dates, each on its own days, and leads to the words it rests on."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from corpus.background_records import BackgroundDate, Link
from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import KeyDate
from dashboard.library import Library
from dashboard.panels.groups import DatedEntry, LaterLine, dated_entries, later_lines
from dashboard.panels.timeline import (
    BACKGROUND,
    LAST_YEAR,
    SHAPES,
    Timeline,
    find_days,
    make_timeline,
)
from tests.dashboard.pieces import shipped_document

# A hundred days, so that a day is a percent.
DAYS = (date(2018, 1, 1), date(2018, 4, 11))


class _Words(NamedTuple):
    """Where the words of a key date are."""

    address: str = "#passage-a"


def draw_days(*written: str, days: tuple[date, date] = DAYS) -> Timeline:
    """Return the timeline of key dates of which the file has these dates."""
    entries = [
        DatedEntry(
            KeyDate(
                id=f"a-{place}", date=one, label="A", zones=(), kind="planned", passages=("a",)
            ),
            format_edtf(one),
            (_Words(),),  # type: ignore[arg-type]
        )
        for place, one in enumerate(written)
    ]
    timeline = make_timeline(days, entries, ())
    assert timeline
    return timeline


@pytest.fixture(scope="module")
def timeline(library: Library) -> Timeline:
    """What is drawn of what is shipped."""
    corpus = library.corpus
    dates = dated_entries(corpus.key_dates, corpus, lambda passage: f"#passage-{passage.id}")
    made = make_timeline(find_days(corpus), dates, later_lines(corpus))
    assert made
    return made


FORMS: dict[str, list[tuple[str, float, float, bool]]] = {
    "2018-01-06": [("day", 5, 5, False)],
    "2018-01-06~": [("day", 5, 5, True)],
    # A bar reaches to the end of its last day.
    "2018-01-06/2018-01-07": [("span", 5, 7, True)],
    "2018-02": [("span", 31, 59, True)],
    "[2018-01-11,2018-01-13]": [("day", 10, 10, True), ("day", 12, 12, True)],
    "[2018-02,2018-03-02]": [("span", 31, 59, True), ("day", 60, 60, True)],
    "../2018-01-31~": [("start", 30, 30, True)],
    "2018-03-02/..": [("end", 60, 60, True)],
}


@pytest.mark.parametrize("written", FORMS)
def test_every_form_of_date_has_marks_of_its_own(written: str) -> None:
    (row,) = draw_days(written).rows
    drawn = [(mark.form, mark.start, mark.end, mark.is_hollow) for mark in row.marks]
    assert drawn == FORMS[written]
    # The words begin where the marks end, on the side that has more room.
    edge = 100 - row.marks[0].start if row.is_late else row.marks[-1].end
    assert row.gap == edge
    assert row.is_late == (row.marks[0].start > 50)


@pytest.mark.parametrize("written", ["../2017-06-04", "2017-06-04", "2017-06-04/.."])
def test_what_is_due_by_a_day_is_ahead_until_then(written: str) -> None:
    assert [row.first for row in draw_days(written).rows] == [date(2017, 6, 4)]


def test_every_date_is_drawn_once_in_order_and_says_when_it_is(
    timeline: Timeline, library: Library
) -> None:
    corpus = library.corpus
    events: list[KeyDate | BackgroundDate] = [*corpus.key_dates, *corpus.background_dates]
    drawn = [event for event in events if event.span.last_named.year <= LAST_YEAR]
    said = sorted(f"{format_edtf(event.date)}: {event.label}" for event in drawn)
    assert sorted(row.words for row in timeline.rows) == said
    assert [row.first for row in timeline.rows] == sorted(row.first for row in timeline.rows)
    for row in timeline.rows:
        for mark in row.marks:
            assert 0 <= mark.start <= mark.end <= 100


def test_a_date_leads_to_the_words_it_rests_on(timeline: Timeline, library: Library) -> None:
    addresses = {
        f"{format_edtf(event.date)}: {event.label}": f"#passage-{event.passages[0]}"
        for event in library.corpus.key_dates
    }
    for row in timeline.rows:
        if row.kind == BACKGROUND:
            assert row.address.startswith("http")
            assert "opens " in row.remark
        else:
            assert row.address == addresses[row.words]
    links = [
        one
        for one in shipped_document()
        if one.tag == "a" and any("data-day" in outer.attributes for outer in one.within)
    ]
    assert [link.attributes["href"] for link in links] == [row.address for row in timeline.rows]
    for link, row in zip(links, timeline.rows, strict=True):
        assert link.words == row.words
        assert ("data-choose" in link.attributes) == (row.kind != BACKGROUND)


def test_the_legend_has_the_kinds_that_are_drawn(timeline: Timeline) -> None:
    assert list(timeline.kinds) == [
        kind for kind in SHAPES if kind in {row.kind for row in timeline.rows}
    ]
    assert draw_days("2018-01-06").kinds == ("planned",)


def test_a_background_date_of_later_years_is_left_to_the_list() -> None:
    after = LAST_YEAR + 1
    link = Link(url="https://example.org/", kind="UN", publisher="UN")
    event = BackgroundDate(id="a", date=f"{after}", label="A", zones=("south",), links=(link,))
    timeline = make_timeline(DAYS, (), (LaterLine("later", event),))
    assert timeline
    assert timeline.rows == ()


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ((date(2016, 12, 1), date(2018, 12, 31)), "Jan 2017 Apr 2017 Jul 2017 Oct 2017"),
        ((date(2018, 2, 1), date(2018, 4, 30)), "Feb 2018 Mar 2018 Apr 2018"),
        ((date(1801, 1, 1), date(2018, 12, 31)), "1850 1900 1950"),
    ],
)
def test_the_axis_goes_from_the_first_day_to_the_last(days: tuple[date, date], labels: str) -> None:
    drawn = draw_days(days[0].isoformat(), days[1].isoformat(), days=days)
    assert [row.marks[0].start for row in drawn.rows] == [0, 100]
    ticks = drawn.ticks
    assert " ".join(tick.label for tick in ticks).startswith(labels)
    assert len(ticks) <= 9
    assert all(0 <= tick.at <= 100 for tick in ticks)
    # Every other tick keeps its name on a narrow axis.
    assert [tick.is_minor for tick in ticks[1:]] == [not tick.is_minor for tick in ticks[:-1]]


def test_without_dates_there_is_no_timeline() -> None:
    assert find_days(Corpus(articles=(), passages=(), key_dates=(), questions=())) is None
    assert make_timeline(None, (), ()) is None
