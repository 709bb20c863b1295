"""Layers of a GeoPackage: reading their rows with SQLite, and nothing that the file computes.

A GeoPackage is a database, and may be a hostile one: a view or a virtual table computes whatever it
likes, reads other files, and never ends. So only ordinary tables are read, by queries that call no
function of the file's. See https://www.geopackage.org/spec120/ and
https://www.sqlite.org/security.html.
"""

import re
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from corpus.quoting import format_reason, quote
from geodata.errors import TableError
from geodata.points.chunks import CHUNK_BYTES, CHUNK_ROWS, Chunk, TableOptions
from geodata.points.readers.batches import ArrowReader, explaining_arrow
from geodata.points.readers.geopackage_columns import Column, read_type

_BEGINNING = b"SQLite format 3\0"
# The statements in the schema of an ordinary package: tables, indexes, triggers, which reading does
# not fire, and the spatial index of GDAL and QGIS.
_ORDINARY = re.compile(
    r"CREATE (TABLE|INDEX|UNIQUE INDEX|TRIGGER) "
    r"|CREATE VIRTUAL TABLE (\"([^\"]|\"\")+\"|'([^']|'')+'|\w+) USING rtree\s*\(",
    re.IGNORECASE,
)
_LONGEST_VALUE = 64 * 2**20
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 10**6,
    sqlite3.SQLITE_LIMIT_COLUMN: 2_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_STEPS = 10_000
# Values take a place in memory beside their bytes.
_VALUE_BYTES = 60


