"""Paragraphs and sentences of a text, as spans of code points."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n]+")
# A full stop, what closes with it, and a gap before what can open a sentence.
_BREAK = re.compile(r"(?<![.!?…؟])([.!?…؟]+)[\"'”’»)\]]*\s+(?=[\"'“‘«(\[/]*[^\W_a-z])")
# A full stop after one of these, or after a single letter, ends no sentence.
_ABBREVIATIONS = frozenset(
    (
        *("Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Sen", "Rep"),
        *("Gov", "St", "No", "vs", "approx", "Inc", "Ltd"),
        *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
    )
)
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")


def split_paragraphs(text: str, span: Span) -> Iterator[Span]:
    """Yield the span of each paragraph in a part of a text: a line, less the blanks around it."""
    for line in _LINE.finditer(text, *span):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words)
            yield start, start + len(words)


def split_sentences(paragraph: str) -> list[Span]:
    """Return the span of each sentence of a paragraph, less the blanks between them.

    Found by punctuation alone. In doubt two sentences stay together.
    """
    spans = []
    start = 0
    for gap in _BREAK.finditer(paragraph):
        if gap.group(1) == "." and _is_abbreviated(paragraph, start, gap.start()):
            continue
        spans.append((start, start + len(paragraph[start : gap.end()].rstrip())))
        start = gap.end()
    if start < len(paragraph):
        spans.append((start, len(paragraph)))
    return spans


def _is_abbreviated(paragraph: str, start: int, stop: int) -> bool:
    # The longest abbreviation is short: there is no need to look back further.
    word = _LAST_WORD.search(paragraph, max(start, stop - 10), stop)
    return word is not None and (len(word.group()) == 1 or word.group() in _ABBREVIATIONS)
