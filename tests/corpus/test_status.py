import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus import Corpus, load
from corpus.status import status_on
from tests.loops import each
from tests.shipped import load_corpus

CORPUS = load_corpus()
FIRST, LAST = date(2016, 12, 1), date(2018, 12, 31)
NATIONWIDE = "a nationwide ceasefire established on 30 December 2016"
MORE = 'more were possible, since the memorandum "may be indefinite" (Lavrentyev, in TASS)'
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


@each("day", DAYS, ids=date.isoformat)
def test_every_day_has_a_sound_line_with_its_sources(day: date) -> None:
    status = status_on(day, CORPUS)
    line = status.line
    assert line.startswith(f"{day.day} {day:%B %Y}: ")
    assert not [wrong for wrong in ("{", "  ", "()") if wrong in line]
    assert status.clauses
    for clause in status.clauses:
        assert clause.text in line
        assert clause.passages
        assert all(CORPUS.passage(passage_id) for passage_id in clause.passages)
    texts = [clause.text for clause in status.clauses]
    assert len(set(texts)) == len(texts)
    # What is signed cannot be not yet signed, nor what is due past.
    assert ("signed yet" in line) == (day < date(2017, 5, 4))
    # The nationwide ceasefire stands beside that of the zones, each called what it is.
    nationwide = "a nationwide ceasefire established"
    assert (nationwide in line) == (day >= date(2016, 12, 30))
    assert "the ceasefire " not in line.replace("the ceasefire in the zones ", "")
    assert ("not yet in force" in line) == (date(2017, 5, 4) <= day < date(2017, 5, 6))
    assert ("due to be in force" in line) == (date(2017, 5, 6) <= day < date(2017, 11, 4))
    assert ("maps are due" in line) == (date(2017, 5, 4) <= day <= date(2017, 5, 31))
    agreed = date(2017, 5, 4) <= day <= date(2017, 6, 4)
    assert ("areas are expected to be agreed by 4 June" in line) == agreed
    geneva = date(2017, 5, 5) <= day <= date(2017, 5, 31)
    assert ("foreseen by late May" in line) == geneva
    assert not re.search(r"\b(by|on|in|from) (by|on|in|from|about)\b", line)
    assert ("group is due" in line) == (date(2017, 5, 4) <= day <= date(2017, 5, 14))
    assert ("six months ended" in line) == (day > date(2017, 11, 6))
    assert ("if made, ended" in line) == (day > date(2018, 5, 6))
    assert ("before the coverage" in status.notice) == (day < date(2017, 5, 2))
    assert ("after the coverage" in status.notice) == (day > date(2017, 5, 13))
    assert (status.notice == "") == (date(2017, 5, 2) <= day <= date(2017, 5, 13))


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2016-12-29", "29 December 2016: the nationwide ceasefire of 30 December not yet estab"),
        ("2016-12-30", "30 December 2016: a nationwide ceasefire established on this day; no mem"),
        ("2017-01-01", "1 January 2017: a nationwide ceasefire established on 30 December 2016; "),
        (
            "2017-05-04",
            f"4 May 2017: {NATIONWIDE}; the memorandum signed on this day, the ceasefire in the "
            "zones not yet in force; the maps",
        ),
        (
            "2017-05-05",
            f"5 May 2017: {NATIONWIDE}; the memorandum signed, the ceasefire in the zones not yet "
            "in force; the maps are due by late May (TASS); most of the areas are expected to be "
            "agreed by 4 June (TransAtlantic Magazine); a joint working group is due about 14 May "
            "(TASS); the memorandum's first six months end on 4 or 6 November",
        ),
        (
            "2017-05-06",
            f"6 May 2017: {NATIONWIDE}; the memorandum signed, the ceasefire in the zones due to "
            "be in force from this day; the",
        ),
        (
            "2017-05-07",
            f"7 May 2017: {NATIONWIDE}; the memorandum signed, the ceasefire in the zones due to "
            "be in force since 6 May; the",
        ),
        (
            "2017-11-03",
            f"3 November 2017: {NATIONWIDE}; the memorandum signed, the ceasefire in the zones due "
            "to be in force since 6 May; ",
        ),
        (
            "2017-11-04",
            f"4 November 2017: {NATIONWIDE}; the memorandum signed on 4 May; "
            "the memorandum's first six months "
            "end on 4 or 6 November; a first extension by six months, if made, ends on 4 or 6 May "
            f"2018; {MORE}",
        ),
        (
            "2017-11-07",
            f"7 November 2017: {NATIONWIDE}; the memorandum signed on 4 May; "
            "the memorandum's first six months "
            "ended",
        ),
        (
            "2018-05-07",
            f"7 May 2018: {NATIONWIDE}; the memorandum signed on 4 May "
            "2017; the memorandum's first six months "
            "ended on 4 or 6 November 2017; a first extension by six months, if made, ended on 4 "
            f"or 6 May; {MORE}",
        ),
    ],
)
def test_the_line_turns_with_the_key_dates(day: str, line: str) -> None:
    assert status_on(date.fromisoformat(day), CORPUS).line.startswith(line)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2017-05-15", "a joint working group was due about 14 May (TASS)"),
        ("2017-05-31", "; the maps are due by late May (TASS); most of the areas are expected to"),
        ("2017-06-01", "; the maps were due by late May (TASS); most of the areas are expected to"),
        ("2017-06-05", "; most of the areas were expected to be agreed by 4 June (TransAtlantic"),
        ("2017-05-04", "; about 4 May: Plenary session of the fourth round"),
        ("2017-05-05", "; foreseen by late May: Talks in the Geneva format completed"),
        ("2017-05-31", "; foreseen by late May: Talks in the Geneva format completed"),
        ("2017-11-05", "the memorandum's first six months end on 4 or 6 November;"),
        ("2017-03-15", "14–15 March: Third round of Astana talks"),
        (
            "2017-04-04",
            "on this day: Chemical incident, or alleged chemical attack, in Idlib province",
        ),
        (
            "2017-05-02",
            "foreseen for about 2 May: Experts of Russia, Turkey and Iran meet in Astana",
        ),
        ("2017-05-03", "on this day: Fourth round of Astana talks opens; Talks of the Russian"),
        ("2017-07-15", "foreseen for July: Possible first meeting of the Russian and U.S. pres"),
        ("2017-07-15", "foreseen for mid-July: Next round of Astana talks"),
        ("2017-07-01", "foreseen for about 27 June – 6 July: Military experts meet in Ankara"),
    ],
)
def test_what_is_due_or_happens_is_said(day: str, words: str) -> None:
    assert words in status_on(date.fromisoformat(day), CORPUS).line


