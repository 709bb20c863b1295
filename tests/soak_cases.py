"""Many cases in worker processes with bounded memory and time: what came of them, counted.

A case is a number: with the seed it says all that chance decides, so that it can be repeated.
"""

import faulthandler
import json
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Protocol

ROOT = Path(__file__).resolve().parents[1]
MEMORY_BYTES = 3 << 29  # 1.5 GB
SECONDS = 20
WORKERS = 2
TRACEBACK, CRASH, TIMEOUT = "traceback", "crash", "time-out"
# Examples named of a fault that many cases have.
EXAMPLES = 5
_STATUS = Path("/proc/self/status")

Case = Callable[[Random, Path], str]


class Subject(Protocol):
    """What is tried, sent to each worker once."""

    name: str

    def prepare(self, folder: Path) -> Case:
        """Return what tries one case in an empty folder and returns what came of it in a word.

        ``folder`` is one that outlives the cases. Whatever the case raises is a fault.
        """


@dataclass(frozen=True)
class Outcome:
    """What came of a case: a word, or where `fault` is set, what went wrong and where."""

    word: str
    fault: str = ""
    seconds: float = 0.0
    grown_kb: int = 0
    peak_kb: int = 0


@dataclass
class Report:
    """What came of many cases."""

    name: str
    seed: int
    words: Counter[str] = field(default_factory=Counter)
    # By what went wrong and where: the first message, and the cases' numbers.
    faults: dict[str, tuple[str, list[int]]] = field(default_factory=dict)
    slowest: tuple[float, int] = (0.0, -1)
    grown: tuple[int, int] = (0, -1)
    peak_kb: int = 0
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """Whether every case ended as it may, or was only slow."""
        return not self.words[TRACEBACK] and not self.words[CRASH]

    def add(self, number: int, outcome: Outcome) -> None:
        """Count a case."""
        self.words[outcome.word] += 1
        if outcome.fault:
            kind, _, message = outcome.fault.partition(": ")
            self.faults.setdefault(kind, (message, []))[1].append(number)
        self.slowest = max(self.slowest, (outcome.seconds, number))
        self.grown = max(self.grown, (outcome.grown_kb, number))
        self.peak_kb = max(self.peak_kb, outcome.peak_kb)

    def lines(self) -> Iterator[str]:
        """Yield the figures in plain words."""
        bad = {TRACEBACK: "tracebacks", CRASH: "crashes", TIMEOUT: "time-outs"}
        good = [f"{count:,} {word}" for word, count in self.words.most_common() if word not in bad]
        counts = [f"{self.words[word]:,} {plural}" for word, plural in bad.items()]
        yield (
            f"{self.words.total():,} {self.name} (seed {self.seed}; {SECONDS} s and "
            f"{MEMORY_BYTES / 2**30} GB allowed each): {', '.join([*good, *counts])}"
        )
        yield (
            f"{self.name}: the largest memory {self.peak_kb / 1024:,.0f} MB, at most "
            f"{self.grown[0] / 1024:,.0f} MB of it for one case (case {self.grown[1]}); the "
            f"slowest case {self.slowest[0]:.1f} s (case {self.slowest[1]}); all in "
            f"{self.seconds:,.0f} s"
        )
        for kind, (message, numbers) in sorted(
            self.faults.items(), key=lambda item: len(item[1][1]), reverse=True
        ):
            cases = ", ".join(map(str, numbers[:EXAMPLES]))
            yield f"  {len(numbers):,} x {kind}: {message} (case {cases})"


def run_cases(
    subject: Subject, seed: int, numbers: range, keep: Path | None = None, workers: int = WORKERS
) -> Report:
    """Try the cases and return what came of them.

    ``keep`` is a folder for the files of the cases that ended as they may not.
    """
    report = Report(subject.name, seed)
    start = time.monotonic()
    left = iter(numbers)
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        hands = [_Worker(subject, seed, Path(name) / str(at)) for at in range(workers)]
        try:
            busy = [hand for hand in hands if hand.take(next(left, None))]
            while busy:
                ready = wait([hand.pipe for hand in busy], timeout=0.5)
                for hand in list(busy):
                    outcome = hand.find_outcome(hand.pipe in ready)
                    if outcome is None:
                        continue
                    report.add(hand.number, outcome)
                    if keep is not None and outcome.fault:
                        case = f"{subject.name.replace(' ', '-')}-{hand.number}"
                        shutil.copytree(hand.cases, keep / case, dirs_exist_ok=True)
                    if not hand.take(next(left, None)):
                        busy.remove(hand)
        finally:
            for hand in hands:
                hand.end()
    report.seconds = time.monotonic() - start
    return report


def choose(seed: int, number: int) -> Random:
    """Return the chance that decides everything of a case."""
    return Random(f"{seed} {number}")


