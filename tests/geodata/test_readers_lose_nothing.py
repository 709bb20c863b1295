"""What a table holds is placed, kept or refused in a sentence: nothing of it is lost silently."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata.__main__ import main
from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.tables import locate_file
from geodata.records import Atlas

Locate = Callable[..., bytes]
POINT = '"geometry": {"type": "Point", "coordinates": [36.63, 35.93]}'


@pytest.fixture
def locate(tmp_path: Path, atlas: Atlas) -> Locate:
    """A function that places the rows of bytes and returns the new table."""

    def locate_bytes(name: str, data: bytes, out: str = "", **options: Any) -> bytes:
        source = tmp_path / name
        source.write_bytes(data)
        target = tmp_path / f"out{out or source.suffix}"
        locate_file(source, target, make_outlines(atlas), TableOptions(**options))
        return target.read_bytes()

    return locate_bytes


def refuse(locate: Locate, name: str, text: str, out: str = "", **options: str) -> str:
    """Return the sentence with which a text is refused, without the folder."""
    with pytest.raises(TableError) as caught:
        locate(name, text.encode(), out, **options)
    message = str(caught.value)
    assert re.fullmatch(r"[^\n]+\.", message)
    return message.rpartition("/")[2]


def collect(*properties: str, rest: str = "") -> str:
    """Return a collection of points with these properties."""
    features = [f'{{"type": "Feature", "properties": {{{p}}}, {POINT}}}' for p in properties]
    return f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]{rest}}}'


@pytest.mark.parametrize(
    "key",
    [
        "zone",
        r"z\u006fne",
        r"\u007A\u006F\u006E\u0065",
        r"stretc\u0068",
        r"distance\u005fk\u006d",
        r"\u0043ertainty",
    ],
)
def test_a_property_of_an_added_name_is_kept_however_it_is_spelt(key: str, locate: Locate) -> None:
    text = collect('"a": 1', f'"{key}": "mine", "note": "zone"')
    first, second = json.loads(locate("t.geojson", text.encode()))["features"]
    assert second["properties"][json.loads(f'"{key}"')] == "mine"
    assert second["properties"]["zone_2"] == first["properties"]["zone_2"] == "idlib"


def test_an_escaped_name_with_a_number_is_kept_too(locate: Locate) -> None:
    text = collect('"zone": 1', r'"zone_\u0032": "mine"')
    (_, second) = json.loads(locate("t.geojson", text.encode()))["features"]
    assert second["properties"]["zone_2"] == "mine"
    assert second["properties"]["zone_3"] == "idlib"


@pytest.mark.parametrize("spaces", [0, 70, 3000])
@pytest.mark.parametrize("at", range(-40, 41, 8))
def test_a_name_that_goes_over_two_blocks_is_found(at: int, spaces: int, locate: Locate) -> None:
    before = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {'
    padding = '"a": "' + "x" * (2**20 + at - len(before) - len('"a": "", ')) + '", '
    rest = rf'"z\u006fne"{" " * spaces}: "mine"}}, {POINT}}}]}}'
    (feature,) = json.loads(locate("t.geojson", (before + padding + rest).encode()))["features"]
    assert (feature["properties"]["zone"], feature["properties"]["zone_2"]) == ("mine", "idlib")


def test_a_value_that_is_an_added_name_renames_nothing(locate: Locate) -> None:
    located = locate("t.geojson", collect(r'"a": "zone", "b": "\"zone\": "').encode())
    assert b'"zone": "idlib"' in located


CRS = '"crs": {"type": "name", "properties": {"name": "EPSG:%d"}}'


@pytest.mark.parametrize("out", [".geojson", ".csv"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            collect("", rest=', "features": []'),
            "after the features: the name 'features' stands twice in the collection.",
        ),
        (
            collect("", rest=r', "f\u0065atures": []'),
            "after the features: the name 'features' stands twice in the collection.",
        ),
        (
            collect("", rest=', "type": "FeatureCollection"'),
            "after the features: the name 'type' stands twice in the collection.",
        ),
        (
            f"{{{CRS % 32637}, {CRS % 32636}, {collect('')[1:]}",
            "at the beginning: the name 'crs' stands twice in the collection.",
        ),
        (
            collect('"a": 1', '"a": 1, "b": 2, "a": 3'),
            "in feature 2: the name 'a' stands twice in an object.",
        ),
        (
            collect('"a": 1').replace(POINT, f"{POINT}, {POINT}"),
            "in feature 1: the name 'geometry' stands twice in an object.",
        ),
        ("{1: 2, " + collect("")[1:], "at the beginning: a name expected."),
    ],
)
def test_geojson_that_says_a_thing_twice_is_refused(
    text: str, message: str, out: str, locate: Locate
) -> None:
    assert refuse(locate, "t.geojson", text, out) == f"t.geojson: not sound GeoJSON {message}"


@pytest.mark.parametrize("out", [".geojson", ".csv"])
@pytest.mark.parametrize("is_last", [False, True])
def test_a_reference_system_against_that_of_the_file_is_refused(
    out: str, is_last: bool, locate: Locate
) -> None:
    own = CRS % 32637
    text = collect("", rest=f", {own}") if is_last else f"{{{own}, {collect('')[1:]}"
    assert refuse(locate, "t.geojson", text, out, crs="EPSG:32636") == (
        "t.geojson: the file names a reference system of its own; leave out --crs."
    )
    assert locate("t.geojson", text.encode(), out, crs="EPSG:32637")


def test_the_members_of_a_collection_stand_in_any_order(locate: Locate) -> None:
    text = collect("").removeprefix('{"type": "FeatureCollection", ')
    located = locate("t.geojson", f'{{{text[:-1]}, "type": "FeatureCollection"}}'.encode())
    assert json.loads(located)["features"][0]["properties"]["zone"] == "idlib"


@pytest.mark.parametrize("out", [".tsv", ".csv", ".geojson"])
@pytest.mark.parametrize("before", ["n\tlon\tlat\n", "n\tlon\tlat\n\nx\t1\t2\n\n"])
def test_a_lone_quotation_mark_swallows_no_rows(before: str, out: str, locate: Locate) -> None:
    text = before + '"a\t36.63\t35.93\nb"\t36.7\t34.7\n'
    located = locate("t.tsv", text.encode(), out).decode()
    assert located.count("idlib/") == 1
    assert located.count("north-homs/") == 1


@pytest.mark.parametrize("cell", ['"two\nlines"', '"a ""word"""', '"a\ttab"', "5'3\"", '""'])
def test_quoted_cells_of_a_tsv_stay(cell: str, locate: Locate) -> None:
    text = f"n\tlon\tlat\n{cell}\t36.63\t35.93\n"
    located = locate("t.tsv", text.encode()).decode()
    assert located.startswith(
        "n\tlon\tlat\tzone\tcertainty\tdistance_km\tstretch\tzone_status\n" + cell
    )
    assert "\tidlib\t" in located


