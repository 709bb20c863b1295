from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.edtf import parse, read_day


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
    assert parse(text) == (earliest, latest, approximate)


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
        "2017-05-06/2017-05-05",
        "2017/2018/2019",
        "٢٠١٧",
    ],
)
def test_what_is_no_date_here_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="'"):
        parse(text)


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
