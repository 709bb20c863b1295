"""Dates in words are the days that were written, whatever the machine's time zone."""

import re
import time
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import edtf, load
from corpus.date_words import format_day, format_edtf, format_when
from corpus.records import KeyDate

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def _time_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2017-05-06", "6 May 2017"),
        ("2017-05-06~", "about 6 May 2017"),
        ("2017-07", "July 2017"),
        ("2017-07~", "about July 2017"),
        ("2017", "2017"),
        ("2017~", "about 2017"),
        ("2017-05-04/2017-05-06", "4–6 May 2017"),
        ("2017-05-21/2017-05-31~", "late May 2017"),
        ("2017-05-21/2017-05-31", "21–31 May 2017"),
        ("2017-05-11/2017-05-20~", "mid-May 2017"),
        ("2017-05-21/2017-06-30~", "about 21 May – 30 June 2017"),
        ("2017-05-31/2017-06-01", "31 May – 1 June 2017"),
        ("2017-06-27~/2017-07-06~", "about 27 June – 6 July 2017"),
        ("2016-12-30/2017-01-02", "30 December 2016 – 2 January 2017"),
        ("2017-05-01/2017-05-30", "1–30 May 2017"),
        ("2017-05-02/2017-05-31", "2–31 May 2017"),
        ("2017-05/2017-06", "May – June 2017"),
        ("2016-12/2017-01", "December 2016 – January 2017"),
        ("2017-05-06/2017-05-06", "6 May 2017"),
        ("2016-02", "February 2016"),
        ("2017-02-01/2017-02-28", "February 2017"),
        ("[2017-11-04,2017-11-06]", "4 or 6 November 2017"),
        ("[2017-11-04~,2017-11-06~]", "about 4 or 6 November 2017"),
        ("[2017-11-04,2017-11-06,2017-11-08]", "4, 6 or 8 November 2017"),
        ("[2017-10-30,2017-11-02]", "30 October or 2 November 2017"),
        ("[2016-12-30,2017-01-02]", "30 December 2016 or 2 January 2017"),
        ("[2017-05,2017-07]", "May or July 2017"),
        ("[2016,2017]", "2016 or 2017"),
        ("[2017-05-06,2017-07]", "6 May or July 2017"),
        ("../2017-06-04", "by 4 June 2017"),
        ("../2017-05-31", "by 31 May 2017"),
        ("../2017-05-31~", "by late May 2017"),
        ("../2017-02-28~", "by late February 2017"),
        ("../2017-05-20~", "by mid-May 2017"),
        ("../2017-05-10~", "by early May 2017"),
        ("../2017-05-11~", "by about 11 May 2017"),
        ("2018-07-31/..", "from 31 July 2018 on"),
        ("2018-07-31~/..", "from about 31 July 2018 on"),
        ("2018-07-21~/..", "from late July 2018 on"),
        ("2018-07-01~/..", "from early July 2018 on"),
    ],
)
def test_dates_are_said_in_words(written: str, words: str) -> None:
    assert format_edtf(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2017-05-06", "on 6 May"),
        ("2017-05-06~", "about 6 May"),
        ("2017-07", "in July"),
        ("2016", "in 2016"),
        ("2017~", "about 2017"),
        ("2017-05/2017-06", "in May – June"),
        ("2017-05-04/2017-05-06", "on 4–6 May"),
        ("2017-05-21/2017-05-31~", "in late May"),
        ("2017-06-27~/2017-07-06~", "about 27 June – 6 July"),
        ("[2017-11-04,2017-11-06]", "on 4 or 6 November"),
        ("[2017-11-04~,2017-11-06]", "about 4 or 6 November"),
        ("[2017-05,2017-07]", "in May or July"),
        ("../2017-06-04", "by 4 June"),
        ("../2017-05-31~", "by late May"),
        ("../2018-05-31~", "by late May 2018"),
        ("2018-07-31/..", "from 31 July 2018 on"),
        ("2017-07-31~/..", "from about 31 July on"),
    ],
)
def test_the_preposition_is_that_of_the_date_and_stands_once(written: str, words: str) -> None:
    assert format_when(edtf.parse(written), 2017) == words


@pytest.mark.usefixtures("_time_zone")
@pytest.mark.parametrize("written", ["2016-12-30", "2017-05-06", "2017-12-31", "2018-01-01"])
def test_a_day_does_not_slip_in_any_time_zone(written: str) -> None:
    assert datetime.strptime(format_edtf(written), "%d %B %Y").date().isoformat() == written


@given(days)
def test_the_words_of_a_day_are_that_day(day: date) -> None:
    assert datetime.strptime(format_day(day), "%d %B %Y").date() == day
    assert format_edtf(day.isoformat()) == format_day(day)


@given(days, days)
def test_the_words_of_a_span_end_with_its_last_day_or_are_whole_months(
    one: date, other: date
) -> None:
    first, last = min(one, other), max(one, other)
    words = format_edtf(f"{first.isoformat()}/{last.isoformat()}")
    assert words.endswith((format_day(last), f"{last:%B %Y}", str(last.year)))
    assert words.startswith((str(first.day), f"{first:%B}", str(first.year)))
    assert not words.startswith("about")


@pytest.mark.parametrize("key_date", load().key_dates, ids=lambda each: each.id)
def test_every_shipped_date_is_said_with_its_own_days(key_date: KeyDate) -> None:
    words = format_edtf(key_date.date)
    about = ("about ", "early ", "mid-", "late ")
    assert words.removeprefix("by ").startswith(about) == ("~" in key_date.date)
    assert words.startswith("by ") == key_date.date.startswith("../")
    assert (" or " in words) == key_date.date.startswith("[")
    for said in _DAY.findall(words):
        day = datetime.strptime(said, "%d %B %Y").date()
        assert day in (key_date.span.earliest, key_date.span.latest)
    assert str(key_date.span.last_named.year) in words
