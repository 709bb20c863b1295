"""Locating the points of a table: reading it, adding columns, writing it in any format."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from corpus.quoting import make_plain
from corpus.writing import explaining, replacing
from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import Chunk, Reader, TableOptions, Writer, completing
from geodata.points.coordinates import to_wgs84
from geodata.points.event_dates import EventDates
from geodata.points.file_types import (
    SHAPEFILE,
    TYPES,
    detect_archive,
    detect_type,
    find_format,
)
from geodata.points.placement import ADDED, Placement, Tally, choose_names, place_rows
from geodata.points.readers.archives import Archive, unpacking_entry, unpacking_gz
from geodata.points.readers.batches import BatchReader, TextBatches
from geodata.points.readers.geojson import FeatureReader
from geodata.points.readers.geojson_batches import FeatureBatches
from geodata.points.readers.geopackage import PackageReader
from geodata.points.readers.layers import LayerReader, pack_shapefile, read_flatgeobuf
from geodata.points.readers.old_workbooks import CopiedWorkbook
from geodata.points.readers.parquet import ParquetReader
from geodata.points.readers.placemarks import PlacemarkReader
from geodata.points.readers.spreadsheets import SheetReader, open_workbook
from geodata.points.readers.text import TextReader, TextWriter
from geodata.points.writers.batches import PackageWriter, ParquetWriter
from geodata.points.writers.cells import CellWriter
from geodata.points.writers.features import CollectionWriter, FeatureWriter

Progress = Callable[[float], None]

# A zip may lie in a gz, or the other way round.
_MOST_PACKINGS = 2
_WITH_LAYERS = ("gpkg", "xlsx", "ods", "xls")
_Reader = ParquetReader | PackageReader | SheetReader | PlacemarkReader | LayerReader


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
    # A table may be read twice, and a pipe may never send anything.
    if not S_ISREG(mode):
        raise TableError(
            f"{path}: this is a pipe or device, not an ordinary file; save the table in one."
        )
    with _explaining_failure(path):
        file = path.open("rb")
    with file:
        yield file


def _find_mode(path: Path) -> int:
    with _explaining_failure(path):
        return path.stat().st_mode


@contextmanager
def _explaining_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TableError(f"{path}: the file cannot be read ({error.strerror or error}).") from error


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


@dataclass(frozen=True, eq=False)
class Conversion:
    """A table that is read, and how it is written in the format that is wanted of it.

    ``open_writer`` takes the file to write and the names of the columns added. ``notes`` are
    sentences on how the table is read.
    """

    reader: Reader
    open_writer: Callable[[Path, tuple[str, ...]], AbstractContextManager[Writer]]
    notes: tuple[str, ...] = ()


def locate_file(
    source: Path,
    target: Path,
    outlines: Outlines,
    options: TableOptions = TableOptions(),  # noqa: B008
    progress: Progress | None = None,
) -> Result:
    """Write a table with columns added, whole or not at all, and return the count.

    Source and target may be the same file. Memory holds a chunk at a time.

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
        conversion = open_conversion(table, wanted, target.stem, with_dates=True)
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
    reader, dates = conversion.reader, EventDates()
    with conversion.open_writer(target, names) as writer:
        for chunk in _read_chunks(reader):
            days = None if chunk.dates is None else dates.read(chunk.dates)
            coordinates = to_wgs84(chunk.coordinates, reader.crs)
            placement, tally = place_rows(coordinates, outlines, days)
            writer.write(chunk, placement)
            total.add(tally)
            if watch is not None:
                watch(chunk, placement)
            if progress is not None:
                progress(reader.progress())
    total.notes = dates.describe()
    return total


def _read_chunks(reader: Reader) -> Iterator[Chunk]:
    """Yield the chunks of a table; an error of the disk is one of reading, not of writing."""
    try:
        yield from reader.chunks()
    except OSError as error:
        raise TableError(f"The table cannot be read: {error.strerror or error}.") from error


@dataclass(frozen=True, eq=False)
class Source:
    """A table to be read: its file, which can be rewound, its name for messages, what it is.

    ``archive`` is the zip that holds it, for formats of several files; ``entry`` the name in it
    that was chosen.
    """

    file: BinaryIO
    name: str
    kind: str
    options: TableOptions
    archive: Archive | None = None
    entry: str = ""

    @property
    def result(self) -> str:
        """The format in which its rows come back where no other is asked for."""
        return TYPES[self.kind].result


