"""Shapefiles read back with GDAL: what they hold, and what was cut is said."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pyogrio
import pytest

from geodata.exports import shapefile
from geodata.exports.extract import MapExtract
from geodata.exports.frames import make_frame
from geodata.exports.layers import LAYERS


@pytest.fixture(scope="module")
def archive(whole: MapExtract, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shapes") / "atlas.zip"
    path.write_bytes(b"".join(shapefile.write(whole, "atlas")))
    return path


@pytest.mark.parametrize("layer", LAYERS)
def test_every_feature_is_there_under_names_that_fit(
    layer: str, archive: Path, whole: MapExtract
) -> None:
    read = pyogrio.read_dataframe(f"/vsizip/{archive}/{layer}.shp")
    frame = make_frame(layer, whole)
    assert [*read["id"]] == [*frame["id"]]
    assert read.crs.to_epsg() == 4326
    assert read.geometry.normalize().geom_equals_exact(frame.geometry.normalize(), 1e-9).all()
    assert all(len(name) <= shapefile.LONGEST_NAME for name in read.columns if name != "geometry")
    explained = zipfile.ZipFile(archive).read("README.txt").decode()
    for name in frame.columns:
        short = shapefile.SHORT_NAMES.get(name, name)
        assert short in read.columns or f"{name}" in explained.partition(f"{layer}:")[2]
        assert short == name or f"{short} is {name}" in explained


def test_texts_that_are_cut_end_with_a_sign_and_are_named(archive: Path, whole: MapExtract) -> None:
    read = pyogrio.read_dataframe(f"/vsizip/{archive}/zones.shp").set_index("id")
    for zone in whole.atlas.zones:
        method = read.loc[zone.id, "method"]
        assert len(method.encode()) <= shapefile.LONGEST_TEXT
        assert method.endswith("…")
        assert zone.method.startswith(method[:-1])
        assert read.loc[zone.id, "name_ar"] == zone.name_ar
    explained = zipfile.ZipFile(archive).read("README.txt").decode()
    assert "some texts are cut: name_note, method" in explained
    assert whole.about.dataset.citation in explained


def test_the_archive_tells_no_day_but_that_of_the_data(archive: Path, whole: MapExtract) -> None:
    files = zipfile.ZipFile(io.BytesIO(archive.read_bytes()))
    year, month, day = files.read("zones.dbf")[1:4]
    assert f"{1900 + year}-{month:02}-{day:02}" == whole.about.made
    assert {entry.date_time for entry in files.infolist()} == {(1980, 1, 1, 0, 0, 0)}