def test_quoted_prose_with_commas_and_lines_stays_in_a_csv(locate: Locate) -> None:
    text = 'n,lon,lat\n"first, second\nthird, fourth",36.63,35.93\n'
    assert b'\n"first, second\nthird, fourth",36.63,35.93,idlib,' in locate("t.csv", text.encode())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("blank", ["\n", "\r\n\r\n"])
@pytest.mark.parametrize(("name", "delimiter"), [("t.csv", ","), ("t.csv", ";"), ("t.tsv", "\t")])
def test_blank_lines_before_the_header_are_passed_over_and_kept(
    mark: str, blank: str, name: str, delimiter: str, locate: Locate
) -> None:
    def join(*cells: str) -> str:
        return delimiter.join(cells)

    header, row = join("lon", "lat"), join("36.63", "35.93")
    data = f"{mark}{blank}{header}\n{row}\n".encode()
    located = locate(name, data).decode()
    added = join("zone", "certainty", "distance_km", "stretch", "zone_status")
    assert located.startswith(
        f"{mark}{blank}{join(header, added)}\n{join(row, 'idlib')}{delimiter}"
    )
    features = json.loads(locate(name, data, ".geojson"))["features"]
    assert [feature["properties"]["zone"] for feature in features] == ["idlib"]
    features = json.loads(locate(name, data + b"1\n", ".geojson"))["features"]
    reason = "not placed: 1 cell, the header has 2"
    assert features[1]["properties"]["certainty"] == reason


