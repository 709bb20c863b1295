"""Files of the types that are only read, with some bytes changed: a table, or one sentence."""

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import TableError
from geodata.points.certainty import Outlines, make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.conversions import open_conversion
from geodata.points.placement import choose_names
from geodata.points.sources import unpacking
from geodata.points.tables import locate_rows
from geodata.records import Atlas
from tests.geodata.test_layers_of_others import GPX, KML, make_frame, pack
from tests.geodata.test_spreadsheets import ROWS
from tests.geodata.workbooks import write_ods, write_xlsx


def _unpack(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write(ending: str) -> Mapping[str, bytes]:
    with TemporaryDirectory() as folder:
        make_frame().to_file(Path(folder) / f"t.{ending}")
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


# The parts of each, of which one is changed; what has several is packed again afterwards.
SEEDS: Mapping[str, Mapping[str, bytes]] = {
    "kml": {"t.kml": KML},
    "gpx": {"t.gpx": GPX},
    "fgb": _write("fgb"),
    "shp": _write("shp"),
    "xlsx": _unpack(write_xlsx({"One": ROWS})),
    "ods": _unpack(write_ods(ROWS)),
    "zip": {"t.zip": pack({"a.csv": b"lon,lat\n1,2\n"})},
}


@pytest.fixture(scope="module")
def outlines(atlas: Atlas) -> Outlines:
    return make_outlines(atlas)


@settings(max_examples=80)
@given(
    kind=st.sampled_from(sorted(SEEDS)),
    out=st.sampled_from(["csv", "geojson", "gpkg", "parquet"]),
    data=st.data(),
)
def test_changed_files_are_tables_or_refused(
    kind: str, out: str, data: st.DataObject, outlines: Outlines
) -> None:
    parts = dict(SEEDS[kind])
    name = data.draw(st.sampled_from(sorted(parts)))
    changed = bytearray(parts[name])
    changes = st.tuples(st.integers(0, len(changed) - 1), st.integers(0, 255))
    for at, byte in data.draw(st.lists(changes, min_size=1, max_size=8)):
        changed[at] = byte
    parts[name] = bytes(changed)
    file = io.BytesIO(pack(parts) if len(parts) > 1 else parts[name])
    with (
        suppress(TableError),
        TemporaryDirectory() as folder,
        unpacking(file, f"t.{kind}", TableOptions()) as source,
    ):
        conversion = open_conversion(source, out, "located")
        names = choose_names(conversion.reader.names)
        locate_rows(conversion, Path(folder) / f"out.{out}", outlines, names)
