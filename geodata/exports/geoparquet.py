"""Writing GeoParquet 1.1: a layer as a table for pandas, DuckDB, R and what reads Parquet.

See https://geoparquet.org/releases/v1.1.0/. What the file says of itself is JSON, under the key
``about`` beside the format's own ``geo``.
"""

import json
from collections.abc import Iterator

from geodata.exports.extract import MapExtract
from geodata.exports.frames import make_frame

MEDIA_TYPE = "application/vnd.apache.parquet"


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a layer as GeoParquet, in one piece.

    Raises
    ------
    KeyError
        If there is no layer of this name.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    plain, complete = pa.BufferOutputStream(), pa.BufferOutputStream()
    make_frame(layer, extract).to_parquet(plain, index=False, schema_version="1.1.0")
    # Arrow's own buffers and no thread: one of its threads that lets go of a Python object while
    # Python ends would end the process (https://github.com/apache/arrow/issues/34314).
    file = pq.ParquetFile(pa.BufferReader(plain.getvalue()), pre_buffer=False)
    table = file.read(use_threads=False)
    about = json.dumps(extract.about.describe(), ensure_ascii=False)
    # geopandas writes no metadata but its own.
    metadata = {**table.schema.metadata, b"about": about.encode()}
    # The statistics of a column are its least and greatest value: here long texts once more.
    pq.write_table(
        table.replace_schema_metadata(metadata),
        complete,
        compression="zstd",
        write_statistics=False,
    )
    yield complete.getvalue().to_pybytes()
