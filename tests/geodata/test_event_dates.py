"""The dates of events: every usual notation, and no guess about day and month."""

import pytest

from geodata.points.event_dates import EventDates, find_date_column, read_day


@pytest.mark.parametrize(
    "text",
    [
        *("2017-05-05", "2017-05-05T10:00:00Z", "20170505", "2017/05/05", "2017/5/5", "٢٠١٧-٠٥-٠٥"),
        *("05-May-17", "5 May 2017", "May 5, 2017", "Fri, 05 May 2017", "Fri May 05 2017"),
        *("5 мая 2017", "5 mai 2017", "٥ أيار ٢٠١٧", "5 أيار/مايو 2017", "5 مايو 2017"),
        *("5th of May, 2017", "2017-May-05", "05.05.2017", "5/5/2017", "05-май-2017"),
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert read_day(text) == "2017-05-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/24/2017 12:00:00 AM", "2017-05-24"),
        ("24/5/2017", "2017-05-24"),
        ("05.06.2017", "2017-06-05"),
        ("1er août 2017", "2017-08-01"),
        ("5 كانون الثاني 2017", "2017-01-05"),
        ("May 2017", "2017-05"),
        ("2017-05", "2017-05"),
        *((text, None) for text in ("05/06/2017", "17-05-06", "24/05/17", "10/11/12")),
        *((text, "2017-05-31") for text in ("31-05-17", "17-05-31", "5/31/17")),
        *((text, "") for text in ("", "n/a", "2017", "31/02/2017", "2017-13-01", "5 jui 2017")),
        *((text, "") for text in ("before 6 May 2017", "after 14 April 2018", "قبل 6 أيار 2017")),
        *((text, "") for text in ("2018-02-01/2018-12-31", "2018-07-31/..", "4/5/2017-8/6/2018")),
        *((text, "") for text in ("2017-05-04 to 2018-06-01", "4 May 2017 - 8 June 2018")),
        *((text, "2017-05-05") for text in ("2017-05-05-03:00", "2017-05-05 10:00:00.000-0300")),
        *((text, "2017-05-05") for text in ("2017-05-05 10:00", "5-May-2017 AM")),
        # The day as written, whatever day it was elsewhere.
        *((text, "2017-05-04") for text in ("2017-05-04T23:30:00-05:00", "2017-05-04T00:30+03:00")),
        *((text, "") for text in ("2017-05-04 or 2017-05-06", "4 May 2017, 6 May 2017")),
        *((text, "") for text in ("2017-05-05?", "4-May-2017; 6-May-2017", "4 May 2017 or later")),
        *((text, "") for text in ("c. 5 May 2017", "about 5 May 2017", "week 5 May 2017")),
        *((text, "") for text in ("May 5, 10:30", "5 May 10.30", "5 May 10h30")),
        ("Fri May  5 10:00:00 2017", "2017-05-05"),
        ("Fri May 05 10:00:00 +0000 2017", "2017-05-05"),
        *((text, "") for text in ("5 June/July 2017", "42860", "1" * 10**6)),
    ],
)
def test_nothing_is_guessed(text: str, day: str | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["1438-08-10", "20/08/1438", "1396/02/16", "0217-05-06"])
def test_years_of_other_calendars_are_no_years(text: str) -> None:
    assert read_day(text) == ""


def test_dates_that_are_not_read_are_said_to_be() -> None:
    dates = EventDates()
    assert [*dates.read(["42862", "", "2017-05-05", "42862", "1438-08-10"])][2] == "2017-05-05"
    said = "3 dates are not of a kind that is read, such as '1438-08-10': no month and no status."
    assert dates.describe() == [said]


def test_a_later_date_that_settles_the_order_is_not_denied() -> None:
    dates = EventDates()
    for rows in (["05/06/2017"], ["25/06/2017"]):
        dates.read(rows)
    assert "no date before them settles which is meant" in dates.describe()[0]


def test_the_column_settles_the_order() -> None:
    dates = EventDates()
    assert [*dates.read(["05/06/2017", "5/24/2017"])] == ["2017-05-06", "2017-05-24"]
    assert [*dates.read(["05/06/2017"])] == ["2017-05-06"]
    assert dates.describe() == ["Dates are read with the month first, as in '5/24/2017'."]


@pytest.mark.parametrize(
    ("settling", "day"),
    [("17-05-31", "2017-05-06"), ("31-05-17", "2006-05-17"), ("05/31/17", "")],
)
def test_the_column_says_where_the_year_is(settling: str, day: str) -> None:
    assert [*EventDates().read(["17-05-06", settling])] == [day, "2017-05-31"]


def test_where_nothing_settles_the_order_the_date_is_said_to_be_ambiguous() -> None:
    for rows in (["05/06/2017", "2017-05-04"], ["05/06/2017", "13/05/2017", "05/13/2017"]):
        dates = EventDates()
        assert next(iter(dates.read(rows))) == ""
        assert dates.describe()[0].startswith("1 date is ambiguous")


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (["id", "Date of event"], 1),
        (["#event+id", "#date+start"], 1),
        (["report_date", "تاريخ الحادث"], 1),
        (["date_end", "start_date"], 1),
        (["Дата"], 0),
        (["created_date", "published"], None),
        (["date_a", "date_b"], None),
    ],
)
def test_the_column_is_found_by_parts(names: list[str], place: int | None) -> None:
    assert find_date_column(names) == place


def test_a_row_of_tags_names_the_column_of_dates() -> None:
    names, tags = ["lat", "lon", "when", "day of"], ["#geo+lat", "#geo+lon", "#date+occurred", ""]
    assert find_date_column(names, tags) == 2
    assert find_date_column(["lat", "lon", "date"], [*tags[:2], "#meta"]) == 2
    assert find_date_column(names, ["35.9", "36.6", "#date", ""]) is None
