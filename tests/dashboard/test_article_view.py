"""An article is shown as it was written, and every passage in it can be found and chosen."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.records import Article, Passage
from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.library import Library
from dashboard.panels.article_view import Segment, mark_paragraphs, step_through
from dashboard.selection import Selection, parse_address, read_selection
from tests.dashboard.shipped import each_article, each_passage, each_zone

Paragraphs = tuple[tuple[Segment, ...], ...]


def mark(article: Article, corpus: Corpus, selection: Selection) -> tuple[tuple[Segment, ...], ...]:
    """Return the paragraphs as the page has them where so much is chosen."""
    return mark_paragraphs(article, corpus, selection.link_to, selection.passage, selection.zone)


def texts(paragraphs: Paragraphs) -> list[str]:
    return ["".join(segment.text for segment in paragraph) for paragraph in paragraphs]


def written(article: Article) -> list[str]:
    return [line for line in article.text.split("\n") if line.strip()]


def chosen_text(paragraphs: Paragraphs) -> str:
    return "".join(
        segment.text for paragraph in paragraphs for segment in paragraph if segment.chosen
    )


def anchors(paragraphs: Paragraphs) -> list[str]:
    return [
        anchor for paragraph in paragraphs for segment in paragraph for anchor in segment.anchors
    ]


@each_article
def test_the_segments_give_back_the_article_whatever_is_chosen(
    article_id: str, library: Library
) -> None:
    corpus = library.corpus
    article = corpus.article(article_id)
    assert article is not None
    own = [passage.id for passage in corpus.passages_of_article(article_id)]
    selections = [Selection(article=article_id)]
    selections += [Selection(zone=zone, article=article_id) for zone in ZONE_IDS]
    selections += [Selection(passage=passage, article=article_id) for passage in own]
    for selection in selections:
        assert texts(mark(article, corpus, selection)) == written(article)


@each_article
def test_every_passage_of_an_article_has_one_place_to_scroll_to(
    article_id: str, library: Library
) -> None:
    article = library.corpus.article(article_id)
    assert article is not None
    paragraphs = mark(article, library.corpus, Selection(article=article_id))
    own = [passage.id for passage in library.corpus.passages_of_article(article_id)]
    assert sorted(anchors(paragraphs)) == sorted(own)


@each_passage
def test_the_chosen_passage_is_marked_from_its_first_word_to_its_last(
    passage_id: str, library: Library
) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    article = library.corpus.article(passage.article)
    assert article is not None
    selection = Selection().with_passage(passage)
    paragraphs = mark(article, library.corpus, selection)
    assert chosen_text(paragraphs) == passage.quote
    first = next(segment for paragraph in paragraphs for segment in paragraph if segment.chosen)
    assert passage_id in first.anchors


@each_passage
def test_a_passage_beneath_another_can_be_reached_too(passage_id: str, library: Library) -> None:
    """Also where passages overlap, some words of each lead to it."""
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    article = library.corpus.article(passage.article)
    assert article is not None
    paragraphs = mark(article, library.corpus, Selection(article=article.id))
    leads_to = {
        parse_address(segment.address)["passage"]
        for paragraph in paragraphs
        for segment in paragraph
        if segment.address
    }
    assert passage_id in leads_to


@each_zone
def test_the_passages_on_the_chosen_zone_are_marked_lightly(
    zone_id: ZoneId, library: Library
) -> None:
    corpus = library.corpus
    for article in corpus.articles:
        paragraphs = mark(article, corpus, Selection(zone=zone_id, article=article.id))
        related = "".join(s.text for p in paragraphs for s in p if s.related)
        for passage in corpus.passages_of_article(article.id):
            if zone_id in passage.zones:
                assert passage.quote in related
        assert not chosen_text(paragraphs)


@each_passage
def test_every_marked_word_leads_to_a_passage_that_covers_it(
    passage_id: str, library: Library
) -> None:
    corpus = library.corpus
    passage = corpus.passage(passage_id)
    assert passage is not None
    article = corpus.article(passage.article)
    assert article is not None
    selection = Selection().with_passage(passage)
    for paragraph in mark(article, corpus, selection):
        for segment in paragraph:
            if not segment.address:
                assert not segment.anchors
                continue
            target, complaints = read_selection(parse_address(segment.address), corpus)
            assert complaints == ()
            assert target.article == article.id
            covering = corpus.passage(target.passage or "")
            assert covering is not None
            assert segment.text in covering.quote


@each_passage
def test_where_passages_overlap_the_shortest_is_offered_unless_one_is_chosen(
    passage_id: str, library: Library
) -> None:
    corpus = library.corpus
    passage = corpus.passage(passage_id)
    assert passage is not None
    article = corpus.article(passage.article)
    assert article is not None
    covering = [
        fellow
        for fellow in corpus.passages_of_article(article.id)
        if fellow.start <= passage.start < fellow.end
    ]
    shortest = min(covering, key=lambda fellow: fellow.end - fellow.start)
    for selection, expected in [
        (Selection(article=article.id), shortest),
        *((Selection().with_passage(fellow), fellow) for fellow in covering),
    ]:
        paragraphs = mark(article, corpus, selection)
        segment = next(s for p in paragraphs for s in p if passage_id in s.anchors)
        assert parse_address(segment.address)["passage"] == expected.id


@st.composite
def invented(draw: st.DrawFn) -> tuple[Article, Corpus]:
    """An article of any text, and passages anywhere in it, also across one another."""
    body = draw(st.text(st.sampled_from("ab \n‘é\U0001f5fa\r"), min_size=1, max_size=60))
    start = draw(st.integers(0, len(body) - 1))
    end = draw(st.integers(start + 1, len(body)))
    needed: dict[str, Any] = {"id": "any", "body": body, "text_span": (start, end)}
    article = Article.model_construct(**needed)
    begins = [place for place in range(start, end) if not body[place].isspace()]
    passages = []
    for number in range(draw(st.integers(0, 4)) if begins else 0):
        first = draw(st.sampled_from(begins))
        last = draw(st.integers(first + 1, end))
        passages.append(
            Passage.model_construct(
                id=f"p{number}",
                article="any",
                quote=body[first:last],
                zones=tuple(draw(st.lists(st.sampled_from(ZONE_IDS), unique=True))),
                topic="talks",
                start=first,
                end=last,
            )
        )
    return article, Corpus(articles=(article,), passages=tuple(passages))


@given(invented(), st.sampled_from([None, "p0", "p1", "p2", "p3"]))
def test_any_text_with_any_passages_is_given_back(
    made: tuple[Article, Corpus], chosen: str | None
) -> None:
    article, corpus = made
    paragraphs = mark(article, corpus, Selection(passage=chosen, article="any"))
    assert texts(paragraphs) == written(article)
    assert sorted(anchors(paragraphs)) == [passage.id for passage in corpus.passages]
    passage = corpus.passage(chosen) if chosen else None
    if passage:
        # Blank lines are not shown, nor are line ends.
        shown = [line for line in passage.quote.split("\n") if line.strip()]
        assert "".join(chosen_text(paragraphs).split()) == "".join("".join(shown).split())
    for paragraph in paragraphs:
        assert all(segment.text for segment in paragraph)


def walk(corpus: Corpus, selection: Selection, name: str) -> list[str]:
    """Return the passages that a reader meets who keeps pressing "next"."""
    met = []
    total = None
    while True:
        stepper = step_through(corpus, selection, name)
        assert stepper is not None
        assert selection.passage is not None
        met.append(selection.passage)
        assert stepper.position == len(met)
        assert total in (None, stepper.total)
        total = stepper.total
        if stepper.position > 1:
            back, _ = read_selection(parse_address(stepper.previous), corpus)
            assert back.passage == met[-2]
        else:
            assert stepper.previous == ""
        if not stepper.following:
            assert len(met) == total
            return met
        selection, complaints = read_selection(parse_address(stepper.following), corpus)
        assert complaints == ()


@each_zone
def test_next_leads_through_every_passage_on_a_zone(zone_id: ZoneId, library: Library) -> None:
    corpus = library.corpus
    expected = corpus.passages_of_zone(zone_id)
    start = Selection(zone=zone_id).with_passage(expected[0])
    assert walk(corpus, start, "the zone") == [passage.id for passage in expected]


@each_passage
def test_a_passage_without_a_zone_stands_among_those_of_its_article(
    passage_id: str, library: Library
) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    selection = Selection(passage=passage.id, article=passage.article)
    stepper = step_through(library.corpus, selection, "")
    assert stepper is not None
    fellows = library.corpus.passages_of_article(passage.article)
    assert (stepper.total, fellows[stepper.position - 1]) == (len(fellows), passage)
    assert stepper.among == "in this article"


def test_without_a_passage_there_is_nothing_to_step_through(library: Library) -> None:
    assert step_through(library.corpus, Selection(article="tass-2017-05-05"), "") is None
