"""Tables of points and shapes for a test, as bytes; and what was written, read plainly."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pyproj
import shapely

from tests.geodata.hostile.where import LAT, LON


def make_table(**columns: pa.Array) -> bytes:
    """Return a Parquet table of rows at one place."""
    rows = len(next(iter(columns.values())))
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"lon": [LON] * rows, "lat": [LAT] * rows, **columns}), sink)
    return bytes(sink.getvalue())


def make_shapes(
    shapes: list[Any], kinds: list[str], crs: str | None = None, **columns: list[Any]
) -> bytes:
    """Return a GeoParquet table of geometries, which says that they are of these kinds."""
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": kinds}
    if crs is not None:
        column["crs"] = pyproj.CRS(crs).to_json_dict()
    geo = {"version": "1.1.0", "primary_column": "where", "columns": {"where": column}}
    wkb = [shape if isinstance(shape, bytes) else shapely.to_wkb(shape) for shape in shapes]
    table = pa.table({**columns, "where": pa.array(wkb, pa.binary())})
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata({b"geo": json.dumps(geo).encode()}), sink)
    return bytes(sink.getvalue())


def make_points(*positions: list[float]) -> bytes:
    geometries = [{"type": "Point", "coordinates": position} for position in positions]
    features = [{"type": "Feature", "properties": {}, "geometry": g} for g in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def ask(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def read_features(path: Path) -> list[Any]:
    features: list[Any] = json.loads(path.read_text())["features"]
    return features
