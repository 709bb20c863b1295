"""Which reader and which writer a table has, by what it is and the format wanted of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from geodata.errors import TableError
from geodata.points.chunks import Reader, TableOptions, Writer, completing
from geodata.points.readers.batches import BatchReader, TextBatches
from geodata.points.readers.geojson import FeatureReader
from geodata.points.readers.geojson_batches import FeatureBatches
from geodata.points.readers.geopackage import PackageReader
from geodata.points.readers.layers import LayerReader, pack_shapefile, read_flatgeobuf
from geodata.points.readers.old_workbooks import CopiedWorkbook
from geodata.points.readers.parquet import ParquetReader
from geodata.points.readers.placemarks import PlacemarkReader
from geodata.points.readers.spreadsheets import SheetReader, open_workbook
from geodata.points.readers.text import TextReader
from geodata.points.sources import Source
from geodata.points.writers.batches import PackageWriter, ParquetWriter
from geodata.points.writers.cells import CellWriter
from geodata.points.writers.features import CollectionWriter, FeatureWriter
from geodata.points.writers.text import TextWriter

_WITH_LAYERS = ("gpkg", "xlsx", "ods", "xls")
_Reader = ParquetReader | PackageReader | SheetReader | PlacemarkReader | LayerReader


@dataclass(frozen=True, eq=False)
class Conversion:
    """A table that is read, and how it is written in the format that is wanted of it.

    ``open_writer`` takes the file to write and the names of the columns added. ``notes`` are
    sentences on how the table is read.
    """

    reader: Reader
    open_writer: Callable[[Path, tuple[str, ...]], AbstractContextManager[Writer]]
    notes: tuple[str, ...] = ()


def open_conversion(source: Source, wanted: str, layer: str) -> Conversion:
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

    Raises
    ------
    TableError
        If the table cannot be read, or not with these options.
    """
    file, name, options = source.file, source.name, source.options
    if source.kind in ("csv", "tsv") and wanted in ("csv", "tsv"):
        refuse_layer(options, name)
        text = TextReader(file, name, options)
        delimiter = _choose_delimiter(text, wanted)
        copied = _convert(text, lambda file, names: TextWriter(file, text, delimiter, names))
        return replace(copied, notes=tuple(text.notes))
    if source.kind == "geojson" == wanted:
        refuse_layer(options, name)
        features = FeatureReader(file, name, options)
        copied = _convert(features, lambda file, names: FeatureWriter(file, features, names))
        return replace(copied, notes=tuple(features.notes))
    reader, notes = open_batches(source)
    return replace(convert_batches(reader, wanted, layer), notes=tuple(notes))


def open_batches(source: Source) -> tuple[BatchReader, Sequence[str]]:
    """Return a table as Arrow batches, and sentences on how it is read.

    Raises
    ------
    TableError
        If the table cannot be read, or not with these options.
    """
    file, name, options = source.file, source.name, source.options
    if source.kind not in _WITH_LAYERS:
        refuse_layer(options, name)
    if source.kind in ("csv", "tsv"):
        text = TextReader(file, name, options)
        return TextBatches(text), text.notes
    if source.kind == "geojson":
        features = FeatureBatches(file, name, options)
        return features, features.notes
    reader = _open_arrow(source)
    return reader, reader.notes


def _open_arrow(source: Source) -> "_Reader":
    """Return the reader of a table that is neither text nor GeoJSON."""
    file, name, options, archive = source.file, source.name, source.options, source.archive
    match source.kind:
        case "parquet":
            return ParquetReader(file, name, options)
        case "xlsx" | "ods" as kind:
            assert archive is not None
            workbook, notes = open_workbook(archive, kind, name)
            return SheetReader(workbook, name, options, notes)
        case "xls":
            return SheetReader(CopiedWorkbook(file, name), name, options)
        case "kml" | "gpx" as kind:
            return PlacemarkReader(file, name, kind, options)
        case "shp":
            assert archive is not None
            data, encoding = pack_shapefile(archive, source.entry, name, options)
            return LayerReader(data, "ESRI Shapefile", name, options, encoding)
        case "fgb":
            data = read_flatgeobuf(file, name)
            return LayerReader(data, "FlatGeobuf", name, options)
        case _:
            return PackageReader(file, name, options)


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
