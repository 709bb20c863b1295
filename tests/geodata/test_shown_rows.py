"""What a page's map shows of a located table: its points, and what the row of each says."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import TableError
from geodata.points.shown_rows import (
    LONGEST_VALUE,
    MOST_CELLS,
    POINT_BYTES,
    ShownFile,
    ShownRows,
)
from geodata.records import Atlas
from tests.geodata.uploaded import list_shown
from tests.geodata.workbooks import write_xlsx

HEADER = ["id", "event_date", "latitude", "longitude", "note"]
ROWS = [
    ["1", "2017-05-06", "35.93", "36.63", 'he said "<b>no</b>"'],
    ["2", "2017-06-06", "x", "36.63", "not placed"],
    ["3", "", "34.0", "36.0", ""],
]
FEATURES = [
    {
        "type": "Feature",
        "properties": dict(zip(HEADER, row, strict=True)),
        "geometry": {"type": "Point", "coordinates": [float(row[3]), float(row[2])]}
        if row[2] != "x"
        else None,
    }
    for row in ROWS
]
PLAIN = "\n".join([",".join(HEADER), '1,2017-05-06,35.93,36.63,"he said ""<b>no</b>"""',
                   *(",".join(row) for row in ROWS[1:])])  # fmt: skip
TABLES = {
    "events.csv": PLAIN.encode(),
    # Read row by row, since a row has a cell too many.
    "rows.csv": f"{PLAIN}\n4,2017-05-06,35.93,36.63,a,b\n".encode(),
    "windows.csv": PLAIN.replace("\n", "\r\n").encode("cp1252"),
    "events.geojson": json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode(),
    "events.xlsx": write_xlsx({"a": [HEADER, *ROWS]}),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_shown_with_its_own_cells_and_where_it_lies(name: str, atlas: Atlas) -> None:
    first, second = list_shown(name, TABLES[name], atlas)
    lon, lat, code = first[0]
    assert (round(lon, 4), round(lat, 4), code) == (36.63, 35.93, 3)
    assert second[0][2] == 0
    assert first[1] is not None
    assert second[1] is not None
    assert (first[1].number, second[1].number) == (1, 3)
    # As text, whatever it is; what is empty is left out.
    assert dict(first[1].cells)["note"] == 'he said "<b>no</b>"'
    assert "note" not in dict(second[1].cells)
    assert (first[1].zone, first[1].certainty) == ("idlib", "inside")
    assert first[1].status
    assert (second[1].zone, second[1].certainty) == ("", "outside")
    assert second[1].distance_km is not None


def test_what_is_shown_of_a_row_is_limited(atlas: Atlas) -> None:
    names = ",".join(f"c{number}" for number in range(40))
    data = f"lon,lat,{names}\n36.63,35.93,{','.join(['x' * 5000] * 40)}\n".encode()
    ((_, row),) = list_shown("wide.csv", data, atlas)
    assert row is not None
    assert row.is_cut
    assert len(row.cells) == MOST_CELLS
    assert max(len(value) for _, value in row.cells) == LONGEST_VALUE


@pytest.mark.parametrize("rows", [1000, 1001, 5000])
def test_a_large_table_is_thinned_evenly_and_every_point_has_its_row(
    rows: int, atlas: Atlas
) -> None:
    lines = "".join(f"{n},{36 + n / 10_000:.4f},35.5\n" for n in range(rows))
    shown = list_shown("many.csv", f"n,lon,lat\n{lines}".encode(), atlas, most_points=1000)
    assert 500 <= len(shown) <= 1000
    steps = {round(step, 4) for step in np.diff([point[0] for point, _ in shown]).round(4)}
    assert len(steps) == 1
    for point, row in shown:
        assert row is not None
        assert point[0] == pytest.approx(36 + (row.number - 1) / 10_000, abs=1e-5)
        assert dict(row.cells)["n"] == str(row.number - 1)


def test_no_point_of_an_empty_file_is_found(tmp_path: Path) -> None:
    made = io.BytesIO()
    assert ShownRows(made, 10).close() == 0
    path = tmp_path / "shown"
    path.write_bytes(made.getvalue())
    assert ShownFile(path).read_points() == b""
    assert ShownFile(path).read_row(0) is None


@given(data=st.binary(max_size=200), count=st.integers(0, 2**64 - 1), place=st.integers(-2, 20))
def test_a_file_that_is_something_else_is_refused(
    data: bytes, count: int, place: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "broken"
    path.write_bytes(data + count.to_bytes(8, "little"))
    for read in (ShownFile(path).read_points, lambda: ShownFile(path).read_row(place)):
        try:
            found = read()
        except TableError as error:
            assert str(error) == "The file of the map's rows is damaged."
        else:
            assert found is None or len(found) == count * POINT_BYTES
