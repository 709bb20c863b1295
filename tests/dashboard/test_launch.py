"""What ends ``make run`` ends the server, and its port is free again."""

import os
import signal
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from dashboard.__main__ import main
from tests.server import ROOT, free_port

START_SECONDS = 120
STOP_SECONDS = 60


def is_served(port: int) -> bool:
    """Return whether somebody listens at a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def poll(process: subprocess.Popen[str], is_reached: Callable[[], bool], seconds: float) -> None:
    """Wait until a state is reached, at most so many seconds."""
    for _ in range(int(seconds / 0.05)):
        if is_reached():
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    pytest.fail("That state was never reached.")


# What a supervisor sends goes to make alone, what a terminal does to the whole group: to the
# dashboard, too. Of a terminal that is closed speaks test_uploads.
@pytest.mark.parametrize(("number", "is_for_all"), [(signal.SIGTERM, False), (signal.SIGINT, True)])
def test_the_port_is_free_after_the_end(
    number: signal.Signals, is_for_all: bool, tmp_path: Path
) -> None:
    port = free_port()
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            # Whatever the files' dates say, the environment that runs the tests is ready.
            ["make", "-o", ".venv/ready", "run", f"PORT={port}"],
            cwd=ROOT,
            # Under a make of its own, make would say more.
            env={name: value for name, value in os.environ.items() if "MAKE" not in name},
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
            start_new_session=True,
        )
    assert process.stdout is not None
    try:
        address = f"The map is at http://127.0.0.1:{port}/ (stop it with Ctrl-C)."
        assert process.stdout.readline() == f"{address}\n"
        poll(process, lambda: is_served(port), START_SECONDS)
        if is_for_all:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        poll(process, lambda: not is_served(port), STOP_SECONDS)
        process.wait(STOP_SECONDS)
        assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_the_help_lists_the_command_that_exports(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in ((["--help"], "    export  "), (["export", "--help"], "--format ")):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        assert end.value.code == 0
        assert said in capsys.readouterr().out
    with pytest.raises(SystemExit) as end:
        main(["--port", "8502", "export"])
    assert end.value.code == 2
