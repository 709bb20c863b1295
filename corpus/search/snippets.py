"""The sentences of a paragraph that show what was searched for, with the matches apart."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.search.query import Group, fold_words
from corpus.search.sentences import Span, split_sentences


class Segment(NamedTuple):
    """A piece of a text, and whether it is a match."""

    text: str
    is_match: bool


def find_snippet(pieces: Sequence[str], query: Group) -> tuple[int, tuple[Segment, ...]]:
    """Return where in a paragraph the shortest run of sentences with all terms begins, and the run.

    Parameters
    ----------
    pieces
        The paragraph cut at every match: what is not and what is a match, in turns.
    query
        What was searched for.
    """
    paragraph = "".join(pieces)
    matches = _find_matches(pieces)
    start, end = _choose_run(split_sentences(paragraph), matches, _find_terms(pieces, query))
    segments = []
    place = start
    for match_start, match_end in matches:
        if start <= match_start and match_end <= end:
            segments.append(Segment(paragraph[place:match_start], False))
            segments.append(Segment(paragraph[match_start:match_end], True))
            place = match_end
    segments.append(Segment(paragraph[place:end], False))
    return start, tuple(segment for segment in segments if segment.text)


def mark_pieces(pieces: Sequence[str]) -> tuple[Segment, ...]:
    """Return a whole text, cut at every match, in segments."""
    return tuple(Segment(piece, bool(at % 2)) for at, piece in enumerate(pieces) if piece)


def _find_matches(pieces: Sequence[str]) -> list[Span]:
    matches = []
    place = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            matches.append((place, place + len(piece)))
        place += len(piece)
    return matches


def _find_terms(pieces: Sequence[str], query: Group) -> list[set[int]]:
    """Return for each match the terms it stands for: touching matches come as one."""
    wanted = [
        fold_words(" ".join(term.words)).removesuffix(" " if term.is_prefix else "")
        for term in query.terms
    ]
    return [
        {number for number, words in enumerate(wanted) if words in found}
        for found in map(fold_words, pieces[1::2])
    ]


def _choose_run(sentences: list[Span], matches: list[Span], terms: list[set[int]]) -> Span:
    needed = set().union(*terms)
    shortest = (0, len(sentences) - 1)
    ends = [end for _, end in sentences]
    held: Counter[int] = Counter()
    first = 0
    for last in range(len(matches)):
        held.update(terms[last])
        while first <= last and all(held[term] for term in needed):
            start, end = matches[first][0], matches[last][1]
            run = (bisect_right(ends, start), bisect_right(ends, end - 1))
            if run[1] - run[0] < shortest[1] - shortest[0]:
                shortest = run
            held.subtract(terms[first])
            first += 1
    return sentences[shortest[0]][0], sentences[shortest[1]][1]
