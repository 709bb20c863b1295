"""The texts of a large collection, in a temporary file instead of memory.

What was read and checked at the start is what is shown later, whatever happens to the files.
"""

import tempfile
import weakref
from dataclasses import dataclass, field
from threading import Lock
from typing import IO

from corpus.errors import FolderError

# Texts of so many characters stay in memory: a hundred times what is shipped, and more.
_MOST_IN_MEMORY = 16_000_000


class KeptText:
    """A text in a store's file, which is read each time it is asked for."""

    __slots__ = ("_length", "_place", "_store")

    def __init__(self, store: "TextStore", place: int, length: int) -> None:
        self._store, self._place, self._length = store, place, length

    def __str__(self) -> str:
        """Return the text."""
        return self._store.read(self._place, self._length)


@dataclass(eq=False)
class TextStore:
    """Takes texts, and gives them back from any thread; its file is gone when it is."""

    _file: IO[bytes] | None = None
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)

    def keep(self, text: str) -> str | KeptText:
        """Return the text itself while there are few, else where it is kept.

        Raises
        ------
        FolderError
            If no temporary file can be written.
        """
        if self._size + len(text) <= _MOST_IN_MEMORY:
            self._size += len(text)
            return text
        data = text.encode()
        try:
            with self._lock:
                if self._file is None:
                    self._file = tempfile.TemporaryFile(buffering=2**20)  # noqa: SIM115
                    weakref.finalize(self, self._file.close)
                place = self._file.seek(0, 2)
                self._file.write(data)
        except OSError as error:
            raise FolderError(
                "The articles are too long to be kept in memory, and the folder for temporary "
                f"files ({tempfile.gettempdir()}) cannot be written to: {error.strerror or error}."
            ) from error
        return KeptText(self, place, len(data))

    def read(self, place: int, length: int) -> str:
        """Return the text of so many bytes that was kept at a place of the file."""
        assert self._file is not None
        with self._lock:
            self._file.seek(place)
            return self._file.read(length).decode()
