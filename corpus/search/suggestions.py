"""The words of the index that are spelt most like one that is not in it."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.search.index import Index
from corpus.search.query import fold

_LEAST_LIKENESS = 0.6  # of 1: in a word of five letters two may differ
_MOST_LENGTH_DIFFERENCE = 3
_SHORTEST = 3


def find_nearest(index: Index, word: str, count: int = 3) -> tuple[str, ...]:
    """Return up to so many words of the index, the most alike and then the most frequent first.

    Likeness is one less the number of letters to put in, leave out, change or swap, in proportion
    to the length of the longer word. The words are folded: small letters, no accents.
    """
    wanted = fold(word)
    if len(wanted) < _SHORTEST:
        return ()
    alike = []
    for length in range(
        max(_SHORTEST, len(wanted) - _MOST_LENGTH_DIFFERENCE),
        len(wanted) + _MOST_LENGTH_DIFFERENCE + 1,
    ):
        words = index.list_words(length)
        found = process.extract(
            wanted,
            words.keys(),
            scorer=OSA.normalized_similarity,
            score_cutoff=_LEAST_LIKENESS,
            limit=None,
        )
        alike += [(-likeness, -words[each], each) for each, likeness, _ in found]
    return tuple(each for _, _, each in sorted(alike)[:count])
