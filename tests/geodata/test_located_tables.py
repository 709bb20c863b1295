"""Tables of points, in and out: four columns more, and everything else as it was."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import TableError
from geodata.points.certainty import Outlines, make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.location import locate_point
from geodata.points.placement import ADDED, summarise
from geodata.points.readers import geojson, geopackage, parquet, text
from geodata.points.tables import Result, locate_file
from geodata.records import Atlas
from tests.geodata.uploaded import locate_bytes

# A place in every certainty and zone, abroad, and everything that can be wrong with a row.
PLACES = ["saraqib", "jobar", "daraa", "damascus", "al-rastan", "nawa", "raqqa", "khirbet-ghazaleh"]
BAD_ROWS = {
    ("", "35.9"): "no longitude",
    ("36.6", " "): "no latitude",
    ("", ""): "no longitude and no latitude",
    ("n/a", "35.9"): "longitude is not a number",
    ("36.6", "35.9N"): "latitude is not a number",
    ("inf", "35.9"): "longitude is not a number",
    ("366.6", "35.9"): "longitude is beyond 180 degrees",
    ("36.6", "-95"): "latitude is beyond 90 degrees",
    ("0", "0.0"): "longitude and latitude are both 0",
}
TEXT = {".csv": ",", ".tsv": "\t"}
KINDS = [".csv", ".tsv", ".geojson", ".gpkg", ".parquet"]


@pytest.fixture(scope="session")
def outlines(atlas: Atlas) -> Outlines:
    return make_outlines(atlas)


@pytest.fixture
def events(atlas: Atlas) -> gpd.GeoDataFrame:
    """Events at known places, some of them without a place."""
    places = [place for place in atlas.places if place.id in PLACES]
    frame = pd.DataFrame(
        {
            "event_id": [f"SYR{number}" for number in range(len(places))],
            "event_date": ["2017-05-06", "2017-06-30"] * (len(places) // 2),
            "notes": ['said "so"; on Friday', "قصف مدفعي", "a,b", "line\nend", *["x"] * 4],
            "fatalities": [0, 3, 1, 0, 0, 12, 7, 2],
            "latitude": [place.lat for place in places],
            "longitude": [place.lon for place in places],
        }
    )
    points = gpd.points_from_xy(frame.longitude, frame.latitude)
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


@pytest.fixture
def locate(tmp_path: Path, outlines: Outlines) -> Callable[..., tuple[Result, str]]:
    """A function that places the rows of a text and returns what came of it and the new text."""

    def locate_text(text: str, **options: Any) -> tuple[Result, str]:
        source, target = tmp_path / "events.csv", tmp_path / "out.csv"
        source.write_bytes(text.encode())
        result = locate_file(source, target, outlines, TableOptions(**options))
        return result, target.read_bytes().decode()

    return locate_text


def write(events: gpd.GeoDataFrame, path: Path, crs: str = "EPSG:4326") -> None:
    """Write events: as columns in tables of text, as geometry in the others."""
    table = pd.DataFrame(events.drop(columns="geometry"))
    match path.suffix:
        case ".csv" | ".tsv":
            table.to_csv(path, sep=TEXT[path.suffix], index=False)
        case ".parquet" if path.stem == "plain":
            table.to_parquet(path)
        case ".parquet":
            events.drop(columns=["longitude", "latitude"]).to_crs(crs).to_parquet(path)
        case _:
            events.drop(columns=["longitude", "latitude"]).to_crs(crs).to_file(path)


def read(path: Path) -> pd.DataFrame:
    match path.suffix:
        case ".csv" | ".tsv":
            return pd.read_csv(path, sep=TEXT[path.suffix])
        case ".parquet":
            return pd.read_parquet(path)
        case _:
            return gpd.read_file(path)


def expected(atlas: Atlas, events: gpd.GeoDataFrame) -> list[tuple[object, ...]]:
    found = [locate_point(point.x, point.y, atlas) for point in events.geometry]
    return [
        (
            location.zone.id if location.zone else None,
            location.certainty,
            location.distance_km,
            location.stretch.id if location.stretch else None,
        )
        for location in found
    ]


def added(table: pd.DataFrame, names: tuple[str, ...] = ADDED) -> list[tuple[object, ...]]:
    columns = table[list(names)].astype(object)
    return list(columns.where(columns.notna(), None).itertuples(index=False, name=None))


@pytest.mark.parametrize("out", KINDS)
@pytest.mark.parametrize("kind", [*KINDS, "plain.parquet"])
def test_every_format_in_and_out(
    kind: str,
    out: str,
    events: gpd.GeoDataFrame,
    atlas: Atlas,
    outlines: Outlines,
    tmp_path: Path,
) -> None:
    source = tmp_path / (kind if "." in kind[1:] else f"events{kind}")
    target = tmp_path / f"located{out}"
    write(events, source)
    result = locate_file(source, target, outlines)
    table = read(target)
    assert added(table) == expected(atlas, events)
    for column in ("event_id", "notes", "fatalities"):
        assert list(table[column].astype(str)) == list(events[column].astype(str))
    if kind[1:] in ("csv", "tsv") or out[1:] in ("csv", "tsv") or kind == "plain.parquet":
        assert list(table.longitude.astype(float)) == list(events.longitude)
    again = locate_file(target, tmp_path / f"again{out}", outlines)
    assert again.tally == result.tally
    assert again.names == tuple(f"{name}_2" for name in ADDED)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [source.name, target.name, f"again{out}"]
    )


@pytest.mark.parametrize("kind", [".gpkg", ".parquet"])
@pytest.mark.parametrize("out", KINDS)
def test_a_file_s_own_reference_system_counts(
    kind: str,
    out: str,
    events: gpd.GeoDataFrame,
    atlas: Atlas,
    outlines: Outlines,
    tmp_path: Path,
) -> None:
    source, target = tmp_path / f"events{kind}", tmp_path / f"located{out}"
    write(events, source, crs="EPSG:32637")
    locate_file(source, target, outlines)
    assert added(read(target)) == expected(atlas, events)
    if out == kind:
        kept = gpd.read_file(target) if kind == ".gpkg" else gpd.read_parquet(target)
        assert kept.crs == "EPSG:32637"
    with pytest.raises(TableError, match="a reference system of its own"):
        locate_file(source, target, outlines, TableOptions(crs="EPSG:3857"))


@pytest.mark.parametrize("out", KINDS)
def test_columns_that_are_given_go_before_the_geometry_which_stays_what_it_is(
    out: str, events: gpd.GeoDataFrame, atlas: Atlas, outlines: Outlines, tmp_path: Path
) -> None:
    source, target = tmp_path / "events.gpkg", tmp_path / f"located{out}"
    events.rename(columns={"longitude": "Ost", "latitude": "Nord"}).to_crs("EPSG:32637").to_file(
        source
    )
    locate_file(source, target, outlines, TableOptions(lon="Ost", lat="Nord"))
    assert added(read(target)) == expected(atlas, events)
    if out in (".gpkg", ".geojson", ".parquet"):
        kept = gpd.read_parquet(target) if out == ".parquet" else gpd.read_file(target)
        assert kept.to_crs("EPSG:4326").geometry.geom_equals_exact(events.geometry, 1e-6).all()


def test_metres_in_columns_are_read_with_the_crs_that_is_given(
    events: gpd.GeoDataFrame, atlas: Atlas, outlines: Outlines, tmp_path: Path
) -> None:
    moved = events.to_crs("EPSG:32637").geometry
    table = pd.DataFrame({"x": moved.x, "y": moved.y})
    table.to_csv(tmp_path / "metres.csv", index=False)
    locate_file(
        tmp_path / "metres.csv", tmp_path / "out.csv", outlines, TableOptions(crs="EPSG:32637")
    )
    assert added(read(tmp_path / "out.csv")) == expected(atlas, events)


def test_geojson_keeps_ids_nested_properties_and_other_members(
    outlines: Outlines, tmp_path: Path
) -> None:
    feature = {
        "type": "Feature",
        "id": 7,
        "bbox": [36.8, 35.8, 36.8, 35.8],
        "geometry": {"type": "Point", "coordinates": [36.8059, 35.8645, 300.0]},
        "properties": {"who": {"name": "A", "codes": [1, None, True]}, "text": "\u0642 \\ \"'"},
    }
    line = {"type": "LineString", "coordinates": [[36, 35], [37, 35]]}
    others = [
        {"type": "Feature", "geometry": None, "properties": None},
        {"type": "Feature", "geometry": line, "properties": {}},
    ]
    document = {
        "type": "FeatureCollection",
        "name": "ev",
        "features": [feature, *others],
        "made": {"by": "us"},
    }
    source, target = tmp_path / "events.geojson", tmp_path / "out.geojson"
    source.write_text(json.dumps(document))
    locate_file(source, target, outlines)
    found = json.loads(target.read_text(encoding="utf-8"))
    certainties = []
    for one in found["features"]:
        certainties.append(one["properties"]["certainty"])
        one["properties"] = {k: v for k, v in one["properties"].items() if k not in ADDED} or (
            None if one["geometry"] is None else {}
        )
    assert found == document
    assert certainties == [
        "inside",
        "not placed: no longitude and no latitude",
        "not placed: geometry is not a point",
    ]


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@given(
    rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    bom=st.booleans(),
    last=st.booleans(),
)
def test_not_a_byte_of_a_csv_row_changes(
    rows: list[tuple[str, str]],
    end: str,
    quoting: Literal[0, 1, 2, 3],
    bom: bool,
    last: bool,
    atlas: Atlas,
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=end, quoting=quoting)
    writer.writerow(["first", "lat", "lon", "second"])
    writer.writerows([first, "35.8645", "36.8059", second] for first, second in rows)
    text = ("\ufeff" if bom else "") + buffer.getvalue()
    text = text if last else text.removesuffix(end)
    _, data = locate_bytes("events.csv", text.encode(), atlas)
    mine = "idlib,inside,14.2,idlib/main/hole/02"
    new = data.decode()
    assert new.count(mine) == len(rows)
    assert new.replace(f",{mine}", "").replace(f",{','.join(ADDED)}", "", 1) == text
    table = list(csv.reader(io.StringIO(new, newline="")))
    assert [(row[0], row[3]) for row in table[1:]] == rows


def test_blank_lines_stay_where_they_are(locate: Callable[..., tuple[Result, str]]) -> None:
    row, added_cells = "36.8059,35.8645", ",idlib,inside,14.2,idlib/main/hole/02"
    result, text = locate(f"lon,lat\n\n{row}\n\n\n{row}\n\n")
    assert text == (f"lon,lat,{','.join(ADDED)}\n\n{row}{added_cells}\n\n\n{row}{added_cells}\n\n")
    assert result.tally.rows == 2


def test_a_row_without_a_place_keeps_its_place_and_says_why(
    locate: Callable[..., tuple[Result, str]],
) -> None:
    rows = [(*pair, reason) for pair, reason in BAD_ROWS.items()]
    text = "".join(f"{lon},{lat},{reason}\n" for lon, lat, reason in rows)
    result, new = locate(f"lon,lat,why\n36.8059,35.8645,\n{text}")
    table = list(csv.DictReader(io.StringIO(new)))
    assert table[0]["certainty"] == "inside"
    for row in table[1:]:
        assert row["certainty"] == f"not placed: {row['why']}"
        assert row["zone"] == row["distance_km"] == row["stretch"] == ""
    lines = summarise(result.tally)
    assert lines[0].startswith("10 rows: 1 inside, ")
    assert lines[0].endswith("; 9 not placed.")
    assert "2 longitude is not a number" in lines[2]


@pytest.mark.parametrize(
    ("header", "lon", "lat"),
    [
        ("event_id_cnty,latitude,longitude", 2, 1),  # ACLED
        ("id,latitude,longitude,geom_wkt", 2, 1),  # UCDP GED
        ("ActionGeo_Lat,ActionGeo_Long,x", 1, 0),  # GDELT
        ("Lng, Lat ,x", 0, 1),
        ("x,y,z", 0, 1),
    ],
)
def test_columns_of_coordinates_are_found_by_their_usual_names(
    header: str, lon: int, lat: int, locate: Callable[..., tuple[Result, str]]
) -> None:
    cells = ["-"] * len(header.split(","))
    cells[lon], cells[lat] = "36.8059", "35.8645"
    result, _ = locate(f"{header}\n{','.join(cells)}\n")
    assert result.tally.certainties == {("idlib", "inside"): 1}


def test_columns_that_are_given_go_before_those_found(
    locate: Callable[..., tuple[Result, str]],
) -> None:
    text = "lon,lat,Ost,Nord\n0,0,36.8059,35.8645\n"
    assert locate(text)[0].tally.unplaced == 1
    assert locate(text, lon="Ost", lat="Nord")[0].tally.certainties == {("idlib", "inside"): 1}


def test_semicolons_are_read(locate: Callable[..., tuple[Result, str]]) -> None:
    result, text = locate("id;lat;lon\n1;35.8645;36.8059\n")
    assert result.tally.certainties == {("idlib", "inside"): 1}
    assert text.splitlines()[1] == "1;35.8645;36.8059;idlib;inside;14.2;idlib/main/hole/02"


def test_swapped_columns_are_noticed(
    locate: Callable[..., tuple[Result, str]], atlas: Atlas
) -> None:
    rows = [(place.lat, place.lon) for place in atlas.places[:20]]
    swapped = "".join(f"{lat},{lon}\n" for lat, lon in rows)
    result, _ = locate(f"lon,lat\n{swapped}")
    assert "Longitude and latitude seem to be swapped: " in summarise(result.tally)[-1]
    right = "".join(f"{lon},{lat}\n" for lat, lon in rows)
    assert not any("swapped" in line for line in summarise(locate(f"lon,lat\n{right}")[0].tally))
    one = summarise(locate(f"lon,lat\n{right}33.5,36.29\n")[0].tally)[-1]
    assert one.startswith("1 rows outside Syria would lie in it if longitude and latitude")


def test_a_table_from_elsewhere_is_noticed(locate: Callable[..., tuple[Result, str]]) -> None:
    assert summarise(locate("lon,lat\n2.35,48.85\n")[0].tally)[-1].startswith("No row lies in Syri")


@pytest.mark.parametrize("taken", ["zone", "Certainty", "distance_km", "stretch"])
def test_a_column_that_is_there_already_stays(
    taken: str, locate: Callable[..., tuple[Result, str]]
) -> None:
    result, text = locate(f"{taken},lon,lat\nmine,36.8059,35.8645\n")
    assert result.is_renamed
    assert text.splitlines()[0] == f"{taken},lon,lat,zone_2,certainty_2,distance_km_2,stretch_2"
    assert text.splitlines()[1].startswith("mine,")


def test_source_and_target_may_be_one_file(outlines: Outlines, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("lon,lat\n36.8059,35.8645\n")
    locate_file(path, path, outlines)
    assert path.read_text().splitlines()[1].endswith(",idlib,inside,14.2,idlib/main/hole/02")


def test_chunks_make_no_difference(
    events: gpd.GeoDataFrame, outlines: Outlines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in (".csv", ".geojson", ".gpkg", ".parquet"):
        source, whole, parts = (tmp_path / f"{name}{kind}" for name in ("in", "whole", "parts"))
        write(events, source)
        locate_file(source, whole, outlines)
        with monkeypatch.context() as patch:
            for module in (text, geojson, parquet, geopackage):
                patch.setattr(module, "CHUNK_ROWS", 3)
            locate_file(source, parts, outlines)
        assert added(read(parts)) == added(read(whole))
        if kind in (".csv", ".geojson"):
            assert parts.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("kind", [*KINDS, "plain.parquet"])
def test_a_table_of_the_page_is_located_as_others_are(
    kind: str, events: gpd.GeoDataFrame, atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / (kind if "." in kind[1:] else f"events{kind}")
    write(events, path)
    shares: list[float] = []
    located, data = locate_bytes(path.name, path.read_bytes(), atlas, progress=shares.append)
    path.write_bytes(data)
    assert added(read(path)) == expected(atlas, events)
    assert [lon for lon, _, _ in located.points] == pytest.approx(events.longitude.round(4))
    assert shares[-1] == 1.0
    assert located.has_dates
    assert located.tally.rows == located.tally.months.total() == len(events)
    assert {month for _, _, month in located.tally.months} == {"2017-05", "2017-06"}
