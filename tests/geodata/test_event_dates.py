"""The dates of events: every usual notation, and no guess about day and month."""

import pytest

from geodata.points.date_texts import read_day
from geodata.points.event_dates import EventDates


@pytest.mark.parametrize(
    "text",
    [
        *("2017-05-05", "2017-05-05T10:00:00Z", "20170505", "2017/05/05", "2017/5/5", "٢٠١٧-٠٥-٠٥"),
        *("05-May-17", "5 May 2017", "May 5, 2017", "Fri, 05 May 2017", "Fri May 05 2017"),
        *("5 мая 2017", "5 mai 2017", "٥ أيار ٢٠١٧", "5 أيار/مايو 2017", "5 مايو 2017"),
        *("5th of May, 2017", "2017-May-05", "05.05.2017", "5/5/2017", "05-май-2017"),
        *("5. Mai 2017", "5 Mayıs 2017", "5 de mayo de 2017", "5 maggio 2017", "5 мая 2017 г."),
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
        ("05/2017", "2017-05"),
        *((text, "2017-05-13") for text in ("١٣ / ٥ / ٢٠١٧", "13 أيار (مايو) 2017")),
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
        *((text, "") for text in ("27 May - 12 June", "9 May 10 pm", "9 May 10h", "9 May - 12/6")),
        *((text, "2017-05-09") for text in ("9 May 17 at 10:30", "9-May-17 10:30 PM", "9 May '17")),
        *((text, "") for text in ("2017-05-09..2017-05-11", "2017-05-09 و 2017-05-10")),
        *((text, "") for text in ("2017-05-09 (?)", "9 May 2017 (approx.)", "9 أيار 2017 تقريباً")),
        *((text, "") for text in ("9 May 2017 (±2 days)", "9 May 2017 - ongoing", "wk 9 May 2017")),
        *((text, "") for text in ("9 May - 11 May 2017", "May 9-11, 2017", "9 May, 11 May 2017")),
    ],
)
def test_nothing_is_guessed(text: str, day: str | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "between",
    [
        *(" → ", "->", " -> ", " — ", "—", "–", "|", " | ", "+", " + ", "_", " ", "\n", "\t"),
        *("~", "…"),
        *(" und ", " a ", " al ", " à ", " hasta ", " fino al ", " ile ", " и ", " حتى "),
        *(" الى ", " بين "),
        *("=", " = ", "\\", " & ", "; ", ", ", "*", "•", "/", " / ", "--", " to ", "..", ":"),
        *("<", "("),
    ],
)
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2017-05-01", "2017-05-31"),
        ("01/05/2017", "31/05/2017"),
        ("01.05.2017", "31.05.2017"),
        ("20170501", "20170531"),
        ("1 May 2017", "31 May 2017"),
        ("May 1, 2017", "May 31, 2017"),
        ("1 أيار 2017", "31 أيار 2017"),
        ("May 2017", "June 2017"),
        ("2017-05-01T10:00:00Z", "2017-05-31T10:00:00Z"),
        ("2017-05-01 10:00 UTC", "31"),
        ("1 May 17", "31 May 17"),
        ("Monday, 1 May 2017", "Wednesday, 31 May 2017"),
    ],
)
def test_no_day_is_read_from_two_dates(first: str, between: str, last: str) -> None:
    assert not read_day(f"{first}{between}{last}")


@pytest.mark.parametrize(
    "beside",
    [
        *("{}/P1M", "{}/p7d", "{} onwards", "{} and later", "{}+", "{} →", "{} -", "{}-"),
        *("{}/", "{}~"),
        *("من {}", "ab {}", "from {}", "dès {}", "с {}", "ابتداء من {}", "desde {}"),
        *("dal {}", "{}'den"),
        *("{} ff.", "{} (first report)", "{} ?", "{} night", "overnight {}", "{} 24:00"),
        *("{} week", "{} week-long"),
        *("{}, two days", "{} x3", "{} 7", "{} (7 days)"),
        *("{} (source: SANA until 9 May)", "{} и далее"),
        *("{} (source: SANA, 2017-05-09)", "{} vd.", "{} فصاعدا", "≥ {}", "> {}", "<{}"),
        *("~{}", "{}*"),
    ],
)
@pytest.mark.parametrize(
    "day", ["2017-05-01", "1 May 2017", "13/05/2017", "1 أيار 2017", "May 2017"]
)
def test_no_day_is_read_beside_what_is_not_known_to_be_harmless(beside: str, day: str) -> None:
    assert not read_day(beside.format(day))


