"""Locating the places that a table names."""

import csv
from pathlib import Path

import pytest

from geodata.__main__ import main


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
        '6,East Ghouta,\n7,"35.93, 36.63",\n8,xyzzyq,\n9,short\n',
    )
    rows = locate(source, "--place", "town", "--admin", "where")
    assert [row["id"] for row in rows] == [str(number) for number in range(1, 10)]
    assert [row["matched_name"] for row in rows[:4]] == ["Idlib", "Al-Hader", "", "Idlib"]
    assert [row["certainty"].partition(":")[0] for row in rows] == [
        "inside", "possibly inside", "not placed", "inside", "not placed", "not placed", "inside",
        "not placed", "not placed",
    ]  # fmt: skip
    assert rows[0]["zone"] == "idlib"
    assert rows[2]["candidates"].startswith("Al-Hader (Aleppo, 35.9902 37.0509); Hadar (Quneitra")
    assert rows[2]["zone"] == ""
    assert rows[8]["certainty"] == "not placed: 2 cells, the header has 3"


def test_a_column_of_a_name_that_is_added_is_kept(tmp_path: Path) -> None:
    rows = locate(write(tmp_path / "names.tsv", "zone\tplace\nmine\tSaraqib\n"), "--place", "place")
    assert (rows[0]["zone"], rows[0]["zone_2"]) == ("mine", "idlib")


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("a,b\n1,2\n", ["--place", "c"], "there is no column 'c' among 'a', 'b'"),
        ("", ["--place", "a"], "the file holds no rows"),
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
