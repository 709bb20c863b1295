"""The files a reader saves from the page are those of the command line and the addresses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from corpus.formats import Format
from corpus.scope import Scope
from corpus.zone_ids import ZoneId
from dashboard.exporting import LAYER_NAMES
from dashboard.formats import FORMATS, Download, make_download, name_file
from dashboard.library import Library
from geodata.extract import MapExtract
from tests.browser.reader import Reader
from tests.dashboard.shipped import each_zone
from tests.server import Server


def choose(reader: Reader, field: str, option: str) -> None:
    """Choose an option of one of the panel's fields with the keyboard."""
    # A list that is open closes when the page is drawn anew.
    reader.page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    box = reader.page.locator(".st-key-downloads").get_by_role("combobox", name=field)
    if box.input_value() != option:
        box.click()
        box.fill(option)
        reader.page.get_by_role("option", name=option, exact=True).first.wait_for()
        box.press("Enter")
    expect(box).to_have_value(option)


def save(reader: Reader, name: str, folder: Path) -> bytes:
    """Save the file of this name with the panel's button; return what is in it."""
    button = reader.page.get_by_role("button", name=f"Download {name}", exact=True)
    button.scroll_into_view_if_needed()
    with reader.page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == name
    path = folder / name
    download.value.save_as(path)
    return path.read_bytes()


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.id)
def test_each_format_is_saved(
    known: Format[MapExtract], reader: Reader, library: Library, server: Server, tmp_path: Path
) -> None:
    download = Download(known, known.layers[0])
    choose(reader, "What", LAYER_NAMES[download.layer])
    choose(reader, "Format", f"{known.title} (.{known.extension})")
    saved = save(reader, name_file(download, Scope()), tmp_path)
    assert saved == make_download(library, download, Scope(), server.address)


@each_zone
def test_the_chosen_zone_is_saved_alone(zone_id: ZoneId, reader: Reader, tmp_path: Path) -> None:
    reader.choose_in_list(zone_id)
    reader.expect_zone(zone_id)
    choose(reader, "What", LAYER_NAMES["zones"])
    choose(reader, "Format", f"{FORMATS[0].title} (.geojson)")
    saved = save(reader, f"de-escalation-zones-{zone_id}.geojson", tmp_path)
    (feature,) = json.loads(saved)["features"]
    assert feature["id"] == zone_id
    assert feature["properties"]["passages"][0]["quote"]
