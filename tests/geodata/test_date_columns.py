"""Which columns of a table hold its dates, and how precisely they know them."""

import pytest

from geodata.points.date_columns import find_dates
from geodata.points.event_dates import EventDates
from geodata.points.labels import Labels


@pytest.mark.parametrize(
    ("names", "places"),
    [
        ("id|Date of event", [1]),
        ("#event+id|#date+start", [1]),
        ("report_date|تاريخ الحادث", [1]),
        ("تاريخ النشر|تاريخ الحادثة", [1]),
        ("تاریخ", [0]),
        ("date_end|start_date", [1]),
        ("Дата", [0]),
        ("Дата публикации|Дата события", [1]),
        ("Meldedatum|Ereignisdatum", [1]),
        ("incident_date|incident_date_time", [0]),
        ("start_date|incident_date", [1]),
        ("dateadded|incidentdate", [1]),
        ("created_date|published", []),
        ("upload_date", []),
        ("date_a|date_b", []),
        ("iyear|imonth|iday|lat", [0, 1, 2]),
        ("Year|Month", [0, 1]),
        ("year|month|day|date", [3]),
        ("iyear|imonth|iday|approxdate", [0, 1, 2]),
        ("year|month|date_a|date_b", []),
        *((name, []) for name in ("lastupdate", "Дата добавления", "date_until", "expiry date")),
        *(
            (name, [])
            for name in ("last_update", "expirydate", "dateUpdated", "date to", "due date")
        ),
        *(
            (name, [])
            for name in ("تاريخ الإضافة", "آخر تحديث تاريخ", "Güncelleme tarihi", "Datum bis")
        ),
        *((name, []) for name in ("Дата загрузки", "date d'ajout", "valid date", "approx_date")),
        *((name, []) for name in ("date_month", "week of date", "date range", "Month date")),
        ("Date (day/month/year)", [0]),
        ("incident_date|date_to", [0]),
        ("exact_date|date_accuracy", [0]),
        ("day", [0]),
        ("mandate|candidate", []),
    ],
)
def test_the_columns_are_found_by_parts(names: str, places: list[int]) -> None:
    assert [*find_dates(names.split("|")).places] == places


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("event_date|lat", ""),
        ("event_date|report_date", "The dates are those of the column 'event_date'."),
        ("date_of_death", "The dates are those of the column 'date_of_death'."),
        ("date_a|date_b", "Several columns may hold the dates of events, 'date_a', 'date_b': none"),
        ("upload_date", "No date of an event is read, for 'upload_date' seems to be of the record"),
        (
            "event_date|id|event_date",
            "Columns have the same name, 'event_date', 'event_date': no date",
        ),
        (
            "Event Date|event_date",
            "Columns have the same name, 'Event Date', 'event_date': no date",
        ),
        ("day|day", "Columns have the same name"),
        (
            "event_date|date_confidence",
            "How precisely dates are known is not read: 'date_confidence' may say it",
        ),
        (
            "event_date|time_certainty",
            "How precisely dates are known is not read: 'time_certainty'",
        ),
        ("event_date|data_confidence", ""),
        ("event_date|timeprecision", ""),
        ("year|month", "The dates are those of the columns 'year', 'month' together."),
    ],
)
def test_which_column_is_read_is_said_where_it_is_not_plain(names: str, said: str) -> None:
    notes = "".join(find_dates(names.split("|")).notes)
    assert notes.startswith(said)
    assert bool(notes) == bool(said)


