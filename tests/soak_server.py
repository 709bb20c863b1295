"""The server under load: sessions that click, figures asked for, half-open connections."""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.server import ROOT, Server, free_port, process_is_over, wait_for_answer
from tests.soak_floods import (
    SMALL,
    Answers,
    count_open,
    find_share,
    flood_figures,
    half_open,
    time_get,
)
from tests.soak_sessions import SECONDS_BETWEEN, Visits, measure_sessions

CLIENTS = 50
HALF_OPEN = 1000
FEW_DESCRIPTORS, TOO_MANY = 256, 400
WATCHED_SECONDS = 10
# How long half-open connections are held, to see whether the server closes them.
HELD_SECONDS = 40

Lines = Iterator[tuple[str, bool]]


@dataclass(frozen=True)
class Running:
    """A server that was started as the README says, with its log."""

    port: int
    process: psutil.Process
    log: Path

    @property
    def has_died(self) -> bool:
        """Whether the server is no more, or the one that would start it."""
        return not self.process.is_running() or self.process.status() == psutil.STATUS_ZOMBIE

    def all(self) -> list[psutil.Process]:
        """Return the process and those it has started."""
        return [] if self.has_died else [self.process, *self.process.children(recursive=True)]

    def measure_memory(self) -> float:
        """Return the megabytes of memory, what is shared counted once (PSS)."""
        total = 0
        for process in self.all():
            # One of them may have ended since.
            if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                total += process.memory_full_info().pss
        return total / 2**20

    def measure_processor(self) -> float:
        """Return the seconds of processor time spent so far."""
        return sum(sum(process.cpu_times()[:2]) for process in self.all())

    def count_tracebacks(self) -> int:
        """Return how many tracebacks the log holds."""
        return self.log.read_bytes().count(b"Traceback (most recent call last)")


@contextmanager
def start_server(descriptors: int | None = None) -> Iterator[Running]:
    """Start the server by ``python -m dashboard`` and yield it when it answers."""
    port = free_port()
    command = [sys.executable, "-m", "dashboard", "--port", str(port)]
    if descriptors is not None:
        command = ["sh", "-c", f'ulimit -n {descriptors} && exec "$@"', "sh", *command]
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        log = Path(name) / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        try:
            server = Server(f"http://127.0.0.1:{port}", port, process.pid, log)
            wait_for_answer(server, process)
            yield Running(port, psutil.Process(process.pid), log)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    # All that it started, too: the group is its own.
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        process_is_over(process, 10)
    process.wait()


def measure_clicks(seconds: float) -> Lines:
    """Have sessions click, alone, and yield the figures."""
    with start_server() as server, _other_process() as clients:
        before = server.measure_memory()
        visits = clients.submit(measure_sessions, server.port, CLIENTS, seconds)
        during = _watch_memory(server, [visits])
        yield from _report_visits("", visits.result())
        yield _report_memory(server, before, during), not server.has_died
        yield _report_log(server)


def measure_flood(seconds: float, seed: int) -> Lines:
    """Have sessions click while others ask for figures, and yield the figures."""
    with start_server() as server, _other_process() as clients, _other_process() as others:
        before = server.measure_memory()
        visits = clients.submit(measure_sessions, server.port, CLIENTS, seconds)
        flood = others.submit(flood_figures, server.port, CLIENTS, seconds, seed)
        during = _watch_memory(server, [visits, flood])
        asked = f", while {CLIENTS} clients ask for figures"
        yield from _report_visits(asked, visits.result())
        yield from _report_flood(flood.result())
        yield _report_memory(server, before, during), not server.has_died
        yield _report_log(server)


def measure_connections() -> Lines:
    """Hold connections half open, with descriptors enough and too few, and yield the figures."""
    with start_server() as server:
        yield from _hold(server, HALF_OPEN, f"{HALF_OPEN:,} half-open connections")
    with start_server(FEW_DESCRIPTORS) as server:
        name = f"{TOO_MANY:,} half-open connections, {FEW_DESCRIPTORS} descriptors"
        yield from _hold(server, TOO_MANY, name)


def _hold(server: Running, count: int, name: str) -> Lines:
    with half_open(server.port, count) as held:
        begun = time.monotonic()
        logged, spent = server.log.stat().st_size, server.measure_processor()
        time.sleep(WATCHED_SECONDS)
        grown = server.log.stat().st_size - logged
        share = (server.measure_processor() - spent) / WATCHED_SECONDS
        status, seconds = time_get(server.port, "/")
        yield f"{name}: {len(held):,} were taken; GET / meanwhile: {status}, {seconds:.2f} s", True
        yield (
            (
                f"{name}: {share:.0%} of a processor and {grown / 1024:,.0f} kB of log in "
                f"{WATCHED_SECONDS} s"
            ),
            not server.has_died,
        )
        time.sleep(max(0.0, begun + HELD_SECONDS - time.monotonic()))
        yield f"{name}: {count_open(held):,} are still open after {HELD_SECONDS} s", True
    status, seconds = time_get(server.port, "/")
    yield f"{name}: GET / after them: {status}, {seconds:.2f} s", status == "200"
    yield _report_log(server)


def _watch_memory(server: Running, work: Sequence[Future[Any]]) -> float:
    most = 0.0
    while not all(one.done() for one in work):
        most = max(most, server.measure_memory())
        time.sleep(1)
    return most


def _report_visits(asked: str, visits: Visits) -> Lines:
    name = f"{CLIENTS} sessions, a click every {SECONDS_BETWEEN:.0f} s{asked}"
    yield f"{name}: click to reading panel: {describe_times(visits.panel)}", True
    yield f"{name}: click to end of the run: {describe_times(visits.finished)}", True
    yield f"{name}: first visit to whole page: {describe_times(visits.first)}", True
    yield (
        (
            f"{name}: {visits.late:,} clicks began late, {visits.unmade:,} not at all; "
            f"{len(visits.failures):,} failed"
        ),
        not visits.failures,
    )
    for failure, count in Counter(visits.failures).most_common(5):
        yield f"  {count} x {failure}", False


def _report_flood(flood: Answers) -> Lines:
    yield f"figures asked for: {_list_counts(flood.statuses)}", not flood.statuses["500"]
    yield f"meanwhile {SMALL}: {describe_times(flood.small)}", True
    yield f"meanwhile GET /: {describe_times(flood.first)}", True
    if flood.others:
        yield f"meanwhile also {_list_counts(flood.others)}", False


def _list_counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} x {word}" for word, count in sorted(counts.items()))


def _report_memory(server: Running, before: float, during: float) -> str:
    after = server.measure_memory()
    return f"memory: {before:,.0f} MB before, {during:,.0f} MB at most, {after:,.0f} MB after"


def _report_log(server: Running) -> tuple[str, bool]:
    tracebacks, size = server.count_tracebacks(), server.log.stat().st_size
    state = "the server died" if server.has_died else "the server runs on"
    return (
        f"{state}; its log has {size / 1024:,.0f} kB and {tracebacks} tracebacks",
        not tracebacks and not server.has_died,
    )


def describe_times(seconds: list[float]) -> str:
    """Return the median, the 95th percentile and the largest of some times, in words."""
    if not seconds:
        return "never"
    shares = (f"{name} {1000 * find_share(seconds, share):,.0f} ms" for name, share in _SHARES)
    return f"{', '.join(shares)} ({len(seconds):,} times)"


_SHARES = (("median", 0.5), ("p95", 0.95), ("max", 1.0))


@contextmanager
def _other_process() -> Iterator[ProcessPoolExecutor]:
    """Yield what runs a client in a process of its own, as other people's machines would."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        yield pool
