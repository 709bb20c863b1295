"""How a zone stood on an event's date, by the corpus's own dates and background."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from corpus.background_records import BackgroundDate
from corpus.collection import Corpus
from geodata.points.tables import Result
from geodata.records import Atlas
from geodata.records.zone_terms import (
    AFTER_TERM,
    IN_FORCE,
    NOT_FOLLOWED,
    find_in_force,
    find_status,
    list_terms,
)
from tests.geodata.test_located_text import locate  # noqa: F401


def test_every_zone_of_the_shipped_data_has_its_terms(atlas: Atlas, corpus: Corpus) -> None:
    for zone in atlas.zones:
        terms = atlas.terms[zone.id]
        assert [term.first for term in terms] == sorted(term.first for term in terms)
        signed = corpus.key_date(atlas.agreed_on)
        assert signed is not None
        assert terms[1] == (signed.span.first_named.isoformat(), "signed")
        for end in corpus.background_dates:
            if end.ends and zone.id in end.zones:
                assert end.by in terms[-1].status
                assert terms[-1].status.startswith("ended by the word of ")


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2017-05-03", "before the memorandum"),
        ("2017-05-05", "signed"),
        ("2017-05-06", "in force as agreed"),
        ("2017-05", ""),
        ("2017-06", "in force as agreed"),
        ("2017-11-03", "in force as agreed"),
        ("2017-11-04", AFTER_TERM),
        ("2018-02", AFTER_TERM),
        ("2018-03-01", "ending by the word of one side and of the other"),
        ("2018-03-04", "ended by the word of one side and of the other"),
        ("", ""),
    ],
)
def test_the_status_on_a_day(day: str, status: str, corpus: Corpus) -> None:
    ends = [
        BackgroundDate.model_validate(
            {
                "id": by.replace(" ", "-"),
                "date": date,
                "label": "An end",
                "zones": ["idlib"],
                "links": [{"url": "https://example.org", "kind": "UN", "publisher": "UN"}],
                "ends": True,
                "by": by,
            }
        )
        for by, date in (("one side", "2018-03-01"), ("the other", "2018-03-03"))
    ]
    other = Corpus(key_dates=corpus.key_dates, background_dates=tuple(ends))
    dates = ("memorandum-signed", "zones-ceasefire", "first-term-ends")
    terms = list_terms("idlib", other, *dates)
    assert find_status(terms, day) == status


def test_after_the_last_background_date_nothing_is_said_to_be_in_force(atlas: Atlas) -> None:
    terms = atlas.terms["idlib"]
    assert find_status(terms, "2024-12-08") == AFTER_TERM
    assert find_status(terms, "2024-12-09") == find_status(terms, "2026-01") == NOT_FOLLOWED


def test_without_its_dates_nothing_is_said() -> None:
    assert list_terms("idlib", Corpus(), "memorandum-signed", "") == ()
    assert find_status((), "2017-05-06") == ""


def test_the_column_has_a_status_where_there_is_a_zone_and_a_date(
    locate: Callable[..., tuple[Result, Any]],  # noqa: F811
) -> None:
    rows = ["06/05/2017,35.93,36.63", "13/05/2017,35.93,36.63", ",35.93,36.63", "2017-06-01,34,36"]
    _, text = locate("\n".join(["date,lat,lon", *rows]))
    statuses = [line.split(",")[-1] for line in text.splitlines()]
    assert statuses == ["zone_status", "in force as agreed", "in force as agreed", "", ""]


def test_the_days_in_force_are_those_of_the_status(atlas: Atlas) -> None:
    for terms in atlas.terms.values():
        span = find_in_force(terms)
        assert span is not None
        for day in (span.earliest, span.latest):
            assert day is None or find_status(terms, day.isoformat()) == IN_FORCE
        # What was agreed at first ended before any side said that a zone had.
        assert span.latest is not None
        assert find_status(terms, (span.latest + timedelta(days=1)).isoformat()) == AFTER_TERM
    assert find_in_force(()) is None