def test_a_file_of_blank_lines_is_not_called_empty(locate: Locate) -> None:
    assert refuse(locate, "t.csv", "\n\r\n\n") == "t.csv: the file has only blank lines."
    assert refuse(locate, "t.csv", "\ufeff") == "t.csv: the file is empty."


def write_part(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"lon": [36.63], "lat": [35.93]}), path)


def test_every_parquet_file_of_a_folder_is_placed_and_the_rest_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, out, elsewhere = tmp_path / "in", tmp_path / "out", tmp_path / "elsewhere"
    parts = ["a.parquet", "b.geoparquet", "c.PARQUET", "deep/d.parquet", "e.parquet/part-0.parquet"]
    for name in (*parts, "_temporary/f.parquet", ".hidden.parquet"):
        write_part(root / name)
    write_part(elsewhere / "g.parquet")
    (root / "h.parquet").symlink_to((elsewhere / "g.parquet").rename(elsewhere / "blob"))
    (root / "link").symlink_to(elsewhere)
    (root / "deep" / "around").symlink_to(root)
    for name in ("i.csv", "j.parq", "_SUCCESS", ".k.crc"):
        (root / name).write_text("lon,lat\n1,2\n")
    assert main(["locate", str(root), "--out", str(out)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("6 rows: ")
    assert said[-2] == (
        "Only Parquet files are located, and no linked folders; left out: 'deep/around', 'i.csv', "
        "'j.parq', 'link'."
    )
    written = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    assert written == {*parts, "h.parquet"}


@pytest.mark.parametrize("kind", ["dangling link", "round link", "pipe"])
def test_a_part_that_is_no_file_is_one_sentence(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "in"
    write_part(root / "a.parquet")
    bad = root / "b.parquet"
    match kind:
        case "dangling link":
            bad.symlink_to("nowhere")
            message = "the file cannot be read (No such file or directory)."
        case "round link":
            bad.symlink_to(bad)
            message = "the file cannot be read (Too many levels of symbolic links)."
        case _:
            os.mkfifo(bad)
            message = "this is a pipe or device, not an ordinary file; save the table in one."
    assert main(["locate", str(root), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == f"{bad}: {message}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize("name", ["z.csv", "z.tsv", "z.geojson", "z.gpkg", "z.parquet"])
@pytest.mark.parametrize("kind", ["pipe", "link to a pipe", "device"])
def test_only_ordinary_files_are_waited_for(
    kind: str, name: str, tmp_path: Path, atlas: Atlas
) -> None:
    source = tmp_path / name
    match kind:
        case "pipe":
            os.mkfifo(source)
        case "link to a pipe":
            os.mkfifo(tmp_path / "pipe")
            source.symlink_to(tmp_path / "pipe")
        case _:
            source.symlink_to("/dev/zero")
    with pytest.raises(TableError) as caught:
        locate_file(source, tmp_path / "out.csv", make_outlines(atlas))
    assert str(caught.value) == (
        f"{source}: this is a pipe or device, not an ordinary file; save the table in one."
    )
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("options", [[], ["--scheduler", "local"]])
def test_a_path_that_no_system_takes_is_one_sentence(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_part(tmp_path / "in" / "a.parquet")
    long = str(tmp_path / ("x" * 300 + ".csv"))
    for source, out in ((long, "out.csv"), (str(tmp_path / "in"), long)):
        assert main(["locate", source, "--out", out, *options]) == 2
        assert re.fullmatch(r"[^\n]*File name too long\)?\.\n", capsys.readouterr().err)
