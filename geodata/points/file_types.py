"""The formats of tables of points, by the end of a file's name."""

from pathlib import Path

from geodata.errors import TableError

FILE_TYPES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".geojson": "geojson",
    ".json": "geojson",
    ".gpkg": "gpkg",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
}


def find_format(name: str) -> str:
    """Return the format that a file's name ends in: csv, tsv, geojson, gpkg or parquet.

    Raises
    ------
    TableError
        If it ends in none of them.
    """
    kind = FILE_TYPES.get(Path(name).suffix.lower())
    if kind is None:
        raise TableError(f"{name}: the name must end in one of {', '.join(FILE_TYPES)}.")
    return kind
