"""``python -m dashboard [--port PORT] [--edit] [--data DIR ...]`` serves the page; or ``export``.

Exit codes are those of all commands (see corpus.command_line); 2 too for a port that cannot be had.
"""

import argparse
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.command_line import run_command
from corpus.data_folder import (
    HELP,
    OPTION,
    check_data_folder,
    split_data_options,
    take_data_option,
)
from corpus.terminal import print_message

HOST = "127.0.0.1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code after doing what the arguments say: serving, until interrupted."""
    return run_command(lambda: _work(sys.argv[1:] if arguments is None else arguments))


def _work(arguments: Sequence[str]) -> int:
    words, folders = split_data_options(arguments)
    if len(folders) > 1 and words[:1] != ["export"]:
        for folder in folders:
            check_data_folder(folder)
        return _serve(words, folders)
    words = take_data_option(arguments)
    if words[:1] == ["export"]:
        # Only here: the server has no use for the command line of the formats.
        from dashboard.export_command import export

        return export(words)
    return _serve(words)


def _serve(words: Sequence[str], folders: Sequence[Path] = ()) -> int:
    port, is_editing = _read_options(words, folders)
    problem = _find_problem(port)
    if problem:
        print_message(
            f"The port {port} cannot be used: {problem.rstrip('.')}. Choose another with --port, "
            "or as in PORT=8502 make run."
        )
        return 2
    if folders:
        from dashboard.server.side_by_side import serve_folders

        return serve_folders(folders, HOST, port)
    # Only now: it takes a second, and is not worth it where the port is taken.
    from dashboard.server.serving import serve

    return serve(HOST, port, is_editing)


def _read_options(words: Sequence[str], folders: Sequence[Path]) -> tuple[int, bool]:
    """Return the port, and whether suggestions can be reviewed."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="Serve the page on this machine, or write the data with the command export.",
    )
    parser.add_argument(
        "--port", type=int, default=8501, help="port on this machine (default: 8501)"
    )
    parser.add_argument(
        "--edit", action="store_true", help="review suggestions at /review, on this machine alone"
    )
    parser.add_argument(
        OPTION, metavar="DIR", help=f"{HELP}; several are served side by side, each below its name"
    )
    # Its options are in a parser of its own, which `main` calls.
    commands = parser.add_subparsers(title="commands", dest="command")
    commands.add_parser("export", add_help=False, help="write the data, in any of its formats")
    options = parser.parse_args(words)
    if options.command:
        parser.error("--port is for the page, and export takes none")
    if options.edit and folders:
        parser.error("--edit is for one data folder: name one with --data")
    return options.port, options.edit


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
