"""Placing the points of a table: reading it, adding four columns, writing it in any format."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from corpus.writing import explaining, replacing
from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import Choices, Chunk, Reader, Writer, completing
from geodata.points.coordinates import settle
from geodata.points.event_dates import read_month
from geodata.points.file_types import find_format
from geodata.points.placement import ADDED, Placement, Tally, choose_names, place_rows
from geodata.points.readers.batches import ArrowReader, BatchReader, TextBatches
from geodata.points.readers.geojson import FeatureReader, FeatureWriter
from geodata.points.readers.geojson_batches import FeatureBatches
from geodata.points.readers.geopackage import PackageReader
from geodata.points.readers.parquet import ParquetReader
from geodata.points.readers.text import TextReader, TextWriter
from geodata.points.writers.batches import CollectionWriter, PackageWriter, ParquetWriter
from geodata.points.writers.cells import CellWriter

Progress = Callable[[float], None]


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder.

    Raises
    ------
    TableError
        If it leads nowhere.
    """
    return S_ISDIR(_find_mode(path))


@contextmanager
def opening(path: Path) -> Iterator[BinaryIO]:
    """Yield a table's file, open for reading.

    Raises
    ------
    TableError
        If it is a folder or another thing that is no ordinary file, or cannot be read.
    """
    mode = _find_mode(path)
    if S_ISDIR(mode):
        raise TableError(f"{path}: this is a folder, not a table.")
    # A table is gone through from its beginning again, and a pipe may never say anything.
    if not S_ISREG(mode):
        raise TableError(
            f"{path}: this is a pipe or device, not an ordinary file; save the table in one."
        )
    with _explaining_reading(path):
        file = path.open("rb")
    with file:
        yield file


def _find_mode(path: Path) -> int:
    with _explaining_reading(path):
        return path.stat().st_mode


@contextmanager
def _explaining_reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TableError(f"{path}: the file cannot be read ({error.strerror or error}).") from error


@dataclass(frozen=True)
class Result:
    """What came of a table: the count, and the names that the four columns were given."""

    tally: Tally
    names: tuple[str, ...]

    @property
    def is_renamed(self) -> bool:
        """Whether the table had a column of one of the usual names already."""
        return self.names != ADDED


def locate_file(
    source: Path,
    target: Path,
    outlines: Outlines,
    choices: Choices = Choices(),  # noqa: B008
    progress: Progress | None = None,
) -> Result:
    """Write a table with four columns added, whole or not at all, and return what came of it.

    Source and target may be the same file. Memory holds a chunk at a time.

    Raises
    ------
    TableError
        If the table cannot be read, or not as it was asked for.
    OutputError
        If the result cannot be written.
    """
    wanted = find_format(str(target))
    with opening(source) as file, replacing(target) as part, explaining(target):
        reader = open_reader(file, str(source), wanted, choices)
        names = choices.names or choose_names(reader.names)
        total = Tally()
        with open_writer(part, reader, wanted, names, target.stem) as writer:
            for chunk, placement, tally in place_chunks(reader, outlines):
                writer.write(chunk, placement)
                total.add(tally)
                if progress is not None:
                    progress(reader.progress())
    return Result(total, names)


def place_chunks(reader: Reader, outlines: Outlines) -> Iterator[tuple[Chunk, Placement, Tally]]:
    """Yield the chunks of a table with where their rows lie, and the count of each.

    Raises
    ------
    TableError
        If the table cannot be read to its end.
    """
    chunks = reader.chunks()
    while True:
        try:
            chunk = next(chunks)
        except StopIteration:
            return
        except OSError as error:
            raise TableError(f"The table cannot be read: {error.strerror or error}.") from error
        months = None if chunk.dates is None else [read_month(date) for date in chunk.dates]
        coordinates = settle(chunk.coordinates, reader.crs)
        yield chunk, *place_rows(coordinates, outlines, months)


def open_reader(
    file: BinaryIO, name: str, wanted: str, choices: Choices, with_dates: bool = False
) -> Reader:
    """Return a reader of a table, which suits the format that is wanted of it.

    ``file`` is a binary file that can be rewound, ``name`` says its format.

    Raises
    ------
    TableError
        If the table cannot be read, or not as it was asked for.
    """
    kind = find_format(name)
    if choices.layer is not None and kind != "gpkg":
        raise TableError(f"{name}: only a GeoPackage has layers; leave out --layer.")
    match kind:
        case "csv" | "tsv":
            table = TextReader(file, name, choices, with_dates)
            return table if wanted in ("csv", "tsv") else TextBatches(table)
        case "parquet":
            return ParquetReader(file, name, choices, with_dates)
        case "geojson" if wanted == "geojson":
            return FeatureReader(file, name, choices, with_dates)
        case "geojson":
            return FeatureBatches(file, name, choices, with_dates)
        case _:
            return PackageReader(file, name, choices, with_dates)


@contextmanager
def open_writer(
    target: Path, reader: Reader, wanted: str, names: tuple[str, ...], layer: str
) -> Iterator[Writer]:
    """Yield a writer of what a reader reads to a new file, which is whole when all went well.

    ``wanted`` is the format: csv, tsv, geojson, gpkg or parquet; ``layer`` names the layer of a
    GeoPackage.
    """
    if wanted == "gpkg":
        package = PackageWriter(target, _as_batches(reader), names, layer)
        with completing(package):
            yield package
        return
    with target.open("xb") as file:
        writer = _choose_writer(file, reader, wanted, names)
        with completing(writer):
            yield writer


def _choose_writer(file: BinaryIO, reader: Reader, wanted: str, names: tuple[str, ...]) -> Writer:
    delimiter = "\t" if wanted == "tsv" else ","
    match reader:
        case TextReader():
            if wanted == "csv" and reader.delimiter != "\t":
                delimiter = reader.delimiter
            return TextWriter(file, reader, delimiter, names)
        case FeatureReader():
            return FeatureWriter(file, reader, names)
    table = _as_batches(reader)
    match wanted:
        case "parquet":
            return ParquetWriter(file, table, names)
        case "geojson":
            return CollectionWriter(file, table, names)
        case _:
            return CellWriter(file, table, names, delimiter)


def _as_batches(reader: Reader) -> BatchReader:
    if not isinstance(reader, TextBatches | FeatureBatches | ArrowReader):
        raise TypeError(f"{type(reader).__name__} does not read batches")
    return reader
