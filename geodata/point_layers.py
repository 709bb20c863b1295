"""Layers of a GeoPackage, and GeoJSON on its way to another format: reading them through GDAL."""

import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pyogrio

from geodata.coordinates import shorten
from geodata.errors import TableError
from geodata.point_batches import ArrowReader, reading
from geodata.point_chunks import CHUNK_ROWS, Choices, Chunk

_BEGINNINGS = {"GPKG": re.compile(rb"SQLite format 3\0"), "GeoJSON": re.compile(rb"\s*\{")}
_CALLED = {"GPKG": "a GeoPackage", "GeoJSON": "GeoJSON"}


class OgrReader(ArrowReader):
    """A layer of a GeoPackage, or a GeoJSON file to be written in another format, by way of GDAL.

    A file on disk is read from there, chunk by chunk; one in memory as it is.
    """

    def __init__(
        self, file: BinaryIO, name: str, choices: Choices, driver: str, with_dates: bool = False
    ) -> None:
        """Read the layer's schema.

        Raises
        ------
        TableError
            If the file is not one for the driver, has several layers and none is chosen, or has
            no coordinates.
        """
        # GDAL goes by what a file holds, and would follow a list of other files to them.
        if not _BEGINNINGS[driver].match(file.read(100)):
            raise TableError(f"{name}: the file is not what its name says, {_CALLED[driver]}.")
        file.seek(0)
        self._source: Path | bytes = file.read() if isinstance(file, BytesIO) else Path(file.name)
        with reading(name), _unnamed():
            self.layer = _choose_layer(self._source, choices.layer, name)
            info = pyogrio.read_info(self._source, layer=self.layer, force_feature_count=True)
            self._with_fid = bool(info["fid_column"])
            with self._open() as (meta, batches):
                schema = batches.schema
        super().__init__(name, choices, schema, info["features"])
        self.fid = info["fid_column"] or None
        if info["geometry_type"] is not None:
            self.geometry = meta["geometry_name"] or "wkb_geometry"
            self.only_points = info["geometry_type"] == "Point"
        self.settle(meta["crs"], with_dates)

    @contextmanager
    def _open(self) -> Iterator[Any]:
        with ExitStack() as stack:
            with _unnamed():
                opened = stack.enter_context(
                    pyogrio.raw.open_arrow(
                        self._source,
                        layer=self.layer,
                        batch_size=CHUNK_ROWS,
                        return_fids=self._with_fid,
                        use_pyarrow=True,
                    )
                )
            yield opened

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order."""
        with reading(self.name), self._open() as (_, batches):
            for batch in batches:
                yield self.make_chunk(batch)


def _choose_layer(source: Path | bytes, wanted: str | None, name: str) -> str:
    layers: list[str] = [layer for layer, _ in pyogrio.list_layers(source)]
    if wanted is None and len(layers) == 1:
        return layers[0]
    if wanted in layers:
        return str(wanted)
    shown = ", ".join(shorten(layer) for layer in layers[:12]) or "none"
    if wanted is None:
        raise TableError(f"{name}: choose one of its layers with --layer: {shown}.")
    raise TableError(f"{name}: there is no layer {shorten(wanted)} among {shown}.")


@contextmanager
def _unnamed() -> Iterator[None]:
    """Let GDAL open a GeoPackage in memory, which has no name, without a word on its ending."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="File /vsimem/.* non conformant file extension")
        yield
