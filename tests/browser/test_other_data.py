"""Other data than the shipped: with markup and a fault, and more articles than fit on the page.

Markup does nothing in a browser, a fault is said on the page, lists are turned, and articles are
fetched alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.bench_collection import write_folder
from tests.browser.reader import Reader, Visit
from tests.server import serve_page

ATTACK = "<img src=x onerror=window.hacked=1><b>bold</b> *starred* [linked](https://example.org)"
# The same on one line of YAML.
QUOTED = json.dumps(ATTACK)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def spoil(data: Path) -> None:
    """Put markup wherever a person writes text, and leave one ring open."""
    replace(data / "geodata" / "zones.yaml", "name: ", f"name: {QUOTED} # ")
    replace(data / "geodata" / "places.csv", ",Aleppo,", f",{ATTACK},")
    replace(data / "corpus" / "key_dates.yaml", "label: ", f"label: {QUOTED} # ")
    replace(data / "corpus" / "questions.yaml", "question: ", f"question: {QUOTED} # ")
    article = data / "corpus" / "articles" / "tass-2017-05-05.md"
    replace(article, "title: ", f"title: {QUOTED} # ")
    boundary = data / "geodata" / "boundaries" / "idlib.geojson"
    document = json.loads(boundary.read_text(encoding="utf-8"))
    for feature in document["features"]:
        feature["properties"]["basis"] = ATTACK
    boundary.write_text(json.dumps(document), encoding="utf-8")
    other = data / "geodata" / "boundaries" / "south.geojson"
    document = json.loads(other.read_text(encoding="utf-8"))
    document["features"][1]["geometry"]["coordinates"][0][0] += 0.1
    other.write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture(scope="module")
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A visit at the page of a data folder with many articles and spoiled records."""
    folder = tmp_path_factory.mktemp("other")
    write_folder(folder / "data", 130)
    spoil(folder / "data")
    with serve_page(folder / "log", ZONES_DATA=str(folder / "data")) as server:
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


def test_an_article_that_the_document_lacks_is_found_read_and_left(reader: Reader) -> None:
    page = reader.page
    links = page.locator(".sources a[data-choose]")
    expect(links).to_have_count(100)
    page.get_by_label("Title, outlet or date").fill("article 129:")
    page.get_by_label("Title, outlet or date").press("Enter")
    expect(links).to_have_count(1)
    links.click()
    expect(reader.title).to_have_text("Article 129: what was said")
    expect(page).to_have_url(re.compile("article=generated-129"))
    page.locator(".article-nav .back").click()
    expect(reader.title).not_to_have_text("Article 129: what was said")
    page.go_back()
    expect(reader.title).to_have_text("Article 129: what was said")
    # Whoever opens its address has it from the start.
    page.reload()
    expect(reader.title).to_have_text("Article 129: what was said")
    reader.wait_for_map()
