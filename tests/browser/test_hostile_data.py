"""Markup in the data files does nothing in a browser; a fault in them is said on the page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reader import Reader, Visit
from tests.server import ROOT, serve_page

ATTACK = "<img src=x onerror=window.hacked=1><b>bold</b> *starred* [linked](https://example.org)"
# The same on one line of YAML.
QUOTED = json.dumps(ATTACK)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def spoil(copy: Path) -> None:
    """Put markup wherever a person writes text, and leave one ring open."""
    replace(copy / "geodata" / "zones.yaml", "name: ", f"name: {QUOTED} # ")
    replace(copy / "geodata" / "places.csv", ",Aleppo,", f",{ATTACK},")
    replace(copy / "corpus" / "key_dates.yaml", "label: ", f"label: {QUOTED} # ")
    replace(copy / "corpus" / "questions.yaml", "question: ", f"question: {QUOTED} # ")
    article = copy / "corpus" / "articles" / "tass-2017-05-05.md"
    replace(article, "title: ", f"title: {QUOTED} # ")
    boundary = copy / "geodata" / "boundaries" / "idlib.geojson"
    document = json.loads(boundary.read_text(encoding="utf-8"))
    for feature in document["features"]:
        feature["properties"]["basis"] = ATTACK
    boundary.write_text(json.dumps(document), encoding="utf-8")
    other = copy / "geodata" / "boundaries" / "south.geojson"
    document = json.loads(other.read_text(encoding="utf-8"))
    document["features"][1]["geometry"]["coordinates"][0][0] += 0.1
    other.write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture(scope="module")
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A visit at a copy of the project with spoiled data."""
    copy = tmp_path_factory.mktemp("copy")
    for package in ("corpus", "geodata", "dashboard"):
        shutil.copytree(
            ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    spoil(copy)
    with serve_page(copy / "server.log", copy) as server:
        made = Visit(browser, server.address)
        yield made
        made.close()


@pytest.fixture(scope="module")
def reader(visit: Visit) -> Reader:
    reader = visit.open("/?zone=idlib")
    reader.wait_for_map()
    return reader


@pytest.fixture(autouse=True)
def _nothing_happened(reader: Reader, visit: Visit) -> Iterator[None]:
    yield
    for part in (reader.page, reader.frame):
        assert part.evaluate("() => window.hacked") is None
        assert part.locator("img[src='x']").count() == 0
    visit.check()


def test_markup_in_the_panel_is_shown_as_it_was_written(reader: Reader) -> None:
    expect(reader.title).to_contain_text(ATTACK)
    expect(reader.page.locator(".questions th").filter(has_text=ATTACK)).to_have_count(1)
    expect(reader.page.locator(".sources a").filter(has_text=ATTACK)).to_have_count(1)


def test_markup_on_the_map_is_shown_as_it_was_written(reader: Reader) -> None:
    expect(reader.map.locator(".zone-label.of-idlib")).to_contain_text(ATTACK)
    reader.rest_on_line("idlib")
    expect(reader.map.locator(".tip-box")).to_contain_text(ATTACK)


def test_markup_in_the_list_is_shown_as_it_was_written(reader: Reader) -> None:
    expect(reader.zone_list.get_by_test_id("stRadioOption").nth(1)).to_have_text(ATTACK)
    expect(reader.zone_list.locator("em, strong, b, img")).to_have_count(0)


def test_a_fault_is_said_and_the_other_zones_are_drawn(reader: Reader) -> None:
    expect(reader.notice).to_contain_text("boundaries/south.geojson")
    expect(reader.notice).to_contain_text("all other records are shown")
    for zone_id in ("idlib", "north-homs", "east-ghouta"):
        expect(reader.shape(zone_id)).to_be_visible()
    expect(reader.shape("south")).to_have_count(0)
    reader.click_zone("north-homs")
    reader.expect_zone("north-homs")
