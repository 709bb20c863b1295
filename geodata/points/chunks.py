"""What a reader of a table hands on: some consecutive rows, and their coordinates as they stand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from geodata.points.certainty import Floats
from geodata.points.coordinates import (
    BAD_LAT,
    BAD_LON,
    FINE,
    NEITHER,
    NO_LAT,
    NO_LON,
    NO_POINT,
    UNREADABLE,
    Coordinates,
)
from geodata.points.placement import Placement

# Rows read and written at a time: few enough for memory, enough for arrays to pay.
CHUNK_ROWS = 50_000
CHUNK_BYTES = 32 * 2**20


@dataclass(frozen=True)
class Choices:
    """What a user may say of a table: columns, reference system, layer.

    ``names`` are those of the four columns added, where they are not to be chosen for the table by
    itself; with ``may_be_empty`` a table without rows is no fault: both are for parts of a whole.
    """

    lon: str | None = None
    lat: str | None = None
    crs: str | None = None
    layer: str | None = None
    names: tuple[str, ...] | None = None
    may_be_empty: bool = False


@dataclass(frozen=True, eq=False)
class Chunk:
    """Rows of a table in the reader's own form, which the writer made for it understands.

    ``coordinates`` are as they stand in the table; ``dates`` the texts of the column of dates,
    where the table has one and they were asked for.
    """

    rows: Any
    coordinates: Coordinates
    dates: Sequence[str] | None


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
        """Return the share that has been read, from 0 to 1."""


class Writer(Protocol):
    """A table that is being written: closed when it is whole, aborted when it never will be."""

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write the rows of a chunk with where they lie."""

    def close(self) -> None:
        """Write the end."""

    def abort(self) -> None:
        """Let go of the file, which is not whole, without a word."""


@contextmanager
def completing(writer: Writer) -> Iterator[None]:
    """Close a writer when all went well inside, and abort it when anything did not."""
    try:
        yield
        writer.close()
    except BaseException:
        writer.abort()
        raise


def read_points(geometries: Any, missing: npt.NDArray[np.bool_]) -> Coordinates:
    """Return the coordinates of an array of shapely geometries; empty ones are missing too.

    ``missing`` says where there was none to be read: every other None could not be read.
    """
    kinds = shapely.get_type_id(geometries)
    unreadable = (kinds == -1) & ~missing
    empty = missing | shapely.is_empty(geometries)
    points = (kinds == 0) & ~empty
    problems = np.select([unreadable, empty, ~points], [UNREADABLE, NEITHER, NO_POINT], FINE)
    lon, lat = np.full(len(kinds), np.nan), np.full(len(kinds), np.nan)
    lon[points], lat[points] = shapely.get_x(geometries[points]), shapely.get_y(geometries[points])
    return mark_unfinite(Coordinates(lon, lat, problems))


def mark_missing(lon: Floats, lat: Floats) -> Coordinates:
    """Return coordinates of numbers; NaN is a missing one."""
    no_lon, no_lat = np.isnan(lon), np.isnan(lat)
    problems = np.select([no_lon & no_lat, no_lon, no_lat], [NEITHER, NO_LON, NO_LAT], FINE)
    return mark_unfinite(Coordinates(lon, lat, problems))


def mark_unfinite(read: Coordinates) -> Coordinates:
    """Return coordinates where a number without an end is marked as none."""
    problems = read.problems.copy()
    for numbers, problem in ((read.lon, BAD_LON), (read.lat, BAD_LAT)):
        problems[(problems == FINE) & ~np.isfinite(numbers)] = problem
    return Coordinates(read.lon, read.lat, problems)
