"""``python -m dashboard [--port PORT]`` serves the page; with ``export`` it writes the data.

Exit codes: 0 fine; 1 the data has faults, all of them listed; 2 wrong usage, or a port that cannot
be had; 130 an export stopped with Ctrl-C.
"""

import argparse
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HOST = "127.0.0.1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code after doing what the arguments say: serving, until interrupted."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["export"]:
        # Only here: the process that waits for the page has no use for the formats.
        from dashboard.export_command import export

        return export(words)
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="Serve the page on this machine.",
        epilog="python -m dashboard export writes the data: see its own --help.",
    )
    parser.add_argument("--port", type=int, default=8501, help="port on this machine (8501)")
    return _serve(parser.parse_args(words).port)


def _serve(port: int) -> int:
    problem = _find_problem(port)
    if problem:
        print(
            f"The port {port} cannot be used: {problem}. Choose another, as in PORT=8502.",
            file=sys.stderr,
        )
        return 2
    print(f"The map is at http://{HOST}:{port}/ (stop it with Ctrl-C).", flush=True)
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).parent / "app.py")]
    try:
        return subprocess.run([*command, "--server.port", str(port)], check=False).returncode
    except KeyboardInterrupt:
        return 0


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
