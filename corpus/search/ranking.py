"""Ranking paragraphs by BM25, as FTS5 does and with the same numbers, but without its second pass.

How often a frequent word stands where is kept ready in the index; that of a rare one is looked up.
"""

import json
import math
import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from corpus.search.index import Index
from corpus.search.postings import PLACES, Counts, Numbers, count_places
from corpus.search.query import Group, Term, fold, fold_words

# FTS5's own.
_K1 = 1.2
_B = 0.75
_LEAST_IDF = 1e-6
_MOST_READ = 300

_Frequencies = npt.NDArray[np.float64]
# Of each index the paragraphs' sizes, each as a share of their mean.
_lengths: "WeakKeyDictionary[Index, _Frequencies]" = WeakKeyDictionary()


def rank_paragraphs(index: Index, query: Group, numbers: Sequence[int]) -> list[int] | None:
    """Return the numbers of the paragraphs that a query finds, the best first.

    ``numbers`` are in order. None where it is left to FTS5: where a star stands for any word, or
    too many paragraphs would have to be read.
    """
    terms = query.terms
    if any(term.is_prefix for term in terms):
        return None
    all_lengths = _open(index)
    found = np.array(numbers, dtype=np.uint32)
    lengths = all_lengths[found - 1]
    scores = np.zeros(len(found))
    for term in terms:
        # How rare a single term is makes no difference to the order.
        holding = _find_holding(index, term) if len(terms) > 1 else found
        counts = _count_term(index, term, found, holding)
        if counts is None:
            return None
        idf = math.log((len(all_lengths) - len(holding) + 0.5) / (len(holding) + 0.5))
        scores += max(idf, _LEAST_IDF) * (
            (counts * (_K1 + 1.0)) / (counts + _K1 * (1 - _B + _B * lengths))
        )
    # A word that the index folds in another way would count for nothing.
    if not scores.all():
        return None
    order: list[int] = found[np.argsort(-scores, kind="stable")].tolist()
    return order


def _open(index: Index) -> _Frequencies:
    if index not in _lengths:
        index.rows(PLACES)
        ((data,),) = index.rows("SELECT sizes FROM paragraph_sizes")
        sizes = np.frombuffer(data, np.uint32)
        _lengths[index] = sizes / (int(sizes.sum(dtype=np.uint64)) / len(sizes))
    return _lengths[index]


def _find_holding(index: Index, term: Term) -> Numbers:
    """Return the paragraphs that have a word or phrase."""
    if len(term.words) == 1:
        return _read_posting(index, fold(term.words[0]))[0]
    sql = "SELECT rowid FROM paragraph_words WHERE paragraph_words MATCH :phrase"
    rows = index.rows(sql, {"phrase": term.expression})
    return np.fromiter((number for (number,) in rows), np.uint32)


def _count_term(index: Index, term: Term, found: Numbers, holding: Numbers) -> _Frequencies | None:
    """Return how often a word or phrase stands in each paragraph; None if that takes too long."""
    words = [fold(word) for word in term.words]
    # A phrase stands there no more often than any of its words: mostly once.
    counts = np.min([_count_word(index, word, found) for word in words], axis=0)
    if len(words) > 1:
        counts[~np.isin(found, holding, assume_unique=True)] = 0
        often = np.flatnonzero(counts > 1)
        if len(often) > _MOST_READ:
            return None
        wanted = " ".join(words)
        for place, text in zip(often, _read_texts(index, found[often]), strict=True):
            # Each word is between blanks, and so is each phrase: they may share a blank.
            counts[place] = len(re.findall(rf"(?= {re.escape(wanted)} )", fold_words(text)))
    frequencies: _Frequencies = counts.astype(np.float64)
    return frequencies


def _count_word(index: Index, word: str, found: Numbers) -> Counts:
    numbers, counts = _read_posting(index, word)
    if not len(numbers):
        return np.zeros(len(found), np.uint8)
    places = np.minimum(np.searchsorted(numbers, found), len(numbers) - 1)
    return np.where(numbers[places] == found, counts[places], 0).astype(np.uint8)


def _read_posting(index: Index, word: str) -> tuple[Numbers, Counts]:
    """Return the paragraphs that have a word, and how often."""
    values = {"word": word}
    rows = index.rows("SELECT numbers, counts FROM posting WHERE term = :word", values)
    if rows:
        return np.frombuffer(rows[0][0], np.uint32), np.frombuffer(rows[0][1], np.uint8)
    places = index.rows("SELECT doc FROM temp.place WHERE term = :word", values)
    return count_places(np.fromiter((number for (number,) in places), np.uint32))


def _read_texts(index: Index, numbers: Numbers) -> list[str]:
    rows = index.rows(
        "SELECT text FROM paragraph WHERE number IN (SELECT value FROM json_each(:numbers))"
        " ORDER BY number",
        {"numbers": json.dumps(numbers.tolist())},
    )
    return [text for (text,) in rows]
