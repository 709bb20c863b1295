"""Tables of points, in and out: four columns more, and everything else as it was."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import TableOptions
from geodata.points.location import locate_point
from geodata.points.placement import ADDED
from geodata.points.readers import geojson, geopackage, parquet, text
from geodata.points.tables import locate_file
from geodata.points.uploads import PartDone
from geodata.records import Atlas
from tests.geodata.uploaded import locate_bytes

# A place in every certainty and zone, abroad, and everything that can be wrong with a row.
PLACES = ["saraqib", "jobar", "daraa", "damascus", "al-rastan", "nawa", "raqqa", "khirbet-ghazaleh"]
TEXT = {".csv": ",", ".tsv": "\t"}
KINDS = [".csv", ".tsv", ".geojson", ".gpkg", ".parquet"]


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
            "in force as agreed" if location.zone else None,
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
    # The table has no dates, and so no status.
    placed = [row[:-1] for row in expected(atlas, events)]
    assert [row[:-1] for row in added(read(tmp_path / "out.csv"))] == placed


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
    steps: list[PartDone] = []
    located, data = locate_bytes(path.name, path.read_bytes(), atlas, progress=steps.append)
    path.write_bytes(data)
    assert added(read(path)) == expected(atlas, events)
    assert located.shown == len(events)
    assert steps[-1] == (1.0, len(events))
    assert located.has_dates
    assert located.tally.rows == located.tally.months.total() == len(events)
    assert {key.month for key in located.tally.months} == {"2017-05", "2017-06"}
