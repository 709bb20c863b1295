"""What readers and writers of tables share: options, chunks of rows, and their interfaces."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import pyproj

from geodata.points.coordinates import Coordinates
from geodata.points.labels import Labels
from geodata.points.placement import Placement

# Rows read and written at a time: few enough for memory, enough for arrays to pay.
CHUNK_ROWS = 50_000
CHUNK_BYTES = 32 * 2**20


@dataclass(frozen=True)
class TableOptions:
    """What a user may specify of a table.

    ``lon`` and ``lat`` are the names of its columns of coordinates, ``crs`` its reference system,
    such as EPSG:32637, ``layer`` the layer of a GeoPackage, ``precision`` the column that says how
    far off a place may be. None leaves it to the program.
    """

    lon: str | None = None
    lat: str | None = None
    crs: str | None = None
    layer: str | None = None
    precision: str | None = None


@dataclass(frozen=True, eq=False)
class Chunk:
    """Consecutive rows of a table, in the form of its reader, which its writer understands.

    ``coordinates`` are as they stand in the table; ``dates`` the texts of the column of dates,
    where the table has one.
    """

    rows: Any
    coordinates: Coordinates
    dates: Sequence[str] | Labels | None


class Reader(Protocol):
    """A table that is being read. Reading raises TableError for whatever is wrong with it."""

    @property
    def names(self) -> Sequence[str]:
        """The names of the table's columns."""

    @property
    def crs(self) -> pyproj.CRS | None:
        """The reference system of its coordinates; None is WGS 84."""

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order."""

    def progress(self) -> float:
        """Return the fraction that has been read, from 0 to 1."""


class Writer(Protocol):
    """A table that is being written: closed when it is complete, aborted when it fails."""

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write the rows of a chunk with where they lie."""

    def close(self) -> None:
        """Write the end."""

    def abort(self) -> None:
        """Release the file, which is incomplete, without raising an error."""


@contextmanager
def completing(writer: Writer) -> Iterator[Writer]:
    """Yield a writer; close it in the end, or abort it when an exception is raised inside."""
    try:
        yield writer
        writer.close()
    except BaseException:
        writer.abort()
        raise
