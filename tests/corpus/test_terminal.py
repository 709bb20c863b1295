"""Commands whose output nobody takes: one sentence and 2, since 1 would mean faults in the data."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POINTS = "name,lon,lat\na,36.6,35.9\n"
COMMANDS = {
    "corpus check": ["corpus", "check"],
    "corpus search": ["corpus", "search", "Idlib"],
    "corpus help": ["corpus", "--help"],
    "geodata export": ["geodata", "export", "--format", "geojson"],
    "geodata locate": ["geodata", "locate", "points.csv", "--out", "out.csv"],
    "dashboard export": ["dashboard", "export", "--format", "ris"],
}
# Unbuffered, the parser of arguments keeps to itself that its help cannot be written.
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
FULL = "No space left on device"


def run(folder: Path, arguments: list[str], redirection: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder as a shell does with this redirection."""
    (folder / "points.csv").write_text(POINTS, encoding="utf-8")
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -W error -m "$@" {redirection}', sys.executable, *arguments],
        cwd=folder,
        env={**BUFFERED, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    "name", ["corpus search", "corpus help", "geodata export", "geodata locate", "dashboard export"]
)
def test_a_full_standard_output_is_one_sentence(name: str, tmp_path: Path) -> None:
    done = run(tmp_path, COMMANDS[name], ">/dev/full")
    assert (done.returncode, done.stderr) == (2, f"Cannot write to standard output: {FULL}.\n")


def test_a_closed_standard_output_is_one_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, COMMANDS["corpus check"], ">&-")
    assert (done.returncode, done.stderr) == (2, "Cannot write to standard output: it is closed.\n")


def test_a_reader_that_has_gone_is_one_sentence() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", *COMMANDS["corpus search"]],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (2, "Cannot write to standard output: Broken pipe.\n")


@pytest.mark.parametrize(
    ("arguments", "redirection"),
    [
        (["corpus", "check", "--folder", "nowhere"], "2>/dev/full"),
        (["corpus", "draw"], "2>&-"),
        (["corpus", "draw"], "2>/dev/full"),
        (["dashboard", "--port", "-1"], "2>&-"),
    ],
)
def test_an_error_that_cannot_be_said_is_still_2(
    arguments: list[str], redirection: str, tmp_path: Path
) -> None:
    done = run(tmp_path, arguments, redirection)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


def test_faults_that_cannot_be_said_are_still_1(folder: Path) -> None:
    (folder / "questions.yaml").write_bytes(b"")
    arguments = ["corpus", "export", "--format", "ris", "--folder", str(folder)]
    done = run(folder, arguments, "2>/dev/full")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
