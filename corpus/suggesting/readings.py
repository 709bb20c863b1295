"""An article read sentence by sentence: the terms, names and zones of each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from corpus.records import Article
from corpus.search.sentences import split_paragraphs, split_sentences
from corpus.suggesting.gazetteer import Gazetteer, Place
from corpus.suggesting.matching import Found, Matcher
from corpus.suggesting.site_lines import is_boilerplate
from corpus.suggesting.terms import Term, TermKind

E = TypeVar("E")

_MOST_SENTENCES = 20_000
_MOST_IN_A_SENTENCE = 200  # terms, and names of places
_LONGEST_HEADING = 8  # words
# Terms of the first kind are dropped inside the words of one of the second.
_WIDER: dict[TermKind, TermKind] = {"zone": "elsewhere", "zones": "ambiguous"}


@dataclass
class Sentence:
    """A sentence: where it stands in the body, as code points, and what was found in it.

    ``paragraph`` numbers its paragraph from 0; ``is_heading`` says that it is one.
    """

    start: int
    end: int
    paragraph: int
    text: str
    is_heading: bool = False
    terms: list[Found[Term]] = field(default_factory=list)
    places: list[tuple[Found[Place], tuple[Place, ...]]] = field(default_factory=list)

    def of_kind(self, *kinds: TermKind) -> list[Found[Term]]:
        """Return the terms of some kinds, in order."""
        return [found for found in self.terms if found.key.kind in kinds]


class Reader:
    """The terms and the gazetteer, ready to read articles with."""

    def __init__(self, terms: Iterable[Term], gazetteer: Gazetteer) -> None:
        """Take the terms and the places to look for."""
        self.terms = tuple(terms)
        self.gazetteer = gazetteer
        self._matcher: Matcher[Term] = Matcher(
            (word, term) for term in self.terms for word in term.words
        )

    def speaks_of(self, text: str, *kinds: TermKind) -> bool:
        """Return whether a text has a term of some kinds."""
        return any(found.key.kind in kinds for found in self._matcher.find(text))

    def read(self, article: Article) -> list[Sentence]:
        """Return the sentences of an article's own text, in order."""
        sentences = _split(article.body, article.text_span)
        terms = _spread(self._matcher.find(article.body), sentences, lambda found: found.start)
        places = _spread(self.gazetteer.find(article.body), sentences, lambda found: found[0].start)
        for sentence, own_terms, own_places in zip(sentences, terms, places, strict=True):
            own = [term for term in own_terms if term.end <= sentence.end]
            sentence.terms = _drop_elsewhere(own[:_MOST_IN_A_SENTENCE])
            named = [(t.start, t.end) for t in sentence.of_kind("zone")]
            sentence.places = [
                found
                for found in own_places[:_MOST_IN_A_SENTENCE]
                # What is the zone's own name is no place of its own in that zone.
                if not any(
                    start <= found[0].start and found[0].end <= end and start < found[0].start
                    for start, end in named
                )
            ]
        if not any(sentence.of_kind("zones", "ambiguous", "guarantor") for sentence in sentences):
            # There are memorandums on other things.
            for sentence in sentences:
                sentence.terms = [t for t in sentence.terms if t.key.kind != "agreement"]
        return sentences


def _split(body: str, span: tuple[int, int]) -> list[Sentence]:
    sentences: list[Sentence] = []
    number = 0
    for start, end in split_paragraphs(body, span):
        paragraph = body[start:end]
        if is_boilerplate(paragraph) or _is_row(paragraph):
            continue
        # A heading parts no paragraph from the next: "these areas" reaches over it.
        is_heading = len(paragraph.split()) <= _LONGEST_HEADING and paragraph[-1].isalpha()
        number += not is_heading
        sentences += [
            Sentence(start + first, start + last, number, paragraph[first:last], is_heading)
            for first, last in split_sentences(paragraph)
        ]
    return sentences[:_MOST_SENTENCES]


def _is_row(paragraph: str) -> bool:
    """Return whether a paragraph is a row of a table, which speaks in no sentences."""
    return " | " in paragraph and not paragraph.endswith((".", "!", "?", "؟"))


def _spread(
    found: Iterable[E], sentences: Sequence[Sentence], start_of: Callable[[E], int]
) -> list[list[E]]:
    """Return what was found in each sentence; both are in order."""
    lists: list[list[E]] = [[] for _ in sentences]
    index = 0
    for each in found:
        while index < len(sentences) and sentences[index].end <= start_of(each):
            index += 1
        if index == len(sentences):
            break
        if start_of(each) >= sentences[index].start:
            lists[index].append(each)
    return lists


def _drop_elsewhere(terms: list[Found[Term]]) -> list[Found[Term]]:
    """Return the terms that do not stand in longer words that are about something else."""
    others = [(t.key.kind, t.start, t.end) for t in terms if t.key.kind in _WIDER.values()]
    return [
        term
        for term in terms
        if not any(
            kind == _WIDER.get(term.key.kind) and start <= term.start and term.end <= end
            for kind, start, end in others
        )
    ]
