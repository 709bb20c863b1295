"""The files a reader saves from the page are those of the command line and the addresses."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, expect

from corpus.exports.formats import Format
from corpus.exports.scope import Scope
from dashboard.api.downloads import DOWNLOADS, FORMATS, Download, make_download, name_file
from dashboard.document import ZONE_DOWNLOADS
from dashboard.library import Library
from geodata import wording
from geodata.exports.extract import MapExtract
from tests.browser.reader import Reader
from tests.server import Server


def choose(reader: Reader, field: str, option: str, offered: str) -> Locator:
    """Choose an option of the panel with the keyboard; return the link, once it offers a file."""
    box = reader.page.locator(".st-key-downloads").get_by_role("combobox", name=field)
    if box.input_value() != option:
        box.click()
        box.fill(option)
        reader.page.get_by_role("option", name=option, exact=True).first.wait_for()
        box.press("Enter")
    expect(box).to_have_value(option)
    # A list that is open would close when the panel is drawn anew: wait for that.
    link = reader.page.get_by_role("link", name=f"Download {offered}")
    link.wait_for()
    return link


def receive(reader: Reader, control: Locator, name: str, folder: Path) -> bytes:
    """Click what saves a file of this name; return what is in it."""
    control.scroll_into_view_if_needed()
    # Made apart from the page, where others may go first.
    with reader.page.expect_download(timeout=120_000) as download:
        control.click()
    assert download.value.suggested_filename == name
    path = folder / name
    download.value.save_as(path)
    return path.read_bytes()


# Of each kind: a layer, a table, what is drawn. That the panel offers all others, and under which
# address, is in tests/dashboard/test_page.py.
SAVED = ("geojson", "gpkg", "ris", "pdf")


@pytest.mark.parametrize(
    "known", [known for known in FORMATS if known.id in SAVED], ids=lambda known: known.id
)
def test_each_format_is_saved(
    known: Format[MapExtract], reader: Reader, server: Server, tmp_path: Path
) -> None:
    download = Download(known, known.layers[0])
    name = name_file(download, Scope())
    choose(reader, "What", wording.LAYERS[download.layer].title, f"de-escalation-{download.layer}.")
    link = choose(reader, "Format", f"{known.title} (.{known.extension})", name)
    saved = receive(reader, link, name, tmp_path)
    # Which is what the writer makes: see tests/dashboard/test_exports.py.
    with urlopen(f"{server.address}/api/{download.path}") as answer:
        assert saved == answer.read()


@pytest.mark.parametrize("path", ["zones.geojson", "atlas.html"])
def test_a_zone_is_saved_from_beside_its_name(
    path: str, reader: Reader, library: Library, tmp_path: Path
) -> None:
    reader.choose_in_list("east-ghouta")
    reader.expect_zone("east-ghouta")
    link = reader.panel.locator(".facts").get_by_role("link", name=ZONE_DOWNLOADS[path], exact=True)
    scope = Scope(zones=("east-ghouta",))
    saved = receive(reader, link, name_file(DOWNLOADS[path], scope), tmp_path)
    assert saved == make_download(library, DOWNLOADS[path], scope, "")
