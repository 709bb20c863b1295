"""The base map's files, against each other and against what they must hold."""

from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from geodata import basemap
from geodata.basemap import load_basemap, read_country
from geodata.errors import BasemapError

BASEMAP = load_basemap()
FOLDER = Path(basemap.__file__).parent
COLLECTIONS = ("country", "governorates", "neighbours", "sea", "rivers", "lakes")


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_collection_is_sound(name: str) -> None:
    features = getattr(BASEMAP, name)["features"]
    assert features
    for feature in features:
        geometry = shape(feature["geometry"])
        assert geometry.is_valid
        assert not geometry.is_empty
        if name != "lakes":
            assert feature["properties"]["name"]
            assert feature["properties"]["name_ar"]


def test_what_a_browser_loads_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.geojson")) < 120 * 1024


def test_governorates_make_up_the_country() -> None:
    governorates = [shape(f["geometry"]) for f in BASEMAP.governorates["features"]]
    kinds = [f["properties"]["kind"] for f in BASEMAP.governorates["features"]]
    assert (kinds.count("governorate"), kinds.count("area of separation")) == (14, 1)
    left = shapely.union_all(governorates).symmetric_difference(read_country())
    assert left.area < 1e-3  # square degrees, 10 km2 of 185,900
    assert left.buffer(-1e-4).is_empty


def test_neighbours_and_sea_stop_at_the_border() -> None:
    for collection in (BASEMAP.neighbours, BASEMAP.sea):
        for feature in collection["features"]:
            overlap = shape(feature["geometry"]) & read_country()
            assert overlap.buffer(-1e-4).is_empty


@pytest.mark.parametrize(
    ("place", "lon", "lat"),
    [
        ("Quneitra", 35.8246, 33.126),
        ("Al-Rafid", 35.9002, 32.9557),
        ("Bir Ajam", 35.8675, 33.0534),
        ("Jubata al-Khashab", 35.833, 33.225),
    ],
)
def test_the_strip_watched_by_the_united_nations_is_in(place: str, lon: float, lat: float) -> None:
    assert read_country().contains(shapely.Point(lon, lat)), place


def test_a_missing_file_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(basemap, "_FOLDER", tmp_path)
    with pytest.raises(BasemapError, match=r"^The base map's file country\.geojson cannot be read"):
        load_basemap()
