"""Whatever stands in a data folder, loading it ends in records and faults that can be shown."""

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus
import geodata.loading
from corpus import Corpus
from corpus.entries import read_entries, validate
from corpus.faults import Fault
from corpus.quoting import make_plain
from corpus.records import Passage
from corpus.search.index import build_index
from geodata.checks import check
from tests.corpus.hostile import ROOT, SEEDS, copy_data, list_data_files, mutate
from tests.shipped import load_corpus, make_extents

SHIPPED = load_corpus()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the shipped data, sound again after every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geodata.loading, "make_extents", make_extents)
        yield copy_data(tmp_path_factory.mktemp("data"))


@pytest.fixture
def seeded(data: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with a seed in it."""
    name, content = SEEDS[request.param]
    path = data / name
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(content)
    yield path
    path.unlink()
    if before is not None:
        path.write_bytes(before)


def load_all(data: Path, path: Path) -> list[Fault]:
    """Return the faults of the folder that the path lies in, after using its records."""
    if path.is_relative_to(data / "geodata"):
        return check(geodata.load(SHIPPED, data / "geodata"))
    loaded: Corpus = corpus.load(data / "corpus")
    build_index(loaded).close()
    return list(loaded.faults)


def assert_plain(fault: Fault) -> None:
    line = str(fault)
    assert line.isprintable()
    assert line.encode()
    assert len(line) < 1500


@pytest.mark.parametrize("seeded", SEEDS, indirect=True)
def test_a_hostile_file_is_a_fault_that_names_it(data: Path, seeded: Path) -> None:
    faults = load_all(data, seeded)
    folder = data / seeded.relative_to(data).parts[0]
    name = make_plain(str(seeded.relative_to(folder)))
    assert any(fault.file == name for fault in faults)
    for fault in faults:
        assert_plain(fault)


@pytest.mark.parametrize(
    ("name", "message", "count"),
    [
        ("more records than anybody writes", "the file holds more than 10,000 records", 1),
        ("more YAML than anybody writes", "more than 1 MB of YAML", 1),
        ("more unknown keys than anybody writes", "49,986 more faults", 21),
    ],
)
def test_faults_of_one_file_are_bounded(data: Path, name: str, message: str, count: int) -> None:
    path = data / "corpus" / "entries.yaml"
    path.write_bytes(SEEDS[name][1])
    entries, faults = read_entries(path)
    for entry in entries:
        faults += validate(Passage, entry, path.name)[1]
    path.unlink()
    assert (faults[-1].message, len(faults)) == (message, count)


@given(st.sampled_from(list_data_files()), st.randoms(use_true_random=False))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_changed_file_gives_records_and_faults(
    data: Path, name: str, chance: random.Random
) -> None:
    path = data / name
    before = path.read_bytes()
    path.write_bytes(mutate(before, chance))
    try:
        for fault in load_all(data, path):
            assert_plain(fault)
    finally:
        path.write_bytes(before)


def test_a_fault_of_anything_can_be_printed() -> None:
    fault = Fault("caf\udce9.md", "\x1b[2J\ud83d\n", "a\u2028b\u202e\x9bc" + "x" * 10_000)
    assert str(fault).startswith(r"caf\udce9.md: \x1b[2J\ud83d\n: a\u2028b\u202e\x9bcxxx")
    assert_plain(fault)
    assert Fault("a.md", "é", "ليس “so”…") == Fault("a.md", "é", "ليس “so”…")
    assert Fault("a.md", "é", "ليس “so”…").message == "ليس “so”…"


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


MAKERS = {
    "pipe": (make_pipe, "cannot be read: it is not an ordinary file"),
    "folder": (make_folder, "cannot be read: Is a directory"),
    "loop": (make_loop, "cannot be read: Too many levels of symbolic links"),
    "dangling link": (make_dangling_link, "the file is missing"),
    "endless device": (make_device, "cannot be read: it is not an ordinary file"),
    "large file": (make_large, "larger than 8 MB"),
}


# Checks each folder named, in a process of its own: a check that waits for a pipe must not hold
# up the tests.
CHECK = """
import importlib, sys
for folder in sys.argv[1:]:
    for part in ("corpus", "geodata"):
        main = importlib.import_module(f"{part}.__main__").main
        code = main(["check", "--folder", f"{folder}/{part}"])
        print("=", part, code, flush=True)
"""


def test_what_is_no_data_file_is_a_fault(tmp_path: Path) -> None:
    folders = []
    for kind, (make, _) in MAKERS.items():
        (tmp_path / kind).mkdir()
        data = copy_data(tmp_path / kind)
        folders.append(str(data))
        (data / "corpus" / "background_dates.yaml").unlink()
        for name in ("corpus/background_dates.yaml", "corpus/articles/a.md"):
            make(data / name)
        for name in ("geodata/zones.yaml", "geodata/places.csv"):
            (data / name).unlink()
            make(data / name)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CHECK, *folders],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    files = {
        "corpus": ["background_dates.yaml", "articles/a.md: a"],
        "geodata": ["zones.yaml", "places.csv"],
    }
    said = iter(done.stdout.splitlines())
    for kind, (_, message) in MAKERS.items():
        for names in files.values():
            lines = list(takewhile(lambda line: not line.startswith("= "), said))
            for file in names:
                (line, *_) = (each for each in lines if each.startswith(f"{file}: "))
                assert message in line, kind
    assert re.findall("^= .*$", done.stdout, flags=re.M) == ["= corpus 1", "= geodata 1"] * len(
        MAKERS
    )


@pytest.mark.parametrize("folder", ["articles", "boundaries"])
def test_a_pipe_in_place_of_a_folder_is_a_fault(folder: str, tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    path = data / ("corpus" if folder == "articles" else "geodata") / folder
    path.rename(tmp_path / "away")
    os.mkfifo(path)
    assert any(fault.file.startswith(f"{folder}/") for fault in load_all(data, path))
