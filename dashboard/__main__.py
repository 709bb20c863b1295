"""``python -m dashboard [--port PORT]`` serves the page; with ``export`` it writes the data.

Exit codes: 0 fine; 1 the data has faults, all of them listed; 2 wrong usage, or a port that cannot
be had; 130 an export stopped with Ctrl-C.
"""

import argparse
import socket
import sys
from collections.abc import Sequence

HOST = "127.0.0.1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code after doing what the arguments say: serving, until interrupted."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["export"]:
        # Only here: the server has no use for the command line of the formats.
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
    from dashboard.serving import serve
    from dashboard.settings import SettingsError

    try:
        return serve(HOST, port)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


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
