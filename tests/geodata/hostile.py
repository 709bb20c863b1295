"""Hostile tables of points, each made by a function: seeds of tests, and of what mutates them.

None must read a file that was not handed in, ask a host, cost more than a bounded time and memory,
or end in anything but a sentence or a right result.
"""

import io
import json
import sqlite3
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

SECRET = "/etc/passwd"
# A place in a zone.
LON, LAT = 36.8059, 35.8645
# Where nobody listens; a test may put its own listener in the place of the port.
ADDRESS = "http://127.0.0.1:9"

_POINT = shapely.to_wkb(shapely.Point(LON, LAT))


# GeoPackage


def write_package(
    *statements: str,
    columns: str = "name TEXT",
    rows: Sequence[tuple[object, ...]] = (("Idlib",),),
    geometries: Sequence[object] | None = None,
    srs: int = 4326,
    table: str = "events",
) -> bytes:
    """Return a package of one layer of points; statements are executed after it is written."""
    blob = b"GP\0\1" + struct.pack("<i", srs) + _POINT
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
        head + _POINT,
        head + _POINT[:9],  # cut off
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


# GeoJSON


def write_features(*features: str, before: str = "", after: str = "") -> bytes:
    """Return a collection of these features, or of one point, with members around it."""
    texts = features or (write_feature(),)
    return (
        f'{{"type": "FeatureCollection", {before}"features": [{", ".join(texts)}]{after}}}'
    ).encode("utf-8", "surrogatepass")


def write_feature(
    properties: str = '{"name": "Idlib"}', coordinates: str = f"[{LON}, {LAT}]", more: str = ""
) -> str:
    """Return the text of a feature."""
    geometry = f'{{"type": "Point", "coordinates": {coordinates}}}'
    return f'{{"type": "Feature", {more}"properties": {properties}, "geometry": {geometry}}}'


def pipeline_of_gdal() -> bytes:
    command = f"gdal vector pipeline ! read {SECRET} ! write stdout"
    return json.dumps({"type": "gdal_streamed_alg", "command_line": command}).encode()


def pipeline_in_a_collection() -> bytes:
    command = f"gdal vector pipeline ! read {SECRET}"
    return write_features(before=f'"x": "gdal_streamed_alg", "command_line": "{command}", ')


def linked_crs(address: str = ADDRESS) -> bytes:
    link = {"type": "link", "properties": {"href": f"{address}/crs.wkt", "type": "ogcwkt"}}
    return write_features(before=f'"crs": {json.dumps(link)}, ')


def named_crs(name: str = f"{ADDRESS}/crs") -> bytes:
    member = {"type": "name", "properties": {"name": name}}
    return write_features(before=f'"crs": {json.dumps(member)}, ')


def long_number() -> bytes:
    return write_features(write_feature(f'{{"n": {"7" * 5000}}}'))


def large_number() -> bytes:
    return write_features(write_feature('{"n": 1e999999}'))


def long_whole_number() -> bytes:
    return write_features(write_feature(f'{{"n": {"7" * 300}}}'), write_feature('{"n": 7}'))


def deep_property() -> bytes:
    return write_features(write_feature(f'{{"n": {"[" * 100_000}{"]" * 100_000}}}'))


def nearly_too_deep_property() -> bytes:
    return write_features(write_feature(f'{{"n": {"[" * 900}{"]" * 900}}}'))


def deep_geometry() -> bytes:
    opened = '{"type": "GeometryCollection", "geometries": [' * 400
    point = f'{{"type": "Point", "coordinates": [{LON}, {LAT}]}}'
    geometry = f"{opened}{point}{']}' * 400}"
    return write_features(
        f'{{"type": "Feature", "properties": {{}}, "geometry": {geometry}}}', write_feature()
    )


def half_pairs() -> bytes:
    return write_features(write_feature('{"n\\ud800": "\\udc00 Idlib"}', more='"id": "\\ud83d", '))


def nul_in_a_property() -> bytes:
    return write_features(write_feature('{"name": "Id\\u0000lib"}'))


def nul_in_a_name() -> bytes:
    return write_features(write_feature('{"na\\u0000me": "Idlib"}'))


def doubled_names() -> bytes:
    return write_features(write_feature('{"name": 1, "name": "Idlib"}'))


def doubled_ids() -> bytes:
    return write_features(*[write_feature('{"fid": 7}', more='"id": 7, ')] * 2)


def latin_1_name() -> bytes:
    return write_features(before='"name": "####", ').replace(b"####", "café".encode("latin-1"))


def mixed_properties() -> bytes:
    values = ("1", "2.5", "true", '"=1+1"', "[1, null]", '{"a": "b"}', "null")
    return write_features(*[write_feature(f'{{"n": {value}}}') for value in values])


