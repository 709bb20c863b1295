"""The page's HTML: the quoted words are verbatim, each with its source, and every link leads on."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

import geodata
from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.exports.scope import read_filters
from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.api.downloads import DOWNLOADS
from dashboard.library import Library, open_library
from dashboard.panels import markup
from dashboard.panels.sections import CONTENTS
from dashboard.selection import parse_address, read_selection
from geodata import wording
from geodata.records import Atlas
from tests.dashboard.markup import Element, links, read_html
from tests.dashboard.pieces import document, every_panel, find, inside, shipped_document
from tests.dashboard.shipped import ARTICLE_IDS, each_article, each_passage, each_zone

# The first view is a page of its own, with scripts: test_first_view looks at it.
PANELS = {
    name: html for name, html in every_panel(open_library()) if not name.startswith("first view")
}
each_panel = pytest.mark.parametrize("name", PANELS)


@each_panel
def test_every_panel_is_well_formed(name: str) -> None:
    elements = read_html(PANELS[name])
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert len(set(ids)) == len(ids), "an id stands twice"
    for element in elements:
        assert element.tag not in ("script", "style", "iframe", "object", "form")
        assert not [name for name in element.attributes if name.startswith("on")]


@each_panel
def test_every_link_has_words_and_leads_somewhere(name: str) -> None:
    ids = {element.attributes.get("id") for element in read_html(PANELS[name])}
    ids |= {section.id for section in CONTENTS}
    for link in links(PANELS[name]):
        assert_leads_somewhere(link, ids)


def assert_leads_somewhere(link: Element, ids: set[str | None]) -> None:
    """Fail unless a link has words and opens a part, a selection, our own data or another site."""
    assert any(map(str.isalnum, link.text or link.attributes.get("aria-label", ""))), link
    address = link.attributes["href"]
    if address.startswith("#"):
        assert address[1:] in ids
    elif address.startswith("?"):
        assert read_selection(parse_address(address), open_library().corpus)[1] == ()
    elif address.startswith("api/"):
        path, _, query = address.removeprefix("api/").partition("?")
        assert path in DOWNLOADS
        scope = read_filters(
            open_library().corpus, {name: [value] for name, value in parse_qsl(query)}
        )
        assert scope.zones or scope.passages
    else:
        assert urlsplit(address).hostname


def cards(elements: list[Element]) -> list[str]:
    return [one.attributes["data-passage"] for one in elements if one.has_class("excerpt")]


def marks(elements: list[Element]) -> list[str]:
    return [element.text for element in elements if element.tag == "mark"]


@each_zone
def test_every_excerpt_on_a_zone_is_quoted_verbatim(zone_id: ZoneId, library: Library) -> None:
    own = [one for one in library.corpus.passages_of_zone(zone_id) if one.specific]
    assert cards(inside(f"zone-{zone_id}")) == [passage.id for passage in own]
    assert marks(inside(f"zone-{zone_id}")) == [passage.quote for passage in own]


def test_every_excerpt_on_all_four_zones_is_quoted_verbatim_once(library: Library) -> None:
    shared = inside("all-zones")
    assert len(cards(shared)) == len({*cards(shared)})
    quotes = dict(zip(cards(shared), marks(shared), strict=True))
    assert quotes == {p.id: p.quote for p in library.corpus.passages if p.zones == ZONE_IDS}


@each_zone
def test_an_excerpt_stands_in_its_paragraph_with_its_source(
    zone_id: ZoneId, library: Library
) -> None:
    corpus = library.corpus
    elements = inside(f"zone-{zone_id}", "all-zones")
    shown: tuple[Element, str] | None = None
    for card in (one for one in elements if one.has_class("excerpt")):
        passage = corpus.passage(card.attributes["data-passage"])
        assert passage is not None
        article = corpus.article_of(passage)
        within = [element for element in elements if card in element.within]
        (quoted,) = (element for element in within if element.tag == "blockquote")
        assert quoted.attributes["cite"] == article.url
        paragraph = " ".join("".join(corpus.context(passage)).split())
        if card.has_class("continues"):
            # The excerpt above has it.
            assert (card.within[-1], paragraph) == shown
            assert quoted.words == " ".join(passage.quote.split())
        else:
            assert quoted.words == paragraph
            assert (card.within[-1], paragraph) != shown
        shown = (card.within[-1], paragraph)
        for said in (article.outlet, format_edtf(article.published), article.kind, passage.speaker):
            assert said in card.words
        assert article.url in [link.attributes.get("href") for link in within]
        (read,) = (element for element in within if element.attributes.get("data-choose"))
        assert read.attributes["href"] == f"#passage-{passage.id}"
        assert passage.quote[:30] in read.attributes["aria-label"]


@each_zone
def test_a_zone_is_described_with_its_range(zone_id: ZoneId, library: Library) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    elements = inside(f"zone-{zone_id}")
    head = find(f"zone-{zone_id}").words
    for said in (zone.name, zone.name_ar, zone.description, *zone.governorates, *zone.alt_names):
        assert said in head
    for area in (zone.area_km2, zone.area_core_km2, zone.area_possible_km2):
        assert wording.format_area(area) in head
    arabic = [e for e in elements if e.attributes.get("lang") == "ar"]
    assert [(e.text, e.attributes["dir"]) for e in arabic] == [(zone.name_ar, "rtl")]


@each_zone
def test_a_zone_is_told_in_the_promised_order(zone_id: ZoneId) -> None:
    """Facts, the boundary, what is said of it, of all four, dates, differences, background."""
    elements = shipped_document()
    parts = [find(id_) for id_ in (f"zone-{zone_id}", "all-zones", "dates", "questions")]
    parts.append(find("background"))
    places = [elements.index(part) for part in parts]
    assert places == sorted(places)
    own = inside(f"zone-{zone_id}")
    facts, drawn, excerpts = (
        next(place for place, one in enumerate(own) if one.has_class(name))
        for name in ("facts", "drawn", "excerpts")
    )
    assert facts < drawn < excerpts
    # Three of the topics are open at first.
    groups = [one for one in inside("all-zones") if one.tag == "details"]
    assert ["open" in group.attributes for group in groups] == [n < 3 for n in range(len(groups))]


@each_zone
def test_every_stretch_is_told_with_its_basis_and_evidence(
    zone_id: ZoneId, library: Library
) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    elements = inside(f"zone-{zone_id}")
    (stretches,) = (e for e in elements if e.has_class("stretches"))
    told = [e for e in elements if e.tag == "li" and stretches in e.within]
    assert len(told) == len(zone.stretches)
    for item, stretch in zip(told, zone.stretches, strict=True):
        assert " ".join(stretch.basis.split()) in item.words
        assert f"± {stretch.uncertainty_km:g} km" in item.words.replace(".0 km", " km")
        addresses = [e.attributes["href"] for e in elements if e.tag == "a" and item in e.within]
        for source in stretch.evidence:
            assert source in addresses or f"#passage-{source}" in addresses
    background = find(f"background-{zone_id}").words
    for note in zone.background:
        assert " ".join(note.text.split()) in background


@each_zone
def test_evidence_that_is_missing_is_no_link(zone_id: ZoneId, library: Library) -> None:
    """A fault in the data is listed; the stretch that has it must not show an empty link."""
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    stretches = tuple(
        stretch.model_copy(update={"evidence": ("no-such-passage", "javascript:alert(1)")})
        for stretch in zone.stretches
    )
    broken = zone.model_copy(update={"stretches": stretches})
    atlas = replace(library.atlas, zones=(broken,))
    html = document(replace(library, atlas=atlas))
    ids = {element.attributes.get("id") for element in read_html(html)}
    for link in links(html):
        assert_leads_somewhere(link, ids)


@each_article
def test_an_article_is_shown_whole_with_what_kind_of_source_it_is(
    article_id: str, library: Library
) -> None:
    article = library.corpus.article(article_id)
    assert article is not None
    elements = inside(f"article-{article_id}")
    (text,) = (e for e in elements if e.has_class("article-text"))
    paragraphs = [e.text for e in elements if e.tag == "p" and text in e.within]
    assert paragraphs == [line for line in article.text.split("\n") if line.strip()]
    whole = find(f"article-{article_id}").words
    for said in (article.title, article.outlet, article.kind, format_edtf(article.published)):
        assert said in whole
    assert article.url in [e.attributes.get("href") for e in elements]


@each_passage
def test_a_passage_is_marked_in_its_article(passage_id: str, library: Library) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    elements = inside(f"article-{passage.article}")
    marked = [e for e in elements if passage_id in e.attributes.get("data-passages", "").split()]
    assert "".join(e.text for e in marked) == passage.quote
    anchor = find(f"passage-{passage_id}")
    assert anchor.attributes["data-zones"].split() == [*passage.zones]
    following = elements[elements.index(anchor) + 1 :]
    assert next(e for e in following if e.tag == "a") is marked[0]


def test_the_table_of_differences_has_every_answer_and_every_silence(library: Library) -> None:
    elements = read_html(markup.questions(library))
    cells = [element for element in elements if element.tag == "td"]
    expected = [
        answer.answer or "says nothing of it"
        for question in library.corpus.questions
        for answer in question.answers
    ]
    assert [cell.words for cell in cells] == [" ".join(text.split()) for text in expected]
    heads = [e.words for e in elements if e.tag == "th" and e.attributes["scope"] == "row"]
    words = {"differ": "They differ", "complement": "They add to one another"}
    words |= {"agree": "They agree", "alone": "One speaks alone"}
    for head, question in zip(heads, library.corpus.questions, strict=True):
        assert question.outcome
        assert head.startswith(f"{question.question} {words[question.outcome]}")
        # Where both rest on a sentence that they share, they are not two witnesses.
        used = {passage for answer in question.answers for passage in answer.passages}
        assert ("not independent" in head) == ({"newcoldwar-jones", "tabnak-jones"} <= used)
    assert len(cells) == len(library.corpus.questions) * len(ARTICLE_IDS)


def test_a_page_without_any_data_can_be_shown(library: Library) -> None:
    for empty in (
        Library(corpus=Corpus(), atlas=Atlas()),
        Library(corpus=Corpus(), atlas=geodata.load(Corpus())),
        Library(corpus=library.corpus, atlas=Atlas()),
    ):
        for _, html in every_panel(empty):
            read_html(html)


def test_the_memorandums_own_text_comes_first_as_background(library: Library) -> None:
    corpus = library.corpus
    elements = inside("memorandum-text")
    (text,) = (element for element in elements if element.has_class("memorandum"))
    assert text.has_class("background")
    assert "background, from outside the articles" in text.words
    addresses = {element.attributes.get("href") for element in elements}
    for clause in corpus.clauses:
        assert clause.text in text.words
        for link in clause.links:
            assert link.url in addresses
            assert f"{link.publisher} ({link.kind}" in text.words
    for difference in corpus.differences:
        assert difference.text in text.words
        for answer in difference.answers:
            assert answer.answer in text.words
            assert addresses.issuperset(f"#passage-{passage}" for passage in answer.passages)
    assert not [e for e in elements if e.tag == "details" and "open" in e.attributes]


def test_what_is_known_of_boundaries_is_said_once_with_its_sources(library: Library) -> None:
    publication = library.atlas.publication
    assert publication is not None
    first, rest = publication.text.split("; ", 1)
    assert (first in library.atlas.introduction, rest[1:] in find("publication").words) == (1, 1)
    addresses = {element.attributes.get("href") for element in inside("publication")}
    assert addresses.issuperset(link.url for link in publication.links)


def test_what_became_of_the_zones_names_who_says_they_ended(library: Library) -> None:
    lines = [one for one in inside("afterwards") if one.tag == "li"]
    for event in library.corpus.background_dates:
        (line,) = (one for one in lines if event.label in one.words)
        assert line.attributes["data-zones"].split() == [*event.zones]
        ending = f"end of the zone, according to {event.by}"
        assert (ending in line.words) == bool(event.ends)


@each_zone
def test_a_key_date_stands_with_the_words_it_rests_on(zone_id: ZoneId, library: Library) -> None:
    for key_date in library.corpus.key_dates:
        entry = find(f"date-{key_date.id}")
        assert (zone_id in entry.attributes["data-zones"].split()) == (zone_id in key_date.zones)
        quotes = [e.text for e in inside(f"date-{key_date.id}") if e.tag == "q"]
        passages = [library.corpus.passage(passage) for passage in key_date.passages]
        assert quotes == [passage.quote for passage in passages if passage]
        assert key_date.derivation in entry.text
