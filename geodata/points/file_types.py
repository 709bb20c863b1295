"""The formats of tables of points: how each is called and recognised, and what is written for it.

What a file is, its first bytes say; its name only decides where they do not.
"""

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from geodata.errors import TableError


@dataclass(frozen=True)
class FileType:
    """A format: its title, how names end in it, and in which format its rows come back.

    ``result`` is what is written where no other format is asked for, as on the page: the same
    format, or for those that are only read the one that keeps most of it.
    """

    title: str
    suffixes: tuple[str, ...]
    result: str


TYPES: Mapping[str, FileType] = {
    "csv": FileType("CSV", (".csv", ".txt"), "csv"),
    "tsv": FileType("TSV", (".tsv", ".tab"), "tsv"),
    "geojson": FileType(
        "GeoJSON", (".geojson", ".json", ".geojsonl", ".ndjson", ".jsonl"), "geojson"
    ),
    "gpkg": FileType("GeoPackage", (".gpkg",), "gpkg"),
    "parquet": FileType("Parquet", (".parquet", ".geoparquet"), "parquet"),
    "xlsx": FileType("Excel", (".xlsx", ".xlsm"), "csv"),
    "xls": FileType("old or binary Excel", (".xls", ".xlsb"), "csv"),
    "ods": FileType("OpenDocument", (".ods",), "csv"),
    "kml": FileType("KML", (".kml",), "geojson"),
    "kmz": FileType("KMZ", (".kmz",), "geojson"),
    "gpx": FileType("GPX", (".gpx",), "geojson"),
    "fgb": FileType("FlatGeobuf", (".fgb",), "gpkg"),
    "shp": FileType("Shapefile in a zip", (), "gpkg"),
    "zip": FileType("zip with one of them", (".zip",), "csv"),
    "gz": FileType("gz of one of them", (".gz",), "csv"),
}
FILE_TYPES = {suffix: kind for kind, known in TYPES.items() for suffix in known.suffixes}
READABLE = ", ".join(
    f"{known.title} ({', '.join(known.suffixes)})" if known.suffixes else known.title
    for known in TYPES.values()
)
WRITTEN_TYPES = {suffix: kind for suffix, kind in FILE_TYPES.items() if TYPES[kind].result == kind}

