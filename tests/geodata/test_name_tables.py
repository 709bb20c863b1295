"""Locating the places that a table names."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from geodata.__main__ import main
from geodata.points.chunks import TableOptions
from geodata.points.name_tables import NameColumns, locate_names
from geodata.records import Atlas
from tests.geodata.workbooks import write_xls, write_xlsx


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def locate(source: Path, *options: str) -> list[dict[str, str]]:
    target = source.with_name(f"located{source.suffix}")
    assert main(["locate", str(source), "--out", str(target), *options]) == 0
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if source.suffix == ".tsv" else ","))


def test_each_row_has_a_verdict_or_a_reason(tmp_path: Path) -> None:
    source = write(
        tmp_path / "names.csv",
        "\ufeffid,town,where\n1,Idleb,\n2,Hader,Aleppo\n3,Hader,\n4,مدينة إدلب,\n5,,\n"
        '6,East Ghouta,\n7,"35.93, 36.63",\n8,xyzzyq,\n9,short\n10,Majdal Shams,\n',
    )
    rows = locate(source, "--place", "town", "--admin", "where")
    assert [row["id"] for row in rows] == [str(number) for number in range(1, 11)]
    assert [row["matched_name"] for row in rows[:4]] == ["Idlib", "Al-Hader", "", "Idlib"]
    assert [row["certainty"].partition(":")[0] for row in rows] == [
        "inside", "possibly inside", "not placed", "inside", "not placed", "not placed", "inside",
        "not placed", "not placed", "outside",
    ]  # fmt: skip
    assert (rows[9]["matched_name"], rows[9]["zone"]) == ("Majdal Shams", "")
    assert rows[0]["zone"] == "idlib"
    assert rows[2]["candidates"].startswith("Al-Hader (Aleppo, 35.9902 37.0509); Hadar (Quneitra")
    assert rows[2]["zone"] == ""
    assert rows[8]["certainty"] == "not placed: 2 cells, the header has 3"


def test_a_column_of_a_name_that_is_added_is_kept(tmp_path: Path) -> None:
    rows = locate(write(tmp_path / "names.tsv", "zone\tplace\nmine\tSaraqib\n"), "--place", "place")
    assert (rows[0]["zone"], rows[0]["zone_2"]) == ("mine", "idlib")


def test_where_the_columns_of_places_are_renamed_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "names.csv", "place,governorate\nHader,Aleppo\n")
    rows = locate(source, "--place")
    assert (rows[0]["governorate"], rows[0]["matched_name_2"]) == ("Aleppo", "Al-Hader")
    assert "those of the places are matched_name_2, governorate_2, " in capsys.readouterr().out


TITLE = "أسماء المدن والقرى في محافظة إدلب"
ROWS = [["town", "where"], ["سراقب", ""], ["Hader", "Aleppo"], ["xyzzyq", ""]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("n.csv", "\n".join(";".join(row) for row in [[TITLE], *ROWS]).encode("cp1256")),
        ("n.txt", "\n".join("\t".join(row) for row in ROWS).encode("utf-16")),
        ("n.xlsx", write_xlsx({"a": ROWS})),
        ("n.xls", write_xls(ROWS)),
        (
            "n.json",
            json.dumps(
                [dict(zip(*pair, strict=True)) for pair in ((ROWS[0], row) for row in ROWS[1:])]
            ).encode(),
        ),
    ],
)
@pytest.mark.parametrize("out", ["csv", "geojson"])
def test_every_table_of_names_is_read_and_every_format_written(
    name: str, data: bytes, out: str, tmp_path: Path, atlas: Atlas
) -> None:
    source, target = tmp_path / name, tmp_path / f"out.{out}"
    source.write_bytes(data)
    result = locate_names(source, target, NameColumns("town", "where"), atlas)
    assert (result.tally.rows, result.tally.unplaced) == (3, 1)
    assert result.tally.problems == {"no place, or not surely one (see candidates)": 1}
    if out == "csv":
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows: list[dict[str, Any]] = list(csv.DictReader(file))
    else:
        features = json.loads(target.read_text())["features"]
        assert features[0]["geometry"]["coordinates"] == [
            features[0]["properties"][axis] for axis in ("lon", "lat")
        ]
        rows = [feature["properties"] for feature in features]
    assert [row["town"] for row in rows] == ["سراقب", "Hader", "xyzzyq"]
    assert [row["matched_name"] or None for row in rows] == ["Saraqib", "Al-Hader", None]
    assert rows[0]["zone"] == "idlib"
    assert rows[2]["certainty"] == "not placed: no place called 'xyzzyq' is known"


@pytest.mark.parametrize(
    ("column", "given", "cells"),
    [("geo_precision", None, ["1", "3", ""]), ("how", "how", ["Town", "Region", ""])],
)
def test_a_named_place_is_no_better_known_than_its_event(
    column: str, given: str | None, cells: list[str], tmp_path: Path, atlas: Atlas
) -> None:
    text = f"town,{column}\n" + "".join(f"Saraqib,{cell}\n" for cell in cells)
    source, target = write(tmp_path / "names.csv", text), tmp_path / "out.csv"
    locate_names(source, target, NameColumns("town"), atlas, TableOptions(precision=given))
    with target.open(encoding="utf-8-sig", newline="") as file:
        answers = [row["certainty"] for row in csv.DictReader(file)]
    assert answers == ["inside", "not placed: known only to a region", "inside"]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("a,b\n1,2\n", ["--place", "c"], "there is no column 'c' among 'a', 'b'"),
        ("", ["--place", "a"], "the file is empty"),
        ("a\n1\n", ["--admin", "a"], "give both"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(
    text: str,
    options: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = write(tmp_path / "names.csv", text)
    assert main(["locate", str(source), "--out", str(tmp_path / "out.csv"), *options]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()
