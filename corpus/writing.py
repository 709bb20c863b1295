"""Writing a result: whole or not at all."""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from corpus.errors import OutputError


def write_atomically(path: Path, data: bytes) -> None:
    """Write the bytes to a file, which afterwards holds either all of them or what it held before.

    They are written to a file beside it first, which then takes its name.

    Raises
    ------
    OutputError
        If the path is a folder or a device, is write-protected, or cannot be written to.
    """
    try:
        target = _follow_links(path)
        _check_replaceable(path, target)
        part = target.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink()
    except OSError as error:
        raise OutputError(f"Cannot write {path}: {error.strerror or error}.") from error


def _follow_links(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:
        raise OutputError(f"Cannot write {path}: its links lead round in a circle.") from None


def _check_replaceable(path: Path, target: Path) -> None:
    if target.is_dir():
        raise OutputError(f"Cannot write {path}: it is a folder.")
    if target.exists():
        # Renaming would put a plain file in the place of a device such as /dev/null.
        if not target.is_file():
            raise OutputError(f"Cannot write {path}: it is not an ordinary file.")
        # Renaming asks only for the folder's leave, not for the file's.
        may_ask = os.access in os.supports_effective_ids
        if not os.access(target, os.W_OK, effective_ids=may_ask):
            raise OutputError(f"Cannot write {path}: it is write-protected.")


def write_output(data: bytes, out: Path | None) -> None:
    """Write the bytes to a file, or to standard output where none is given.

    Raises
    ------
    OutputError
        If they cannot be written.
    """
    if out is not None:
        write_atomically(out, data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        # Python flushes standard output once more at exit and would complain a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"Cannot write to standard output: {error.strerror or error}.") from error
