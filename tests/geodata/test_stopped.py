"""A command told to stop, as a system, a terminal or a user does, leaves nothing half-written."""

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Some seconds of work where it must be interrupted; less where it is waited for.
MANY, FEW = 400_000, 20_000
SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


def start(*arguments: str, before: str = "") -> subprocess.Popen[str]:
    """Start the command line of the geodata, after some lines of Python."""
    code = f"import runpy, signal, sys\n{before}\nrunpy.run_module('geodata', run_name='__main__')"
    return subprocess.Popen(
        # Without -W error: whatever a signal interrupts may leave a file to the garbage collector.
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_for_part(run: subprocess.Popen[str], folder: Path) -> None:
    """Return as soon as something is being written to the folder."""
    while not list(folder.glob(".*.part/*")):
        with suppress(subprocess.TimeoutExpired):
            run.wait(0.01)
            pytest.fail(f"The run ended: {run.communicate()}")


def write_table(path: Path, rows: int) -> Path:
    lines = [f"{n},{35.7 + n % 997 / 400},{32.5 + n % 991 / 210}\n" for n in range(FEW)]
    path.write_text("event,lon,lat\n" + "".join(lines) * (rows // FEW), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table that takes seconds to be placed."""
    return write_table(tmp_path_factory.mktemp("table") / "points.csv", MANY)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_stopped_locate_leaves_nothing(
    number: signal.Signals, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_bytes(b"kept")
    run = start("locate", str(table), "--out", str(out))
    wait_for_part(run, tmp_path)
    run.send_signal(number)
    said = run.communicate(timeout=60)
    assert (run.returncode, *said) == (128 + number, "", "Stopped; nothing was written.\n")
    assert [*tmp_path.iterdir()] == [out]
    assert out.read_bytes() == b"kept"


def test_a_stopped_export_leaves_nothing(tmp_path: Path) -> None:
    number = signal.SIGTERM
    run = start("export", "--format", "pdf", "--out", str(tmp_path / "out.pdf"))
    wait_for_part(run, tmp_path)
    run.send_signal(number)
    said = run.communicate(timeout=60)
    assert (run.returncode, *said) == (128 + number, "", "Stopped; nothing was written.\n")
    assert [*tmp_path.iterdir()] == []


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path) -> None:
    """What was started with nohup goes on when its terminal is closed."""
    table = write_table(tmp_path / "in.csv", FEW)
    out = tmp_path / "out.csv"
    ignoring = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    run = start("locate", str(table), "--out", str(out), before=ignoring)
    wait_for_part(run, tmp_path)
    run.send_signal(signal.SIGHUP)
    said, wrong = run.communicate(timeout=120)
    assert (run.returncode, wrong) == (0, "")
    assert said.startswith(f"{FEW:,} rows: ")
    assert {*tmp_path.iterdir()} == {table, out}