# What the parts of a Shapefile begin with, or end in.
SHAPEFILE = "shp"
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
SHAPEFILE_MAGIC = b"\0\0\x27\x0a"
_MAGICS = (
    (b"SQLite format 3\0", "gpkg"),
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gz"),
    (b"fgb\x03fgb", "fgb"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
)
# What people take for a table, and what to do with it.
_OTHERS = (
    (b"%PDF", "a PDF; copy its table into a spreadsheet, and save that as CSV"),
    (b"Rar!", "a RAR archive; unpack it, and take the table"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it, and take the table"),
    (b"BZh", "a file packed with bzip2; unpack it, or pack it as zip or gz"),
    (b"\xfd7zXZ", "a file packed with xz; unpack it, or pack it as zip or gz"),
    (b"\x28\xb5\x2f\xfd", "a file packed with zstd; unpack it, or pack it as zip or gz"),
    (b"ARROW1", "an Arrow or Feather file; save it as Parquet or CSV"),
    (b"\x89HDF", "an HDF5 or NetCDF file; save its table as CSV"),
    (b"<stata_dta>", "data of Stata; save it as CSV"),
    (b"$FL", "data of SPSS; save it as CSV"),
    (b"RDX", "data of R; save it as CSV"),
    (b"X\n\0\0", "data of R; save it as CSV"),
    (b"\0\1\0\0Standard ", "a database of Access; save its table as .xlsx or CSV"),
    (
        b"{\\rtf",
        "a text with formats (RTF); copy its table into a spreadsheet, and save that as CSV",
    ),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_HEAD = 4096
# Their readers say what is wrong with a file of such a name.
_READ_WITHOUT_MAGIC = ("geojson", "gpkg", "parquet", "kml", "gpx", "fgb")
_TAR_AT, _TAR = 257, b"ustar"
_PART_OF_SHAPEFILE = (
    "one part of a Shapefile; put its .shp, .shx, .dbf and .prj into one zip, and take that"
)
_XML = re.compile(r"<(\?xml|!|html|(\w+:)?(kml|gpx)\b)", re.IGNORECASE)
_XML_KINDS = re.compile(r"<(?:\w+:)?(kml|gpx|html|workbook)\b", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def find_format(name: str) -> str:
    """Return the format to write that a file's name ends in: csv, tsv, geojson, gpkg or parquet.

    Raises
    ------
    TableError
        If it ends in none of them.
    """
    kind = WRITTEN_TYPES.get(Path(name).suffix.lower())
    if kind is None:
        raise TableError(f"{name}: the name must end in one of {', '.join(WRITTEN_TYPES)}.")
    return kind


def name_result(name: str, kind: str) -> str:
    """Return a name for a file of located rows: the table's own where it ends in the format."""
    path = Path(name)
    while path.suffix.lower() in FILE_TYPES:
        if WRITTEN_TYPES.get(path.suffix.lower()) == kind:
            return path.name
        path = path.with_suffix("")
    return f"{path.name}{TYPES[kind].suffixes[0]}"


def is_packed(path: Path) -> bool:
    """Return whether a file is compressed as a whole, so that what is in it is many times longer.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(2) in (b"PK", b"\x1f\x8b")


def detect_type(file: BinaryIO, name: str) -> str:
    """Return what a file is: a key of `TYPES`; the file is rewound.

    Raises
    ------
    TableError
        If it is something else that holds no table.
    """
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    named = FILE_TYPES.get(Path(name).suffix.lower())
    for magic, kind in _MAGICS:
        if head.startswith(magic):
            return kind
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise TableError(f"{name}: this is {what}.")
    if head[_TAR_AT:].startswith(_TAR):
        raise TableError(f"{name}: this is a tar archive; unpack it, and take the table.")
    is_part = Path(name).suffix.lower() in SHAPEFILE_PARTS
    if head.startswith(SHAPEFILE_MAGIC) or (is_part and b"\0" in head):
        raise TableError(f"{name}: this is {_PART_OF_SHAPEFILE}.")
    return _detect_text(head, name, named)


def detect_archive(entries: Sequence[str]) -> str:
    """Return what a zip with files of these names is: xlsx, ods, xls or a zip of files."""
    if "[Content_Types].xml" in entries and "xl/workbook.xml" in entries:
        return "xlsx"
    if "xl/workbook.bin" in entries:
        return "xls"
    return "ods" if "mimetype" in entries and "content.xml" in entries else "zip"


def _detect_text(head: bytes, name: str, named: str | None) -> str:
    text = _decode(head)
    begun = text.lstrip()
    if _XML.match(begun):
        found = _XML_KINDS.search(begun)
        match found and found[1].lower():
            case "kml" | "gpx" as kind:
                return str(kind)
            case "html":
                raise TableError(
                    f"{name}: this is a page in HTML, not a table; download the table itself, or, "
                    f"if a spreadsheet opens it, save it there as .xlsx or CSV."
                )
            case "workbook":
                raise TableError(
                    f"{name}: this is a workbook in XML, of Excel 2003; save it as .xlsx or CSV."
                )
            case _:
                raise TableError(f"{name}: this is XML, but neither KML nor GPX.")
    if re.match(r"\{\s*\"|\[\s*[{\[]", begun):
        return "geojson"
    is_table = "\0" not in text and re.search(r"[,;|\t]", begun.partition("\n")[0]) is not None
    if named in ("csv", "tsv") or (is_table and not begun.startswith(("{", "["))):
        return "tsv" if named == "tsv" else "csv"
    return named if named in _READ_WITHOUT_MAGIC else "csv"


def _decode(head: bytes) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    return head.decode(errors="replace")
