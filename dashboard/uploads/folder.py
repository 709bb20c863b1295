"""Readers' own tables: kept on disk within a budget, and deleted when their session ends."""

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

MEGABYTE = 2**20
LARGEST = 200 * MEGABYTE
# Enough for the largest table and its result.
SESSION_BYTES = 1600 * MEGABYTE
SESSION_FILES = 8
ALL_BYTES = 8000 * MEGABYTE
# A reader who loses the connection has this long to return, as with Streamlit's sessions.
GRACE_SECONDS = 120


class RefusalError(Exception):
    """A table was not stored, or is no longer here; the message is the reason."""


@dataclass(frozen=True)
class StoredFile:
    """A file of a reader's: where it lies, and how many bytes it takes, or may take."""

    path: Path
    size: int


@dataclass(frozen=True)
class _Offer:
    session: str
    file: str
    name: str


@dataclass
class _Session:
    folder: Path
    files: dict[str, StoredFile] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    last_seen: float = field(default_factory=time.monotonic)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files.values())

    def refuse(self, file: str, reason: str) -> None:
        # The latest few are kept, so that the page can show them.
        self.refusals[file] = reason
        while len(self.refusals) > SESSION_FILES:
            del self.refusals[next(iter(self.refusals))]


class UploadFolder:
    """The files of all sessions, by session and id; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._root: TemporaryDirectory[str] | None = None
        self._sessions: dict[str, _Session] = {}
        self._offered: dict[str, _Offer] = {}

    def reserve(self, session: str, file: str, size: int = 0) -> Path:
        """Return the path of a new file, for which so many bytes are counted from now on.

        Raises
        ------
        RefusalError
            If the budget of the session or of the server is used up; `find` raises the same.
        """
        with self._lock:
            held = self._sessions.get(session) or self._begin(session)
            if file in held.files:
                raise RefusalError("A file of this name is here already.")
            if len(held.files) >= SESSION_FILES:
                held.refuse(file, _format_full(held))
                raise RefusalError(_format_full(held))
            self._check(held, file, size)
            # A cleaner of temporary files may have deleted it.
            held.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = held.folder / secrets.token_hex(16)
            held.files[file] = StoredFile(path, size)
            return path

    def charge(self, session: str, file: str, size: int) -> None:
        """Count so many bytes more for a file that is being written.

        Raises
        ------
        RefusalError
            If the budget of the session or of the server is used up; `find` raises the same.
        """
        with self._lock:
            held = self._sessions.get(session)
            stored = held.files.get(file) if held else None
            if held is None or stored is None:
                raise RefusalError("The table was removed while it was being uploaded.")
            self._check(held, file, size)
            held.files[file] = StoredFile(stored.path, stored.size + size)

    def _check(self, held: _Session, file: str, size: int) -> None:
        """Refuse so many bytes more where that is too much."""
        refusal = ""
        if held.size + size > SESSION_BYTES:
            refusal = _format_full(held)
        elif sum(other.size for other in self._sessions.values()) + size > ALL_BYTES:
            refusal = (
                "This server holds as many tables as it can now; try again in some minutes, or "
                "locate the rows with python -m geodata locate."
            )
        if refusal:
            held.refuse(file, refusal)
            raise RefusalError(refusal)

    def _begin(self, session: str) -> _Session:
        try:
            if self._root is None:
                self._root = TemporaryDirectory(prefix="uploads-")
            folder = Path(self._root.name) / secrets.token_hex(16)
            folder.mkdir(mode=0o700, parents=True)
        except OSError as error:
            raise RefusalError(format_disk_error(error)) from error
        self._sessions[session] = _Session(folder)
        return self._sessions[session]

    def find(self, session: str, file: str) -> Path:
        """Return the path of a file.

        Raises
        ------
        RefusalError
            If it was refused, or is not here.
        """
        with self._lock:
            held = self._sessions.get(session)
            stored = held.files.get(file) if held else None
            refusal = held.refusals.get(file) if held else None
        if stored is None:
            raise RefusalError(refusal or "The table is no longer here; choose it again.")
        return stored.path

    def holds(self, session: str, file: str) -> bool:
        """Return whether a file is here."""
        with self._lock:
            held = self._sessions.get(session)
            return held is not None and file in held.files

    def record_size(self, session: str, file: str) -> None:
        """Count a file that is complete by its actual size instead of the size reserved."""
        with self._lock:
            held = self._sessions.get(session)
            stored = held.files.get(file) if held else None
            if held and stored:
                held.files[file] = StoredFile(stored.path, stored.path.stat().st_size)

    def refuse(self, session: str, file: str, reason: str) -> None:
        """Delete a file, and keep the reason for `find`."""
        self.remove(session, file)
        with self._lock:
            if held := self._sessions.get(session):
                held.refuse(file, reason)

    def remove(self, session: str, file: str) -> None:
        """Delete a file, if it is here."""
        with self._lock:
            held = self._sessions.get(session)
            stored = held.files.pop(file, None) if held else None
            if held:
                held.refusals.pop(file, None)
            if stored:
                stored.path.unlink(missing_ok=True)
            self._offered = {
                token: offer
                for token, offer in self._offered.items()
                if (offer.session, offer.file) != (session, file)
            }

    def offer(self, session: str, file: str, name: str) -> str:
        """Return a token that cannot be guessed, with which the stored file can be fetched.

        ``name`` is the one under which it is to be saved.
        """
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._offered[token] = _Offer(session, file, name)
        return token

    def find_offered(self, token: str) -> tuple[Path, str]:
        """Return the path and the name of the file that was offered with a token.

        Raises
        ------
        RefusalError
            If there is none, or no longer.
        """
        with self._lock:
            offered = self._offered.get(token, _Offer("", "", ""))
        return self.find(offered.session, offered.file), offered.name

    def sweep(self, is_connected: Callable[[str], bool], grace: float = GRACE_SECONDS) -> None:
        """Delete the files of sessions that have been disconnected for so many seconds."""
        now = time.monotonic()
        with self._lock:
            for session, held in list(self._sessions.items()):
                if is_connected(session):
                    held.last_seen = now
                elif now - held.last_seen >= grace:
                    del self._sessions[session]
                    shutil.rmtree(held.folder, ignore_errors=True)
            self._offered = {
                token: offer
                for token, offer in self._offered.items()
                if offer.session in self._sessions
            }

    def close(self) -> None:
        """Delete all files."""
        with self._lock:
            self._sessions.clear()
            self._offered.clear()
            if self._root is not None:
                self._root.cleanup()
                self._root = None


def _format_full(held: _Session) -> str:
    return (
        f"You have {len(held.files)} files here, {held.size // MEGABYTE} MB in all; a visit may "
        f"hold {SESSION_FILES}, and {SESSION_BYTES // MEGABYTE} MB. Remove one or reload the "
        "page."
    )


def format_disk_error(error: OSError) -> str:
    """Return the reason why a file was not written, as a sentence."""
    return f"The table cannot be kept on this server: {error.strerror or error}."


@cache
def open_upload_folder() -> UploadFolder:
    """Return the folder of this server."""
    return UploadFolder()
