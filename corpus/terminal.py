"""Terminal output: a command's result on standard output, all else on standard error.

Either may be closed, or lead to a full disk or a reader that has ended.
"""

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from corpus.errors import OutputError
from corpus.quoting import make_plain


def write_bytes(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output, piece by piece.

    Raises
    ------
    OutputError
        If they cannot be written.
    """
    # Python has no standard output where the shell closed it.
    if sys.stdout is None:
        raise OutputError("Cannot write to standard output: it is closed.")
    try:
        sys.stdout.buffer.writelines(pieces)
    except OSError as error:
        raise _report_output_error(error) from error
    flush()


def print_lines(lines: Iterable[object]) -> None:
    """Write lines to standard output; what its encoding does not have is escaped.

    Raises
    ------
    OutputError
        If they cannot be written.
    """
    encoding = sys.stdout.encoding if sys.stdout is not None else "utf-8"
    write_bytes(f"{line}\n".encode(encoding, "backslashreplace") for line in lines)


def flush() -> None:
    """Flush standard output.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _report_output_error(error) from error


def open_error_output() -> None:
    """Open standard error on the null device where the shell closed it.

    Without, Python's own messages go to standard output, and what libraries in C say goes into the
    next file that is opened.
    """
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def print_message(words: object) -> None:
    """Write a sentence, as one line, to standard error; drop it where that fails."""
    write_to_stderr(f"{make_plain(str(words))}\n")


def write_to_stderr(text: str) -> None:
    """Write a text to standard error as it stands; drop it where that fails."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _redirect_to_null(sys.stderr)


def _report_output_error(error: OSError) -> OutputError:
    _redirect_to_null(sys.stdout)
    return OutputError(f"Cannot write to standard output: {error.strerror or error}.")


def _redirect_to_null(stream: TextIO) -> None:
    # Python writes what is left once more at exit, and would complain a second time.
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, stream.fileno())
    os.close(descriptor)
