"""Reading a JSON text piece by piece, however long it is."""

import codecs
import json
import re
from collections import Counter
from math import isinf
from typing import Any, BinaryIO

from corpus.quoting import format_json_fault, quote
from geodata.errors import TableError

_BLOCK = 2**20
# A longer value cannot be distinguished from a file that is no JSON, and takes 20 times as much
# memory when it is parsed.
_LONGEST_VALUE = 16 * 2**20
# Far longer than any that other programs read.
_LONGEST_INT = 1_000
# With the separator of GeoJSON text sequences, RFC 8142.
_SPACE = re.compile(r"[ \t\r\n\x1e]*")


class JsonText:
    """The text of a JSON file, of which only the part that is being read is kept."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Take a binary file; ``where`` may be set to what is being read, for messages."""
        self._file, self._name = file, name
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._json = json.JSONDecoder(
            object_pairs_hook=_make_object,
            parse_constant=_read_constant,
            parse_float=_read_float,
            parse_int=_read_int,
        )
        self._ended = False
        self.text = ""
        self.at = 0
        self.where = "at the beginning"

    def peek(self) -> str:
        """Return the next character that is not white space; empty at the end."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._read():
                return ""

    def expect(self, characters: str) -> str:
        """Return the next character and go past it; it must be one of these."""
        found = self.peek()
        if not found or found not in characters:
            shown = repr(found) if found else "the file ends"
            raise self.fault(f"{' or '.join(characters)} expected, but {shown}")
        self.at += 1
        return found

    def read_value(self) -> Any:
        """Return the next JSON value."""
        self.peek()
        while True:
            try:
                value, end = self._json.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if len(self.text) - self.at > _LONGEST_VALUE:
                    raise self.fault(f"{format_json_fault(error)} within 16 MB") from None
                if not self._read():
                    raise self.fault(format_json_fault(error)) from None
                continue
            except ValueError as error:
                raise self.fault(str(error)) from None
            except RecursionError:
                raise self.fault("nested too deeply") from None
            # A number may go on in the next block.
            if end == len(self.text) and self._read():
                continue
            self.at = end
            return value

    def fault(self, message: str) -> TableError:
        """Return an error that names the file and the place in it."""
        return TableError(f"{self._name}: not sound GeoJSON {self.where}: {message}.")

    def _read(self) -> bool:
        if self._ended:
            return False
        # As much again as is kept, so that a long value is not decoded again and again.
        block = self._file.read(max(_BLOCK, len(self.text) - self.at))
        self._ended = not block
        try:
            more = self._decode(block, final=self._ended)
        except UnicodeDecodeError:
            raise TableError(f"{self._name}: not UTF-8 {self.where}; save it as UTF-8.") from None
        self.text = self.text[self.at :] + more
        self.at = 0
        return True


def _make_object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(members)
    if len(made) < len(members):
        # Readers differ in which of them they take; whichever it is, the other is lost.
        ((twice, _),) = Counter(name for name, _ in members).most_common(1)
        raise ValueError(f"the name {quote(twice)} stands twice in an object")
    return made


def _read_constant(constant: str) -> None:
    """Return nothing for what is no number: Python's programs write NaN for a missing value."""
    if constant != "NaN":
        raise ValueError(f"{constant} is no JSON number")


def _read_float(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ValueError(f"the number {quote(text)} is too large")
    return number


def _read_int(text: str) -> int:
    if len(text) > _LONGEST_INT:
        raise ValueError(f"the number {quote(text)} is too long")
    return int(text)