class PackageReader(ArrowReader):
    """A layer of a GeoPackage, read from a file on disk or in memory."""

    def __init__(self, file: BinaryIO, name: str, options: TableOptions) -> None:
        """Read the layer's schema.

        Raises
        ------
        TableError
            If the file is no GeoPackage or not an ordinary one, has several layers and none is
            chosen, or has no coordinates.
        """
        if file.read(len(_BEGINNING)) != _BEGINNING:
            raise TableError(f"{name}: the file is not what its name says, a GeoPackage.")
        self._size = file.seek(0, 2)
        file.seek(0)
        with explaining_arrow(name), _explaining_sqlite(name):
            self._database = _open(file, self._size)
            weakref.finalize(self, self._database.close)
            self._database.set_progress_handler(_Budget(10**6 + 20 * self._size), _STEPS)
            self._layer = _choose_layer(self._database, options.layer, name)
            self._columns_read = _list_columns(self._database, self._layer, name)
            rows = self._survey_rows()
            self._database.set_progress_handler(None, 0)
            crs = _find_crs(self._database, self._layer, name)
        fields = [pa.field(column.name, column.type) for column in self._columns_read]
        with explaining_arrow(name):
            schema = pa.schema(fields)
        super().__init__(name, options, schema, rows)
        self.fid = next((c.name for c in self._columns_read if c.is_key), None)
        if self._layer.geometry is not None:
            self.geometry = self._columns_read[-1].name
            self.only_points = self._layer.only_points
        self.find_coordinates(crs)

    def _survey_rows(self) -> int:
        """Return the number of rows, and find which columns hold whole numbers only."""
        numeric = [n for n, column in enumerate(self._columns_read) if column.may_be_whole]
        names = [_quote(self._columns_read[n].name) for n in numeric]
        # Not count(*), which may loop for ever in a damaged file without counting its steps.
        counts = [f"count({_quote(self._columns_read[0].name)} IS NULL)"]
        counts += [f"count(CASE WHEN {n} IS NOT CAST({n} AS INTEGER) THEN 1 END)" for n in names]
        ((rows, *others),) = self._database.execute(
            f"SELECT {', '.join(counts)} FROM {_quote(self._layer.table)} NOT INDEXED"
        )
        for place, other in zip(numeric, others, strict=True):
            if not other:
                self._columns_read[place] = self._columns_read[place].make_whole()
        return int(rows)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order."""
        with closing(self._database), explaining_arrow(self.name), _explaining_sqlite(self.name):
            names = ", ".join(_quote(column.name) for column in self._columns_read)
            rows = self._database.execute(
                f"SELECT {names} FROM {_quote(self._layer.table)} NOT INDEXED"
            )
            for part in self._gather(rows):
                yield self._make_part(part)

    def _gather(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
        """Yield rows in pieces that are small enough."""
        part: list[tuple[Any, ...]] = []
        width, size, total = _VALUE_BYTES * len(self._columns_read), 0, 0
        for number, row in enumerate(rows, start=1):
            part.append(row)
            length = sum(len(value) for value in row if isinstance(value, str | bytes))
            size, total = size + length + width, total + length
            # No sound file holds more than its own length, apart from the defaults of columns added
            # later, which its rows do not store.
            if number > self.rows or total > _LONGEST_VALUE + 10 * self._size:
                raise TableError(f"{self.name}: the file is damaged: it holds more than it can.")
            if len(part) == CHUNK_ROWS or size > CHUNK_BYTES:
                yield part
                part, size = [], 0
        if part:
            yield part

    def _make_part(self, rows: list[tuple[Any, ...]]) -> Chunk:
        arrays = [
            column.read(values, self.name)
            for column, values in zip(self._columns_read, zip(*rows, strict=True), strict=True)
        ]
        chunk = self.make_chunk(pa.RecordBatch.from_arrays(arrays, schema=self.schema))
        return self.drop_unreadable(chunk)


@dataclass(frozen=True)
class _Layer:
    """A table of the package; ``geometry`` and what follows is of its column of geometries."""

    table: str
    geometry: str | None
    srs: int | None
    only_points: bool


class _Budget:
    """Stops SQLite after a number of steps, far more than a sound file of the size needs."""

    def __init__(self, steps: int) -> None:
        self._left = steps // _STEPS

    def __call__(self) -> int:
        self._left -= 1
        return self._left < 0


def _open(file: BinaryIO, size: int) -> sqlite3.Connection:
    path = getattr(file, "name", None)
    if not isinstance(path, str | Path):
        database = sqlite3.connect(":memory:", isolation_level=None)
        data = file.read()
        # SQLite would look for the log of a database that was written with one.
        database.deserialize(b"".join([data[:18], b"\1\1", data[20:]]))
    else:
        # Immutable: no lock, log or journal beside the file is read or made.
        address = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1"
        database = sqlite3.connect(address, uri=True, isolation_level=None)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA cell_size_check = ON")
    for limit, number in _LIMITS.items():
        database.setlimit(limit, number)
    # No value of a file is longer than the file.
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(_LONGEST_VALUE, size))
    database.set_authorizer(_allow)
    return database


def _allow(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    match action, first, second:
        case ((sqlite3.SQLITE_SELECT | sqlite3.SQLITE_READ), _, _):
            return sqlite3.SQLITE_OK
        case sqlite3.SQLITE_FUNCTION, _, "count":
            return sqlite3.SQLITE_OK
        case sqlite3.SQLITE_PRAGMA, "table_xinfo", _:
            return sqlite3.SQLITE_OK
        case _:
            return sqlite3.SQLITE_DENY


@contextmanager
def _explaining_sqlite(name: str) -> Iterator[None]:
    """Turn an error of SQLite into a TableError."""
    try:
        yield
    # sqlite3 raises ValueError for a name with a NUL in it.
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        reason = format_reason(error)
        raise TableError(f"{name}: the file is not a sound GeoPackage ({reason}).") from error


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _choose_layer(database: sqlite3.Connection, wanted: str | None, name: str) -> _Layer:
    tables = _list_tables(database, name)
    found = database.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall()
    layers = {
        str(table): kind
        for table, kind in found
        if kind in ("features", "attributes") and str(table).casefold() in tables
    }
    shown = ", ".join(quote(layer) for layer in list(layers)[:12]) or "none"
    if wanted is None:
        with_shapes = [layer for layer, kind in layers.items() if kind == "features"]
        candidates = with_shapes if len(with_shapes) == 1 else list(layers)
        if len(candidates) != 1:
            raise TableError(f"{name}: choose one of its layers with --layer: {shown}.")
        (wanted,) = candidates
    elif wanted not in layers:
        raise TableError(f"{name}: there is no layer {quote(wanted)} among {shown}.")
    if layers[wanted] == "attributes":
        return _Layer(wanted, None, None, False)
    for geometry, kind, srs, z, m in database.execute(
        "SELECT column_name, geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns "
        "WHERE table_name = ? COLLATE NOCASE",
        [wanted],
    ):
        is_plain = str(kind).upper() == "POINT" and not z and not m
        return _Layer(wanted, str(geometry), srs, is_plain)
    return _Layer(wanted, None, None, False)


def _list_tables(database: sqlite3.Connection, name: str) -> set[str]:
    """Return the names of the tables, in lower case, if the package holds nothing that computes."""
    tables = set()
    for kind, table, sql in database.execute("SELECT type, name, sql FROM sqlite_master"):
        if sql is None and kind == "index":
            continue
        if not isinstance(sql, str) or not _ORDINARY.match(sql):
            raise TableError(
                f"{name}: {quote(str(table))} is a view or another table that is computed; only "
                f"packages of plain tables are read."
            )
        if re.match("CREATE TABLE ", sql, re.IGNORECASE):
            tables.add(str(table).casefold())
    return tables


def _list_columns(database: sqlite3.Connection, layer: _Layer, name: str) -> list[Column]:
    """Return the columns: the key first, the geometry last."""
    found = database.execute(f"PRAGMA table_xinfo({_quote(layer.table)})").fetchall()
    keys = [column for _, column, _, _, _, key, _ in found if key]
    columns = []
    for _, column, declared, _, _, key, hidden in found:
        if hidden:
            raise TableError(
                f"{name}: the column {quote(column)} is computed; only stored ones are read."
            )
        is_geometry = layer.geometry is not None and column.casefold() == layer.geometry.casefold()
        is_key = bool(key) and len(keys) == 1 and declared.upper() == "INTEGER"
        columns.append(read_type(column, declared, is_key=is_key, is_geometry=is_geometry))
    columns.sort(key=lambda column: (not column.is_key, column.is_geometry))
    if layer.geometry is not None and not (columns and columns[-1].is_geometry):
        raise TableError(f"{name}: there is no column {quote(layer.geometry)} of geometries.")
    return columns


def _find_crs(database: sqlite3.Connection, layer: _Layer, name: str) -> str | None:
    if layer.geometry is None or layer.srs in (0, -1, None):
        return None
    for organisation, code, definition in database.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
        "WHERE srs_id = ?",
        [layer.srs],
    ):
        if str(organisation).upper() == "EPSG":
            return f"EPSG:{code}"
        return str(definition)
    raise TableError(f"{name}: its reference system {layer.srs!r:.40} is not described.")
