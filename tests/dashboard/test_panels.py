"""The page's HTML: the quoted words are verbatim, each with its source, and every link leads on."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.api.downloads import DOWNLOADS
from dashboard.library import Library, open_library
from dashboard.panels import markup
from dashboard.selection import Selection, parse_address, read_selection
from geodata import wording
from geodata.records import Atlas
from tests.dashboard.markup import Element, links, read_html
from tests.dashboard.pieces import every_panel, reading
from tests.dashboard.shipped import ARTICLE_IDS, each_article, each_passage, each_zone

PANELS = dict(every_panel(open_library()))
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
    for link in links(PANELS[name]):
        assert_leads_somewhere(link)


def assert_leads_somewhere(link: Element) -> None:
    """Fail unless a link has words and opens a selection, our own data or another site."""
    assert any(letter.isalnum() for letter in link.text), f"a link that says “{link.text}”"
    address = link.attributes["href"]
    if address.startswith("?"):
        assert read_selection(parse_address(address), open_library().corpus)[1] == ()
    elif address.startswith("api/"):
        path, _, query = address.removeprefix("api/").partition("?")
        assert path in DOWNLOADS
        assert parse_qsl(query)[0][1] in ZONE_IDS
    else:
        assert urlsplit(address).hostname


def cards(html: str) -> list[str]:
    return [
        element.attributes["id"].removeprefix("excerpt-")
        for element in read_html(html)
        if element.has_class("excerpt")
    ]


def marks(html: str) -> list[str]:
    return [element.text for element in read_html(html) if element.tag == "mark"]


@each_zone
def test_every_excerpt_on_a_zone_is_quoted_verbatim(zone_id: ZoneId, library: Library) -> None:
    html = reading(library, Selection(zone=zone_id))
    expected = library.corpus.passages_of_zone(zone_id)
    assert cards(html) == [passage.id for passage in expected]
    assert marks(html) == [passage.quote for passage in expected]


def test_every_excerpt_on_all_four_zones_is_quoted_verbatim(library: Library) -> None:
    html = reading(library, Selection())
    quotes = dict(zip(cards(html), marks(html), strict=True))
    assert quotes == {p.id: p.quote for p in library.corpus.passages if p.zones == ZONE_IDS}


@each_zone
def test_an_excerpt_stands_in_its_paragraph_with_its_source(
    zone_id: ZoneId, library: Library
) -> None:
    corpus = library.corpus
    elements = read_html(reading(library, Selection(zone=zone_id)))
    for passage in corpus.passages_of_zone(zone_id):
        article = corpus.article(passage.article)
        assert article is not None
        (card,) = (e for e in elements if e.attributes.get("id") == f"excerpt-{passage.id}")
        inside = [element for element in elements if card in element.within]
        (quoted,) = (element for element in inside if element.tag == "blockquote")
        assert quoted.attributes["cite"] == article.url
        assert quoted.words == " ".join("".join(corpus.context(passage)).split())
        for said in (article.outlet, format_edtf(article.published), article.kind, passage.speaker):
            assert said in card.words
        assert article.url in [link.attributes.get("href") for link in inside]
        (read,) = (element for element in inside if element.attributes.get("data-choose"))
        target = parse_address(read.attributes["href"])
        assert (target["passage"], target["article"]) == (passage.id, article.id)
        assert passage.quote[:30] in read.attributes["aria-label"]


@each_zone
def test_a_zone_is_described_with_its_range(zone_id: ZoneId, library: Library) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    panel = markup.reading_panel(library, Selection(zone=zone_id))
    head = read_html(panel.head)[0].words
    for said in (zone.name, zone.name_ar, zone.description, *zone.governorates, *zone.alt_names):
        assert said in head
    for area in (zone.area_km2, zone.area_core_km2, zone.area_possible_km2):
        assert wording.format_area(area) in head
    arabic = [e for e in read_html(panel.head) if e.attributes.get("lang") == "ar"]
    assert [(e.text, e.attributes["dir"]) for e in arabic] == [(zone.name_ar, "rtl")]


@pytest.mark.parametrize(
    ("area", "said"),
    [(10352.2, "10,000"), (9208.0, "9,200"), (498.4, "500"), (93.68, "94"), (2900.2, "2,900")],
)
def test_an_area_is_said_no_more_closely_than_it_is_known(area: float, said: str) -> None:
    assert wording.format_area(area) == said


@each_zone
def test_every_stretch_is_told_with_its_basis_and_evidence(
    zone_id: ZoneId, library: Library
) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    elements = read_html(markup.reading_panel(library, Selection(zone=zone_id)).foot)
    (stretches,) = (e for e in elements if e.has_class("stretches"))
    told = [e for e in elements if e.tag == "li" and stretches in e.within]
    assert len(told) == len(zone.stretches)
    for item, stretch in zip(told, zone.stretches, strict=True):
        assert " ".join(stretch.basis.split()) in item.words
        assert f"± {stretch.uncertainty_km:g} km" in item.words.replace(".0 km", " km")
        addresses = [e.attributes["href"] for e in elements if e.tag == "a" and item in e.within]
        for source in stretch.evidence:
            passages = [parse_address(address).get("passage") for address in addresses]
            assert source in addresses or source in passages
    for note in zone.background:
        assert any(" ".join(note.text.split()) in element.words for element in elements)


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
    for link in links(reading(replace(library, atlas=atlas), Selection(zone=zone_id))):
        assert_leads_somewhere(link)


@each_article
def test_an_article_is_shown_whole_with_what_kind_of_source_it_is(
    article_id: str, library: Library
) -> None:
    article = library.corpus.article(article_id)
    assert article is not None
    elements = read_html(reading(library, Selection(article=article_id)))
    (text,) = (e for e in elements if e.has_class("article-text"))
    paragraphs = [e.text for e in elements if e.tag == "p" and text in e.within]
    assert paragraphs == [line for line in article.text.split("\n") if line.strip()]
    whole = elements[0].words
    for said in (article.title, article.outlet, article.kind, format_edtf(article.published)):
        assert said in whole
    assert article.url in [e.attributes.get("href") for e in elements]


@each_passage
def test_the_chosen_passage_is_marked_in_its_article(passage_id: str, library: Library) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    elements = read_html(reading(library, Selection().with_passage(passage)))
    assert "".join(e.text for e in elements if e.has_class("chosen")) == passage.quote
    (anchor,) = (e for e in elements if e.attributes.get("id") == f"passage-{passage_id}")
    following = elements[elements.index(anchor) + 1 :]
    assert next(e for e in following if e.tag == "a").has_class("chosen")


@each_passage
def test_a_link_to_a_passage_alone_shows_it(passage_id: str, library: Library) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    # With nothing else, and with the last of the zones that it is about.
    for parameters in ({}, *({"zone": zone_id} for zone_id in passage.zones[-1:])):
        address = {**parameters, "passage": passage_id}
        selection, complaints = read_selection(address, library.corpus)
        assert complaints == ()
        elements = read_html(reading(library, selection))
        (chosen,) = {e.attributes.get("id") for e in elements} & {
            f"excerpt-{passage_id}",
            f"passage-{passage_id}",
        }
        assert any(e.has_class("chosen") and passage.quote in e.text for e in elements) or (
            "".join(e.text for e in elements if e.has_class("chosen")) == passage.quote
        ), chosen


def test_the_table_of_differences_has_every_answer_and_every_silence(library: Library) -> None:
    elements = read_html(markup.questions(library, Selection()))
    cells = [element for element in elements if element.tag == "td"]
    expected = [
        answer.answer or "silent"
        for question in library.corpus.questions
        for answer in question.answers
    ]
    assert [cell.words for cell in cells] == [" ".join(text.split()) for text in expected]
    heads = [e.words for e in elements if e.tag == "th" and e.attributes["scope"] == "row"]
    for head, question in zip(heads, library.corpus.questions, strict=True):
        assert head.startswith(question.question)
        # Where both rest on a sentence that they share, they are not two witnesses.
        used = {passage for answer in question.answers for passage in answer.passages}
        assert ("not independent" in head) == ({"newcoldwar-jones", "tabnak-jones"} <= used)
    assert len(cells) == len(library.corpus.questions) * len(ARTICLE_IDS)


def test_a_page_without_any_data_can_be_shown(library: Library) -> None:
    for empty in (
        Library(corpus=Corpus(), atlas=Atlas()),
        Library(corpus=Corpus(), atlas=library.atlas),
        Library(corpus=library.corpus, atlas=Atlas()),
    ):
        for zone_id in (None, *ZONE_IDS):
            read_html(reading(empty, Selection(zone=zone_id)))
        for panel in (markup.dates, markup.questions, markup.sources):
            read_html(panel(empty, Selection()))


def test_the_memorandums_own_text_comes_first_as_background(library: Library) -> None:
    corpus = library.corpus
    panel = markup.reading_panel(library, Selection())
    elements = read_html(panel.head)
    (text,) = (element for element in elements if element.has_class("memorandum"))
    assert text.has_class("background")
    assert "background, from outside the articles" in text.words
    inside = [element for element in elements if text in element.within]
    addresses = {element.attributes.get("href") for element in inside}
    for clause in corpus.clauses:
        assert clause.text in text.words
        for link in clause.links:
            assert link.url in addresses
            assert f"{link.publisher} ({link.kind}" in text.words
    chosen = {parse_address(one or "").get("passage") for one in addresses if one and one[0] == "?"}
    for difference in corpus.differences:
        assert difference.text in text.words
        for answer in difference.answers:
            assert answer.answer in text.words
            assert chosen.issuperset(answer.passages)
    assert not [e for e in inside if e.tag == "details" and "open" in e.attributes]


def test_what_is_known_of_boundaries_is_said_with_its_sources(library: Library) -> None:
    publication = library.atlas.publication
    assert publication is not None
    for zone in (None, *ZONE_IDS):
        html = reading(library, Selection(zone=zone))
        elements = read_html(html)
        assert publication.text in " ".join(element.words for element in elements)
        addresses = {element.attributes.get("href") for element in elements}
        assert addresses.issuperset(link.url for link in publication.links)


@each_zone
def test_what_became_of_a_zone_stands_below_it(zone_id: ZoneId, library: Library) -> None:
    words = " ".join(e.words for e in read_html(reading(library, Selection(zone=zone_id))))
    for event in library.corpus.background_dates:
        assert (event.label in words) == (zone_id in event.zones)
        if event.ends and zone_id in event.zones:
            assert f"end of the zone, according to {event.by}" in words
