"""GDAL as it is used here: it writes the same bytes in every run, and opens no file of others.

What it reads of others is in memory, and was checked to be what it says. GDAL is loaded with the
first file: pyogrio brings geopandas and pandas, and with them half a second that no other command
should wait for.
"""

import os
import sqlite3
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus.errors import OutputError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_SETTINGS = {
    # In a thread of its own, GDAL puts the nodes of the spatial index in any order.
    "OGR_GPKG_ALLOW_THREADED_RTREE": False,
    # Nothing beside a file is looked for, and no address ends so: nothing is asked of a host.
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
}
# With these, GDAL lets no name of a layer begin.
_SPECIAL = " `~!@#$%^&*()+-={}|[]\\:\";'<>?,./"
_OPEN_FOLDERS = Path("/proc/self/fd")


class GdalFileError(Exception):
    """A file that GDAL cannot write: as on a full disk."""


@contextmanager
def putting_together(what: str) -> Iterator[Path]:
    """Yield the path of a folder for what GDAL writes, which goes afterwards.

    Raises
    ------
    OutputError
        If there is no room for ``what``, which the message names.
    """
    try:
        with TemporaryDirectory() as temporary, addressing(Path(temporary)) as folder:
            yield folder
    except (OSError, sqlite3.OperationalError, GdalFileError) as error:
        raise OutputError(
            f"Cannot put {what} together: the folder for temporary files cannot be written to, or "
            "has no space left."
        ) from error


class GdalColumnError(Exception):
    """A column that GDAL cannot write in this format."""


@contextmanager
def addressing(folder: Path) -> Iterator[Path]:
    """Yield a path to a folder that GDAL and pyogrio take for that folder and nothing else.

    They read ``!`` and ``;`` in a path, and a beginning such as ``/vsizip``, as parts of an
    address: what is to be written to one file would be written to another.

    Raises
    ------
    OSError
        If the folder has such a path and, as outside Linux, no other.
    """
    path = folder.absolute()
    if not _is_address(path / "table.gpkg"):
        yield path
        return
    if not _OPEN_FOLDERS.is_dir():
        raise OSError(
            "its path holds characters such as ! or ; that GDAL takes for parts of an address"
        )
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield _OPEN_FOLDERS / str(descriptor)
    finally:
        os.close(descriptor)


def _is_address(path: Path) -> bool:
    from pyogrio.util import vsi_path

    return str(path).startswith(("/vsi", "//")) or vsi_path(path) != str(path)


@contextmanager
def open_layer(
    data: bytes, driver: str, encoding: str | None = None
) -> Iterator[tuple[Mapping[str, Any], "pa.RecordBatchReader"]]:
    """Yield what is known of the one layer in these bytes, and its rows, of which GDAL reads some.

    Raises
    ------
    ValueError
        If GDAL cannot read it, or another of its drivers does.
    """
    pyogrio = _load_pyogrio()
    try:
        with _explaining(), warnings.catch_warnings():
            # Of what GDAL mends or leaves out: a ring's direction, a text that is cut.
            warnings.simplefilter("ignore", RuntimeWarning)
            info = pyogrio.read_info(data, encoding=encoding)
            if info["driver"] != driver:
                raise ValueError(f"this is no {driver}")
            with pyogrio.raw.open_arrow(
                data, encoding=encoding, batch_size=10_000, use_pyarrow=True
            ) as (_, batches):
                yield info, batches
    except GdalFileError as error:
        raise ValueError(str(error)) from error
    # Of pyogrio: where there is no layer, and where a reference system is no text.
    except (IndexError, UnboundLocalError) as error:
        raise ValueError("it has no sound layer") from error


def name_layer(name: str) -> str:
    """Return the name of a file, or what GDAL takes of it for that of a GeoPackage's layer."""
    layer = name.lstrip(_SPECIAL)
    is_reserved = not layer or layer.casefold().startswith(("gpkg", "sqlite_"))
    return f"layer_{layer}" if is_reserved else layer


def write_dataframe(frame: "pd.DataFrame", target: Path | BinaryIO, **options: Any) -> None:
    """Write a table of pandas or geopandas as pyogrio does.

    Raises
    ------
    GdalFileError
        If the file cannot be written.
    GdalColumnError
        If a column cannot be written in this format.
    """
    with _explaining():
        _load_pyogrio().write_dataframe(frame, target, **options)


def write_arrow(rows: "pa.Table", path: Path, **options: Any) -> None:
    """Write rows as pyogrio does, without what GDAL has to say of files that it writes all right.

    It warns of a height or a polygon in a layer of points.

    Raises
    ------
    GdalFileError
        If the file cannot be written.
    GdalColumnError
        If a column cannot be written in this format.
    """
    with _explaining(), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        _load_pyogrio().write_arrow(rows, path, **options)


@cache
def _load_pyogrio() -> Any:
    import pyogrio

    pyogrio.set_gdal_config_options(_SETTINGS)
    return pyogrio


@contextmanager
def _explaining() -> Iterator[None]:
    from pyogrio import errors

    try:
        yield
    except (errors.DataSourceError, errors.DataLayerError, errors.FeatureError) as error:
        raise GdalFileError(str(error)) from error
    except (errors.FieldError, errors.GeometryError) as error:
        raise GdalColumnError(str(error)) from error
