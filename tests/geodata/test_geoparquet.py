"""The layers as GeoParquet, read back with geopandas and DuckDB."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import geopandas as gpd
import pyarrow.parquet as pq
import pytest
import shapely

from corpus import Corpus
from corpus.exports.scope import read_scope
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.frames import flatten
from geodata.exports.geoparquet import write
from geodata.exports.layers import LAYERS, list_features
from geodata.records import Atlas

layers = pytest.mark.parametrize("name", LAYERS)


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB by itself: without extensions, which it would fetch."""
    offline: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=offline) as connection:
        yield connection


@layers
def test_geopandas_reads_the_same(name: str, whole: MapExtract) -> None:
    document = io.BytesIO(b"".join(write(whole, name)))
    frame = gpd.read_parquet(document)
    features = list(list_features(name, whole))
    assert frame.crs == "EPSG:4326"
    assert frame.columns[0] == "id"
    assert frame.columns[-1] == "geometry"
    assert list(frame["id"]) == [feature.id for feature in features]
    for feature, (_, row) in zip(features, frame.iterrows(), strict=True):
        assert row.pop("geometry").equals(feature.geometry)
        assert row.to_dict() == {"id": feature.id} | flatten(feature.properties)


@layers
def test_duckdb_reads_the_same(
    name: str, whole: MapExtract, database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.parquet"
    path.write_bytes(b"".join(write(whole, name)))
    query = "SELECT id, geometry::VARCHAR FROM read_parquet(?)"
    read = dict(database.execute(query, [str(path)]).fetchall())
    features = {feature.id: feature.geometry for feature in list_features(name, whole)}
    assert list(read) == list(features)
    for name_of, geometry in features.items():
        assert shapely.from_wkt(read[name_of]).equals(geometry)


def test_duckdb_counts_what_each_zone_rests_on(
    corpus: Corpus, whole: MapExtract, database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "zones.parquet"
    path.write_bytes(b"".join(write(whole, "zones")))
    query = "SELECT id, name_ar, passages FROM read_parquet(?) WHERE area_km2 > 2000"
    found = database.execute(query, [str(path)]).fetchall()
    assert [(zone, name) for zone, name, _ in found] == [
        (zone.id, zone.name_ar) for zone in whole.atlas.zones if zone.area_km2 > 2000
    ]
    for zone, _, passages in found:
        ids = [passage["id"] for passage in json.loads(passages)]
        assert ids == [passage.id for passage in corpus.passages_of_zone(zone)]


def test_the_file_says_where_it_comes_from(
    atlas: Atlas, corpus: Corpus, database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    scope = read_scope(corpus, ["south"], ["aid"], as_of="2017-06-01")
    extract = make_map_extract(atlas, corpus, scope)
    path = tmp_path / "zones.parquet"
    path.write_bytes(b"".join(write(extract, "zones")))
    query = "SELECT value FROM parquet_kv_metadata(?) WHERE key = 'about'::BLOB"
    ((about,),) = database.execute(query, [str(path)]).fetchall()
    assert json.loads(about) == extract.about.describe()
    geo = json.loads(pq.read_schema(path).metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


@layers
def test_a_layer_may_be_empty(name: str, corpus: Corpus) -> None:
    scope = read_scope(corpus)
    extract = make_map_extract(Atlas(), corpus, scope)
    assert len(gpd.read_parquet(io.BytesIO(b"".join(write(extract, name))))) == 0


def test_an_unknown_layer_is_refused(whole: MapExtract) -> None:
    with pytest.raises(KeyError):
        list(write(whole, "roads"))
