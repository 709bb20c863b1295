from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from corpus import load
from corpus.__main__ import main
from corpus.loading import FOLDER
from corpus.status import status_on
from tests.shipped import load_corpus

CORPUS = load_corpus()
RULES = """\
- id: agreement
  key_date: agreed
  since: rain
  before: not agreed before {date}
  within: agreed on this day
  after: agreed {when}

- id: map
  due: a map
  ahead: is due
  past: was due
  dates: [agreed]
  until: agreed
"""


def write_rules(folder: Path, text: str) -> None:
    (folder / "status_rules.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("key_date", CORPUS.key_dates, ids=lambda each: each.id)
def test_renaming_a_key_date_that_a_rule_names_is_a_fault(
    key_date: object, folder: Path, replace: Callable[[str, str, str], None]
) -> None:
    name = key_date.id  # type: ignore[attr-defined]
    for file in ("passages.yaml", "key_dates.yaml", "status_rules.yaml"):
        (folder / file).write_bytes((FOLDER / file).read_bytes())
    for path in (FOLDER / "articles").glob("*.md"):
        (folder / "articles" / path.name).write_bytes(path.read_bytes())
    replace("key_dates.yaml", f"- id: {name}\n", "- id: renamed\n")
    naming = {
        rule.id for rule in CORPUS.status_rules if name in (*rule.key_dates, rule.since, rule.until)
    }
    corpus = load(folder)
    assert {fault.record for fault in corpus.faults if fault.file == "status_rules.yaml"} == naming
    kept = [rule.id for rule in CORPUS.status_rules if rule.id not in naming]
    assert [rule.id for rule in corpus.status_rules] == kept


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2017-04-30", "30 April 2017: a map is due on 4 May"),
        ("2017-05-03", "3 May 2017: not agreed before 4 May; a map is due on 4 May (An outlet)"),
        ("2017-05-04", "4 May 2017: agreed on this day; about 1–4 May: Rain in Idlib"),
        ("2018-01-01", "1 January 2018: agreed on 4 May 2017"),
    ],
)
def test_any_corpus_can_have_rules(day: str, line: str, folder: Path) -> None:
    write_rules(folder, RULES)
    corpus = load(folder)
    assert corpus.faults == ()
    assert status_on(date.fromisoformat(day), corpus).line.startswith(line)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (
            "../2017-05-04",
            [
                "3 May 2017: not agreed before by 4 May; a map is due by 4 May",
                "4 May 2017: agreed on this day; a map is due by 4 May",
                "5 May 2017: agreed by 4 May; a map was due by 4 May",
            ],
        ),
        (
            '"[2017-05-04,2017-05-06]"',
            [
                "3 May 2017: not agreed before 4 or 6 May; a map is due on 4 or 6 May",
                "5 May 2017: agreed on this day; a map is due on 4 or 6 May",
                "7 May 2017: agreed on 4 or 6 May; a map was due on 4 or 6 May",
            ],
        ),
        (
            "2017-05-04/..",
            [
                "3 May 2017: not agreed before from 4 May on; a map is due from 4 May on",
                "31 December 9999: agreed on this day; a map is due from 4 May 2017 on",
            ],
        ),
    ],
)
def test_a_rule_turns_with_every_form_of_date(
    written: str, lines: list[str], folder: Path, replace: Callable[[str, str, str], None]
) -> None:
    write_rules(folder, RULES.replace("  until: agreed\n", "").replace("  since: rain\n", ""))
    replace("key_dates.yaml", "date: 2017-05-04\n", f"date: {written}\n")
    corpus = load(folder)
    assert corpus.faults == ()
    for line in lines:
        day = datetime.strptime(line.partition(":")[0], "%d %B %Y").date()
        assert status_on(day, corpus).line.startswith(line)


def test_a_corpus_can_do_without_rules(folder: Path) -> None:
    corpus = load(folder)
    assert corpus.status_rules == ()
    assert corpus.faults == ()


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "unknown key date": ("  key_date: agreed\n  s", "  key_date: agred\n  s", "agreement",
        "key_date: key date 'agred' is unknown"),
    "unknown due date": ("dates: [agreed]", "dates: [agred]", "map",
        "dates: key date 'agred' is unknown"),
    "unknown since": ("since: rain", "since: ran", "agreement", "since: key date 'ran' is unknown"),
    "unknown until": ("until: agreed", "until: agred", "map", "until: key date 'agred' is unkn"),
    "unknown placeholder": ("before {date}", "before {day}", "agreement",
        "before: '{day}' is not a placeholder; there are {date} and {when}"),
    "attribute": ("before {date}", "before {date.year}", "agreement", "before: '{date.year}' is"),
    "open brace": ("before {date}", "before {date} {", "agreement", "before: '{' is not"),
    "placeholder of no use": ("due: a map", "due: a map of {date}", "map", "due: these words can"),
    "bad separator": ("  since: rain", "  separator: '. '", "agreement", "separator: "),
    "nothing due": ("due: a map", "due: ''", "map", "due: "),
    "no dates": ("dates: [agreed]", "dates: []", "map", "dates: "),
    "date twice": ("dates: [agreed]", "dates: [agreed, agreed]", "map",
        "a key date is named twice"),
    "unknown key": ("  past: was due", "  past: was due\n  later: x", "map", "unknown key 'later'"),
    "both kinds": ("  past: was due", "  past: was due\n  after: x", "map", "unknown key 'after'"),
    "empty": (
        RULES[RULES.index("  before") : RULES.index("\n- id: map")],
        "",
        "agreement",
        "the rule is empty: it has none of before, within and after",
    ),
    "id twice": ("id: map", "id: agreement", "agreement", "the id stands twice"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_a_faulty_rule_is_named_and_the_other_loads(
    kind: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, record, message = FAULTS[kind]
    assert RULES.count(old) == 1
    write_rules(folder, RULES.replace(old, new))
    assert main(["check", "--folder", str(folder)]) == 1
    assert capsys.readouterr().out.startswith(f"status_rules.yaml: {record}: {message}")
    kept = (
        ["agreement"]
        if kind == "id twice"
        else [each for each in ("agreement", "map") if each != record]
    )
    assert [rule.id for rule in load(folder).status_rules] == kept


@pytest.mark.parametrize("content", [b"", b"[]\n", b"\xff", b"a: b\n"])
def test_a_faulty_file_of_rules_is_named(content: bytes, folder: Path) -> None:
    (folder / "status_rules.yaml").write_bytes(content)
    (fault,) = load(folder).faults
    assert fault.file == "status_rules.yaml"
