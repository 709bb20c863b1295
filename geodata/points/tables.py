"""Locating the points of a table: reading it, adding columns, writing it in any format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.writing import explaining, replacing
from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import Chunk, Reader, TableOptions
from geodata.points.conversions import Conversion, open_conversion
from geodata.points.coordinates import to_wgs84
from geodata.points.event_dates import EventDates
from geodata.points.file_types import find_format
from geodata.points.placement import ADDED, Placement, Tally, choose_names, place_rows
from geodata.points.roundings import Roundings
from geodata.points.sources import Source, opening, unpacking

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Result:
    """The count of a table's rows, and the names that the columns added were given.

    ``notes`` are sentences on how the table was read.
    """

    tally: Tally
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_renamed(self) -> bool:
        """Whether the table had a column of one of the usual names already."""
        return self.names != ADDED


def locate_file(
    source: Path,
    target: Path,
    outlines: Outlines,
    options: TableOptions = TableOptions(),  # noqa: B008
    progress: Progress | None = None,
    convert: Callable[[Source, str, str], Conversion] = open_conversion,
) -> Result:
    """Write a table with columns added, whole or not at all, and return the count.

    Source and target may be the same file. Memory holds a chunk at a time. ``convert`` pairs the
    reader of a table with a writer; see `conversions.open_conversion`.

    Raises
    ------
    TableError
        If the table cannot be read, or not with these options.
    OutputError
        If the result cannot be written.
    """
    wanted = find_format(str(target))
    with (
        opening(source) as file,
        unpacking(file, str(source), options) as table,
        replacing(target) as part,
        explaining(target),
    ):
        conversion = convert(table, wanted, target.stem)
        names = choose_names(conversion.reader.names)
        tally = locate_rows(conversion, part, outlines, names, progress)
    return Result(tally, names, conversion.notes)


def locate_rows(
    conversion: Conversion,
    target: Path,
    outlines: Outlines,
    names: tuple[str, ...],
    progress: Progress | None = None,
    watch: Callable[[Chunk, Placement], None] | None = None,
) -> Tally:
    """Write the rows of a table with columns added to a new file, and return their count.

    ``progress`` is called with the fraction of the table that has been read, ``watch`` with every
    chunk that is written and where its rows lie.

    Raises
    ------
    TableError
        If the table cannot be read to its end, or not be written in the format.
    OSError
        If the file cannot be written.
    """
    total = Tally()
    reader, dates, roundings = conversion.reader, EventDates(), Roundings()
    with conversion.open_writer(target, names) as writer:
        for chunk in _read_chunks(reader):
            days = None if chunk.dates is None else dates.read(chunk.dates)
            if reader.crs is None:
                roundings.add(chunk.coordinates)
            coordinates = to_wgs84(chunk.coordinates, reader.crs)
            placement, tally = place_rows(coordinates, outlines, days)
            writer.write(chunk, placement)
            total.add(tally)
            if watch is not None:
                watch(chunk, placement)
            if progress is not None:
                progress(reader.progress())
    total.notes = [*dates.describe(), *roundings.describe()]
    return total


def _read_chunks(reader: Reader) -> Iterator[Chunk]:
    """Yield the chunks of a table; an error of the disk is one of reading, not of writing."""
    try:
        yield from reader.chunks()
    except OSError as error:
        raise TableError(f"The table cannot be read: {error.strerror or error}.") from error