def odd_coordinates() -> bytes:
    odd = ("[true, false]", '["36.8", "35.8"]', "[]", "{}", "null", "[1]", "[1, 2, 3, 4, 5]", "7")
    return write_features(*[write_feature(coordinates=one) for one in odd])


# Parquet


def write_parquet(table: pa.Table | None = None, **options: object) -> bytes:
    """Return a table as Parquet; where none is given, one with a point."""
    buffer = io.BytesIO()
    pq.write_table(
        pa.table({"lon": [LON], "lat": [LAT]}) if table is None else table, buffer, **options
    )
    return buffer.getvalue()


def _points(rows: int) -> dict[str, pa.Array]:
    return {"lon": pa.array(np.full(rows, LON)), "lat": pa.array(np.full(rows, LAT))}


def _repeat_long_text(times: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(times, np.int32)), ["x" * 2**20])


def one_long_text_for_all_rows() -> bytes:
    """Four gigabytes in some hundred bytes."""
    table = pa.table({**_points(4000), "notes": _repeat_long_text(4000)})
    return write_parquet(table, compression="zstd", store_schema=False)


def long_texts_in_lists() -> bytes:
    ends = pa.array(np.arange(0, 4001, 10), pa.int32())
    lists = pa.ListArray.from_arrays(ends, _repeat_long_text(4000))
    table = pa.table({**_points(400), "notes": lists})
    return write_parquet(table, compression="zstd", store_schema=False)


def a_row_of_long_texts() -> bytes:
    lists = pa.ListArray.from_arrays(pa.array([0, 4000], pa.int32()), _repeat_long_text(4000))
    table = pa.table({**_points(1), "notes": lists})
    return write_parquet(table, compression="zstd", store_schema=False)


def millions_of_nothing_in_a_list() -> bytes:
    """A list of as many nulls as there may be, which takes no room in a file."""
    parts = 6_000_000
    lists = pa.ListArray.from_arrays(pa.array([0, parts], pa.int32()), pa.nulls(parts, pa.int8()))
    return write_parquet(
        pa.table({**_points(1), "notes": lists}), compression="zstd", data_page_size=2**30
    )


def one_page_of_zeros() -> bytes:
    """A page of 136 MB in a few kilobytes."""
    size = 136 * 2**20
    buffers = [None, pa.py_buffer(np.array([0, size], np.int64)), pa.py_buffer(bytes(size))]
    texts = pa.Array.from_buffers(pa.large_string(), 1, buffers)
    table = pa.table({**_points(1), "notes": texts})
    return write_parquet(table, compression="zstd", use_dictionary=False, write_statistics=False)


def many_rows_of_nothing() -> bytes:
    """Three million rows in some kilobytes."""
    columns = {name: pa.array(np.zeros(3_000_000, np.int8)) for name in ("lon", "lat")}
    return write_parquet(
        pa.table(columns), compression="zstd", row_group_size=2**26, data_page_size=2**30
    )


def texts_by_prefixes() -> bytes:
    texts = pa.array(["x" * 2**16 + str(n) for n in range(500)])
    encodings = {"notes": "DELTA_BYTE_ARRAY", "lon": "PLAIN", "lat": "PLAIN"}
    table = pa.table({**_points(500), "notes": texts})
    return write_parquet(table, use_dictionary=False, column_encoding=encodings)


def long_values_of_fixed_length() -> bytes:
    values = pa.array([b"x" * 2**20] * 20, pa.binary(2**20))
    return write_parquet(pa.table({**_points(20), "notes": values}), compression="zstd")


def parquet_that_is_no_unicode() -> bytes:
    return write_parquet(pa.table({**_points(1), "notes": ["####"]})).replace(b"####", b"caf\xe9")


def parquet_with_a_latin_1_column() -> bytes:
    data = write_parquet(pa.table({**_points(1), "caf_": ["x"]}), store_schema=False)
    return data.replace(b"caf_", b"caf\xe9")


def write_geoparquet(
    geometries: Sequence[bytes | None], crs: object = None, **more: object
) -> bytes:
    """Return a GeoParquet table of geometries as they are given."""
    column = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        **({"crs": crs} if crs else {}),
        **more,
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    table = pa.table(
        {"name": ["x"] * len(geometries), "geometry": pa.array(geometries, pa.binary())}
    )
    return write_parquet(table.replace_schema_metadata({"geo": json.dumps(geo)}))


def bad_wkb() -> bytes:
    return write_geoparquet([_POINT, _POINT[:9], b"\1\x99\0\0\0" + bytes(16), b"", b"x", None])


def geoparquet_with_a_grid(path: str = SECRET) -> bytes:
    return write_geoparquet([_POINT], crs=f"+proj=longlat +nadgrids={path} +type=crs")


def geoparquet_with_a_list_for_a_column() -> bytes:
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": [1]}}
    return write_parquet(pa.table(_points(1)).replace_schema_metadata({"geo": json.dumps(geo)}))


