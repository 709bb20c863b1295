"""``python -m dashboard [--port PORT]`` serves the page; with ``export`` it writes the data.

Exit codes are those of all commands (see corpus.command); 2 too for a port that cannot be had.
"""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.command import run_command
from corpus.terminal import print_lines, say

HOST = "127.0.0.1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code after doing what the arguments say: serving, until interrupted."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["export"]:
        # Only here: the process that waits for the page has no use for the formats.
        from dashboard.export_command import export

        return export(words)
    return run_command(lambda: _serve(words))


def _serve(words: Sequence[str]) -> int:
    port = _read_port(words)
    problem = _find_problem(port)
    if problem:
        say(f"The port {port} cannot be used: {problem}. Choose another, as in PORT=8502.")
        return 2
    print_lines([f"The map is at http://{HOST}:{port}/ (stop it with Ctrl-C)."])
    app = str(Path(__file__).parent / "app.py")
    command = [sys.executable, "-m", "streamlit", "run", app, "--server.port", str(port)]
    if sys.platform != "win32":
        # This process becomes the server, so that what is to end the one ends the other.
        os.execv(command[0], command)
    # Windows has no way to become another program.
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _read_port(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="Serve the page on this machine.",
        epilog="python -m dashboard export writes the data: see its own --help.",
    )
    parser.add_argument("--port", type=int, default=8501, help="port on this machine (8501)")
    port: int = parser.parse_args(words).port
    return port


def _find_problem(port: int) -> str:
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except (OSError, OverflowError) as error:
        return str(getattr(error, "strerror", None) or error)
    return ""


if __name__ == "__main__":
    sys.exit(main())
