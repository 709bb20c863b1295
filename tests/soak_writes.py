"""Commands killed while they write over a file: it is the old one or the new one, and no more."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import corpus
from tests.server import ROOT

AT_ONCE = 2
ROWS = 50_000
SIGNALS = (signal.SIGKILL, signal.SIGTERM)
LOST = "another content"
OLD = b"what was there before\n"
# A safety net: none of the commands takes long.
PATIENCE = 120

Lines = Iterator[tuple[str, bool]]


@dataclass(frozen=True)
class Write:
    """A command that writes over a file, where that is "FILE", and what the file held before."""

    name: str
    words: tuple[str, ...]
    ending: str
    old: bytes = OLD


@dataclass(frozen=True)
class Usual:
    """A write that nobody disturbs: the new content, and how many seconds it takes.

    ``writing`` are the seconds for which something stands beside the file.
    """

    new: bytes
    writing: float
    whole: float


@dataclass(frozen=True)
class Kill:
    """What came of one kill: whether it came in time, and what was there afterwards."""

    write: str
    signal: str
    content: str
    was_in_time: bool
    was_writing: bool
    remains: tuple[str, ...]
    errors: str


def measure_kills(kills: int, seed: int) -> Lines:
    """Kill commands at random moments and yield what was lost and what was left behind."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="soak-") as name, ThreadPoolExecutor(AT_ONCE) as pool:
        folder = Path(name)
        writes = list(islice(list_writes(folder), kills))
        usual = dict(zip(writes, pool.map(lambda one: watch(one, folder), writes), strict=True))

        def kill_one(number: int) -> Kill:
            write = writes[number % len(writes)]
            return kill(write, usual[write], Random(f"{seed} {number}"), folder)

        done = list(pool.map(kill_one, range(kills)))
    yield from report_kills(done, time.monotonic() - start)


def list_writes(folder: Path) -> Iterator[Write]:
    """Yield the commands; the table and the outdated index that some need are made in a folder."""
    export = ("export", "--out", "FILE", "--format")
    yield Write("export gpkg", ("geodata", *export, "gpkg"), ".gpkg")
    yield Write("export w3c", ("corpus", *export, "w3c"), ".jsonld")
    table = folder / "events.csv"
    with table.open("w", encoding="utf-8") as file:
        file.write("id,longitude,latitude,notes\n")
        random = Random(ROWS)
        for row in range(ROWS):
            lon, lat = random.uniform(35.7, 42.4), random.uniform(32.3, 37.3)
            file.write(f"SYR{row},{lon:.4f},{lat:.4f},shelling\n")
    yield Write("locate", ("geodata", "locate", str(table), "--out", "FILE"), ".csv")
    search = ("corpus", "search", "--cache", "FILE", "ceasefire")
    yield Write("search --cache", search, ".index", _make_outdated_index(folder))


def _make_outdated_index(folder: Path) -> bytes:
    other = folder / "fewer"
    shutil.copytree(
        Path(corpus.__file__).parent, other, ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )
    min((other / "articles").glob("*.md")).unlink()
    cache = folder / "outdated.index"
    words = ["corpus", "search", "--folder", str(other), "--cache", str(cache), "ceasefire"]
    subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, check=False, capture_output=True, timeout=PATIENCE
    )
    return cache.read_bytes()


class _Running:
    """A command at work over a file that is there already, in a folder of its own."""

    def __init__(self, write: Write, root: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(dir=root))
        self._temporary = Path(tempfile.mkdtemp(dir=root))
        self.file = self._folder / f"file{write.ending}"
        self.file.write_bytes(write.old)
        self._errors = self._folder.with_suffix(".errors")
        words = [str(self.file) if word == "FILE" else word for word in write.words]
        with self._errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=ROOT,
                env=os.environ | {"TMPDIR": str(self._temporary)},
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        self.start = time.monotonic()

    def is_over(self) -> bool:
        return self.process.poll() is not None

    def find_others(self) -> list[str]:
        """Return what stands beside the file, and in the folder for temporary files."""
        return [
            path.name
            for folder in (self._folder, self._temporary)
            for path in folder.iterdir()
            if path != self.file
        ]

    def wait(self) -> None:
        self.process.wait(timeout=PATIENCE)

    def read_errors(self) -> str:
        return self._errors.read_text(encoding="utf-8", errors="replace")

    def close(self) -> None:
        self._errors.unlink()
        for folder in (self._folder, self._temporary):
            shutil.rmtree(folder)


