"""Writing a result: whole or not at all."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import OutputError


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn an OSError of what is done inside into an OutputError that names the file."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"Cannot write {path}: {error.strerror or error}.") from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield where to write what is to take a file's place, or a new folder's, when all went well.

    Whatever goes wrong inside, the file stays as it was, and what was written goes. The path
    yielded has the file's own name, in a hidden folder beside it.

    Raises
    ------
    OutputError
        If the path is a folder or a device, is write-protected, or cannot be written to.
    """
    with explaining(path):
        target = _follow_links(path)
        _check_replaceable(path, target)
        folder = target.with_name(f".{secrets.token_hex(8)}.part")
        folder.mkdir()
    try:
        part = folder / target.name
        yield part
        with explaining(path):
            _reach_disk(part)
            part.replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Write the bytes to a file, which afterwards holds either all of them or what it held before.

    They are written to a file beside it first, which then takes its name.

    Raises
    ------
    OutputError
        If the path is a folder or a device, is write-protected, or cannot be written to.
    """
    with replacing(path) as part, explaining(path):
        part.write_bytes(data)


def _reach_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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


def write_output(pieces: Iterable[bytes], out: Path | None) -> None:
    """Write bytes piece by piece to a file, or to standard output where none is given.

    Raises
    ------
    OutputError
        If they cannot be written; a file that was there is then as it was.
    """
    if out is not None:
        with replacing(out) as part, explaining(out), part.open("wb") as file:
            file.writelines(pieces)
        return
    # Python has no standard output where the shell closed it.
    if sys.stdout is None:
        raise OutputError("Cannot write to standard output: it is closed.")
    try:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    except OSError as error:
        # Python flushes standard output once more at exit and would complain a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"Cannot write to standard output: {error.strerror or error}.") from error
