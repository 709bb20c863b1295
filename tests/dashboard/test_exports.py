"""Every layer in every format: the command line and the server give what the writer makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.request import urlopen

import pytest

import corpus.__main__
import corpus.exports.formats
import dashboard.__main__
import geodata.__main__
import geodata.exports.formats
from corpus.exports.formats import list_layers
from corpus.exports.scope import Scope
from dashboard.api.downloads import DOWNLOADS, FORMATS, Download, make_download
from dashboard.library import open_library
from geodata import wording
from tests.server import Server

WHOLE = [download for download in DOWNLOADS.values() if not download.zone]
COMMANDS = {
    "corpus": (corpus.__main__.main, {known.id for known in corpus.exports.formats.FORMATS}),
    "geodata": (geodata.__main__.main, {known.id for known in geodata.exports.formats.FORMATS}),
    "dashboard": (dashboard.__main__.main, {known.id for known in FORMATS}),
}
# The figures take long to be drawn: tests/geodata/test_figure.py has them from the command.
each_quick_one = pytest.mark.parametrize(
    "download",
    [download for download in WHOLE if download.layer != "figure"],
    ids=lambda download: download.path,
)


@cache
def make(path: str) -> bytes:
    """Return what the writer makes."""
    return make_download(open_library(), DOWNLOADS[path], Scope(), "")


def run(
    main: Callable[[list[str]], int],
    download: Download,
    folder: Path,
    said: pytest.CaptureFixture[bytes],
) -> bytes:
    """Return what a command writes without a word."""
    out = folder / f"out.{download.format.extension}"
    asked = ["--format", download.format.id, "--layer", download.layer]
    assert main(["export", *asked, "--out", str(out)]) == 0
    assert said.readouterr() == (b"", b"")
    return out.read_bytes()


@each_quick_one
def test_the_command_line_writes_it(
    download: Download, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(dashboard.__main__.main, download, tmp_path, capsysbinary) == make(download.path)


@pytest.mark.parametrize(
    ("package", "path"), [("corpus", "annotations.jsonld"), ("geodata", "zones.fgb")]
)
def test_the_packages_to_the_left_write_the_same(
    package: str, path: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    main, _ = COMMANDS[package]
    assert run(main, DOWNLOADS[path], tmp_path, capsysbinary) == make(path)


@each_quick_one
def test_the_server_gives_the_same(download: Download, server: Server) -> None:
    with urlopen(f"{server.address}/api/{download.path}") as answer:
        assert answer.read() == make(download.path)


def test_each_package_has_the_formats_of_those_to_its_left() -> None:
    own = [ids for _, ids in COMMANDS.values()]
    assert own[0] < own[1] < own[2]


def test_a_layer_and_an_ending_are_of_one_format() -> None:
    paths = [(layer, known.extension) for known in FORMATS for layer in known.layers]
    assert len(paths) == len(set(paths)) == len(WHOLE)
    assert len({known.id for known in FORMATS}) == len(FORMATS)


def test_each_layer_has_a_name_on_the_page() -> None:
    assert set(list_layers(FORMATS)) <= set(wording.LAYERS)
