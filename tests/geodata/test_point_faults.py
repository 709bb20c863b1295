"""Places and control points that contradict the outlines, in a copy of the shipped data."""

from collections.abc import Callable
from pathlib import Path

import pytest

Faults = Callable[[], list[str]]
Replace = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",idlib,inside,36.6339,", ",south,inside,36.6339,", "the place is outside 'south'"),
        (",36.6339,35.9306,", ",36.6339,34.0,", "the place is outside 'idlib'"),
        (",inside,36.6339,", ",outside_near,36.6339,", "the place is inside 'idlib'"),
        (",idlib,inside,36.6339,", ",,inside,36.6339,", "zone and relation must be given together"),
        (",36.6339,35.9306,", ",35.9306,366339,", "lat: input should be less than or equal to 38"),
        (",36.6339,35.9306,1,", ",36.6339,35.9306,7,", "rank: input should be less than or equal"),
        (",36.6339,35.9306,1,", ",36.6339,35.9306,1,1,", "13 cells, not 12"),
    ],
)
def test_a_bad_place_is_named(
    old: str, new: str, message: str, replace: Replace, faults: Faults
) -> None:
    replace("places.csv", old, new)
    assert any(fault.startswith(f"places.csv: idlib: {message}") for fault in faults()), faults()


def test_an_id_stands_once(replace: Replace, faults: Faults) -> None:
    replace("places.csv", "\nsaraqib,", "\nidlib,")
    assert "places.csv: idlib: the id stands twice, on lines 2 and 4" in faults()


def test_a_contested_place_needs_a_band_or_a_note(folder: Path, faults: Faults) -> None:
    path = folder / "places.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if line.startswith("beit-jinn,"))
    lines[number] = lines[number].rsplit(",", 1)[0].split(',"A pocket')[0] + ","
    path.write_text("\n".join(lines), encoding="utf-8")
    assert faults() == [
        "places.csv: beit-jinn: the place is in no band of 'south' and no note explains it"
    ]


def write_rows(path: Path, *rows: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)


def test_an_unlisted_control_point_on_the_wrong_side(folder: Path, faults: Faults) -> None:
    write_rows(folder / "control_points.csv", "Nowhere,35.72,36.85,government,2017-07~,a map")
    write_rows(folder / "control_points.csv", "Elsewhere,34.0,39.0,HTS,2017-07~,a map")
    assert faults() == [
        "control_points.csv: Nowhere: held by government, but it lies inside a zone and is no "
        "listed exception",
        "control_points.csv: Elsewhere: held by HTS, but it lies outside every zone and is no "
        "listed exception",
    ]


def test_a_listed_exception_is_accepted(folder: Path, faults: Faults) -> None:
    write_rows(folder / "control_points.csv", "Nowhere,35.72,36.85,government,2017-07~,a map")
    write_rows(folder / "control_exceptions.csv", "Nowhere,36.85,35.72,The map is wrong here.")
    assert faults() == []


def test_an_exception_must_be_needed_and_known(folder: Path, faults: Faults) -> None:
    write_rows(folder / "control_points.csv", "Idlib,35.9306,36.6339,HTS,2017-07~,a map")
    write_rows(folder / "control_exceptions.csv", "Idlib,36.6339,35.9306,No reason.")
    write_rows(folder / "control_exceptions.csv", "Lost,36.6339,35.9306,No reason.")
    assert faults() == [
        "control_exceptions.csv: Idlib: the point is on the right side and needs no exception",
        "control_exceptions.csv: Lost: no control point has this name and position",
    ]


def test_many_exceptions_are_too_many(folder: Path, faults: Faults) -> None:
    for number in range(40):
        name, lat = f"Nowhere {number}", 35.7 + number / 1000
        write_rows(folder / "control_points.csv", f"{name},{lat},36.85,government,2017-07~,a map")
        write_rows(folder / "control_exceptions.csv", f"{name},36.85,{lat},The map is wrong here.")
    assert any("of the points are on the right side, fewer than 97%" in fault for fault in faults())
