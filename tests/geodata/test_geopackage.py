"""The GeoPackage: read back by other libraries, held against the standard, always the same."""

import json
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import numpy as np
import pyogrio
import pytest
import shapely

from corpus import Corpus
from corpus.exports.rows import TABLES, list_rows
from corpus.exports.scope import Scope, read_scope
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.geopackage import CONTENTS, write
from geodata.exports.layers import LAYERS, list_features
from geodata.exports.qgis import read_style
from geodata.records import Atlas, Kind

ROOT = Path(__file__).parents[2]
RELEASED = "2026-11-27T00:00:00.000Z"

layers = pytest.mark.parametrize("layer", LAYERS)
tables = pytest.mark.parametrize("table", TABLES)


def save(extract: MapExtract, path: Path) -> Path:
    path.write_bytes(b"".join(write(extract, "atlas")))
    return path


@pytest.fixture(scope="session")
def package(whole: MapExtract, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(whole, tmp_path_factory.mktemp("geopackage") / "atlas.gpkg")


@pytest.fixture
def database(package: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(package)) as connection:
        yield connection


def read_rows(path: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pyogrio.read_dataframe(path, layer=table).to_dict("records")
    return rows


@layers
def test_layers_keep_ids_shapes_and_words(layer: str, package: Path, whole: MapExtract) -> None:
    frame = pyogrio.read_dataframe(package, layer=layer)
    features = list(list_features(layer, whole))
    assert frame.crs == "EPSG:4326"
    assert list(frame["id"]) == [feature.id for feature in features]
    for read, feature in zip(frame.geometry, features, strict=True):
        assert read.is_valid
        assert shapely.equals(read, shapely.transform(feature.geometry, lambda p: p.round(5)))
    coordinates = shapely.get_coordinates(frame.geometry)
    assert np.array_equal(coordinates, coordinates.round(5))
    for name, value in features[0].properties.items():
        if isinstance(value, str | int | float):
            assert list(frame[name]) == [feature.properties[name] for feature in features]


def test_lists_of_records_are_kept_as_json(package: Path, whole: MapExtract) -> None:
    for row, zone in zip(read_rows(package, "zones"), list_features("zones", whole), strict=True):
        for name in ("passages", "key_dates", "sources"):
            assert json.loads(row[name]) == zone.properties[name]


def test_arabic_names_survive(package: Path, atlas: Atlas) -> None:
    for layer, records in (("zones", atlas.zones), ("places", atlas.places)):
        names = list(pyogrio.read_dataframe(package, layer=layer)["name_ar"])
        assert names == [record.name_ar for record in records]
        assert re.search(r"[\u0600-\u06ff]", names[0])


def test_places_say_their_rank(package: Path, atlas: Atlas) -> None:
    frame = pyogrio.read_dataframe(package, layer="places")
    assert list(frame["rank"]) == [place.rank for place in atlas.places]


@tables
def test_tables_keep_every_row_to_the_letter(table: str, package: Path, whole: MapExtract) -> None:
    rows = read_rows(package, table)
    assert rows == list(list_rows(table, whole))
    assert rows


def test_quotes_keep_their_quotation_marks(package: Path, corpus: Corpus) -> None:
    quotes = [row["quote"] for row in read_rows(package, "passages")]
    assert quotes == [passage.quote for passage in corpus.passages]
    assert any('"' in quote or "“" in quote for quote in quotes)


def test_the_file_says_what_it_is(package: Path, whole: MapExtract) -> None:
    table = {row["name"]: row["value"] for row in read_rows(package, "about")}
    expected = {**whole.about.name_values(), "filters": "none: all the data"}
    assert table == expected
    with_gdal = pyogrio.read_info(package, layer="zones")["dataset_metadata"]
    assert with_gdal == expected


def test_every_table_has_a_title_and_a_description(database: sqlite3.Connection) -> None:
    listed = database.execute("SELECT table_name, identifier, description FROM gpkg_contents")
    contents = {name: (title, description) for name, title, description in listed}
    styles = contents.pop("layer_styles")
    assert all(styles)
    assert contents == CONTENTS
    assert list(CONTENTS) == [*LAYERS, *TABLES, "about"]


def test_the_file_keeps_to_the_standard(database: sqlite3.Connection) -> None:
    def ask(query: str) -> Any:
        return database.execute(query).fetchall()

    assert ask("PRAGMA application_id") == [(int.from_bytes(b"GPKG"),)]
    assert ask("PRAGMA user_version") == [(10200,)]
    assert ask("PRAGMA integrity_check") == [("ok",)]
    assert ask("PRAGMA foreign_key_check") == []
    registered = {name for (name,) in ask("SELECT table_name FROM gpkg_contents")}
    there = {name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
    own = {name for name in there if not name.startswith(("gpkg_", "rtree_", "sqlite_"))}
    assert own == registered
    extensions = set(ask("SELECT table_name, extension_name FROM gpkg_extensions"))
    assert extensions == {
        *((layer, "gpkg_rtree_index") for layer in LAYERS),
        ("gpkg_metadata", "gpkg_metadata"),
        ("gpkg_metadata_reference", "gpkg_metadata"),
    }


def test_nothing_tells_the_time_of_day(database: sqlite3.Connection) -> None:
    for column, table in (
        ("last_change", "gpkg_contents"),
        ("timestamp", "gpkg_metadata_reference"),
        ("update_time", "layer_styles"),
    ):
        assert set(database.execute(f"SELECT {column} FROM {table}")) == {(RELEASED,)}


def test_a_stamped_file_says_its_moment(atlas: Atlas, corpus: Corpus, tmp_path: Path) -> None:
    extract = make_map_extract(atlas, corpus, Scope(), is_stamped=True)
    path = save(extract, tmp_path / "atlas.gpkg")
    with closing(sqlite3.connect(path)) as database:
        moments = set(database.execute("SELECT last_change FROM gpkg_contents"))
    assert moments == {(extract.about.made.replace("Z", ".000Z"),)}


def test_a_zone_alone_comes_with_what_is_its_own(
    atlas: Atlas, corpus: Corpus, tmp_path: Path
) -> None:
    scope = Scope(zones=("idlib",))
    path = save(make_map_extract(atlas, corpus, scope), tmp_path / "a.gpkg")
    assert [row["id"] for row in read_rows(path, "zones")] == ["idlib"]
    assert {row["zone"] for row in read_rows(path, "boundaries")} == {"idlib"}
    about = {row["name"]: row["value"] for row in read_rows(path, "about")}
    assert about["filters"] == "zone idlib"


def test_what_had_ended_by_a_day_is_marked(atlas: Atlas, corpus: Corpus, tmp_path: Path) -> None:
    scope = read_scope(corpus, as_of="2018-06-01")
    extract = make_map_extract(atlas, corpus, scope)
    path = save(extract, tmp_path / "a.gpkg")
    zones = {row["id"]: row["ended"] for row in read_rows(path, "zones")}
    assert zones["east-ghouta"]
    assert not zones["idlib"]
    assert {row["zone"]: row["ended"] for row in read_rows(path, "extents")} == zones
    said = {row["name"]: row["value"] for row in read_rows(path, "about")}
    text, passages = extract.about.status[0]
    assert f"{text} ({', '.join(passages)})" in said["status"]


def test_tables_that_nothing_is_left_of_keep_their_columns(
    whole: MapExtract, corpus: Corpus, tmp_path: Path
) -> None:
    scope = read_scope(corpus, as_of="2017-01-01", topics=["aid"], outlets=["TASS"])
    extract = make_map_extract(whole.atlas, corpus, scope)
    path = save(extract, tmp_path / "a.gpkg")
    info = pyogrio.read_info(path, layer="dates")
    assert info["features"] == 0
    assert list(info["fields"]) == list(next(list_rows("dates", whole)))


def test_an_atlas_without_zones_still_makes_a_file(corpus: Corpus, tmp_path: Path) -> None:
    scope = Scope()
    path = save(make_map_extract(Atlas(), corpus, scope), tmp_path / "a.gpkg")
    assert pyogrio.read_info(path, layer="zones")["features"] == 0


@layers
def test_each_layer_is_drawn_by_default(layer: str, database: sqlite3.Connection) -> None:
    styles = database.execute(
        "SELECT useAsDefault, f_table_catalog, f_table_schema, f_geometry_column, styleQML"
        " FROM layer_styles WHERE f_table_name = ?",
        [layer],
    ).fetchall()
    assert styles == [(1, "", "", "geom", read_style(layer))]
    geometry = database.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", [layer]
    ).fetchone()
    assert geometry == ("geom",)


@layers
def test_styles_have_the_colours_of_the_page(layer: str) -> None:
    sheet = (ROOT / "dashboard" / "assets" / "map_colours.css").read_text(encoding="utf-8")
    light = re.sub(r"light-dark\((.+), [^,]+\);", r"\1;", sheet)
    page = {tuple(bytes.fromhex(colour)) for colour in re.findall(r"#([0-9a-f]{6})\b", light)}
    halo = re.search(r"--halo: rgb\((\d+) (\d+) (\d+)", light)
    assert halo is not None
    page.add(tuple(int(part) for part in halo.groups()))
    style = read_style(layer)
    found = re.findall(r'[cC]olor"? ?(?:value)?="(\d+),(\d+),(\d+),\d+"', style)
    found += re.findall(r"color_rgba\((\d+), (\d+), (\d+), \d+\)", style)
    assert found
    assert {tuple(int(part) for part in colour) for colour in found} <= page


def test_every_kind_of_line_and_every_rank_has_a_style() -> None:
    boundaries = ElementTree.fromstring(read_style("boundaries"))
    kinds = {category.get("value") for category in boundaries.iter("category")}
    assert kinds == set(get_args(Kind))
    places = ElementTree.fromstring(read_style("places"))
    filters = [rule.get("filter") for rule in places.iter("rule")]
    assert filters == [f'"rank" = {rank}' for rank in (1, 2, 3)] * 2
    extents = ElementTree.fromstring(read_style("extents"))
    assert [category.get("value") for category in extents.iter("category")] == ["core", "possible"]


def test_every_run_writes_the_same_bytes(whole: MapExtract) -> None:
    made = {b"".join(write(whole, "atlas")) for _ in range(3)}
    assert len(made) == 1
    # SQLite's count of changes: of GDAL's, only about one file in ten has one more.
    assert int.from_bytes(made.pop()[24:28]) == 1
    # With a thread of its own for the index, only about one file in ten differs.
    assert pyogrio.get_gdal_config_option("OGR_GPKG_ALLOW_THREADED_RTREE") is False


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    out = tmp_path / "out.gpkg"
    out.write_text("what was there")

    def allow_little() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    result = subprocess.run(
        [sys.executable, "-m", "geodata", "export", "--format", "gpkg", "--out", str(out)],
        cwd=ROOT,
        preexec_fn=allow_little,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("Cannot put the GeoPackage together: ")
    assert result.stderr.count("\n") == 1
    assert out.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [out]
