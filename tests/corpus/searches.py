"""Searches in the shipped corpus, and what is held of every hit."""

import re

from corpus import Corpus
from corpus.search.filters import Filters
from corpus.search.index import Index, build_index
from corpus.search.searching import Hit, Results, search
from tests.shipped import load_corpus

CORPUS = load_corpus()
INDEX = build_index(CORPUS)


def found(text: str, filters: Filters | None = None, index: Index = INDEX) -> Results:
    return search(index, text, filters or Filters(), limit=1000)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def marked(hit: Hit) -> list[str]:
    return [segment.text for segment in hit.segments if segment.is_match]


def assert_verbatim(results: Results, corpus: Corpus = CORPUS) -> None:
    for hit in results.hits:
        article = corpus.article(hit.article)
        assert article is not None
        text = "".join(segment.text for segment in hit.segments)
        assert text == article.body[hit.start : hit.end]
        assert article.text_span[0] <= hit.start < hit.end <= article.text_span[1]
        assert "\n" not in text
        assert marked(hit)
