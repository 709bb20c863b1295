"""Hostile tables: every seed ends in a sentence or a right result, and reads and asks nothing."""

import io
import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import TableOptions
from geodata.points.conversions import open_conversion
from geodata.points.placement import choose_names
from geodata.points.sources import unpacking
from geodata.points.tables import Result, locate_rows
from tests.geodata.hostile import geojson as hostile_geojson
from tests.geodata.hostile import geopackage as hostile_geopackage
from tests.geodata.hostile import parquet as hostile_parquet
from tests.geodata.hostile.seeds import LARGE, SEEDS
from tests.geodata.hostile.where import LAT, LON

ROOT = Path(__file__).parents[2]
OUTS = ("csv", "tsv", "geojson", "gpkg", "parquet")
# What is refused when it is read is so whatever is to be written: by us, or with GDAL.
TWO_OUTS = ("csv", "gpkg")
# Those that are right, if odd: the rows they have, and how many of them are placed.
RIGHT = {
    "write_package": (1, 1),
    "package_with_bad_geometries": (8, 1),
    "package_with_the_name_of_an_address": (1, 1),
    "write_features": (1, 1),
    "pipeline_in_a_collection": (1, 1),
    "long_whole_number": (2, 2),
    "nearly_too_deep_property": (1, 1),
    "deep_geometry": (2, 1),
    "half_pairs": (1, 1),
    "doubled_ids": (2, 2),
    "mixed_properties": (7, 7),
    "odd_coordinates": (8, 2),
    "write_parquet": (1, 1),
    "long_values_of_fixed_length": (20, 20),
    "bad_wkb": (6, 1),
    "decimals_for_coordinates": (1, 1),
    "blank_lines": (2, 2),
    "formulas": (1, 1),
    "underscores": (4, 1),
}
# Those that some formats can hold and others cannot.
HELD = {
    "package_with_a_doubled_key": {"csv", "tsv", "geojson", "parquet"},
    "nul_in_a_property": {"geojson", "parquet"},
    "nul_in_a_name": {"geojson", "parquet"},
    "dates_beyond_all_years": {"csv", "tsv", "gpkg", "parquet"},
    "many_types": {"parquet"},
}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_seed_is_a_sentence_or_a_right_result(
    seed: str, locate: Callable[..., tuple[Result, Path]], tmp_path: Path
) -> None:
    name, data = SEEDS[seed]
    for out in OUTS if seed in RIGHT or seed in HELD else TWO_OUTS:
        is_right = seed in RIGHT or out in HELD.get(seed, ())
        try:
            result, target = locate(name, data, out)
        except TableError as error:
            assert re.fullmatch(r"[^\n]{5,400}\.", str(error)), str(error)
            assert not is_right, str(error)
            assert [path.name for path in tmp_path.iterdir()] == [name]
            continue
        assert is_right
        assert b"root:" not in target.read_bytes()
        if seed in RIGHT:
            assert (result.tally.rows, result.tally.certainties.total()) == RIGHT[seed]
        target.unlink()


@pytest.mark.parametrize(
    "seed", ["package_with_a_virtual_table", "bad_wkb", "decimals_for_coordinates", "many_types"]
)
def test_nothing_is_said_beside_the_sentence(
    seed: str, locate: Callable[..., tuple[Result, Path]], capfd: pytest.CaptureFixture[str]
) -> None:
    name, data = SEEDS[seed]
    for out in TWO_OUTS:
        with suppress(TableError):
            locate(name, data, out)[1].unlink()
    assert capfd.readouterr() == ("", "")


# Each call in the folder in turn, in a process of its own: who waits for ever is ended, and what
# Arrow or GDAL says beside the sentence is seen. The atlas is loaded once.
CALLS = """
import json, sys
from pathlib import Path
import corpus, geodata
from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.tables import locate_file
outlines = make_outlines(geodata.load(corpus.load()))
for name, out, crs in json.loads(sys.argv[1]):
    try:
        locate_file(Path(name), Path(out), outlines, TableOptions(crs=crs))
    except TableError as error:
        print(error, file=sys.stderr, flush=True)
        print(2)
    else:
        print(0)
"""


