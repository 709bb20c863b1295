"""Shapefile and FlatGeobuf, read by GDAL: of bytes in memory that were checked to be one.

GDAL is given no path. What it is given begins as the format does, so that no other driver takes it,
and holds nothing else: of a Shapefile, five parts under names of ours.
"""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

import pyarrow as pa

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.gdal import open_layer
from geodata.points.chunks import CHUNK_ROWS, Chunk, TableOptions
from geodata.points.file_types import SHAPEFILE_MAGIC, SHAPEFILE_PARTS
from geodata.points.readers.archives import Archive
from geodata.points.readers.batches import ArrowReader, explaining_arrow
from geodata.points.readers.encodings import Encoding, guess_encoding
from geodata.points.reference_systems import read_crs

# All is in memory, twice.
_MOST_BYTES = 256 * 2**20
_MOST_SIDE_BYTES = 2**16
_FLATGEOBUF_MAGIC = b"fgb\x03fgb"
# Of a Shapefile: the header's length, and where it says how long the file is, in words of 16 bits.
_HEADER, _LENGTH_AT = 100, 24
# GDAL's names of encodings, where they are not Python's.
_GDAL_NAMES = {"utf-8": "UTF-8", "iso8859_6": "ISO-8859-6", "mac_roman": "MACINTOSH"}


class LayerReader(ArrowReader):
    """The one layer of a Shapefile or FlatGeobuf."""

    def __init__(
        self,
        data: bytes,
        driver: str,
        name: str,
        options: TableOptions,
        encoding: Encoding | None = None,
    ) -> None:
        """Read the layer's schema from the bytes of `pack_shapefile` or `read_flatgeobuf`.

        Raises
        ------
        TableError
            If GDAL cannot read it.
        """
        self._data, self._driver = data, driver
        self._encoding = (
            None if encoding is None else _GDAL_NAMES.get(encoding.codec, encoding.codec)
        )
        with explaining_arrow(name), open_layer(data, driver, self._encoding) as (info, batches):
            schema = batches.schema.remove_metadata()
            rows = int(info["features"])
            # GDAL puts the geometry last, under a name of its own.
            names = [field.name for field in schema][:-1]
        geometry = next(
            called
            for called in ("geometry", *(f"geometry_{n}" for n in range(2, 20_000)))
            if called not in {name.casefold() for name in names}
        )
        fields = zip([*names, geometry], [field.type for field in schema], strict=True)
        schema = pa.schema(list(fields))
        super().__init__(name, options, schema, max(1, rows))
        self.use_geometry(geometry)
        self.only_points = info["geometry_type"] == "Point"
        if encoding is not None and encoding.doubt:
            self.notes.append(encoding.doubt)
        self.find_coordinates(info["crs"])

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order."""
        with (
            explaining_arrow(self.name),
            open_layer(self._data, self._driver, self._encoding) as (_, batches),
        ):
            for batch in batches:
                for start in range(0, batch.num_rows, CHUNK_ROWS):
                    columns = batch.slice(start, CHUNK_ROWS).columns
                    part = pa.RecordBatch.from_arrays(columns, schema=self.schema)
                    yield self.drop_unreadable(self.make_chunk(part))
        if not self.rows_read:
            raise TableError(f"{self.name}: the table has no rows.")


def read_flatgeobuf(file: BinaryIO, name: str) -> bytes:
    """Return the bytes of a FlatGeobuf.

    Raises
    ------
    TableError
        If it is none, or too large.
    """
    file.seek(0)
    data = file.read(_MOST_BYTES + 1)
    if not data.startswith(_FLATGEOBUF_MAGIC):
        raise TableError(f"{name}: the file is not what its name says, FlatGeobuf.")
    if len(data) > _MOST_BYTES:
        raise TableError(
            f"{name}: a FlatGeobuf of more than {_MOST_BYTES // 2**20} MB is not read; save it as "
            f"GeoPackage or Parquet."
        )
    return data


def pack_shapefile(
    archive: Archive, entry: str, name: str, options: TableOptions
) -> tuple[bytes, Encoding | None]:
    """Return the parts of a Shapefile as a zip of nothing else, and the encoding of its texts.

    The encoding is None where a part says it.

    Raises
    ------
    TableError
        If a part is missing, too large, or not what its name says.
    """
    stem = str(PurePosixPath(entry).with_suffix(""))
    found = {
        part: other
        for other in archive.files
        for part in SHAPEFILE_PARTS
        if other.lower() == f"{stem}{part}".lower()
    }
    missing = [part for part in (".shp", ".shx", ".dbf") if part not in found]
    if missing:
        raise TableError(
            f"{name}: the Shapefile lacks its {' and '.join(missing)}; put all its parts into the "
            f"zip."
        )
    parts: dict[str, bytes] = {}
    left = _MOST_BYTES
    for part, other in found.items():
        is_side = part in (".prj", ".cpg")
        parts[part] = archive.read(other, _MOST_SIDE_BYTES if is_side else left)
        left -= len(parts[part])
    if not _is_crs(parts.get(".prj", b""), name):
        if options.crs is None and ".prj" in parts:
            raise TableError(
                f"{name}: the Shapefile's .prj cannot be understood; give its reference system "
                f"with --crs."
            )
        parts.pop(".prj", None)
    for part in (".shp", ".shx"):
        data = parts[part]
        if not data.startswith(SHAPEFILE_MAGIC) or len(data) < _HEADER:
            raise TableError(f"{name}: {quote(found[part])} is no part of a Shapefile.")
        if struct.unpack_from(">i", data, _LENGTH_AT)[0] * 2 > len(data):
            raise TableError(f"{name}: {quote(found[part])} ends too soon.")
    # GDAL would leave out the columns of one that is damaged.
    _, rows, header, width = struct.unpack_from("<4sIHH", parts[".dbf"].ljust(12, b"\0"))
    if header < 33 or header + rows * width > len(parts[".dbf"]) + 1:
        raise TableError(f"{name}: {quote(found['.dbf'])} ends too soon, or is no part of one.")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for part, data in parts.items():
            packed.writestr(zipfile.ZipInfo(f"table{part}"), data)
    return target.getvalue(), _find_encoding(parts, name)


def _is_crs(text: bytes, name: str) -> bool:
    try:
        read_crs(text.decode(), name)
    except (UnicodeDecodeError, TableError):
        return False
    return bool(text.strip())


def _find_encoding(parts: dict[str, bytes], name: str) -> Encoding | None:
    """Return how texts and names of columns are written, where no part says it."""
    table = parts[".dbf"]
    if ".cpg" in parts or len(table) < 32 or table[29]:
        return None
    begins = int.from_bytes(table[8:10], "little")
    columns = (table[at : at + 11].partition(b"\0")[0] for at in range(32, begins - 31, 32))
    texts = b"\n".join([*columns, table[begins:]])
    return guess_encoding(texts.translate(None, b"\0"), name)
