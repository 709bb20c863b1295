"""A folder of Parquet files, placed on a real scheduler whose workers are killed and stopped."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.geodata import parts
from tests.geodata.parts import PARTS, ROOT, ROWS, alone, folder, read_folder, wait_for_parts

__all__ = ["alone", "folder"]  # fixtures

TIMEOUT = 3  # seconds that a scheduler may be silent or without workers
ENVIRONMENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": f"{TIMEOUT}s"}


def start(folder: Path, target: Path, scheduler: str) -> subprocess.Popen[str]:
    return parts.start(folder, target, scheduler, **ENVIRONMENT)


@contextmanager
def run_dask(command: str, *options: object) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run a Dask command until the end of the block; yield it and the address it says it is at."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{command}", *map(str, options)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **ENVIRONMENT},
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    log = ""
    while not (said := re.search(r"(?:Registered to|Scheduler at):\s+(tcp://\S+)", log)):
        line = process.stderr.readline().decode()
        log += line
        assert line, log
    drain = threading.Thread(target=process.stderr.read, daemon=True)
    drain.start()
    try:
        yield process, said[1]
    finally:
        process.kill()
        process.wait()
        drain.join()
        process.stderr.close()


@dataclass(frozen=True)
class Cluster:
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def run_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Run a scheduler and workers in processes of their own."""
    with ExitStack() as stack:
        here = ["--host", "127.0.0.1", "--port", 0, "--no-dashboard"]
        scheduler, address = stack.enter_context(run_dask("scheduler", *here))
        options = ["--nthreads", 1, "--no-nanny", "--no-dashboard", "--local-directory", folder]
        started = (run_dask("worker", address, *options) for _ in range(workers))
        yield Cluster(address, scheduler, [stack.enter_context(worker)[0] for worker in started])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and one worker, for the tests that leave them as they were."""
    with run_cluster(tmp_path_factory.mktemp("scratch"), workers=1) as running:
        yield running


def test_a_killed_worker_loses_and_doubles_nothing(
    folder: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    target = tmp_path / "out"
    with run_cluster(tmp_path / "scratch", workers=2) as cluster:
        run = start(folder, target, cluster.address)
        done = wait_for_parts(run, tmp_path)
        cluster.workers[0].kill()
        assert len(done) < PARTS / 2
        assert not target.exists()
        out, err = run.communicate(timeout=180)
        assert (run.returncode, err) == (0, "")
    assert out.startswith(f"{sum(ROWS * (1 + p % 4) for p in range(PARTS) if p != 3):,} rows: ")
    assert read_folder(target) == alone
    assert not list(tmp_path.glob(".*.part"))


def kill_the_worker(cluster: Cluster) -> None:
    cluster.workers[0].kill()


def freeze_the_scheduler(cluster: Cluster) -> None:
    cluster.scheduler.send_signal(signal.SIGSTOP)


def kill_the_scheduler(cluster: Cluster) -> None:
    cluster.scheduler.kill()


HARMS: dict[Callable[[Cluster], None], str] = {
    kill_the_worker: "does not answer any more, or has lost its workers.",
    freeze_the_scheduler: "does not answer any more, or has lost its workers.",
    kill_the_scheduler: "was lost before all was done.",
}


def test_work_that_nobody_goes_on_with_is_given_up(folder: Path, tmp_path: Path) -> None:
    """Each takes seconds to be noticed: all are waited for at the same time."""
    with ExitStack() as stack:
        runs = []
        for harm, said in HARMS.items():
            place = tmp_path / harm.__name__
            place.mkdir()
            scratch = tmp_path / f"scratch of {harm.__name__}"
            cluster = stack.enter_context(run_cluster(scratch, workers=1))
            run = start(folder, place / "out", cluster.address)
            wait_for_parts(run, place)
            harm(cluster)
            runs.append((run, f"The scheduler {cluster.address!r} {said}\n", place))
        for run, sentence, place in runs:
            outputs = run.communicate(timeout=120)
            assert (run.returncode, *outputs) == (2, "", sentence), place.name
            assert list(place.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_on_a_cluster_is_stopped_without_a_trace(
    number: signal.Signals, cluster: Cluster, folder: Path, tmp_path: Path
) -> None:
    run = start(folder, tmp_path / "out", cluster.address)
    wait_for_parts(run, tmp_path)
    os.killpg(run.pid, number)
    outputs = run.communicate(timeout=180)
    assert (run.returncode, *outputs) == (128 + number, "", "Stopped; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_worker_may_take_long_over_a_part(cluster: Cluster, folder: Path, tmp_path: Path) -> None:
    """A worker that is held up for longer than the scheduler is asked after it is waited for."""
    run = start(folder, tmp_path / "out", cluster.address)
    wait_for_parts(run, tmp_path)
    cluster.workers[0].send_signal(signal.SIGSTOP)
    with pytest.raises(subprocess.TimeoutExpired):
        run.wait(4 * TIMEOUT)
    cluster.workers[0].send_signal(signal.SIGCONT)
    _, err = run.communicate(timeout=120)
    assert (run.returncode, err) == (0, "")


def test_a_scheduler_that_is_frozen_from_the_start_is_said(
    cluster: Cluster, folder: Path, tmp_path: Path
) -> None:
    freeze_the_scheduler(cluster)
    try:
        run = start(folder, tmp_path / "out", cluster.address)
        outputs = run.communicate(timeout=120)
    finally:
        cluster.scheduler.send_signal(signal.SIGCONT)
    sentence = f"The scheduler {cluster.address!r} does not answer within 3 s.\n"
    assert (run.returncode, *outputs) == (2, "", sentence)


def test_a_scheduler_without_workers_or_that_does_not_answer(folder: Path, tmp_path: Path) -> None:
    with run_cluster(tmp_path / "scratch", workers=0) as cluster:
        runs = {
            cluster.address: "has no workers.",
            "tcp://127.0.0.1:1": "does not answer within 3 s.",
            "nonsense://": "does not answer within 3 s.",
        }
        started = {where: start(folder, tmp_path / "out", where) for where in runs}
        for where, run in started.items():
            _, err = run.communicate(timeout=180)
            assert (run.returncode, err) == (2, f"The scheduler {where!r} {runs[where]}\n")
    assert not (tmp_path / "out").exists()
