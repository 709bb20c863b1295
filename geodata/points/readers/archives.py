"""Tables in a zip or gz: the one that is in it, unpacked within limits.

A packed file of a few kilobytes may hold gigabytes, and the length that it names may be a lie: what
is unpacked is counted. No name in an archive becomes a path.
"""

import errno
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gzip import GzipFile
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from corpus.quoting import format_reason, make_plain, quote
from geodata.errors import TableError
from geodata.points.file_types import FILE_TYPES

# A table may be so many times as long as its archive, and as long as this in any case.
_MOST_BYTES, _MOST_BYTES_A_BYTE = 256 * 2**20, 100
# Kept in memory up to this, and beyond it in a file without a name.
_IN_MEMORY = 64 * 2**20
_BLOCK = 2**20
_MOST_ENTRIES = 10_000
_MOST_SHOWN = 12
# An entry of the directory takes 46 bytes and its names.
_MOST_DIRECTORY = _MOST_ENTRIES * 400
# Of the directory's end, by the standard: its length is there, and again where it is a zip64.
_END, _END64 = b"PK\x05\x06", b"PK\x06\x07"
_LONGEST_END = 22 + 2**16 + 20 + 56
_IS_ENCRYPTED = 1
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
)


class Archive:
    """A zip that has been opened: its files, by their names in it."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Read the archive's directory.

        Raises
        ------
        TableError
            If it is no sound zip, or has too many files.
        """
        self.name = name
        self._size = file.seek(0, io.SEEK_END)
        self._left = _MOST_BYTES + _MOST_BYTES_A_BYTE * self._size
        if _find_directory_length(file, self._size) > _MOST_DIRECTORY:
            raise TableError(f"{name}: the zip has more than {_MOST_ENTRIES:,} files.")
        with self._explaining():
            self._zip = zipfile.ZipFile(file)
            entries = [entry for entry in self._zip.infolist() if entry.filename[-1:] not in "/"]
        if len(entries) > _MOST_ENTRIES:
            raise TableError(f"{name}: the zip has more than {_MOST_ENTRIES:,} files.")
        self._entries = {entry.filename: entry for entry in entries}

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except _ZIP_ERRORS as error:
            reason = make_plain(format_reason(error))
            raise TableError(f"{self.name}: the zip cannot be unpacked ({reason}).") from error

    @property
    def files(self) -> Sequence[str]:
        """The names of all files."""
        return list(self._entries)

    def list_tables(self) -> Sequence[str]:
        """Return the names of the files that may be tables; those of a Shapefile are its .shp's."""
        shown = [
            name
            for name in self._entries
            if not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith(".")
        ]
        tables = [
            name for name in shown if PurePosixPath(name).suffix.lower() in (*FILE_TYPES, ".shp")
        ]
        return shown if len(shown) == 1 else tables

    def choose(self, wanted: str | None) -> str:
        """Return the name of the one table.

        Raises
        ------
        TableError
            If there is none, or there are several and none is chosen.
        """
        if "word/document.xml" in self._entries:
            raise TableError(
                f"{self.name}: this is a document of Word; copy its table into a spreadsheet, and "
                f"save that as CSV."
            )
        tables = list(self.list_tables())
        # A package may come with a text that describes it.
        if wanted is None and len(tables) > 1:
            plain = [name for name in tables if not name.lower().endswith(".txt")]
            tables = plain if len(plain) == 1 else tables
        # Of the KML files in a KMZ, the first is the one that uses the others.
        if tables and all(name.lower().endswith(".kml") for name in tables):
            tables = tables[:1]
        shown = ", ".join(quote(name) for name in tables[:_MOST_SHOWN])
        shown += " ..." if len(tables) > _MOST_SHOWN else ""
        if wanted is not None:
            # In the one that there is, it may be a layer.
            found = [name for name in tables if wanted in (name, PurePosixPath(name).name)]
            found = tables if len(tables) == 1 else found
            if len(found) != 1:
                raise TableError(
                    f"{self.name}: there is no file {quote(wanted)} among {shown or 'none'}."
                )
            return found[0]
        if not tables:
            inside = ", ".join(quote(name) for name in self.files[:_MOST_SHOWN]) or "nothing"
            raise TableError(f"{self.name}: there is no table in the zip, but {inside}.")
        if len(tables) > 1:
            raise TableError(
                f"{self.name}: several tables are in the zip; choose one with --layer: {shown}."
            )
        return tables[0]

    def unpack(self, entry: str, target: IO[bytes]) -> None:
        """Write a file to another.

        Raises
        ------
        TableError
            If it cannot be unpacked, or is too long.
        """
        found = self._entries[entry]
        if found.flag_bits & _IS_ENCRYPTED:
            raise TableError(f"{self.name}: a password protects the zip; unpack it first.")
        with self._explaining(), self._zip.open(found) as source:
            self._left = _copy(source, target, self._left, self.name)

    def read(self, entry: str, most: int) -> bytes:
        """Return a file of at most so many bytes, unpacked.

        Raises
        ------
        TableError
            If it cannot be unpacked, or is too long.
        """
        if self._entries[entry].file_size > most:
            raise TableError(
                f"{self.name}: {quote(entry)} in it is longer than {most // 2**20:,} MB."
            )
        target = io.BytesIO()
        self.unpack(entry, target)
        return target.getvalue()


def _find_directory_length(file: BinaryIO, size: int) -> int:
    """Return how long the zip says that its directory is, which Python would read at once."""
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read()
    longest = 0
    for found in re.finditer(re.escape(_END), tail):
        end = tail[found.start() : found.start() + 22]
        longest = max(longest, int.from_bytes(end[12:16], "little"))
        before = tail[max(0, found.start() - 76) : found.start()]
        if before[-20:].startswith(_END64):
            longest = max(longest, int.from_bytes(before[40:48], "little"))
    return longest


@contextmanager
def unpacking_entry(archive: Archive, entry: str) -> Iterator[BinaryIO]:
    """Yield a file of a zip, unpacked."""
    with SpooledTemporaryFile(_IN_MEMORY) as target:
        with _explaining_disk(archive.name):
            archive.unpack(entry, target)
        target.seek(0)
        yield target  # type: ignore[misc]


@contextmanager
def unpacking_gz(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Yield what is packed in a gz.

    Raises
    ------
    TableError
        If it cannot be unpacked, or is too long.
    """
    most = _MOST_BYTES + _MOST_BYTES_A_BYTE * file.seek(0, io.SEEK_END)
    file.seek(0)
    with SpooledTemporaryFile(_IN_MEMORY) as target:
        with _explaining_disk(name), GzipFile(fileobj=file, mode="rb") as source:
            _copy(source, target, most, name)
        target.seek(0)
        yield target  # type: ignore[misc]


@contextmanager
def _explaining_disk(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            raise TableError(
                f"{name}: unpacked, it is larger than may be kept here for a packed table of its "
                f"size; take the table unpacked, or locate it with python -m geodata locate."
            ) from error
        reason = make_plain(format_reason(error))
        raise TableError(f"{name}: it cannot be unpacked ({reason}).") from error


def _copy(source: IO[bytes] | GzipFile, target: IO[bytes], most: int, name: str) -> int:
    """Copy a file piece by piece, and return how many bytes less than ``most`` that were."""
    while block := source.read(_BLOCK):
        most -= len(block)
        if most < 0:
            raise TableError(f"{name}: it holds far more than a packed table of its size can.")
        target.write(block)
    return most
