"""A folder of Parquet files, placed by one process and by workers in processes of this machine."""

import os
import signal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import TableOptions
from geodata.points.folders import locate_folder, run_here, survey_folder
from geodata.points.placement import ADDED
from tests.geodata.parts import PARTS, alone, folder, read_folder, start, wait_for_parts

__all__ = ["alone", "folder"]  # fixtures


def test_local_workers_make_the_same(folder: Path, alone: dict[str, bytes], tmp_path: Path) -> None:
    run = start(folder, tmp_path / "out", "local")
    _, err = run.communicate(timeout=180)
    assert (run.returncode, err) == (0, "")
    assert read_folder(tmp_path / "out") == alone


def test_ctrl_c_stops_local_workers_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    run = start(folder, tmp_path / "out", "local")
    wait_for_parts(run, tmp_path)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does
    out, err = run.communicate(timeout=180)
    assert (run.returncode, out, err) == (130, "", "Stopped; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_the_rows_are_those_of_the_parts_in_their_order(
    folder: Path, alone: dict[str, bytes]
) -> None:
    assert len(alone) == PARTS
    for name, data in alone.items():
        before, after = pq.read_table(folder / name), pq.read_table(pa.BufferReader(data))
        assert after.drop_columns([*ADDED]) == before
        assert after["certainty"].null_count == 0


def test_how_parts_are_read_is_told_once(tmp_path: Path, outlines: Outlines) -> None:
    (tmp_path / "in").mkdir()
    columns = {"lon": [36.6339], "lat": [35.9306], "date": ["2017-05-09"], "upload_date": [""]}
    for name in ("a", "b"):
        pq.write_table(pa.table(columns), tmp_path / "in" / f"{name}.parquet")
    plan = survey_folder(tmp_path / "in", tmp_path / "out", TableOptions())
    told = locate_folder(plan, outlines, run_here, None).tally.notes
    assert told == ["The dates are those of the column 'date'."]


def test_a_bad_part_is_named_before_anything_is_written(tmp_path: Path) -> None:
    root = tmp_path / "in"
    root.mkdir()
    with pytest.raises(TableError, match=r"there are no \.parquet files"):
        survey_folder(root, tmp_path / "out", TableOptions())
    pq.write_table(pa.table({"lon": [36.0], "lat": [35.0]}), root / "a.parquet")
    pq.write_table(pa.table({"zone": [36.0], "lat": [35.0]}), root / "b.parquet")
    with pytest.raises(TableError, match=r"b\.parquet: no columns of longitude"):
        survey_folder(root, tmp_path / "out", TableOptions())
    pq.write_table(pa.table({"zone": ["a"], "lon": [36.0], "lat": [35.0]}), root / "b.parquet")
    plan = survey_folder(root, tmp_path / "out", TableOptions())
    assert plan.names[0] == "zone_2"
    with pytest.raises(TableError, match="this exists already"):
        survey_folder(root, root, TableOptions())
    with pytest.raises(TableError, match=r"cannot be read \(No such file"):
        survey_folder(tmp_path / "none", tmp_path / "out", TableOptions())