def deep_geoparquet() -> bytes:
    return write_parquet(pa.table(_points(1)).replace_schema_metadata({"geo": "[" * 100_000}))


def dates_beyond_all_years() -> bytes:
    days = {"date": pa.array([2**50], pa.timestamp("ms")), "day": pa.array([2**30], pa.date32())}
    return write_parquet(pa.table({**_points(1), **days}))


def many_types() -> bytes:
    columns = {
        "wide": pa.array([1], pa.decimal256(60, 2)),
        "huge": pa.array([2**64 - 1], pa.uint64()),
        "bytes": pa.array([b"\xff\xfe"]),
        "dictionary": pa.array(["=1+1"]).dictionary_encode(),
        "view": pa.array(["=1+1"], pa.string_view()),
        "half": pa.array([np.float16(1.5)], pa.float16()),
        "span": pa.array([7], pa.duration("ns")),
        "nothing": pa.nulls(1),
        "infinite": pa.array([float("inf")]),
    }
    return write_parquet(pa.table({**_points(1), **columns}))


def decimals_for_coordinates() -> bytes:
    number = pa.array([Decimal(str(LON))], pa.decimal128(20, 4))
    return write_parquet(pa.table({"lon": number, "lat": pa.array([str(LAT)]).dictionary_encode()}))


# CSV


def blank_lines() -> bytes:
    return f"lon,lat\n{LON},{LAT}\n".encode() + b"\n" * 200_000 + f"{LON},{LAT}\n".encode()


def a_row_without_an_end() -> bytes:
    """Quoted cells over hundreds of thousands of lines."""
    cell = b',"' + (b"x" * 63 + b"\n") * 2_000 + b'"'
    return b"lon,lat" + b",t" * 400 + b"\n1,2" + cell * 300


def many_columns() -> bytes:
    return b"lon,lat" + b",a" * 1_000_000 + b"\n1,2\n"


def formulas() -> bytes:
    return f"name,lon,lat\n=1+1,{LON},{LAT}\n".encode()


def underscores() -> bytes:
    return f"lon,lat\n3_6.8059,{LAT}\n{LON},{LAT}\n1e999,{LAT}\nnan,inf\n".encode()


_MAKERS: dict[str, tuple[Callable[[], bytes], ...]] = {
    "gpkg": (
        write_package,
        package_with_a_virtual_table,
        package_with_an_endless_view,
        package_with_a_view_of_zeros,
        package_with_a_view_called_a_table,
        package_with_a_computed_column,
        package_with_a_long_default,
        package_with_latin_1,
        package_with_a_latin_1_column,
        package_with_bad_geometries,
        package_with_texts_for_numbers,
        package_with_a_grid,
        package_with_the_name_of_an_address,
        package_with_a_doubled_key,
        package_in_a_circle,
    ),
    "geojson": (
        write_features,
        pipeline_of_gdal,
        pipeline_in_a_collection,
        linked_crs,
        named_crs,
        long_number,
        large_number,
        long_whole_number,
        deep_property,
        nearly_too_deep_property,
        deep_geometry,
        half_pairs,
        nul_in_a_property,
        nul_in_a_name,
        doubled_names,
        doubled_ids,
        latin_1_name,
        mixed_properties,
        odd_coordinates,
    ),
    "parquet": (
        write_parquet,
        one_long_text_for_all_rows,
        long_texts_in_lists,
        a_row_of_long_texts,
        millions_of_nothing_in_a_list,
        one_page_of_zeros,
        many_rows_of_nothing,
        texts_by_prefixes,
        long_values_of_fixed_length,
        parquet_that_is_no_unicode,
        parquet_with_a_latin_1_column,
        bad_wkb,
        geoparquet_with_a_grid,
        geoparquet_with_a_list_for_a_column,
        deep_geoparquet,
        dates_beyond_all_years,
        many_types,
        decimals_for_coordinates,
    ),
    "csv": (
        blank_lines,
        a_row_without_an_end,
        many_columns,
        formulas,
        underscores,
    ),
}


class Seeds(Mapping[str, tuple[str, bytes]]):
    """The name of each seed's file, and its bytes, which are made when they are first wanted."""

    def __init__(self) -> None:
        self._makers = {
            make.__name__: (f"{make.__name__}.{ending}", cache(make))
            for ending, makers in _MAKERS.items()
            for make in makers
        }

    def __getitem__(self, seed: str) -> tuple[str, bytes]:
        file, make = self._makers[seed]
        return file, make()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


SEEDS = Seeds()
# Those of more than 100,000 bytes.
LARGE = (
    "package_with_a_long_default",
    "deep_property",
    "deep_geoparquet",
    "blank_lines",
    "a_row_without_an_end",
    "many_columns",
)
