from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.edtf import Span, parse, read_day


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "approximate"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), False),
        ("2017-02", date(2017, 2, 1), date(2017, 2, 28), False),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), False),
        ("2017-05-06", date(2017, 5, 6), date(2017, 5, 6), False),
        ("2017-05-02~", date(2017, 5, 2), date(2017, 5, 2), True),
        ("2017-07~", date(2017, 7, 1), date(2017, 7, 31), True),
        ("2017-05-21/2017-05-31~", date(2017, 5, 21), date(2017, 5, 31), True),
        ("2017-05-21~/2017-05-31", date(2017, 5, 21), date(2017, 5, 31), True),
        ("2017-01-23/2017-01-24", date(2017, 1, 23), date(2017, 1, 24), False),
        ("2017-05/2017-06-04", date(2017, 5, 1), date(2017, 6, 4), False),
    ],
)
def test_a_date_has_its_first_and_last_day(
    text: str, earliest: date, latest: date, approximate: bool
) -> None:
    span = parse(text)
    assert span == Span(earliest, latest, approximate)
    assert (span.first_named, span.last_named) == (earliest, latest)
    assert not span.is_open
    assert span.is_day == (earliest == latest and not approximate)
    assert span.parts == (span,)


def days_of(span: Span, first: date, last: date) -> list[date]:
    """Return the days from one to another that a date may stand for."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if span.includes(day)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("[2017-11-04,2017-11-06]", [4, 6]),
        ("[2017-11-04~,2017-11-06]", [4, 6]),
        ("[2017-11-01,2017-11-02,2017-11-30]", [1, 2, 30]),
    ],
)
def test_a_set_is_one_of_its_days_and_none_between(text: str, days: list[int]) -> None:
    span = parse(text)
    named = [date(2017, 11, day) for day in days]
    assert days_of(span, date(2017, 10, 1), date(2017, 12, 31)) == named
    assert [part.earliest for part in span.parts] == named
    assert (span.earliest, span.latest) == (span.first_named, span.last_named)
    assert (span.earliest, span.latest) == (named[0], named[-1])
    assert span.approximate == ("~" in text)
    assert not span.is_open
    assert not span.is_day


def test_a_set_may_be_of_months_and_years() -> None:
    assert parse("[2016,2017-05]").parts == (parse("2016"), parse("2017-05"))
    assert parse("[2017-05,2017-07]").includes(date(2017, 7, 31))
    assert not parse("[2017-05,2017-07]").includes(date(2017, 6, 1))


@pytest.mark.parametrize("text", ["../2017-06-04", "../2017-06-04~"])
def test_an_open_start_says_the_last_day_alone(text: str) -> None:
    span, day = parse(text), date(2017, 6, 4)
    assert span == Span(None, day, "~" in text)
    assert (span.first_named, span.last_named) == (day, day)
    assert span.is_open
    assert not span.is_day
    assert span.includes(date.min)
    assert span.includes(day)
    assert not span.includes(day + timedelta(days=1))
    assert not span.is_over(day)
    assert span.is_over(day + timedelta(days=1))


@pytest.mark.parametrize("text", ["2018-07-31/..", "2018-07-31~/.."])
def test_an_open_end_says_the_first_day_alone_and_is_never_over(text: str) -> None:
    span, day = parse(text), date(2018, 7, 31)
    assert span == Span(day, None, "~" in text)
    assert (span.first_named, span.last_named) == (day, day)
    assert span.is_open
    assert not span.includes(day - timedelta(days=1))
    assert span.includes(day)
    assert span.includes(date.max)
    assert not span.is_over(date.max)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "soon",
        "2017-13",
        "2017-02-29",
        "2017-04-31",
        "0000-01-01",
        "17-05-06",
        "2017-5-6",
        "2017-05-06\n",
        " 2017",
        "2017-05-06T00:00",
        "2017-05-06?",
        "2017/",
        "/2017",
        "2017/..",
        "../2017-06",
        "../..",
        "..",
        "../",
        "/..",
        "../2017-06-04/..",
        "..~/2017-06-04",
        "../[2017-06-04,2017-06-05]",
        "[]",
        "[",
        "[2017-11-04]",
        "[2017-11-04,2017-11-06",
        "2017-11-04,2017-11-06]",
        "[2017-11-04,2017-11-06]~",
        "[2017-11-04, 2017-11-06]",
        "[2017-11-04,2017-11-06,]",
        "[2017-11-06,2017-11-04]",
        "[2017-11-04,2017-11-04]",
        "[2017-11-04,2017-11]",
        "[2017,2017-05]",
        "[2017-11-04/2017-11-05,2017-11-06]",
        "[..2017-11-04,2017-11-06]",
        "{2017-11-04,2017-11-06}",
        "2017-05-06/2017-05-05",
        "2017/2018/2019",
        "٢٠١٧",
    ],
)
def test_what_is_no_date_here_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="'"):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" + "2017-11-04," * 1_000_000 + "]",
        "[" * 1_000_000,
        "../" * 1_000_000,
        "2" * 1_000_000,
        "2017-05-06~" * 1_000_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_text_of_any_length_is_refused_in_a_short_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is longer than any date") as refused:
        parse(text)
    assert len(str(refused.value)) < 120


@given(st.lists(st.dates(), min_size=2, max_size=8, unique=True))
def test_any_days_in_order_make_a_set(days: list[date]) -> None:
    written = [day.isoformat() for day in sorted(days)]
    span = parse(f"[{','.join(written)}]")
    assert [part.first_named.isoformat() for part in span.parts] == written
    with pytest.raises(ValueError, match="one after the other"):
        parse(f"[{','.join(reversed(written))}]")


@given(first=st.dates(), days=st.integers(0, 400))
def test_any_two_days_in_order_make_a_span(first: date, days: int) -> None:
    last = min(first, date.max - timedelta(days=days)) + timedelta(days=days)
    span = parse(f"{first.isoformat()}/{last.isoformat()}~")
    assert span.earliest == first
    assert span.latest == last


def test_a_day_is_read_in_one_form_alone() -> None:
    assert read_day("2017-05-06") == date(2017, 5, 6)
    for text in ("20170506", "2017-W18-6", "2017-5-6", "2017-05", "2017-02-30", "", "a\x1b"):
        with pytest.raises(ValueError, match="is not a date like 2017-05-06"):
            read_day(text)