class _Worker:
    """A process that tries one case after the other, and is replaced when it dies over one."""

    def __init__(self, subject: Subject, seed: int, folder: Path) -> None:
        self._subject, self._seed, self._folder = subject, seed, folder
        self.cases = folder / "case"
        self._process: BaseProcess | None = None
        self.pipe: Connection
        self.number = -1

    def take(self, number: int | None) -> bool:
        """Begin a case; return whether there was one."""
        if number is None:
            return False
        if self._process is None:
            self._start()
        self.number = number
        self._begun = time.monotonic()
        self.pipe.send(number)
        return True

    def find_outcome(self, has_spoken: bool) -> Outcome | None:
        """Return what came of the case that was begun, or None where it goes on."""
        if has_spoken:
            try:
                outcome: Outcome = self.pipe.recv()
            except EOFError:
                return self._bury(CRASH)
            return outcome
        if time.monotonic() - self._begun > SECONDS + 1:
            return self._bury(TIMEOUT)
        return None

    def end(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self.pipe.close()
            self._process = None

    def _bury(self, word: str) -> Outcome:
        assert self._process is not None
        if word == CRASH:
            self._process.join(timeout=10)
        code = self._process.exitcode
        self.end()
        log = (self._folder / "log").read_text(encoding="utf-8", errors="replace")
        # What faulthandler wrote: the main thread comes last where none is the current one.
        stack = log.partition("Current thread")[2] or log.rpartition("\nThread")[2] or log
        frames = [line.strip() for line in stack.splitlines() if f"{ROOT}/" in line]
        place = frames[0].removeprefix(f'File "{ROOT}/').replace('"', "") if frames else "unknown"
        head = log.splitlines()[0] if log else ""
        seconds = time.monotonic() - self._begun
        return Outcome(word, f"{word} (exit code {code}) at {place}: {head[:160]}", seconds)

    def _start(self) -> None:
        self._folder.mkdir(exist_ok=True)
        # Not forked: the libraries have threads of their own.
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self._process = context.Process(
            target=work, args=(other, self._subject, self._seed, self._folder), daemon=True
        )
        self._process.start()
        other.close()
        try:
            self.pipe.recv()
        except EOFError:
            log = (self._folder / "log").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"a worker did not start:\n{log}") from None


def work(pipe: Connection, subject: Subject, seed: int, folder: Path) -> None:
    """Try the cases whose numbers come through the pipe, until it is closed; in a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.dup2(log, 2)
    faulthandler.enable()
    run = subject.prepare(folder)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    unraisable: list[str] = []
    # What Python would print as "Exception ignored in".
    sys.unraisablehook = lambda found: unraisable.append(f"ignored: {found.exc_value!r}")
    pipe.send("ready")
    while True:
        try:
            number = pipe.recv()
        except EOFError:
            return
        os.ftruncate(log, 0)
        faulthandler.dump_traceback_later(SECONDS)
        outcome = try_case(run, choose(seed, number), folder / "case", unraisable)
        faulthandler.cancel_dump_traceback_later()
        pipe.send(outcome)


def try_case(run: Case, random: Random, folder: Path, unraisable: list[str]) -> Outcome:
    """Return what came of one case, tried in a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    unraisable.clear()
    _forget_peak()
    before = _read_memory()["VmRSS"]
    note = _Note()
    word = TRACEBACK
    start = time.monotonic()
    with note:
        word = run(random, folder)
    seconds = time.monotonic() - start
    peak = _read_memory()["VmHWM"]
    fault = note.fault or (unraisable[0] if unraisable else "")
    return Outcome(TRACEBACK if fault else word, fault, seconds, peak - before, peak)


class _Note:
    """Takes whatever is raised inside it, as a text that says what and where."""

    fault = ""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is not None:
            self.fault = _describe(error, trace)
        return True


def _describe(error: BaseException, trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    own = [frame for frame in frames if _is_of_product(frame.filename)]
    where = own[-1] if own else frames[-1]
    message = json.dumps(str(error), ensure_ascii=True)[1:-1]
    place = Path(where.filename).name
    return f"{type(error).__name__} at {place}:{where.lineno} in {where.name}: {message[:160]}"


def _is_of_product(file: str) -> bool:
    return file.startswith(tuple(f"{ROOT}/{name}/" for name in ("corpus", "geodata", "dashboard")))


def _forget_peak() -> None:
    """Have Linux measure the largest memory of this process anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _read_memory() -> dict[str, int]:
    """Return the kilobytes of memory that this process has now and had at most."""
    text = _STATUS.read_text(encoding="utf-8")
    return {key: int(text.partition(f"{key}:")[2].split()[0]) for key in ("VmRSS", "VmHWM")}
