"""Writing a result: whole or not at all."""

import hashlib
import os
import platform
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

from corpus import terminal
from corpus.errors import OutputError

if sys.platform != "win32":
    import fcntl

# A hidden folder says on which computer it was made: a lock says nothing about another one's.
_COMPUTER = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
# A folder as young as this may not be locked yet.
_YOUNG_SECONDS = 60


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
    yielded has the file's own name, in a hidden folder beside it. What takes a file's place has the
    same mode, and the same owner and group where the system allows that.

    Raises
    ------
    OutputError
        If the path is a folder or a device, is write-protected, or cannot be written to.
    """
    with explaining(path):
        target = _follow_links(path)
        _check_replaceable(path, target)
    # Who may not read the file may not read what is to take its place.
    with _making_beside(path, target, 0o700 if target.exists() else 0o777) as part:
        yield part
        with explaining(path):
            _keep_permissions(target, part)
            _flush_to_disk(part)
            part.replace(target)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder that is to take a folder's place when all went well inside.

    Whatever goes wrong, a folder that was there stays as it was, and what was written goes. What
    takes a folder's place has the same mode, and the same owner and group where the system allows.

    Raises
    ------
    OutputError
        If the path is no folder, or cannot be written to.
    """
    with explaining(path):
        target = _follow_links(path)
        if target.exists() and not target.is_dir():
            raise OutputError(f"Cannot write {path}: it is not a folder.")
    with _making_beside(path, target, 0o777) as part:
        with explaining(path):
            part.mkdir()
        yield part
        with explaining(path):
            _keep_permissions(target, part)
            for written in part.rglob("*"):
                _flush_to_disk(written)
            _exchange(part, target)


def _exchange(part: Path, target: Path) -> None:
    """Give a folder the name of another, which goes; on an error it gets its name back."""
    if not target.exists():
        part.rename(target)
        return
    before = part.with_name(f"{part.name}.before")
    target.rename(before)
    try:
        part.rename(target)
    except OSError:
        before.rename(target)
        raise


@contextmanager
def _making_beside(path: Path, target: Path, mode: int) -> Iterator[Path]:
    """Yield a path of the target's name in a hidden folder beside it, which goes afterwards."""
    _remove_leftovers(target.parent)
    folder = target.with_name(f".{_COMPUTER}-{secrets.token_hex(8)}.part")
    try:
        with explaining(path):
            folder.mkdir(mode)
        with _locking(folder):
            yield folder / target.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_output(pieces: Iterable[bytes], out: Path | None) -> None:
    """Write bytes piece by piece to a file, or to standard output where none is given.

    Raises
    ------
    OutputError
        If they cannot be written; a file that was there is then as it was.
    """
    if out is None:
        terminal.write_bytes(pieces)
        return
    with replacing(out) as part, explaining(out), part.open("wb") as file:
        file.writelines(pieces)


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
        # Renaming asks only whether the folder may be written to, not the file.
        may_ask = os.access in os.supports_effective_ids
        if not os.access(target, os.W_OK, effective_ids=may_ask):
            raise OutputError(f"Cannot write {path}: it is write-protected.")


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """Wait until no other process writes to a folder in turn, and keep others waiting.

    Nobody waits where the system has no locks, or the folder cannot be opened.
    """
    with ExitStack() as stack:
        if sys.platform != "win32":
            with suppress(OSError):
                descriptor = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, descriptor)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def _locking(folder: Path) -> Iterator[None]:
    """Lock a folder; the system unlocks it when this process ends, however that happens."""
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Where a file system has no locks, no other process can lock the folder to remove it.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


@cache  # once is enough for a process that writes many files to one folder
def _remove_leftovers(parent: Path) -> None:
    """Remove the hidden folders that killed processes of this computer have left in a folder."""
    if sys.platform == "win32":
        return
    for folder in parent.glob(f".{_COMPUTER}-*.part"):
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if time.time() - os.fstat(descriptor).st_mtime > _YOUNG_SECONDS:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder)
            finally:
                os.close(descriptor)


def _keep_permissions(target: Path, part: Path) -> None:
    """Give the part the mode of the file whose place it takes, and its owner and group."""
    try:
        kept = target.stat()
    except FileNotFoundError:
        return
    mode = stat.S_IMODE(kept.st_mode)
    if sys.platform != "win32":
        try:
            os.chown(part, kept.st_uid, kept.st_gid)
        except PermissionError:
            try:
                os.chown(part, -1, kept.st_gid)
            except PermissionError:
                # Another group may do no more than everybody.
                mode &= 0o707 | (mode & 0o007) << 3
    part.chmod(mode)


def _flush_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
