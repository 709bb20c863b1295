"""A column of whole positions is known by its cells, whatever it is called."""

import json
from pathlib import Path

import pytest

from geodata.errors import TableError
from geodata.points.position_columns import find_position_column
from geodata.records import Atlas
from tests.geodata.uploaded import locate_bytes
from tests.geodata.workbooks import write_xlsx

POINTS = ["35.9306 36.6339 312.0 4.9", "33.5102 36.2919 690.0 4.9"]
TABLES = {
    "t.csv": "_id,location\n1,{}\n2,{}\n".format(*POINTS).encode(),
    "t.xlsx": write_xlsx({"s": [["Survey"], ["_id", "q7"], *enumerate(POINTS, start=1)]}),
    "t.json": json.dumps([{"_id": n, "site": text} for n, text in enumerate(POINTS)]).encode(),
}


@pytest.mark.parametrize("name", TABLES)
def test_positions_are_found_by_their_cells(name: str, atlas: Atlas) -> None:
    table, _ = locate_bytes(name, TABLES[name], atlas)
    assert dict(table.tally.certainties) == {("idlib", "inside"): 1, ("", "outside"): 1}


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["1", "35.93, 36.63"], ["2", ""]], 1),
        ([["1", "N35°55' E36°37'"]], 1),
        ([["35.93, 36.63", "35.93, 36.63"]], None),  # several
        ([["1", "35.93, 36.63"], ["2", "Idlib"]], None),
        ([["1", "1.25 2.75"]], None),  # nowhere near
        ([["1", "35 36"]], None),
        ([], None),
    ],
)
def test_only_one_column_of_positions_is_taken(rows: list[list[str]], place: int | None) -> None:
    assert find_position_column(["a", "b"], rows) == place


def test_a_column_with_the_longitude_first_is_still_refused(tmp_path: Path, atlas: Atlas) -> None:
    with pytest.raises(TableError, match="seems to have the longitude first"):
        locate_bytes("t.csv", b'id,lonlat\n1,"36.63, 35.93"\n', atlas)