def run_calls(folder: Path, calls: list[tuple[str, str, str | None]]) -> tuple[list[int], str]:
    """Return how each table of a folder, with what to write and a reference system, comes out.

    With it comes all that is said on standard error.
    """
    done = subprocess.run(
        [sys.executable, "-c", CALLS, json.dumps(calls)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return [*map(int, done.stdout.split())], done.stderr


# Bombs of a few kilobytes that took gigabytes; those that are refused before they are read last.
BOMBS = (
    "one_long_text_for_all_rows",
    "long_texts_in_lists",
    "package_with_a_long_default",
    "millions_of_nothing_in_a_list",
    "one_page_of_zeros",
    "a_row_of_long_texts",
)
MEASURE = """
import sys
from pathlib import Path
from geodata.__main__ import main
for name in sys.argv[1:]:
    codes = [main(["locate", name, "--out", f"out.{out}"]) for out in ("parquet",)]
    status = Path("/proc/self/status").read_text()
    print(name, *codes, status.partition("VmHWM:")[2].split()[0])
"""


def test_a_bomb_costs_little_memory(tmp_path: Path) -> None:
    for seed in BOMBS:
        name, data = SEEDS[seed]
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *(SEEDS[seed][0] for seed in BOMBS)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    measured = [line.split() for line in done.stdout.splitlines()]
    assert [name for name, *_ in measured] == [SEEDS[seed][0] for seed in BOMBS]
    # The most that the process has taken until then: the first bomb beyond it is named.
    for name, *codes, kilobytes in measured:
        assert codes == ["2"], name
        assert int(kilobytes) / 1024 < 600, f"in MB, after {name}"


@pytest.fixture
def heard() -> Iterator[tuple[str, list[object]]]:
    """The address of a listener, and who called it."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with suppress(OSError):
                while True:
                    caller, address = server.accept()
                    calls.append(address)
                    caller.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", calls
        server.shutdown(socket.SHUT_RDWR)


def test_no_host_is_asked_no_file_opened_and_nothing_said_but_a_sentence(
    heard: tuple[str, list[object]], tmp_path: Path
) -> None:
    address, asked = heard
    # Who opens it waits for ever.
    pipe = tmp_path / "grid.gsb"
    os.mkfifo(pipe)
    files = {
        "link.geojson": (2, hostile_geojson.linked_crs(address)),
        "name.geojson": (2, hostile_geojson.named_crs(f"{address}/crs")),
        "curl.geojson": (2, hostile_geojson.named_crs(f"/vsicurl/{address}/crs.wkt")),
        "table.gpkg": (0, hostile_geopackage.package_with_the_name_of_an_address(address)),
        "far.gpkg": (2, hostile_geopackage.package_with_a_grid(f"{address}/grid.tif")),
        "grid.gpkg": (2, hostile_geopackage.package_with_a_grid(str(pipe))),
        "grid.parquet": (2, hostile_parquet.geoparquet_with_a_grid(str(pipe))),
        "init.geojson": (2, hostile_geojson.named_crs(f"+init={pipe}:x")),
        "file.geojson": (
            2,
            hostile_geojson.named_crs(f"+proj=tinshift +file={pipe} +type=crs"),
        ),
    }
    for name, (_, data) in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "t.csv").write_text(f"lon,lat\n{LON},{LAT}\n")
    systems = (
        f"+proj=longlat +datum=WGS84 +nadgrids={pipe}",
        f"+proj=utm +zone=37 +geoidgrids={pipe}",
        f'{{"proj": "tinshift", "file": "{pipe}"}}',
        f"@{pipe}",
    )
    # A writer that is aborted in every format.
    days = pa.table({"lon": pa.array([1], pa.date32()), "lat": pa.array([1], pa.date32())})
    pq.write_table(days, tmp_path / "days.parquet")
    calls: list[tuple[int, str, str, str | None]] = [
        *((code, name, "out.csv", None) for name, (code, _) in files.items()),
        (0, "table.gpkg", "out.gpkg", None),
        *((2, "t.csv", "out.csv", crs) for crs in systems),
        *((2, "days.parquet", f"out.{out}", None) for out in OUTS),
    ]
    codes, said = run_calls(tmp_path, [call[1:] for call in calls])
    assert dict(zip(map(str, calls), codes, strict=True)) == {str(call): call[0] for call in calls}
    assert asked == []
    lines = said.splitlines()
    assert len(lines) == codes.count(2), said
    assert all(line.endswith(".") for line in lines), said
    for line in lines[-len(OUTS) :]:
        assert line.startswith("days.parquet: the column 'lon' holds date32")


@pytest.mark.parametrize(
    ("crs", "known"),
    [
        ("+proj=utm +zone=37", True),
        ("+proj=utm +zone=37 +datum=WGS84 +units=m +no_defs", True),
        ("urn:ogc:def:crs:EPSG::32637", True),
        ("EPSG:" + "9" * 5000, False),
        ('{"type": "ProjectedCRS", "n": ' + "1" * 5000 + "}", False),
        ('{"a": ' * 5000, False),
        ("\ud800", False),
        ("+proj=utm +zone=" + "9" * 500, False),
    ],
)
def test_what_may_name_a_reference_system(
    crs: str, known: bool, locate: Callable[..., tuple[Result, Path]]
) -> None:
    try:
        locate("t.csv", b"lon,lat\n1,2\n", "csv", crs=crs)
    except TableError as error:
        assert str(error).endswith("is no reference system of coordinates.")
        assert not known
    else:
        assert known


SMALL = sorted({*SEEDS} - {*LARGE})


@settings(max_examples=60)
@given(seed=st.sampled_from(SMALL), out=st.sampled_from(OUTS), data=st.data())
def test_mutated_seeds_are_tables_or_refused(
    seed: str, out: str, data: st.DataObject, outlines: Outlines
) -> None:
    name, whole = SEEDS[seed]
    changed = bytearray(whole)
    changes = st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255))
    for at, byte in data.draw(st.lists(changes, min_size=1, max_size=8)):
        changed[at] = byte
    del changed[data.draw(st.integers(len(whole) // 2, len(whole)) | st.just(len(whole))) :]
    with suppress(TableError), TemporaryDirectory() as folder:
        file = io.BytesIO(bytes(changed))
        with unpacking(file, name, TableOptions()) as source:
            conversion = open_conversion(source, out, "located")
            names = choose_names(conversion.reader.names)
            locate_rows(conversion, Path(folder) / f"out.{out}", outlines, names)
