from datetime import date
from pathlib import Path

import pytest

from corpus import Corpus, load
from corpus.__main__ import main
from corpus.background import ended_zones
from corpus.background_records import BackgroundDate
from tests.shipped import load_corpus

CORPUS = load_corpus()
RECORDS = """\
- id: one
  date: 2018-04-12/2018-04-14
  label: It ended
  zones: [south]
  links: [{url: https://example.org/one, kind: UN, publisher: One}]
  ends: true
  by: one side

- id: two
  date: 2018-05
  label: It went on
  zones: all
  links: [{url: https://example.org/two, kind: agency, publisher: Two}]
"""


@pytest.mark.parametrize("record", CORPUS.background_dates, ids=lambda each: each.id)
def test_a_background_date_is_later_than_the_articles_and_has_its_links(
    record: BackgroundDate,
) -> None:
    first, last = record.span.first_named, record.span.last_named
    assert date(2017, 5, 13) < first <= last <= date(2024, 12, 8)
    assert record.zones
    assert all(link.url.startswith("http") and link.publisher for link in record.links)
    assert not record.label.endswith(".")


WEAK = ("southfront", "clicklancashire", "xebersaati", "iraqtoday", "southafricatoday")


@pytest.mark.parametrize("record", CORPUS.background_dates, ids=lambda each: each.id)
def test_no_background_date_rests_on_a_weak_copy(record: BackgroundDate) -> None:
    assert not [link for link in record.links for host in WEAK if host in link.url]


def test_the_ends_are_told_on_whose_word() -> None:
    ends = {
        (zone, record.date): record.by
        for record in CORPUS.background_dates
        if record.ends
        for zone in record.zones
    }
    assert {zone: [day for other, day in ends if other == zone] for zone, _ in ends} == {
        "east-ghouta": ["2018-04-12", "2018-04-14"],
        "north-homs": ["2018-05-16"],
        "south": ["2018-07-26/2018-07-31"],
    }
    assert "Russia" in ends["east-ghouta", "2018-04-12"]
    assert "Syrian army" in ends["east-ghouta", "2018-04-14"]


def test_of_the_idlib_zone_no_end_is_claimed() -> None:
    last = CORPUS.background_dates[-1]
    assert (last.zones, last.ends) == (("idlib",), False)
    assert "No formal end of the Idlib zone was found" in last.note


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
        ("2018-07-06", ("north-homs", "east-ghouta")),
        ("2018-07-20", ("north-homs", "east-ghouta")),
        ("2018-07-31", ("north-homs", "east-ghouta")),
        ("2018-08-01", ("north-homs", "east-ghouta", "south")),
        ("2025-01-01", ("north-homs", "east-ghouta", "south")),
    ],
)
def test_a_zone_has_ended_past_its_end(day: str, zones: tuple[str, ...]) -> None:
    assert ended_zones(date.fromisoformat(day), CORPUS) == zones


def test_a_corpus_can_do_without_background(folder: Path) -> None:
    assert load(folder).background_dates == ()
    assert load(folder).faults == ()
    assert ended_zones(date.max, Corpus()) == ()


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "no link": (
        "[{url: https://example.org/two, kind: agency, publisher: Two}]",
        "[]",
        "two",
        "links: ",
    ),
    "link that is none": ("https://example.org/two", "javascript:x", "two", "links.0.url: "),
    "link named twice": (
        "publisher: Two}",
        "publisher: Two}, {url: https://example.org/two, kind: UN, publisher: Two}",
        "two",
        "links: an address is named twice",
    ),
    "link without a kind": ("kind: agency, ", "", "two", "the key 'links.0.kind' is missing"),
    "unknown kind": ("kind: agency", "kind: blog", "two", "links.0.kind: "),
    "no publisher": (", publisher: Two", "", "two", "the key 'links.0.publisher' is missing"),
    "end on nobody's word": ("\n  by: one side", "", "one", "an end needs 'by'"),
    "no zone": ("zones: all", "zones: []", "two", "zones: "),
    "unknown zone": ("zones: all", "zones: [hama]", "two", "zones.0: "),
    "bad date": ("2018-05\n", "2018-13\n", "two", "date: '2018-13' is not in the calendar"),
    "bad end": ("ends: true", "ends: perhaps", "one", "ends: "),
    "passage": ("  zones: all", "  passages: [a]\n  zones: all", "two", "unknown key 'passages'"),
    "ended twice": (
        "publisher: Two}]",
        "publisher: Two}]\n  ends: true\n  by: one side",
        "two",
        "the zone 'south' has ended before on this word",
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


def test_two_sides_may_name_two_ends_and_the_last_counts(folder: Path) -> None:
    ends = "publisher: Two}]\n  ends: true\n  by: another side"
    text = RECORDS.replace("publisher: Two}]", ends)
    (folder / "background_dates.yaml").write_text(text, encoding="utf-8")
    corpus = load(folder)
    assert corpus.faults == ()
    assert ended_zones(date(2018, 5, 31), corpus) == ()
    assert "south" in ended_zones(date(2018, 6, 1), corpus)


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
    assert capsys.readouterr().out.endswith(
        "1 question, 0 clauses of the memorandum, 2 background dates.\n"
    )
