"""Hostile Parquet and GeoParquet."""

import io
import json
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.geodata.hostile.where import LAT, LON, POINT, SECRET


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
    return write_geoparquet([POINT, POINT[:9], b"\1\x99\0\0\0" + bytes(16), b"", b"x", None])


def geoparquet_with_a_grid(path: str = SECRET) -> bytes:
    return write_geoparquet([POINT], crs=f"+proj=longlat +nadgrids={path} +type=crs")


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
