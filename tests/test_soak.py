"""The soak measurements, a few cases each: what goes wrong is counted, kept and can be repeated."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from tests import soak_cases
from tests.planted import ENDS, Planted, choose_end
from tests.soak_cases import Report, run_cases
from tests.soak_data import DataFiles, list_files
from tests.soak_floods import find_share
from tests.soak_mutations import mutate
from tests.soak_tables import Tables, make_sound_tables
from tests.soak_worker import Outcome, Subject, choose
from tests.soak_writes import LOST, Kill, measure_kills, report_kills

# By this chance the first cases end in every way.
SEED = 14
CASES = range(8)


def test_every_bad_end_is_counted_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak_cases, "SECONDS", 1)
    ends = {number: choose_end(choose(SEED, number)) for number in CASES}
    assert set(ends.values()) == set(ENDS)
    count = Counter(ends.values())
    found = run_cases(Planted(), SEED, CASES, tmp_path, workers=1)
    assert found.words == {
        "traceback": count["raise"] + count["ignore"] + count["eat"],
        "crash": count["crash"],
        "time-out": count["hang"],
        "fine": count["well"],
    }
    assert not found.is_sound
    raised = [number for number, end in ends.items() if end == "raise"]
    kinds = {kind: told for kind, told in found.faults.items() if kind.startswith("ValueError")}
    assert list(kinds.values()) == [("planted\\n", raised)]
    kept = {path.name: (path / "input").read_text(encoding="ascii") for path in tmp_path.iterdir()}
    bad = {number: end for number, end in ends.items() if end != "well"}
    assert kept == {f"planted-cases-{number}": end for number, end in bad.items()}


def test_what_is_only_slow_is_no_loss() -> None:
    report = Report("cases", SEED)
    report.add(0, Outcome("time-out", "time-out", 21.0))
    report.add(1, Outcome("fine"))
    assert report.is_sound
    assert any("1 time-outs" in line for line in report.lines())


@pytest.mark.parametrize("subject", [Tables(make_sound_tables()), DataFiles(list_files().files)])
def test_files_are_changed_and_what_comes_of_them_is_counted(subject: Subject) -> None:
    found = run_cases(subject, SEED, range(8), workers=1)
    assert found.words.total() == 8
    text = "\n".join(found.lines())
    assert f"8 {subject.name} (seed {SEED}; " in text


def test_a_seed_makes_the_same_bytes_each_time() -> None:
    seeds = make_sound_tables()
    assert seeds == make_sound_tables()
    changed = [mutate(Random(7), data, list(seeds.values())) for data in seeds.values()]
    assert changed == [mutate(Random(7), data, list(seeds.values())) for data in seeds.values()]
    assert changed != list(seeds.values())


def test_kills_are_counted() -> None:
    lines = list(measure_kills(2, SEED))
    assert lines[0][0].startswith("2 kills of writes (")
    assert lines[2][0].endswith("; 0 lost")


@pytest.mark.parametrize(
    ("kill", "is_sound"),
    [
        (Kill("locate", "SIGTERM", "the old file", True, True, (), ""), True),
        (Kill("locate", "SIGKILL", "the old file", True, True, (".x.part",), ""), True),
        (Kill("locate", "SIGTERM", "the old file", True, True, (".x.part",), ""), False),
        (Kill("locate", "SIGKILL", LOST, True, True, (), ""), False),
        (Kill("locate", "SIGTERM", "the new file", True, True, (), "Traceback\nE"), False),
    ],
)
def test_what_a_kill_cost_decides_the_exit_code(kill: Kill, is_sound: bool) -> None:
    assert _is_sound(report_kills([kill], 0.0)) is is_sound


def _is_sound(lines: Iterable[tuple[str, bool]]) -> bool:
    return all(is_good for _, is_good in lines)


def test_a_share_of_the_values_lies_below() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert [find_share(values, share) for share in (0.5, 0.95, 1.0)] == [50, 95, 100]
