"""Child processes of the server: with low priority, with limits, and ended when it ends.

They are started as commands of their own. What multiprocessing starts would first run the page,
which Streamlit makes the main module of its process.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# Processor priority below the serving process's, where a machine has such a thing.
_NICENESS = 10
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Limits:
    """What a process may use: bytes of memory and of a file it writes, and seconds.

    The operating system holds memory and file sizes where it knows such limits, as Linux does.
    """

    memory: int
    file: int
    seconds: int


def name_command(module: str) -> list[str]:
    """Return the command that runs a module of this project; it is to be run in `find_root`."""
    return [sys.executable, "-m", module]


def find_root() -> Path:
    """Return the folder from which the project's modules are found."""
    return _ROOT


def start(module: str) -> "subprocess.Popen[bytes]":
    """Start a module of this project, with pipes to its standard input and from its output."""
    return subprocess.Popen(
        name_command(module), cwd=find_root(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


@contextmanager
def ending(process: "subprocess.Popen[bytes]") -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Yield the standard input and output of what `start` started, and end it afterwards."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdin, process.stdout
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.close()


def redirect_output() -> IO[bytes]:
    """Return this process's standard output; from now on, prints go to standard error instead."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return output


def limit_process(limits: Limits | None = None) -> None:
    """Lower this process's priority and set its limits."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    if limits is not None and sys.platform != "win32":
        import resource

        for resource_name, most in (
            (resource.RLIMIT_DATA, limits.memory),
            (resource.RLIMIT_FSIZE, limits.file),
            (resource.RLIMIT_CPU, limits.seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(resource_name)
            limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(resource_name, (limit, limit))


def end_with_input() -> None:
    """Have this process end when its standard input does, since its parent has ended then."""
    threading.Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    while sys.stdin.buffer.read(2**16):
        pass
    os._exit(1)
