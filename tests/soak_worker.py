"""A worker that tries one case after the other, with bounded memory, and says what came of each.

A case is a number: with the seed it says all that chance decides, so that it can be repeated.
"""

import faulthandler
import json
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Protocol

from tests.server import ROOT

MEMORY_BYTES = 3 << 29  # 1.5 GB
TRACEBACK = "traceback"
# Stands beside the files of a case that has a fault.
TRACE_FILE = "traceback.txt"

Case = Callable[[Random, Path], str]


class Subject(Protocol):
    """What is tried, sent to each worker once."""

    @property
    def name(self) -> str:
        """What the cases are called in the report."""

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


def choose(seed: int, number: int) -> Random:
    """Return the chance that decides everything of a case."""
    return Random(f"{seed} {number}")


def work(pipe: Connection, subject: Subject, seed: int, folder: Path, seconds: int) -> None:
    """Try the cases whose numbers come through the pipe, until it is closed; in a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.dup2(log, 2)
    faulthandler.enable()
    run = subject.prepare(folder)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    note = Note()
    # What Python would print as "Exception ignored in".
    sys.unraisablehook = lambda found: note.take(found.exc_value, found.exc_traceback, "ignored ")
    pipe.send("ready")
    while True:
        try:
            number = pipe.recv()
        except EOFError:
            return
        os.ftruncate(log, 0)
        faulthandler.dump_traceback_later(seconds)
        outcome = try_case(run, choose(seed, number), folder / "case", note)
        faulthandler.cancel_dump_traceback_later()
        pipe.send(outcome)


def try_case(run: Case, random: Random, folder: Path, note: "Note") -> Outcome:
    """Return what came of one case, tried in a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    note.fault = note.trace = ""
    _forget_peak()
    before = _read_memory()["VmRSS"]
    word = TRACEBACK
    start = time.monotonic()
    with note:
        word = run(random, folder)
    seconds = time.monotonic() - start
    peak = _read_memory()["VmHWM"]
    if note.fault:
        word = TRACEBACK
        (folder / TRACE_FILE).write_text(note.trace, encoding="utf-8", errors="replace")
    return Outcome(word, note.fault, seconds, peak - before, peak)


class Note:
    """Takes whatever is raised inside it, as a text that says what and where."""

    def __init__(self) -> None:
        self.fault = self.trace = ""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is not None:
            self.take(error, trace)
        return True

    def take(
        self, error: BaseException | None, trace: TracebackType | None, before: str = ""
    ) -> None:
        """Note an error and where the product was at that moment; of several, the last."""
        frames = traceback.extract_tb(trace)
        own = [frame for frame in frames if _is_of_product(frame.filename)]
        place = "an unknown place"
        if frames:
            where = own[-1] if own else frames[-1]
            place = f"{Path(where.filename).name}:{where.lineno} in {where.name}"
        message = json.dumps(str(error))[1:-1]
        self.fault = f"{before}{type(error).__name__} at {place}: {message[:160]}"
        self.trace = "".join(traceback.format_exception(None, error, trace))


def _is_of_product(file: str) -> bool:
    return file.startswith(tuple(f"{ROOT}/{name}/" for name in ("corpus", "geodata", "dashboard")))


def _forget_peak() -> None:
    """Have Linux measure the largest memory of this process anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _read_memory() -> dict[str, int]:
    """Return the kilobytes of memory that this process has now and had at most."""
    text = Path("/proc/self/status").read_text(encoding="utf-8")
    return {key: int(text.partition(f"{key}:")[2].split()[0]) for key in ("VmRSS", "VmHWM")}
