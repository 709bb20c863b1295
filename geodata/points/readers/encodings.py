"""The encoding of a table of text, and its lines as UTF-8 whatever it is."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from charset_normalizer import from_bytes

from geodata.errors import TableError

_BLOCK = 2**20
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    # Before that of UTF-16, with which the one begins.
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# What Windows and Macs write in the languages of the region and of those who write on it. Of all
# encodings there are, an Arabic word would as well be Chinese or Korean.
_LIKELY = ["cp1256", "cp1252", "cp1251", "cp1254", "iso8859_6", "mac_roman"]
_TITLES = {
    **{f"cp{number}": f"windows-{number}" for number in (1251, 1252, 1254, 1256)},
    "iso8859_6": "ISO 8859-6",
    "mac_roman": "Mac OS Roman",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
# Enough of the lines that are not ASCII to tell by.
_SAMPLE_BYTES = 32 * 2**10
# The first line end outside quotation marks is a carriage return alone.
_MAC_LINE = re.compile(r'(?:[^"\r\n]|"[^"]*+")*+\r(?!\r*\n)')


@dataclass(frozen=True)
class Encoding:
    """A Python codec, how many bytes a mark of it takes, and whether lines end as on old Macs.

    In ``utf-8``, bytes that are none are kept as surrogates: see `codecs.lookup_error`.
    """

    codec: str
    mark: int
    mac_lines: bool

    @property
    def doubt(self) -> str:
        """A sentence for a reader where the encoding was guessed, else an empty text."""
        if self.codec == "utf-8" or self.mark:
            return ""
        title = _TITLES.get(self.codec, self.codec)
        return f"The text was read as {title}, which is guessed: check the names in it."

    @property
    def is_plain(self) -> bool:
        """Whether the file's bytes can be read line by line as they are."""
        return self.codec == "utf-8" and not self.mac_lines


def find_encoding(file: BinaryIO, name: str) -> Encoding:
    """Return the encoding of a file, which is read to its end where it is not UTF-8.

    Raises
    ------
    TableError
        If none of the likely ones fits all its bytes.
    """
    file.seek(0)
    beginning = file.read(_BLOCK)
    mark = next((mark for mark in _MARKS if beginning.startswith(mark)), b"")
    codec = _MARKS.get(mark) or _find_wide(beginning) or _find_narrow(file, name)
    text = codecs.getincrementaldecoder(codec)("replace").decode(beginning[len(mark) :])
    return Encoding(codec, len(mark), _MAC_LINE.match(text.lstrip("\r")) is not None)


def guess_encoding(texts: bytes, name: str) -> Encoding:
    """Return the encoding of texts without a mark, one a line.

    Raises
    ------
    TableError
        If none of the likely ones fits all its bytes.
    """
    return Encoding(_find_narrow(io.BytesIO(texts), name), 0, mac_lines=False)


def _find_wide(beginning: bytes) -> str | None:
    """Return UTF-16 where every second byte of many is a NUL, as in digits and delimiters."""
    sample = beginning[: 2**14]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if max(first, second) < len(sample) / 10 or min(first, second):
        return None
    return "utf-16-be" if first else "utf-16-le"


def _find_narrow(file: BinaryIO, name: str) -> str:
    file.seek(0)
    if _decodes(file, "utf-8"):
        return "utf-8"
    lines, broken = _pick_lines(file)
    # A few bytes that went wrong do not make a text of another encoding.
    if broken * 2 < len(lines) or any(b"\0" in line for line in lines):
        return "utf-8"
    for match in from_bytes(b"".join(lines)[:_SAMPLE_BYTES], cp_isolation=_LIKELY):
        file.seek(0)
        if _decodes(file, match.encoding):
            return match.encoding
    raise TableError(
        f"{name}: the table is neither UTF-8 nor in another encoding that can be told; save it as "
        f"UTF-8."
    )


def _decodes(file: BinaryIO, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    waiting = False
    try:
        while block := file.read(_BLOCK):
            if waiting or not block.isascii():
                decoder.decode(block)
                waiting = bool(decoder.getstate()[0])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _pick_lines(file: BinaryIO) -> tuple[list[bytes], int]:
    """Return some of the lines that are not ASCII, and how many of them are not UTF-8."""
    lines: list[bytes] = []
    size = broken = 0
    file.seek(0)
    while size < _SAMPLE_BYTES and (block := file.read(_BLOCK)):
        if block.isascii():
            continue
        for line in (block + file.readline(_SAMPLE_BYTES)).splitlines(keepends=True):
            if line.isascii() or size >= _SAMPLE_BYTES:
                continue
            lines.append(line)
            size += len(line)
            try:
                line.decode()
            except UnicodeDecodeError:
                broken += 1
    return lines, broken


def open_lines(file: BinaryIO, encoding: Encoding) -> BinaryIO:
    """Return a file that reads as UTF-8, without a mark, each line ending with a line feed."""
    file.seek(encoding.mark)
    if encoding.is_plain:
        return file
    return io.BufferedReader(_Converted(file, encoding), _BLOCK)


class _Converted(io.RawIOBase):
    """The text of a file as UTF-8."""

    def __init__(self, file: BinaryIO, encoding: Encoding) -> None:
        self._blocks = _convert(file, encoding)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _convert(file: BinaryIO, encoding: Encoding) -> Iterator[bytes]:
    errors = "surrogateescape" if encoding.codec == "utf-8" else "replace"
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors)
    while block := file.read(_BLOCK):
        yield _end_lines(decoder.decode(block), encoding)
    yield _end_lines(decoder.decode(b"", final=True), encoding)


def _end_lines(text: str, encoding: Encoding) -> bytes:
    if encoding.mac_lines:
        text = text.replace("\r", "\n")
    return text.encode(errors="surrogateescape")
