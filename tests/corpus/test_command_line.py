"""What all command lines share: a signal stops them wherever it comes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# A signal that comes while Python finalises an object; what is raised there is dropped.
WORK = """
import signal, sys, time
from corpus.command_line import run_command

class Last:
    def __del__(self):
        signal.raise_signal(int(sys.argv[1]))
        for _ in range(10):
            pass

def work():
    Last()
    time.sleep(600)
    return 0

sys.exit(run_command(work))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_that_comes_as_an_object_ends_stops_the_command(number: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(number.value)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    expected = (128 + number, "", "Stopped; nothing was written.\n")
    assert (done.returncode, done.stdout, done.stderr) == expected
