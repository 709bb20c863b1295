"""Finding and ranking paragraphs as FTS5 does, by BM25 with the same numbers, but quicker.

Where a frequent word stands is kept ready in the index; that of a rare one is looked up.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from corpus.search.index import Index
from corpus.search.postings import (
    PLACES,
    PLACES_OF_WORD,
    Counts,
    Numbers,
    gather_places,
    start_paragraphs,
)
from corpus.search.query import Group, Term, fold

# FTS5's own.
_K1 = 1.2
_B = 0.75
_LEAST_IDF = 1e-6

_Frequencies = npt.NDArray[np.float64]
_Held = npt.NDArray[np.integer]


class _Paragraphs(NamedTuple):
    """Of each paragraph its size as a share of their mean, and the place at which it starts.

    ``phrases`` is what was found last: a search finds a phrase, ranks it, and is paged through.
    """

    lengths: _Frequencies
    starts: Numbers
    phrases: dict[tuple[str, ...], tuple[Numbers, _Held]]


_paragraphs: "WeakKeyDictionary[Index, _Paragraphs]" = WeakKeyDictionary()


def find_paragraphs(index: Index, query: Group, most: int) -> list[int] | None:
    """Return the numbers of the paragraphs that a query finds, in order, of one more than the most.

    None where it is left to FTS5: all but a single word or phrase in letters that every program
    folds in one way.
    """
    if query.leaves_out or len(query.terms) > 1:
        return None
    (term,) = query.terms
    if term.is_prefix or not all(word.isascii() for word in term.words):
        return None
    found: list[int] = _count_term(index, term)[0][: most + 1].tolist()
    return found


def rank_paragraphs(index: Index, query: Group, numbers: Sequence[int]) -> list[int] | None:
    """Return the numbers of the paragraphs that a query finds, the best first.

    ``numbers`` are in order. None where it is left to FTS5: where a star stands for any word.
    """
    terms = query.terms
    if any(term.is_prefix for term in terms):
        return None
    all_lengths = _open(index).lengths
    found = np.array(numbers, dtype=np.uint32)
    lengths = all_lengths[found - 1]
    scores = np.zeros(len(found))
    for term in terms:
        holding, held = _count_term(index, term)
        places, is_held = _locate(found, holding)
        counts = np.where(is_held, held[places], 0).astype(np.float64) if len(held) else 0.0
        idf = math.log((len(all_lengths) - len(holding) + 0.5) / (len(holding) + 0.5))
        scores += max(idf, _LEAST_IDF) * (
            (counts * (_K1 + 1.0)) / (counts + _K1 * (1 - _B + _B * lengths))
        )
    # A word that the index folds in another way would count for nothing.
    if not scores.all():
        return None
    order: list[int] = found[np.argsort(-scores, kind="stable")].tolist()
    return order


def _open(index: Index) -> _Paragraphs:
    if index not in _paragraphs:
        index.rows(PLACES)
        ((data,),) = index.rows("SELECT sizes FROM paragraph_sizes")
        sizes = np.frombuffer(data, np.uint32)
        mean = int(sizes.sum(dtype=np.uint64)) / max(1, len(sizes))
        _paragraphs[index] = _Paragraphs(sizes / mean, start_paragraphs(sizes), {})
    return _paragraphs[index]


def _count_term(index: Index, term: Term) -> tuple[Numbers, _Held]:
    """Return the paragraphs that have a word or phrase, in order, and how often."""
    words = tuple(map(fold, term.words))
    if len(words) == 1:
        return _read_counts(index, words[0])
    known = _open(index).phrases
    counted = known.get(words)
    if counted is None:
        begins = _find_phrase(index, words)
        numbers = np.searchsorted(_open(index).starts, begins, side="right")
        counted = np.unique(numbers, return_counts=True)
        known.clear()
        known[words] = counted
    return counted


def _find_phrase(index: Index, words: Sequence[str]) -> Numbers:
    """Return the places at which the words follow one another, in order."""
    places = sorted(
        ((_read_places(index, word), at) for at, word in enumerate(words)),
        key=lambda each: len(each[0]),
    )
    (rarest, distance), *others = places
    begins = rarest - np.uint32(distance)
    for of_word, distance in others:
        wanted = begins + np.uint32(distance)
        begins = wanted[_locate(wanted, of_word)[1]] - np.uint32(distance)
    return begins


def _locate(wanted: Numbers, known: Numbers) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Return where each number is among the known ones, and whether it is; both are in order."""
    if not len(known):
        return np.zeros(len(wanted), np.intp), np.zeros(len(wanted), np.bool_)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return places, known[places] == wanted


def _read_counts(index: Index, word: str) -> tuple[Numbers, Counts]:
    """Return the paragraphs that have a word, in order, and how often."""
    rows = index.rows("SELECT numbers, counts FROM posting WHERE term = :word", {"word": word})
    if rows:
        return np.frombuffer(rows[0][0], np.uint32), np.frombuffer(rows[0][1], np.uint8)
    return _look_up(index, word)[:2]


def _read_places(index: Index, word: str) -> Numbers:
    """Return the places of a word among those of all paragraphs, in order."""
    rows = index.rows("SELECT places FROM posting WHERE term = :word", {"word": word})
    return np.frombuffer(rows[0][0], np.uint32) if rows else _look_up(index, word)[2]


def _look_up(index: Index, word: str) -> tuple[Numbers, Counts, Numbers]:
    starts = _open(index).starts
    return gather_places(index.rows(PLACES_OF_WORD, {"word": word}), starts)