@pytest.mark.parametrize(
    "beside",
    [
        *("{} 10:30", "{}, 10:30", "{} at 10:30 pm", "{} 10:30:00 a. m.", "{} 10h30"),
        *("{} à 10h", "{}."),
        *("{} um 10 Uhr", "{} в 10:30", "{} الساعة 10:30 صباحاً", "{} saat 10:30"),
        *("{} 10:30 م", "{} 10 am"),
        *("{} 10:00 Asia/Damascus", "{} at noon"),
        *("{} morning", "{} in the afternoon", "{} 10:30 UTC"),
        *("{} 10:30 GMT+3", "{} 10:30:00+03:00"),
        *("{} 10:00:00 +0000 UTC", "{} (Friday)", "{}, Fri", "{} Cuma 10:30"),
        *("{} 1030 hrs", "{} 10.30 Uhr"),
        "{} 10:00:00 GMT+0300 (Eastern European Summer Time)",
        *("{} 10:00 local time", "{} @ 10:30"),
        *("{} (source: SANA)", "{}, according to SNHR", "{} · 10:30 AM", "{};"),
    ],
)
@pytest.mark.parametrize(
    "day", ["2017-05-05", "5 May 2017", "Fri, 5 May 2017", "٥ أيار ٢٠١٧م", "5.5.2017"]
)
def test_a_day_is_read_beside_a_time_of_day_or_a_source(beside: str, day: str) -> None:
    assert read_day(beside.format(day)) == "2017-05-05"


@pytest.mark.parametrize(
    "text",
    [
        *("on 5 May 2017", "le 5 mai 2017", "am 5. Mai 2017"),
        *("el 5 de mayo de 2017", "بتاريخ 5 أيار 2017"),
        *("الجمعة، 5 أيار 2017", "يوم الجمعة 5 أيار 2017", "Fri 05/05/2017"),
        *("ven. 5 mai 2017", "5 мая 17 г."),
        *("2017-05-05T10:00:00.000+03:00[Asia/Damascus]", "2017-05-05T10", "20170505T100000Z"),
        *("2017:05:05 10:00:00", "2017:05:05", "5 من أيار 2017"),
        *("5 Mayıs 2017 Cuma", "2017-05-05Z"),
    ],
)
def test_words_that_lead_to_a_date_are_known(text: str) -> None:
    assert read_day(text) == "2017-05-05"


def test_a_month_of_which_any_day_is_meant_is_a_month() -> None:
    assert read_day("2017-05-XX") == "2017-05"


@pytest.mark.parametrize("text", ["13/08/38", "13.08.38", "9 May 10", "31-12-99"])
def test_two_digits_of_a_year_are_of_the_war_or_of_none(text: str) -> None:
    dates = EventDates()
    assert [*dates.read([text, "2017-05-05", "05/06/2017"])] == ["", "2017-05-05", ""]
    assert f"1 date has a year of two digits, such as '{text}', and" in dates.describe()[0]


@pytest.mark.parametrize("text", ["1438-08-10", "20/08/1438", "1396/02/16", "0217-05-06"])
def test_years_of_other_calendars_are_no_years(text: str) -> None:
    assert read_day(text) == ""


def test_dates_that_are_not_read_are_said_to_be() -> None:
    dates = EventDates()
    assert [*dates.read(["n/a", "", "2017-05-05", "n/a", "1438-08-10"])][2] == "2017-05-05"
    said = "3 dates are not of a kind that is read, such as '1438-08-10': no month and no status."
    assert dates.describe() == [said]
    dates = EventDates()
    dates.read(["1494288000000"])
    assert "which seems to count days or seconds" in dates.describe()[0]


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
    [("17-05-31", "2017-05-12"), ("31-05-17", "2012-05-17"), ("05/31/17", "")],
)
def test_the_column_says_where_the_year_is(settling: str, day: str) -> None:
    assert [*EventDates().read(["17-05-12", settling])] == [day, "2017-05-31"]


def test_where_nothing_settles_the_order_the_date_is_said_to_be_ambiguous() -> None:
    for rows in (["05/06/2017", "2017-05-04"], ["05/06/2017", "13/05/2017", "05/13/2017"]):
        dates = EventDates()
        assert next(iter(dates.read(rows))) == ""
        assert dates.describe()[0].startswith("1 date is ambiguous")