def watch(write: Write, folder: Path) -> Usual:
    """Return what a write makes, and how long it takes."""
    running = _Running(write, folder)
    _wait_for_part(running)
    begun = done = time.monotonic()
    while not running.is_over():
        if running.find_others():
            done = time.monotonic()
        time.sleep(0.0005)
    whole = time.monotonic() - running.start
    new = running.file.read_bytes()
    errors = running.read_errors()
    running.close()
    if running.process.returncode or new == write.old:
        raise RuntimeError(f"{write.name} wrote nothing: {errors}")
    return Usual(new, done - begun, whole)


def _wait_for_part(running: _Running) -> None:
    """Wait until something stands beside the file, or the command is over."""
    while not running.is_over() and not running.find_others():
        time.sleep(0.0005)


def kill(write: Write, usual: Usual, random: Random, folder: Path) -> Kill:
    """Kill a write: at any moment of it, or in every second case once it has begun to write."""
    number = random.choice(SIGNALS)
    running = _Running(write, folder)
    if random.random() < 0.5:
        _wait_for_part(running)
        moment = time.monotonic() + random.uniform(0, usual.writing)
    else:
        moment = running.start + random.uniform(0, usual.whole)
    while not running.is_over() and time.monotonic() < moment:
        time.sleep(0.0005)
    was_writing = bool(running.find_others())
    was_in_time = not running.is_over()
    running.process.send_signal(number)
    running.wait()
    data = running.file.read_bytes() if running.file.is_file() else b""
    content = {write.old: "the old file", usual.new: "the new file"}.get(data, LOST)
    remains, errors = tuple(running.find_others()), running.read_errors()
    running.close()
    return Kill(
        write.name, number.name, content, was_in_time, was_in_time and was_writing, remains, errors
    )


def report_kills(kills: Sequence[Kill], seconds: float) -> Lines:
    """Yield what was lost and what was left behind."""
    signals = Counter(kill.signal for kill in kills)
    in_time = sum(kill.was_in_time for kill in kills)
    writing = sum(kill.was_writing for kill in kills)
    yield f"{len(kills)} kills of writes ({_list_counts(signals)}) in {seconds:,.0f} s", True
    yield f"kills: {in_time} came before the command was over, {writing} while it wrote", True
    contents = Counter(kill.content for kill in kills)
    yield f"kills: afterwards {_list_counts(contents)}; {contents[LOST]} lost", not contents[LOST]
    for name in signals:
        count = sum(bool(kill.remains) for kill in kills if kill.signal == name)
        # Who is killed by SIGKILL cannot tidy up.
        is_sound = not count or name == signal.SIGKILL.name
        yield f"kills: {count} left something behind after {name}", is_sound
    traces = [kill for kill in kills if "Traceback" in kill.errors]
    yield f"kills: {len(traces)} tracebacks", not traces
    told = Counter(
        f"{kill.write}, {kill.signal}: {kill.content}, left: {len(kill.remains)} files"
        for kill in kills
        if kill.content == LOST or (kill.remains and kill.signal != signal.SIGKILL.name)
    )
    told.update(f"{kill.write}: {kill.errors.strip().splitlines()[-1]}" for kill in traces)
    for text, count in told.most_common(10):
        yield f"  {count} x {text}", False


def _list_counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} x {word}" for word, count in sorted(counts.items()))