@pytest.mark.parametrize("key_date", CORPUS.key_dates, ids=lambda each: each.id)
def test_every_key_date_is_told_on_its_own_day_with_its_passages(key_date: object) -> None:
    first, passages = key_date.span.first_named, key_date.passages  # type: ignore[attr-defined]
    clauses = status_on(first, CORPUS).clauses
    assert any(set(passages) <= set(clause.passages) for clause in clauses)


@pytest.mark.parametrize("day", [date.min, date(1900, 1, 1), date.max])
def test_any_day_of_the_calendar_will_do(day: date) -> None:
    assert status_on(day, CORPUS).clauses
    assert "the coverage, which" in status_on(day, CORPUS).notice


def test_the_end_of_the_coverage_is_named() -> None:
    assert "begins about 2 May 2017" in status_on(date(2017, 5, 1), CORPUS).notice
    assert "ends on 13 May 2017" in status_on(date(2017, 5, 14), CORPUS).notice


EVENT = "Rain in Idlib"
KINDS: dict[str, tuple[str, list[str], str]] = {
    # The file's date; of the days from 3 to 9 May those that tell of it; how they do.
    "day": ("2017-05-03", ["3"], "on this day: "),
    "about a day": ("2017-05-04~", ["4"], "about 4 May: "),
    "span": ("2017-05-04/2017-05-05", ["4", "5"], "4–5 May: "),
    "set": ('"[2017-05-03,2017-05-05]"', ["3", "5"], "3 or 5 May: "),
    "open start": ("../2017-05-04", ["4"], "by 4 May: "),
    "open end": ("2017-05-05/..", ["5", "6", "7", "8", "9"], "from 5 May on: "),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_is_told_on_the_days_it_may_be(
    kind: str, folder: Path, replace: Callable[[str, str, str], None]
) -> None:
    written, days, lead = KINDS[kind]
    replace("key_dates.yaml", "2017-05-01/2017-05-04~", written)
    corpus = load(folder)
    assert corpus.faults == ()
    lines = {str(day): status_on(date(2017, 5, day), corpus).line for day in range(3, 10)}
    assert [day for day, line in lines.items() if EVENT in line] == days
    assert all(lead + EVENT in lines[day] for day in days)


def test_a_planned_event_is_foreseen_with_one_preposition(
    folder: Path, replace: Callable[[str, str, str], None]
) -> None:
    replace("key_dates.yaml", "idlib]\n  kind: happened", "idlib]\n  kind: planned")
    replace("key_dates.yaml", "2017-05-01/2017-05-04~", "../2017-05-07")
    corpus = load(folder)
    line = status_on(date(2017, 5, 6), corpus).line
    assert line == "6 May 2017: foreseen by 7 May: Rain in Idlib"
    # Printed on 5 May: of the days before, nothing is known.
    lines = {day: status_on(date(2017, 5, day), corpus).line for day in range(3, 10)}
    assert [day for day, line in lines.items() if EVENT in line] == [5, 6, 7]


def test_what_the_corpus_does_not_hold_is_left_out(folder: Path) -> None:
    day = date(2017, 5, 4)
    line = "4 May 2017: on this day: Zones agreed; about 1–4 May: Rain in Idlib"
    assert status_on(day, load(folder)).line == line
    empty = status_on(day, Corpus())
    assert empty.line == "4 May 2017: no key date says anything of this day"
    assert empty.notice == "There are no articles."


@pytest.mark.parametrize("missing", [key_date.id for key_date in CORPUS.key_dates])
def test_a_missing_key_date_takes_only_its_own_clause(missing: str) -> None:
    rest = tuple(each for each in CORPUS.key_dates if each.id != missing)
    corpus = replace(CORPUS, key_dates=rest)
    for day in DAYS[::20]:
        line = status_on(day, corpus).line
        assert not re.search(r"\{|\(\)|: ;|; ;", line)
