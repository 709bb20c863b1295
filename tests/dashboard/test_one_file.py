"""The one file holds what the map rests on, word for word, and nothing that would be fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache

import pytest

from corpus.exports.extract import make_extract
from corpus.exports.scope import Scope
from dashboard.library import Library
from dashboard.map_data import map_data
from geodata.basemap import load_basemap
from tests.dashboard.markup import outline, read_html
from tests.dashboard.one_file import (
    addresses,
    body,
    elements,
    inside,
    make_page,
    page,
    read,
    read_map,
)
from tests.dashboard.shipped import each_article, each_key_date, each_zone
from tests.dashboard.test_escaping import SPOILING, spoiled_library

LIMITS = [{}, {"zones": "south"}, {"topics": "aid"}, {"outlets": "Tabnak"}, {"as_of": "2017-05-10"}]
each_limit = pytest.mark.parametrize("limits", LIMITS, ids=str)


@each_limit
def test_each_id_is_there_once_and_each_link_within_the_file_leads_to_one(
    limits: dict[str, str],
) -> None:
    ids = [one.attributes["id"] for one in read(**limits) if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    known = addresses(read(**limits))
    inner = {
        address for address in known if not re.match(r"https?://\S+$|data:application/", address)
    }
    assert inner
    assert inner <= {f"#{id_}" for id_ in ids}


@each_limit
def test_nothing_in_it_is_fetched(limits: dict[str, str]) -> None:
    html = page(**limits)
    attributes = {name for element in read(**limits) for name in element.attributes}
    assert attributes.isdisjoint({"src", "srcset", "style", "data", "poster", "background"})
    assert "<link" not in html
    styles = html[html.index("<style>") : html.index("</style>")]
    assert "@import" not in styles
    assert all(one.startswith(("data:", "#")) for one in re.findall(r"url\(([^)]*)\)", styles))
    assert "sourceMappingURL" not in html


def test_its_policy_lets_nothing_run_but_what_it_holds() -> None:
    html = page()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found is not None
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    (script,) = re.findall(r"<script>(.*?)</script>", html, flags=re.S)
    (style,) = re.findall(r"<style>(.*?)</style>", html, flags=re.S)
    for part in (script, style):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


@each_article
def test_an_article_stands_there_word_for_word(article_id: str, library: Library) -> None:
    article = library.corpus.article(article_id)
    assert article is not None
    texts = [
        one.text
        for one in inside(f"article-{article_id}")
        if one.tag == "p" and any(outer.has_class("article-text") for outer in one.within)
    ]
    assert texts == [line for line in article.text.split("\n") if line.strip()]
    head = elements()[f"article-{article_id}"].words
    for value in (article.title, article.outlet, article.kind):
        assert " ".join(value.split()) in head
    assert article.url in addresses(inside(f"article-{article_id}"))


def test_each_passage_is_marked_in_its_article_and_leads_to_where_the_file_speaks_of_it(
    library: Library,
) -> None:
    told = addresses(read())
    marked = [one for one in read() if "data-passages" in one.attributes]
    for passage in library.corpus.passages:
        assert f"passage-{passage.id}" in elements()
        assert f"#passage-{passage.id}" in told
        own = [one for one in marked if passage.id in one.attributes["data-passages"].split()]
        assert "".join(one.text for one in own).split() == passage.quote.split()
        assert any("href" in one.attributes for one in own)


@each_zone
def test_a_zones_part_says_all_that_is_known_of_it(zone_id: str, library: Library) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    part = elements()[f"zone-{zone_id}"].words
    said = [zone.name, zone.name_ar, zone.description, zone.method]
    background = elements()[f"background-{zone_id}"].words
    for note in zone.background:
        assert " ".join(note.text.split()) in background
    for stretch in zone.stretches:
        said += [stretch.basis, f"± {stretch.uncertainty_km} km"]
    for text in said:
        assert " ".join(text.split()) in part
    marks = [one.text for one in inside(f"zone-{zone_id}") if one.tag == "mark"]
    own = [one for one in library.corpus.passages_of_zone(zone.id) if one.specific]
    assert marks == [passage.quote for passage in own]
    known = addresses(inside(f"zone-{zone_id}"))
    evidence = {source for stretch in zone.stretches for source in stretch.evidence}
    assert {source for source in evidence if source.startswith("http")} <= known
    named = {source for source in evidence if library.corpus.passage(source)}
    assert {f"#passage-{source}" for source in named} <= known


@each_key_date
def test_a_key_date_stands_with_the_words_it_rests_on(key_date_id: str, library: Library) -> None:
    (key_date,) = (one for one in library.corpus.key_dates if one.id == key_date_id)
    entry = inside(f"date-{key_date_id}")
    quotes = [one.text for one in entry if one.tag == "q"]
    found = [library.corpus.passage(passage) for passage in key_date.passages]
    assert quotes == [passage.quote for passage in found if passage]
    assert key_date.label in elements()[f"date-{key_date_id}"].words
    entry_zones = elements()[f"date-{key_date_id}"].attributes["data-zones"].split()
    assert entry_zones == [*key_date.zones]


def test_background_dates_are_marked_as_such_and_have_their_links(library: Library) -> None:
    part = elements()["afterwards"]
    assert "background, from outside the articles" in part.words
    known = addresses(inside("afterwards"))
    for event in library.corpus.background_dates:
        assert event.label in part.words
        assert {link.url for link in event.links} <= known


def test_the_memorandums_own_text_is_marked_and_has_its_links(library: Library) -> None:
    part = elements()["memorandum-text"].words
    assert "What the memorandum laid down: background, from outside the articles" in part
    known = addresses(inside("memorandum-text"))
    for clause in library.corpus.clauses:
        assert clause.text in part
        assert {link.url for link in clause.links} <= known
    for difference in library.corpus.differences:
        assert difference.text in part
        for answer in difference.answers:
            assert {f"#passage-{passage}" for passage in answer.passages} <= known


def test_it_says_of_itself_what_every_export_says(library: Library) -> None:
    about = make_extract(library.corpus, Scope()).about
    part = elements()["about"].words
    for text in about.name_values().values():
        assert text.split(" https:")[0] in part
    assert about.dataset.licence_url in page()
    assert about.format_filters() in part


def test_a_file_of_one_zone_holds_that_zone_and_names_the_others() -> None:
    found = elements(zones="south")
    assert {id_ for id_ in found if id_.startswith("zone-")} == {"zone-south"}
    assert "limited to: zone south" in body(page(zones="south"))
    data = read_map(page(zones="south"))
    assert [zone["id"] for zone in data["names"]["zones"]] == ["south"]
    assert "Aleppo" in {name for name, *_ in data["names"]["places"]}


def test_silence_is_said_of_those_alone_who_are_silent(library: Library) -> None:
    """Whoever a filter leaves out has not been silent for that."""
    shown = elements(outlets="Tabnak")
    assert any(id_.startswith("question-") for id_ in shown)
    silences = [
        one.words for one in read(outlets="Tabnak") if one.words.startswith("Nothing on this in: ")
    ]
    questions = [one for one in library.corpus.questions if f"question-{one.id}" in shown]
    outlets = {article.id: article.outlet for article in library.corpus.articles}
    expected = [
        "Nothing on this in: "
        + ", ".join(outlets[one.article] for one in question.answers if not one.answer)
        for question in questions
        if not all(one.answer for one in question.answers)
    ]
    assert silences == expected
    assert "left out of this file by its filters" in page(outlets="Tabnak")


def test_the_words_a_line_rests_on_are_there_though_a_filter_leaves_them_out(
    library: Library,
) -> None:
    passage = library.corpus.passage("tass-zones-idlib")
    assert passage is not None
    assert f"passage-{passage.id}" not in elements(outlets="Tabnak")
    part = inside("zone-idlib", outlets="Tabnak")
    assert passage.quote in [one.text for one in part if one.tag == "q"]
    article = library.corpus.article(passage.article)
    assert article is not None
    assert article.url in addresses(part)


def test_a_day_brings_what_held_and_draws_ended_zones_hollow() -> None:
    (status,) = (one for one in read(as_of="2018-06-01") if one.has_class("status"))
    assert "1 June 2018" in status.words
    assert "Background" in status.words
    ended = elements(as_of="2018-06-01")["map"].attributes["data-ended"].split()
    assert "north-homs" in ended
    assert "idlib" not in ended
    assert elements()["map"].attributes["data-ended"] == ""


def test_the_map_is_that_of_the_page(library: Library) -> None:
    assert read_map(page()) == json.loads(json.dumps(map_data(library.atlas, load_basemap())))


@cache
def plain_outline() -> list[tuple[str, tuple[str, ...], int]]:
    """Return the shape of the file where every text is an ordinary word."""
    return outline(body(make_page(spoiled_library("word"), Scope())))


@pytest.mark.parametrize("text", SPOILING)
def test_markup_in_any_text_is_shown_and_does_nothing(text: str) -> None:
    html = make_page(spoiled_library(text), Scope())
    assert html.count("<script") == html.count("</script") == 2
    assert outline(body(html)) == plain_outline()
    assert text in read_html(body(html))[0].text
    drawn = read_map(html)
    assert drawn == json.loads(json.dumps(map_data(spoiled_library(text).atlas, load_basemap())))
