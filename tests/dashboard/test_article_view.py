"""An article is shown as it was written, and every passage in it can be found and chosen."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.records import Article, Passage
from corpus.zone_ids import ZONE_IDS
from dashboard.library import Library
from dashboard.panels.article_view import Segment, mark_paragraphs
from tests.dashboard.shipped import each_article, each_passage

Paragraphs = tuple[tuple[Segment, ...], ...]


def link_to(passage: Passage) -> str:
    return passage.id


def texts(paragraphs: Paragraphs) -> list[str]:
    return ["".join(segment.text for segment in paragraph) for paragraph in paragraphs]


def written(article: Article) -> list[str]:
    return [line for line in article.text.split("\n") if line.strip()]


def text_of(passage: Passage, paragraphs: Paragraphs) -> str:
    """Return the words that are marked as a passage's."""
    return "".join(
        segment.text
        for paragraph in paragraphs
        for segment in paragraph
        if passage.id in segment.passages
    )


def anchors(paragraphs: Paragraphs) -> list[str]:
    return [
        anchor for paragraph in paragraphs for segment in paragraph for anchor in segment.anchors
    ]


@each_article
def test_the_segments_give_back_the_article(article_id: str, library: Library) -> None:
    article = library.corpus.article(article_id)
    assert article is not None
    assert texts(mark_paragraphs(article, library.corpus, link_to)) == written(article)


@each_article
def test_every_passage_of_an_article_has_one_place_to_scroll_to(
    article_id: str, library: Library
) -> None:
    article = library.corpus.article(article_id)
    assert article is not None
    paragraphs = mark_paragraphs(article, library.corpus, link_to)
    own = [passage.id for passage in library.corpus.passages_of_article(article_id)]
    assert sorted(anchors(paragraphs)) == sorted(own)


@each_passage
def test_a_passage_is_marked_from_its_first_word_to_its_last(
    passage_id: str, library: Library
) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    article = library.corpus.article_of(passage)
    paragraphs = mark_paragraphs(article, library.corpus, link_to)
    assert text_of(passage, paragraphs) == passage.quote
    first = next(s for paragraph in paragraphs for s in paragraph if passage_id in s.passages)
    assert passage_id in first.anchors


@each_passage
def test_a_passage_beneath_another_can_be_reached_too(passage_id: str, library: Library) -> None:
    """Also where passages overlap, some words of each lead to it."""
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    article = library.corpus.article_of(passage)
    paragraphs = mark_paragraphs(article, library.corpus, link_to)
    assert passage_id in {s.address for paragraph in paragraphs for s in paragraph}


@each_article
def test_every_marked_word_leads_to_the_shortest_passage_that_covers_it(
    article_id: str, library: Library
) -> None:
    corpus = library.corpus
    article = corpus.article(article_id)
    assert article is not None
    for paragraph in mark_paragraphs(article, corpus, link_to):
        for segment in paragraph:
            covering = [corpus.passage(id_) for id_ in segment.passages]
            lengths = [one.end - one.start for one in covering if one]
            assert lengths == sorted(lengths)
            assert all(one and segment.text in one.quote for one in covering)
            if segment.address:
                assert segment.address == segment.passages[0]
            else:
                assert not segment.anchors


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


@given(invented())
def test_any_text_with_any_passages_is_given_back(made: tuple[Article, Corpus]) -> None:
    article, corpus = made
    paragraphs = mark_paragraphs(article, corpus, link_to)
    assert texts(paragraphs) == written(article)
    assert sorted(anchors(paragraphs)) == [passage.id for passage in corpus.passages]
    for passage in corpus.passages:
        # Blank lines are not shown, nor are line ends.
        shown = [line for line in passage.quote.split("\n") if line.strip()]
        assert "".join(text_of(passage, paragraphs).split()) == "".join("".join(shown).split())
    for paragraph in paragraphs:
        assert all(segment.text for segment in paragraph)
