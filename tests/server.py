"""A server of our own, started for a test or a measurement and stopped after it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process id and the file that takes its log."""

    address: str
    port: int
    pid: int
    log: Path


@contextmanager
def serve_page(
    log: Path,
    root: Path = ROOT,
    limit: str = "",
    options: Sequence[str] = (),
    seconds: int = START_SECONDS,
    **environment: str,
) -> Iterator[Server]:
    """Run the page in a folder that holds the project, as ``make run`` does.

    It is to start within so many seconds. ``limit`` is what the shell's ``ulimit`` is to be told,
    as in ``-n 256``.
    """
    port = free_port()
    command = [sys.executable, "-m", "dashboard", "--port", str(port), *options]
    if limit:
        command = ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", *command]
    with serve_command(command, port, log, root, environment, seconds) as server:
        yield server


@contextmanager
def serve_app(app: Path, log: Path, folder: Path, **environment: str) -> Iterator[Server]:
    """Run any Streamlit app, started in `folder`."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    options = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    with serve_command([*command, *options], port, log, folder, environment) as server:
        yield server


@contextmanager
def serve_command(
    command: list[str],
    port: int,
    log: Path,
    folder: Path,
    environment: dict[str, str],
    seconds: int = START_SECONDS,
) -> Iterator[Server]:
    """Run a server until it is no longer wanted; say what it logged if it dies.

    To end by SIGTERM, or in good order after SIGHUP, is no such death.
    """
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )
    server = Server(f"http://127.0.0.1:{port}", port, process.pid, log)
    try:
        wait_for_answer(server, process, seconds)
        yield server
        if process.poll() not in (None, 0, -signal.SIGTERM):
            raise RuntimeError(
                f"the server died ({process.returncode}):\n{log.read_text(errors='replace')}"
            )
    finally:
        process.terminate()
        process.wait(timeout=20)


def find_children(module: str, parent: int | None = None) -> list[psutil.Process]:
    """Return the processes that run a module, of those that a process, or this one, started."""
    return [
        child
        for child in psutil.Process(parent).children()
        if child.status() != psutil.STATUS_ZOMBIE and module in child.cmdline()
    ]


def free_port() -> int:
    """Return a port that nobody on this machine listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for_answer(
    server: Server, process: subprocess.Popen[bytes], seconds: int = START_SECONDS
) -> None:
    """Return as soon as a server that was started answers.

    Raises
    ------
    RuntimeError
        If it ends, or does not answer within so many seconds; the message has its log.
    """
    deadline = time.monotonic() + seconds
    while not process_is_over(process, 0.1) and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            continue
    raise RuntimeError(f"the server did not start:\n{server.log.read_text(errors='replace')}")


def process_is_over(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Return whether a process ends within so many seconds."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
