"""The files a reader saves can be opened elsewhere, and hold what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyogrio
import pytest

from corpus.zone_ids import ZoneId
from dashboard.library import Library
from geodata.layers import LAYERS, layer
from tests.browser.reader import Reader
from tests.dashboard.shipped import each_zone


def save(reader: Reader, label: str, folder: Path) -> Path:
    """Click a download button; return the file it gave, under its own name."""
    button = reader.page.locator(".st-key-downloads").get_by_role("button", name=label, exact=True)
    button.scroll_into_view_if_needed()
    with reader.page.expect_download() as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("All zones", "zones"),
        ("Core and possible extents", "extents"),
        ("Boundary stretches", "boundaries"),
        ("Places", "places"),
    ],
)
def test_a_layer_is_saved(
    label: str, name: str, reader: Reader, library: Library, tmp_path: Path
) -> None:
    assert name in LAYERS
    path = save(reader, label, tmp_path)
    assert path.name == f"de-escalation-{name}.geojson"
    expected = layer(name, library.atlas, library.corpus)["features"]
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert [feature["id"] for feature in document["features"]] == [one["id"] for one in expected]
    assert "crs" not in document
    table = pyogrio.read_dataframe(path)
    assert len(table) == len(expected)
    assert table.crs.to_epsg() == 4326
    assert table.geometry.is_valid.all()


@each_zone
def test_the_chosen_zone_is_saved_alone(
    zone_id: ZoneId, reader: Reader, library: Library, tmp_path: Path
) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    reader.choose_in_list(zone_id)
    reader.expect_zone(zone_id)
    path = save(reader, "This zone", tmp_path)
    assert path.name == f"de-escalation-zones-{zone_id}.geojson"
    (feature,) = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert feature["id"] == zone_id
    assert feature["properties"]["passages"][0]["quote"]
    (geometry,) = pyogrio.read_dataframe(path).geometry
    assert geometry.symmetric_difference(zone.drawn).area < 1e-6 * zone.drawn.area


def test_the_linked_passages_are_saved(reader: Reader, library: Library, tmp_path: Path) -> None:
    path = save(reader, "Linked passages", tmp_path)
    assert path.name == "de-escalation-annotations.jsonld"
    text = path.read_text(encoding="utf-8")
    json.loads(text)
    for passage in library.corpus.passages:
        assert json.dumps(passage.quote, ensure_ascii=False) in text
