"""Writing CSV for spreadsheets and statistics: shapes as WKT, every row with its source.

UTF-8 with a byte order mark, by which Excel knows it; comma, quotes where needed, CRLF. The first
line names the columns. A cell holds one value: lists of words are joined by ``; ``, lists of
records are JSON. The shape is the column ``wkt``, longitude before latitude, WGS 84. No cell of the
shipped data is longer than the 32,767 characters that Excel holds; an outline drawn finer might be.

What the export says of itself stands in columns whose names begin with ``export_``, last and the
same in every row: CSV has no other place for it that programs do not stumble over, and rows are
sorted, cut and pasted into other tables, where they must still say where they come from.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import shapely

from corpus.exports.formulas import escape_formula
from corpus.exports.rows import TABLES, list_rows
from geodata.exports.extract import MapExtract
from geodata.exports.frames import flatten, flatten_about
from geodata.exports.layers import LAYERS, list_features
from geodata.exports.rounding import CHUNK, DECIMALS, tidy

MEDIA_TYPE = "text/csv; charset=utf-8"
CSV_LAYERS = (*LAYERS, *TABLES)

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a layer as CSV, row by row.

    Raises
    ------
    KeyError
        If there is no layer of this name.
    """
    about = {f"export_{name}": text for name, text in flatten_about(extract.about).items()}
    columns = [*_name_columns(layer, extract), *about]
    yield _BYTE_ORDER_MARK + _encode(columns)
    constants = [*map(_make_cell, about.values())]
    for row in _make_rows(layer, extract):
        yield _encode([*map(_make_cell, row.values()), *constants])


def _name_columns(layer: str, extract: MapExtract) -> list[str]:
    # A table has its columns also where the filters leave no rows.
    whole = replace(extract, corpus=extract.whole, atlas=extract.whole_atlas)
    return [*next(_make_rows(layer, whole), {"id": "", "wkt": ""})]


def _make_rows(layer: str, extract: MapExtract) -> Iterator[dict[str, Any]]:
    if layer in TABLES:
        yield from list_rows(layer, extract)
        return
    features = list_features(layer, extract)
    while chunk := list(islice(features, CHUNK)):
        shapes = tidy([feature.geometry for feature in chunk])
        texts = shapely.to_wkt(shapes, rounding_precision=DECIMALS)
        for feature, text in zip(chunk, texts, strict=True):
            yield {"id": feature.id} | flatten(feature.properties) | {"wkt": text}


def _make_cell(value: Any) -> Any:
    match value:
        case str():
            return escape_formula(value)
        case bool():
            return str(value).lower()
        case _:
            return value


class _Line:
    """A file to the csv module, whose writers return what it returns: the line itself."""

    @staticmethod
    def write(line: str) -> str:
        return line


def _encode(cells: list[Any]) -> bytes:
    line: Any = csv.writer(_Line).writerow(cells)
    return bytes(line, "utf-8")
