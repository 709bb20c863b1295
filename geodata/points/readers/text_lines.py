"""The lines of a table of text, with a look at the first ones and a way to give some back."""

import io
from collections import deque
from typing import BinaryIO

import numpy as np

from geodata.errors import TableError
from geodata.points.certainty import Codes

# Of a line, and of a row with the blank lines before it: a quoted cell may go over many lines.
_LONGEST_ROW = 16 * 2**20
# Beyond so many, a run of blank lines is passed over at once.
_FEW_BLANKS = 100
_BLOCK = 2**16
# Few bytes for a row.
_SHORT_LINE = 20


class TextLines:
    """The lines of a file as text; ``number`` is that of the last one that was read.

    Bytes that are not UTF-8 become surrogates, which ``encode(errors="surrogateescape")`` turns
    into the same bytes.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Take a file of UTF-8; the name appears in messages."""
        self._file, self._name = file, name
        self.number = 0
        self._ahead: deque[str] = deque()
        # Whole lines that come after those and before what is left of the file.
        self._back = io.BytesIO()
        self._pulled: list[str] = []
        self._joined: list[str] = []
        self._size = 0

    def __iter__(self) -> "TextLines":
        """Return the lines themselves."""
        return self

    def __next__(self) -> str:
        """Return the next line."""
        if self._ahead:
            text = self._ahead.popleft()
            self._size += len(text)
        else:
            line = self._back.readline(_LONGEST_ROW) or self._file.readline(_LONGEST_ROW)
            if not line:
                raise StopIteration
            self._size += len(line)
            if len(line) == _LONGEST_ROW:
                self.number += 1
                raise self.fault("more than 16 MB without a line end")
            if b"\0" in line:
                self.number += 1
                raise self.fault("a NUL byte, so this is not a table of text")
            text = line.decode(errors="surrogateescape")
        self.number += 1
        if self._size > _LONGEST_ROW:
            raise self.fault("more than 16 MB without the end of a row")
        self._pulled.append(text)
        return text

    def look_ahead(self, most_lines: int, most_characters: int) -> list[str]:
        """Return the next lines without going past them."""
        lines: list[str] = []
        size = 0
        while len(lines) < most_lines and size < most_characters:
            line = next(self, None)
            if line is None:
                break
            lines.append(line)
            size += len(line)
        self.give_back(len(lines))
        return lines

    def look_back(self, count: int) -> str:
        """Return the first of the last lines that were read, as many as this."""
        return self._pulled[-count]

    def give_back(self, count: int) -> None:
        """Go back before the last lines that were read, as many as this."""
        for _ in range(count):
            text = self._pulled.pop()
            self._ahead.appendleft(text)
            self._size -= len(text)
        self.number -= count

    def take_block(self, most: int, size: int, more: int) -> tuple[bytes, Codes]:
        """Return the next lines as they stand, and where each ends, or nothing at the end.

        At most so many as ``most``, and no more once they have ``size`` bytes, for each of which
        ``more`` are counted.
        """
        if self._ahead:
            first = "".join(self._ahead).encode(errors="surrogateescape")
            self._ahead.clear()
            self._back = io.BytesIO(first + self._back.read())
        parts: list[bytes] = []
        count = length = 0
        is_new = False
        while count < most and length + count * more < size:
            part = _read_lines(self._back, most)
            if not part:
                part, is_new = _read_lines(self._file, most), True
            if not part:
                break
            parts.append(part)
            count, length = count + len(_find_ends(part)), length + len(part)
        data = b"".join(parts)
        ends = _find_ends(data)
        counted = ends + more * np.arange(1, len(ends) + 1)
        ends = ends[: min(most, int(np.searchsorted(counted, size)) + 1)]
        end = int(ends[-1]) if len(ends) else 0
        if is_new:
            self._back = io.BytesIO(data)
            self._back.seek(end)
        else:
            self._back.seek(end - len(data), io.SEEK_CUR)
        self.number += len(ends)
        return data[:end], ends

    def give_back_block(self, data: bytes, count: int) -> None:
        """Go back before the lines that were just taken as a block."""
        self._back.seek(-len(data), io.SEEK_CUR)
        self.number -= count

    def join_blanks(self) -> None:
        """Keep the blank lines before a row as one text, with all that come next."""
        if len(self._pulled) < _FEW_BLANKS or self._ahead:
            return
        self._joined.append("".join(self._pulled))
        self._pulled.clear()
        for file in (self._back, self._file):
            while block := file.read(_BLOCK):
                rest = block.lstrip(b"\r\n")
                # A carriage return may be the half of a line end, or alone: the next row's reader
                # sees which.
                blank = block[: block.rfind(b"\n", 0, len(block) - len(rest)) + 1]
                self._joined.append(blank.decode())
                self.number += blank.count(b"\n")
                self._size += len(blank)
                if self._size > _LONGEST_ROW:
                    raise self.fault("more than 16 MB of blank lines, one after the other")
                if len(blank) < len(block):
                    left = block[len(blank) :] + self._back.read()
                    if not left.endswith(b"\n"):
                        left += self._file.readline(_LONGEST_ROW)
                    self._back = io.BytesIO(left)
                    return

    def take(self) -> str:
        """Return the text of the lines that were read since this was last called."""
        text = "".join([*self._joined, *self._pulled])
        self._joined.clear()
        self._pulled.clear()
        self._size = 0
        return text

    def fault(self, message: str) -> TableError:
        """Return an error that names the file and the line."""
        return TableError(f"{self._name}, line {self.number}: {message}.")


def _read_lines(file: BinaryIO, most: int) -> bytes:
    """Return the next whole lines, hardly more than so many."""
    part = file.read(most * _SHORT_LINE)
    return part if part.endswith(b"\n") else part + file.readline(_LONGEST_ROW)


def _find_ends(data: bytes) -> Codes:
    """Return where lines end, after their line feeds; the last one need not have one."""
    ends: Codes = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n")) + 1
    return np.append(ends, len(data)) if data and not data.endswith(b"\n") else ends
