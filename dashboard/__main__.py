"""``python -m dashboard [--port PORT]``: serves the page, and says where."""

import argparse
import socket
import subprocess
import sys
from pathlib import Path

HOST = "127.0.0.1"


def main() -> int:
    """Serve the page until interrupted; return the exit code, 2 where the port cannot be had."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    parser.add_argument("--port", type=int, default=8501, help="port on this machine (8501)")
    port = parser.parse_args().port
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
