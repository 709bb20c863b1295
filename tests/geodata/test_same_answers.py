"""The page's upload, the command line and HTTP give the same for each table and each name."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.location_answer import LocationAnswer
from geodata.points.lookup import answer
from geodata.points.name_tables import NameColumns
from geodata.points.uploads import Job, locate_table
from geodata.records import Atlas
from tests.geodata.workbooks import write_xls, write_xlsx

ROWS = [
    ["id", "date", "lat", "lon", "where_prec"],
    ["a", "17-05-06", "35.9306", "36.6339", "1"],
    ["b", "31-05-17", "35° 55′ 50″ N", "36°38'E", "2"],
    ["c", "5 أيار 2017", "٣٥٫٩٣٠٦", "٣٦٫٦٣٣٩", ""],
    ["d", "", "", "x", "9"],
]
TAGS = ["#x", "#date", "#geo+lat", "#geo+lon", ""]
NAMES = [
    ["village", "province"],
    *(["Saraqib", ""], ["إدلب", ""], ["Hader", "Aleppo"], ["Hader", ""], ["al-Zara", ""]),
    *(["35.93 N 36.63", ""], ["35.93, 36.63", ""], ["East Ghouta", ""], ["xyzzyq", ""], ["", ""]),
]
POINT = {"type": "Point", "coordinates": [36.6339, 35.9306]}
FEATURE = {"type": "Feature", "properties": {"id": 2**60, "who": ["a"]}, "geometry": POINT}


def join(delimiter: str, rows: list[list[str]] = ROWS) -> str:
    return "\n".join(delimiter.join(row) for row in rows)


def pack(name: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr(name, data)
    return target.getvalue()


TABLES = {
    "commas.csv": join(",").encode(),
    "semicolons.csv": join(";").replace("35.9306", "35,9306").encode(),
    "tabs.txt": f"{join(chr(9))}\nonly one cell".encode("utf-16"),
    "title.csv": f"Incidents in Syria\n\n{join('|')}".encode("cp1256", "replace"),
    "tags.csv": join(
        ",", [ROWS[0], ["#x", "#date", "#geo+lat", "#geo+lon", ""], *ROWS[1:]]
    ).encode(),
    "points.csv": b"wkt\nPOINT (36.6339 35.9306)\n",
    "sheet.xlsx": write_xlsx({"a": ROWS}),
    "old.xls": write_xls(ROWS),
    "feature.geojson": json.dumps(FEATURE).encode("utf-8-sig"),
    "lines.ndjson": f"{json.dumps(FEATURE)}\n{json.dumps(FEATURE)}".encode(),
    "acled.json": json.dumps({"data": [{"latitude": "35.9", "longitude": "36.6"}]}).encode(),
    "map.kml": b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Point><coordinates>36.6,35.9'
    b"</coordinates></Point></Placemark></kml>",
    "packed.zip": pack("t.csv", join(",").encode()),
}


def upload(path: Path, atlas: Atlas, names: NameColumns | None = None) -> tuple[str, bytes]:
    """Return the name and the bytes of what the page gives back."""
    target, shown = path.with_name("uploaded"), path.with_name("shown")
    job = Job(path, path.name, target, shown, TableOptions(), 10, names, atlas)
    table = locate_table(job, make_outlines(atlas), lambda done: None)
    return table.saved_as, table.file.read_bytes()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_located_as_by_the_command(name: str, atlas: Atlas, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(TABLES[name])
    saved_as, data = upload(source, atlas)
    target = tmp_path / f"by-command-{saved_as}"
    assert main(["locate", str(source), "--out", str(target)]) == 0
    assert target.read_bytes() == data


@pytest.mark.parametrize("found", [True, False])
def test_names_are_looked_up_as_by_the_command_and_over_http(
    found: bool, atlas: Atlas, tmp_path: Path
) -> None:
    source, target = tmp_path / "names.csv", tmp_path / "located.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(NAMES)
    columns = NameColumns() if found else NameColumns("village", "province")
    named = ["--place"] if found else ["--place", "village", "--admin", "province"]
    assert main(["locate", str(source), "--out", str(target), *named]) == 0
    assert target.read_bytes() == upload(source, atlas, names=columns)[1]
    with target.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert len(rows) == len(NAMES) - 1
    for row in rows[:5]:
        question = {"place": row["village"], "admin": row["province"]}
        asked = answer({name: text for name, text in question.items() if text}, atlas)
        if isinstance(asked, LocationAnswer):
            assert row["certainty"] == asked.certainty
        else:
            assert (row["certainty"][:10], row["candidates"] != "") == ("not placed", True)
    assert [row["certainty"] for row in rows[5:7]] == [
        "not placed: no latitude and longitude can be read", "inside",
    ]  # fmt: skip
