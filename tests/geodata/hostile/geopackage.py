"""Hostile GeoPackages."""

import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing

from tests.geodata.hostile.where import ADDRESS, POINT, SECRET


def write_package(
    *statements: str,
    columns: str = "name TEXT",
    rows: Sequence[tuple[object, ...]] = (("Idlib",),),
    geometries: Sequence[object] | None = None,
    srs: int = 4326,
    table: str = "events",
) -> bytes:
    """Return a package of one layer of points; statements are executed after it is written."""
    blob = b"GP\0\1" + struct.pack("<i", srs) + POINT
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(
            f"""
            PRAGMA application_id = 0x47504B47;
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL,
                srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
                organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
                description TEXT);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('', 4326, 'EPSG', 4326, 'WGS 84', NULL);
            CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY,
                data_type TEXT NOT NULL, identifier TEXT, srs_id INTEGER);
            INSERT INTO gpkg_contents VALUES ('{table}', 'features', NULL, {srs});
            CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL,
                column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
                srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
            INSERT INTO gpkg_geometry_columns VALUES ('{table}', 'geom', 'POINT', {srs}, 0, 0);
            CREATE TABLE "{table}" (fid INTEGER PRIMARY KEY, geom POINT, {columns});
            """
        )
        for row, geometry in zip(rows, geometries or [blob] * len(rows), strict=True):
            marks = ", ".join("?" * len(row))
            database.execute(
                f'INSERT INTO "{table}" VALUES (NULL, ?, {marks})',
                [geometry, *row],
            )
        for statement in statements:
            database.execute(statement)
        return database.serialize()


_VIEW = (
    "UPDATE gpkg_contents SET table_name = 'bad'",
    "UPDATE gpkg_geometry_columns SET table_name = 'bad'",
)


def package_with_a_virtual_table() -> bytes:
    """A table of SpatiaLite that reads the lines of another file, and a view over it."""
    module = f"USING VirtualText('{SECRET}', 'UTF-8', 0, POINT, DOUBLEQUOTE, ':')"
    sql = f"CREATE VIRTUAL TABLE lines {module}".replace("'", "''")
    return write_package(
        "PRAGMA writable_schema = ON",
        f"INSERT INTO sqlite_master VALUES ('table', 'lines', 'lines', 0, '{sql}')",
        "PRAGMA writable_schema = RESET",
        "CREATE VIEW bad AS SELECT ROWID AS fid, NULL AS geom, COL001 AS name FROM lines",
        *_VIEW,
    )


def package_with_an_endless_view() -> bytes:
    return write_package(
        "CREATE VIEW bad AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM n) "
        "SELECT n.fid, geom, name FROM n, events",
        *_VIEW,
    )


def package_with_a_view_of_zeros() -> bytes:
    return write_package(
        "CREATE VIEW bad AS SELECT fid, geom, zeroblob(1000000000) AS name FROM events", *_VIEW
    )


def package_with_a_view_called_a_table() -> bytes:
    """The schema says table, the statement beside it view."""
    return write_package(
        "CREATE VIEW bad AS SELECT fid, geom, zeroblob(1000000000) AS name FROM events",
        *_VIEW,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET type = 'table' WHERE name = 'bad'",
    )


def package_with_a_computed_column() -> bytes:
    return write_package(
        "ALTER TABLE events ADD COLUMN bad TEXT AS (printf('%.*c', 100000000, 'x')) VIRTUAL"
    )


def package_with_a_long_default() -> bytes:
    """A megabyte that every row has which says nothing else."""
    rows = [(str(number),) for number in range(3000)]
    return write_package(
        f"ALTER TABLE events ADD COLUMN bad TEXT DEFAULT '{'x' * 900_000}'", rows=rows
    )


def package_with_latin_1() -> bytes:
    data = write_package(rows=[("Idlib ####",)])
    return data.replace(b"####", "café".encode("latin-1"))


def package_with_a_latin_1_column() -> bytes:
    return write_package(columns="caf__ TEXT").replace(b"caf__", b"caf\xe9_")


def package_with_bad_geometries() -> bytes:
    head = b"GP\0\1" + struct.pack("<i", 4326)
    geometries = [
        head + POINT,
        head + POINT[:9],  # cut off
        head + b"\1\x99\0\0\0" + bytes(16),  # of no kind
        b"GP\0\x21" + struct.pack("<i", 4326) + b"PRIV" + bytes(16),  # a maker's own kind
        b"GP\0\x0f" + bytes(4),  # bounds of no kind
        b"GP",
        "no geometry",
        None,
    ]
    rows = [(str(number),) for number in range(len(geometries))]
    return write_package(rows=rows, geometries=geometries)


def package_with_texts_for_numbers() -> bytes:
    return write_package(columns="deaths INTEGER", rows=[(3,), ("many",)])


def package_with_a_grid(path: str = SECRET) -> bytes:
    """A reference system that takes a file."""
    definition = (
        'GEOGCS["x",DATUM["x",SPHEROID["WGS 84",6378137,298.257223563],'
        f'EXTENSION["PROJ4_GRIDS","{path}"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925]]'
    )
    return write_package(
        f"INSERT INTO gpkg_spatial_ref_sys VALUES ('', 99, 'NONE', 99, '{definition}', NULL)",
        srs=99,
    )


def package_with_the_name_of_an_address(address: str = ADDRESS) -> bytes:
    return write_package(table=f"/vsicurl/{address}/events.gpkg")


def package_with_a_doubled_key() -> bytes:
    """Two rows of one number, which only a damaged file has."""
    data = bytearray(write_package(rows=[("Idlib 1",), ("Idlib 2",)]))
    # A row is its length, its number, and the length of its header, here 4 with three columns.
    at = data.rfind(b"\x02\x04\x00")
    assert at > 0
    data[at] = 1
    return bytes(data)


def package_in_a_circle() -> bytes:
    """A tree of pages, of which one is its own child."""
    rows = [("x" * 900,) for _ in range(40)]
    data = bytearray(write_package(rows=rows))
    size = int.from_bytes(data[16:18], "big")
    for page in range(1, len(data) // size):
        if data[page * size] == 5:
            start = page * size + 12
            for cell in range(int.from_bytes(data[page * size + 3 : page * size + 5], "big")):
                at = page * size + int.from_bytes(
                    data[start + 2 * cell : start + 2 * cell + 2], "big"
                )
                data[at : at + 4] = (page + 1).to_bytes(4, "big")
    return bytes(data)
