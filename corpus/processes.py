"""Processes apart from the one that serves: polite, bounded, and gone with it.

They are started as commands of their own. What multiprocessing starts would first run the page,
which Streamlit makes the main module of its process.
"""

import os
import subprocess
import sys
import threading
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


def command(module: str) -> list[str]:
    """Return the command that runs a module of this project; it is to be run in `folder`."""
    return [sys.executable, "-m", module]


def folder() -> Path:
    """Return the folder from which the project's modules are found."""
    return _ROOT


def start(module: str) -> "subprocess.Popen[bytes]":
    """Start a module of this project that is told things on its input and answers on its output."""
    return subprocess.Popen(
        command(module), cwd=folder(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def take_output() -> IO[bytes]:
    """Return this process's output, for answers alone: whatever prints does so to its errors."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def settle_in(limits: Limits | None = None) -> None:
    """Make this process give way to others, and keep the limits."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    if limits is not None and sys.platform != "win32":
        import resource

        for what, most in (
            (resource.RLIMIT_DATA, limits.memory),
            (resource.RLIMIT_FSIZE, limits.file),
            (resource.RLIMIT_CPU, limits.seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(what)
            held = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (held, held))


def end_with_input() -> None:
    """Have this process end when its input does: whoever started it is gone."""
    threading.Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    while sys.stdin.buffer.read(2**16):
        pass
    os._exit(1)
