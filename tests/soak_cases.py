"""Many cases in worker processes with bounded memory and time: what came of them, counted.

A case is a number: with the seed it says all that chance decides, so that it can be repeated.
"""

import multiprocessing
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.server import ROOT
from tests.soak_worker import MEMORY_BYTES, TRACE_FILE, TRACEBACK, Outcome, Subject, work

SECONDS = 20
WORKERS = 2
CRASH, TIMEOUT = "crash", "time-out"
# Examples named of a fault that many cases have.
EXAMPLES = 5


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
        self.cases.mkdir(exist_ok=True)
        (self.cases / TRACE_FILE).write_text(log, encoding="utf-8")
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
            target=work, args=(other, self._subject, self._seed, self._folder, SECONDS), daemon=True
        )
        self._process.start()
        other.close()
        try:
            self.pipe.recv()
        except EOFError:
            log = (self._folder / "log").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"a worker did not start:\n{log}") from None