@contextmanager
def unpacking(file: BinaryIO, name: str, options: TableOptions) -> Iterator[Source]:
    """Yield the table that a file is, or that is packed in it.

    Raises
    ------
    TableError
        If there is none, or there are several in it.
    """
    with ExitStack() as stack:
        for _ in range(_MOST_PACKINGS + 1):
            kind = detect_type(file, name)
            if kind == "gz":
                file = stack.enter_context(unpacking_gz(file, name))
                name = name.removesuffix(".gz")
            elif kind == "zip":
                archive = Archive(file, name)
                kind = detect_archive(archive.files)
                if kind != "zip":
                    yield Source(file, name, kind, options, archive)
                    return
                entry = archive.choose(options.layer)
                if options.layer in (entry, PurePosixPath(entry).name):
                    options = replace(options, layer=None)
                name = f"{name}/{make_plain(entry)}"
                if entry.lower().endswith(".shp"):
                    yield Source(file, name, SHAPEFILE, options, archive, entry)
                    return
                file = stack.enter_context(unpacking_entry(archive, entry))
            else:
                yield Source(file, name, kind, options)
                return
        raise TableError(f"{name}: it is packed more than once; unpack it.")


def open_conversion(
    source: Source, wanted: str, layer: str, with_dates: bool = False
) -> Conversion:
    """Return a table that is read, and its writer.

    Text that stays text, and GeoJSON that stays GeoJSON, is copied as it stands; everything else
    becomes Arrow batches.

    Parameters
    ----------
    source : Source
        The table; see `unpacking`.
    wanted : str
        The format to write: csv, tsv, geojson, gpkg or parquet.
    layer : str
        The name of the layer, should a GeoPackage be written.
    with_dates : bool
        Whether the column of dates is read as well.

    Raises
    ------
    TableError
        If the table cannot be read, or not with these options.
    """
    file, name, options = source.file, source.name, source.options
    if source.kind not in _WITH_LAYERS:
        refuse_layer(options, name)
    if source.kind in ("csv", "tsv"):
        text = TextReader(file, name, options, with_dates)
        if wanted in ("csv", "tsv"):
            delimiter = _choose_delimiter(text, wanted)
            return _convert(text, lambda file, names: TextWriter(file, text, delimiter, names))
        return convert_batches(TextBatches(text), wanted, layer)
    if source.kind == "geojson":
        if wanted == "geojson":
            features = FeatureReader(file, name, options, with_dates)
            return _convert(features, lambda file, names: FeatureWriter(file, features, names))
        return convert_batches(FeatureBatches(file, name, options, with_dates), wanted, layer)
    reader = _open_batches(source, with_dates)
    return replace(convert_batches(reader, wanted, layer), notes=tuple(reader.notes))


def _open_batches(source: Source, with_dates: bool) -> "_Reader":
    """Return the reader of a table that is neither text nor GeoJSON."""
    file, name, options, archive = source.file, source.name, source.options, source.archive
    match source.kind:
        case "parquet":
            return ParquetReader(file, name, options, with_dates)
        case "xlsx" | "ods" as kind:
            assert archive is not None
            return SheetReader(open_workbook(archive, kind, name), name, options, with_dates)
        case "xls":
            return SheetReader(CopiedWorkbook(file, name), name, options, with_dates)
        case "kml" | "gpx" as kind:
            return PlacemarkReader(file, name, kind, options, with_dates)
        case "shp":
            assert archive is not None
            data, encoding = pack_shapefile(archive, source.entry, name, options)
            return LayerReader(data, "ESRI Shapefile", name, options, with_dates, encoding)
        case "fgb":
            data = read_flatgeobuf(file, name)
            return LayerReader(data, "FlatGeobuf", name, options, with_dates)
        case _:
            return PackageReader(file, name, options, with_dates)


def convert_batches(reader: BatchReader, wanted: str, layer: str) -> Conversion:
    """Return a table that is read as Arrow batches, and its writer; see `open_conversion`."""
    match wanted:
        case "gpkg":
            return Conversion(
                reader,
                lambda target, names: completing(PackageWriter(target, reader, names, layer)),
            )
        case "parquet":
            return _convert(reader, lambda file, names: ParquetWriter(file, reader, names))
        case "geojson":
            return _convert(reader, lambda file, names: CollectionWriter(file, reader, names))
        case _:
            delimiter = "\t" if wanted == "tsv" else ","
            return _convert(reader, lambda file, names: CellWriter(file, reader, names, delimiter))


def refuse_layer(options: TableOptions, name: str) -> None:
    """Refuse the option of a layer for a table that has none.

    Raises
    ------
    TableError
        If a layer was chosen.
    """
    if options.layer is not None:
        raise TableError(
            f"{name}: only a GeoPackage and a workbook have layers; leave out --layer."
        )


def _choose_delimiter(reader: TextReader, wanted: str) -> str:
    if wanted == "tsv":
        return "\t"
    return "," if reader.delimiter == "\t" else reader.delimiter


def _convert(
    reader: Reader, make_writer: Callable[[BinaryIO, tuple[str, ...]], Writer]
) -> Conversion:
    """Return a table that is read, and what opens a new file for its writer."""

    @contextmanager
    def open_writer(target: Path, names: tuple[str, ...]) -> Iterator[Writer]:
        with target.open("xb") as file, completing(make_writer(file, names)) as writer:
            yield writer

    return Conversion(reader, open_writer)
