from datetime import date
from pathlib import Path

import pytest

from corpus import Corpus, load
from corpus.__main__ import main
from corpus.background import ended_zones
from corpus.records import BackgroundDate

CORPUS = load()
RECORDS = """\
- id: one
  date: 2018-04-12/2018-04-14
  label: It ended
  zones: [south]
  urls: [https://example.org/one]
  ends: true

- id: two
  date: 2018-05
  label: It went on
  zones: all
  urls: [https://example.org/two]
"""


@pytest.mark.parametrize("record", CORPUS.background_dates, ids=lambda each: each.id)
def test_a_background_date_is_later_than_the_articles_and_has_its_links(
    record: BackgroundDate,
) -> None:
    first, last = record.span.first_named, record.span.last_named
    assert date(2017, 5, 13) < first <= last <= date(2018, 12, 31)
    assert record.zones
    assert all(url.startswith("http") for url in record.urls)
    assert not record.label.endswith(".")


def test_background_dates_stand_in_order_under_ids_of_their_own() -> None:
    days = [record.span.first_named for record in CORPUS.background_dates]
    assert days == sorted(days)
    ids = {record.id for record in CORPUS.background_dates}
    assert len(ids) == len(days)
    assert ids.isdisjoint(key_date.id for key_date in CORPUS.key_dates)


@pytest.mark.parametrize(
    ("day", "zones"),
    [
        ("2017-05-06", ()),
        ("2018-04-12", ()),
        ("2018-04-14", ()),
        ("2018-04-15", ("east-ghouta",)),
        ("2018-05-16", ("east-ghouta",)),
        ("2018-05-17", ("north-homs", "east-ghouta")),
        ("2018-07-31", ("north-homs", "east-ghouta")),
        ("2018-08-01", ("north-homs", "east-ghouta", "south")),
        ("2024-01-01", ("north-homs", "east-ghouta", "south")),
    ],
)
def test_a_zone_has_ended_past_its_end(day: str, zones: tuple[str, ...]) -> None:
    assert ended_zones(date.fromisoformat(day), CORPUS) == zones


def test_a_corpus_can_do_without_background(folder: Path) -> None:
    assert load(folder).background_dates == ()
    assert load(folder).faults == ()
    assert ended_zones(date.max, Corpus()) == ()


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "no link": ("urls: [https://example.org/two]", "urls: []", "two", "urls: "),
    "link that is none": ("https://example.org/two", "javascript:x", "two", "urls.0: "),
    "link named twice": ("[https://example.org/two]", "[https://a, https://a]", "two", "urls: an"),
    "no zone": ("zones: all", "zones: []", "two", "zones: "),
    "unknown zone": ("zones: all", "zones: [hama]", "two", "zones.0: "),
    "bad date": ("2018-05\n", "2018-13\n", "two", "date: '2018-13' is not in the calendar"),
    "bad end": ("ends: true", "ends: perhaps", "one", "ends: "),
    "passage": ("  zones: all", "  passages: [a]\n  zones: all", "two", "unknown key 'passages'"),
    "ended twice": (
        "org/two]",
        "org/two]\n  ends: true",
        "two",
        "the zone 'south' has ended before",
    ),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_faulty_background_date_is_named_and_the_other_loads(
    kind: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, record, message = FAULTS[kind]
    assert RECORDS.count(old) == 1
    (folder / "background_dates.yaml").write_text(RECORDS.replace(old, new), encoding="utf-8")
    assert main(["check", "--folder", str(folder)]) == 1
    line = capsys.readouterr().out
    assert line.startswith(f"background_dates.yaml: {record}: {message}")
    assert [each.id for each in load(folder).background_dates] == [
        each for each in ("one", "two") if each != record
    ]


@pytest.mark.parametrize("content", [b"", b"[]\n", b"\xff"])
def test_a_faulty_background_file_is_named(content: bytes, folder: Path) -> None:
    (folder / "background_dates.yaml").write_bytes(content)
    (fault,) = load(folder).faults
    assert fault.file == "background_dates.yaml"


def test_the_check_counts_background_dates(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "background_dates.yaml").write_text(RECORDS, encoding="utf-8")
    assert main(["check", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("1 questions, 2 background dates.\n")
