"""A table is located while the page goes on, and stopping that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from dashboard.library import Library
from dashboard.uploading import describe_progress
from dashboard.uploads.folder import UploadFolder
from dashboard.uploads.locating import MOST_AT_ONCE, Located, Locating, Request, _open_turns
from geodata.points.certainty import CERTAINTIES
from geodata.points.chunks import TableOptions
from geodata.points.name_tables import NameColumns
from geodata.points.shown_rows import ShownFile, read_points
from geodata.points.uploads import PartDone
from tests.server import find_children

ROWS = 60_000
SMALL = b"date,lon,lat\n2017-05-06,36.8059,35.8645\n2017-06-01,x,35\n"


@pytest.fixture
def folder() -> Iterator[UploadFolder]:
    made = UploadFolder()
    yield made
    made.close()


def write_large(path: Path, kind: str) -> None:
    """Write a table that takes a while."""
    if kind == "csv":
        path.write_bytes(b"lon,lat\n" + b"36.8059,35.8645\n" * 4 * ROWS)
    else:
        points = gpd.points_from_xy(np.full(ROWS, 36.8), np.full(ROWS, 35.8), crs=4326)
        gpd.GeoDataFrame(geometry=points).to_file(path, driver="GPKG", engine="pyogrio")


def make_work(
    folder: UploadFolder,
    library: Library,
    data: bytes = SMALL,
    is_connected: bool = True,
    names: NameColumns | None = None,
) -> Locating:
    folder.reserve("one", "table").write_bytes(data)
    request = Request("one", "table", "table.csv", TableOptions(), names)
    return Locating(request, library.atlas, folder, lambda _: is_connected)


def wait(work: Locating) -> None:
    assert work.poll(300)


def list_files(folder: UploadFolder) -> set[Path]:
    """Return everything that lies beside the table that was sent."""
    table = folder.find("one", "table")
    return {*table.parent.rglob("*")} - {table}


def test_the_result_is_there_when_it_is_done(folder: UploadFolder, library: Library) -> None:
    work = make_work(folder, library)
    work.start()
    wait(work)
    assert isinstance(work.result, Located)
    path, name = folder.find_offered(work.result.token)
    assert name == "located-table.csv"
    shown, _ = folder.find_offered(work.result.shown)
    assert list_files(folder) == {path, shown}
    assert path.read_bytes().count(b"\n") == SMALL.count(b"\n")
    assert (work.done, work.size) == (PartDone(1.0, 2), len(SMALL))
    ((lon, lat, code),) = read_points(ShownFile(shown).read_points())
    assert (round(lon, 4), round(lat, 4), CERTAINTIES[code]) == (36.8059, 35.8645, "inside")
    work.stop()
    assert list_files(folder) == set()


def test_names_of_places_are_looked_up_in_the_process(
    folder: UploadFolder, library: Library
) -> None:
    data = b"village,governorate\nSaraqib,Idlib\nHader,\nHader,Aleppo\n"
    work = make_work(folder, library, data, names=NameColumns())
    work.start()
    wait(work)
    assert isinstance(work.result, Located), work.result
    assert work.result.table.shown == 2
    rows = folder.find_offered(work.result.token)[0].read_text().splitlines()
    assert rows[2].startswith('"Hader","",,,,"Al-Hader (Aleppo, ')
    work.stop()
    assert list_files(folder) == set()


@pytest.mark.parametrize("kind", ["csv", "gpkg"])
def test_stopping_ends_the_process_and_leaves_nothing(
    kind: str, folder: UploadFolder, library: Library, tmp_path: Path
) -> None:
    write_large(tmp_path / f"large.{kind}", kind)
    work = make_work(folder, library, (tmp_path / f"large.{kind}").read_bytes())
    work.start()
    while work.done is None or not work.done.rows:
        assert not work.poll(0.02)
    (child,) = find_children("geodata.points.upload_process")
    assert list_files(folder)
    work.stop()
    assert not child.is_running()
    assert list_files(folder) == set()
    assert work.is_abandoned


def test_it_ends_when_the_reader_has_left(folder: UploadFolder, library: Library) -> None:
    work = make_work(folder, library, is_connected=False)
    work.start()
    wait(work)
    assert work.is_abandoned
    assert list_files(folder) == set()


def test_it_can_be_stopped_before_its_turn(folder: UploadFolder, library: Library) -> None:
    turns = _open_turns()
    for _ in range(MOST_AT_ONCE):
        assert turns.acquire(timeout=60)
    work = make_work(folder, library)
    work.start()
    assert work.done is None
    work.stop()
    assert work.poll()
    for _ in range(MOST_AT_ONCE):
        turns.release()


def test_why_it_cannot_be_located_is_said(folder: UploadFolder, library: Library) -> None:
    work = make_work(folder, library, b"a,b\n1,2\n")
    work.start()
    wait(work)
    assert isinstance(work.result, str)
    assert work.result.startswith("table.csv: no columns of longitude and latitude")
    assert list_files(folder) == set()


def test_progress_is_told_in_rows_and_bytes() -> None:
    told = describe_progress(PartDone(0.255, 50_000), 52_040_000)
    assert told == "Locating the rows … 26% of 52.0 MB read, 50,000 rows located"
    assert describe_progress(PartDone(1.0, 1), 20).endswith("100% of 1 kB read, 1 row located")