@pytest.mark.parametrize(
    ("names", "cells", "day"),
    [
        ("event_date|time_precision", ["9 May 2017", "1"], "2017-05-09"),
        ("time_precision|event_date", ["9 May 2017", "3"], "2017-05"),
        ("date_start|date_end|date_prec", ["2017-01-01", "5.0", "2017-01-01"], ""),
        # Of several days.
        ("date_start|date_end", ["2017-05-01", "2017-05-01"], "2017-05-01"),
        ("start_date|end_date", ["2017-05-01", "1 May 2017"], "2017-05-01"),
        ("start_date|end_date", ["2017-05-01", ""], "2017-05-01"),
        ("start_date|end_date", ["2017-05-01", "N/A"], "2017-05-01"),
        ("start_date|end_date", ["2017-05-01", "2017-05-31"], "2017-05"),
        ("start_date|end_date", ["2017-05-01", "2017-06-01"], ""),
        ("start_date|end_date", ["2017-05-01", "2018-05-01"], ""),
        ("start_date|end_date", ["2017-05-01", "ongoing"], ""),
        ("start_date|date_reported_to|end_date", ["2017-05-01", "2017-06-01"], ""),
        ("date_from|date_to", ["2017-05-01", "2017-06-01"], ""),
        ("date_start|date_end|date_prec", ["2017-05-01", "4", "2017-05-31"], "2017-05"),
        ("date_start|date_end|date_prec", ["2017-05-31", "2", "2017-06-02"], ""),
        ("date_start|date_end|date_prec", ["2017-05-01", "5", "2017-05-31"], ""),
        ("event_date|end_date", ["2017-05-01"], "2017-05-01"),
        ("event_date|Time Precision", ["9 May 2017", "03"], "2017-05"),
        ("event_date|time_precision", ["9 May 2017", ""], "2017-05-09"),
        ("event_date|time_precision", ["9 May 2017", "أسبوع"], "2017-05"),
        # Codes of no list.
        ("event_date|time_precision", ["9 May 2017", "9"], ""),
        ("event_date|time_precision", ["9 May 2017", "0"], ""),
        ("event_date|date_prec", ["9 May 2017", "rough"], ""),
        ("date|date_precision", ["2017-05-01", "month"], "2017-05"),
        ("date|date_precision", ["2017-05-01", "circa"], ""),
        *(
            (f"event_date|{name}", ["9 May 2017", "2"], "2017-05")
            for name in (
                "timeprecision",
                "TimePrecision",
                "time_prec",
                "dateprec",
                "event_date_prec",
            )
        ),
        *(
            (f"date|{name}", ["9 May 2017", "month"], "2017-05")
            for name in (
                "date_accuracy",
                "temporal_precision",
                "precision of date",
                "dateprecision",
            )
        ),
        # Of several the coarsest counts, also of two with the same name.
        ("event_date|time_precision|date_prec", ["9 May 2017", "1", "4"], "2017-05"),
        ("event_date|time_precision|time_precision", ["9 May 2017", "1", "3"], "2017-05"),
        ("event_date|time_precision|date_prec", ["9 May 2017", "2", "5"], ""),
        *(
            ("date|date_precision", ["9 May 2017", cell], "2017-05-09")
            for cell in ("exact day", "Exact", "day", "N/A", "-", "1.0", " ")
        ),
        ("year|month|day", ["2017", "5.0", "9"], "2017-05-09"),
        ("iyear|imonth|iday", ["2017", "5", "0"], "2017-05"),
        ("year|month|day", ["2017", "May", "9"], "2017-05-09"),
        ("year|month|day", ["2017", "", "9"], ""),
    ],
)
def test_a_date_is_no_more_precise_than_its_columns(names: str, cells: list[str], day: str) -> None:
    columns = find_dates(names.split("|"))
    taken = dict(zip(columns.list_places(), cells, strict=True))
    read = columns.read(lambda place: Labels.of([taken[place]]))
    assert read is not None
    assert [*EventDates().read(read)] == [day]


def test_events_of_several_days_are_told() -> None:
    columns = find_dates(["start_date", "end_date"])
    cells = {0: ["2017-05-01", "2017-05-01", "2017-05-02"], 1: ["2017-05-01", "2017-06-01", "?"]}
    read = columns.read(lambda place: Labels.of(cells[place]))
    assert read is not None
    dates = EventDates()
    assert [*dates.read(read)] == ["2017-05-01", "", ""]
    assert dates.describe()[0].startswith("2 events did not end on the day of its date")


def test_codes_and_words_that_are_not_known_are_told() -> None:
    columns = find_dates(["date", "date_precision"])
    cells = {0: ["9 May 2017"] * 5, 1: ["high", "2", "year", "", "month"]}
    read = columns.read(lambda place: Labels.of(cells[place]))
    assert read is not None
    dates = EventDates()
    assert [*dates.read(read)] == ["", "", "", "2017-05-09", "2017-05"]
    coarse, unknown = dates.describe()
    assert coarse.startswith("2 dates are known only to a week, a month or less")
    assert unknown == (
        "How precisely 2 dates may be known is said by a code or word that is not known, such as "
        "'2': no month and no status."
    )


def test_days_that_a_spreadsheet_may_have_exchanged_are_told() -> None:
    for others, is_told in ((["2017-01-05", "2017-02-05"], True), (["2017-01-25"], False)):
        dates = EventDates()
        dates.read(["25/05/2017", *others])
        assert ("may have exchanged" in "".join(dates.describe())) == is_told


def test_a_row_of_tags_names_the_column_of_dates() -> None:
    names, tags = ["lat", "lon", "when", "day of"], ["#geo+lat", "#geo+lon", "#date+occurred", ""]
    assert find_dates(names, tags).places == (2,)
    assert find_dates(["lat", "lon", "date"], [*tags[:2], "#meta"]).places == (2,)
    assert not find_dates(["lat", "lon", "x"], ["35.9", "36.6", "#date"])
