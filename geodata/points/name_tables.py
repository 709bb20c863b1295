"""Locating the places that a table names: each name's place and verdict, or its candidates.

The table is read and written as one of points is; the points come from the gazetteer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from geodata.gazetteer.findings import Finding, PlaceMatch
from geodata.gazetteer.matching import find_place
from geodata.points.angles import looks_like_position, read_position
from geodata.points.certainty import make_outlines
from geodata.points.chunks import Chunk, TableOptions
from geodata.points.conversions import Conversion, convert_batches, open_batches
from geodata.points.coordinate_columns import find_column
from geodata.points.coordinates import IMPRECISE, Coordinates, Problem
from geodata.points.place_columns import PLACE_NAMES, find_governorates
from geodata.points.readers.batches import BatchReader, as_plain
from geodata.points.sources import Source
from geodata.points.tables import Progress, Result, locate_file
from geodata.records import Atlas

_ADDED = (
    ("matched_name", pa.string()),
    ("governorate", pa.string()),
    ("score", pa.float64()),
    ("candidates", pa.string()),
    ("lon", pa.float64()),
    ("lat", pa.float64()),
)
_LONGEST_NAME = 200
# What is wrong with a row, whatever place it names: how precisely it is known, among others.
_FAULTS = (Problem.WRONG_CELLS, Problem.TAGS, *IMPRECISE)


@dataclass(frozen=True)
class NameColumns:
    """The columns that hold the names of places and, if there is one, of their governorates.

    With `PLACE_NAMES` both are found by their names.
    """

    place: str = PLACE_NAMES
    admin: str | None = None

    def read_as(self, options: TableOptions) -> TableOptions:
        """Return the options of a table with the names where others have whole positions.

        What is said of coordinates is for tables of points, and does not count.
        """
        return replace(options, lon=self.place, lat=self.place, crs=None)


class _Answer(NamedTuple):
    """The cells that are added to a row, and why it is not placed: empty where it is."""

    name: str | None = None
    governorate: str | None = None
    score: float | None = None
    candidates: str | None = None
    lon: float | None = None
    lat: float | None = None
    reason: str = ""
    in_no_zone: bool = False


def locate_names(
    source: Path,
    target: Path,
    columns: NameColumns,
    atlas: Atlas,
    options: TableOptions = TableOptions(),  # noqa: B008
    progress: Progress | None = None,
) -> Result:
    """Write a table with columns added that say where its places lie, and return the count.

    The order and the number of the rows are kept; memory holds a chunk at a time. Of ``options``
    those of coordinates do not count.

    Raises
    ------
    TableError
        If the table cannot be read or has no such column.
    OutputError
        If the result cannot be written.
    """

    def convert(table: Source, wanted: str, layer: str) -> Conversion:
        return open_names(table, columns, atlas, wanted, layer)

    outlines = make_outlines(atlas)
    return locate_file(source, target, outlines, columns.read_as(options), progress, convert)


def open_names(
    source: Source, columns: NameColumns, atlas: Atlas, wanted: str, layer: str
) -> Conversion:
    """Return a table of names as one of points, and its writer; see `conversions.open_conversion`.

    ``source`` is to be opened with the options that ``columns`` returns.

    Raises
    ------
    TableError
        If the table cannot be read, or has no such column.
    """
    reader, notes = open_batches(source)
    placed = PlacedNames(reader, columns, atlas)
    added = placed.names[-len(_ADDED) :]
    if added != [name for name, _ in _ADDED]:
        listed = ", ".join(added)
        notes = [
            *notes,
            f"The table has columns of these names already; those of the places are {listed}.",
        ]
    return replace(convert_batches(placed, wanted, layer), notes=tuple(notes))


class PlacedNames:
    """A table with the places that it names: their columns after its own."""

    def __init__(self, reader: BatchReader, columns: NameColumns, atlas: Atlas) -> None:
        """Take the table.

        Raises
        ------
        TableError
            If it has no such column.
        """
        self._reader = reader
        self.name, self.progress = reader.name, reader.progress
        self._place = find_column(reader.names, columns.place, reader.name)
        self._admin: int | None = None
        if columns.admin is not None:
            self._admin = find_column(reader.names, columns.admin, reader.name)
        elif columns.place == PLACE_NAMES:
            self._admin = find_governorates(reader.names)
        self.geometry, self.geometry_crs = reader.geometry, reader.geometry_crs
        self.only_points, self.fid = reader.only_points, reader.fid
        self.located_by_geometry, self.crs = False, None
        schema = reader.schema
        for field in zip(_choose_names(reader.names), (kind for _, kind in _ADDED), strict=True):
            schema = schema.append(pa.field(*field))
        self.schema = schema
        self.names: list[str] = schema.names

        @lru_cache(maxsize=10_000)
        def find(name: str, admin: str) -> _Answer:
            return _find(name, admin, atlas)

        self._find = find

    def batch(self, chunk: Chunk) -> pa.RecordBatch:
        """Return a chunk's rows."""
        batch: pa.RecordBatch = chunk.rows
        return batch

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order."""
        for chunk in self._reader.chunks():
            batch = self._reader.batch(chunk)
            names = _read_texts(batch.column(self._place))
            admins = [""] * len(names)
            if self._admin is not None:
                admins = _read_texts(batch.column(self._admin))
            read = chunk.coordinates
            known = np.isin(read.problems, _FAULTS)
            answers = [
                _Answer(reason="-") if is_known else self._find(name.strip(), admin.strip())
                for name, admin, is_known in zip(names, admins, known, strict=True)
            ]
            columns = [
                pa.array(cells, kind)
                for cells, (_, kind) in zip(zip(*answers, strict=True), _ADDED, strict=False)
            ]
            rows = pa.RecordBatch.from_arrays([*batch.columns, *columns], schema=self.schema)
            yield replace(chunk, rows=rows, coordinates=_take_places(read, answers))


def _take_places(read: Coordinates, answers: Sequence[_Answer]) -> Coordinates:
    """Return the coordinates of places; a row that was at fault before stays so."""
    lon, lat = (
        np.array([np.nan if x is None else x for x in axis], dtype=float)
        for axis in ([answer.lon for answer in answers], [answer.lat for answer in answers])
    )
    problems = np.where(np.isin(read.problems, _FAULTS), read.problems, Problem.NONE)
    reasons = dict(read.reasons)
    for row in np.flatnonzero(problems == Problem.NONE).tolist():
        if answers[row].reason:
            problems[row] = Problem.NO_PLACE
            reasons[row] = answers[row].reason
    in_no_zone = np.array([answer.in_no_zone for answer in answers], dtype=bool)
    return Coordinates(lon, lat, problems, reasons, read.radius_km, in_no_zone)


def _find(name: str, admin: str, atlas: Atlas) -> _Answer:
    if not name:
        return _Answer(reason="no name")
    if len(name) > _LONGEST_NAME:
        return _Answer(reason=f"a name longer than {_LONGEST_NAME} characters")
    if position := read_position(name):
        return _Answer(lon=position.lon, lat=position.lat)
    if looks_like_position(name):
        return _Answer(reason="no latitude and longitude can be read")
    finding = find_place(name, atlas, admin)
    if finding.match is None:
        candidates = _list_candidates(finding.others) or None
        return _Answer(candidates=candidates, reason=_shorten_reason(finding))
    match, place = finding.match, finding.match.place
    score = round(match.score, 2)
    return _Answer(
        place.name,
        match.governorate,
        score,
        lon=place.lon,
        lat=place.lat,
        in_no_zone=match.in_no_zone,
    )


def _shorten_reason(finding: Finding) -> str:
    reason = finding.reason_alone.rstrip(".")
    return reason[:1].lower() + reason[1:]


def _list_candidates(matches: tuple[PlaceMatch, ...]) -> str:
    return "; ".join(
        f"{match.place.name} ({match.governorate}, {match.place.lat:.4f} {match.place.lon:.4f})"
        for match in matches
    )


def _read_texts(column: pa.Array) -> list[str]:
    """Return the texts of a column; of anything else, how it is written."""
    return ["" if value is None else str(value) for value in as_plain(column).to_pylist()]


def _choose_names(taken: Sequence[str]) -> Sequence[str]:
    known = {name.strip().casefold() for name in taken}
    names, number = [name for name, _ in _ADDED], 1
    while known & {*names}:
        number += 1
        names = [f"{name}_{number}" for name, _ in _ADDED]
    return names
