"""The lines of a PDF with where they stand and how large they are, and which are the article's.

A page printed from a browser says by place and size what its markup said: the title is large, what
stands beside the text is no part of it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdf

# Two or three letters drawn as one: they were written as letters.
_LIGATURES = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(ord("\ufb00"), ord("\ufb07"))
}
# How much larger than the text a title is at least, and how many words it has.
_TITLE_SIZE, _TITLE_WORDS = 1.25, 3
# How small the print of notes is, and the number that leads to one, by the text's size.
_SMALL_SIZE, _MARK_SIZE = 0.87, 0.75
# A letter's usual width, and the least distance of two columns' left edges, in sizes of the text.
_LETTER, _APART = 0.5, 4
# Lines beside the text are shorter than so much of the text's own.
_NARROW = 0.6
# Farther apart than so many times the usual distance, two lines are in two paragraphs.
GAP = 1.3


@dataclass(frozen=True)
class Line:
    """A line of a page.

    Attributes
    ----------
    page : int
        From 0.
    left, height : float
        Where it begins, in points from the page's left and lower edges.
    size : float
        Of its letters, in points; 0 where it is not known.
    """

    text: str
    page: int
    left: float
    height: float
    size: float


def read_lines(page: pypdf.PageObject, number: int) -> list[Line]:
    """Return the lines of a page as they are written in it, less those that are blank."""
    lines: list[Line] = []
    parts: list[tuple[str, float, float, float]] = []

    def end() -> None:
        if text := " ".join("".join(part for part, *_ in parts).split()):
            _, left, height, _ = next(part for part in parts if part[0].strip())
            size = max(parts, key=lambda part: len(part[0].strip()))[3]
            kept = (part for part, *_, own in parts if not _is_mark(part, own, size))
            text = " ".join("".join(kept).split())
            lines.append(Line(text.translate(_LIGATURES), number, left, height, size))
        parts.clear()

    def visit(text: str, outer: list[float], inner: list[float], _: Any, size: float) -> None:
        left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[0] * inner[3] - inner[1] * inner[2]) ** 0.5
        scale *= abs(outer[0] * outer[3] - outer[1] * outer[2]) ** 0.5
        for index, part in enumerate(text.split("\n")):
            if index:
                end()
            parts.append((part, left, height, abs(size * scale)))

    page.extract_text(visitor_text=visit)
    end()
    return lines


def _is_mark(words: str, size: float, usual: float) -> bool:
    """Return whether words in a line are the small number of a note."""
    return size < _MARK_SIZE * usual and words.strip(" ,*†‡").isdecimal()


def find_small_print(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines in small print: notes, captions; none where there is much."""
    usual = find_usual_size(lines)
    small = {index for index, line in enumerate(lines) if 0 < line.size <= _SMALL_SIZE * usual}
    whole = sum(len(line.text) for line in lines)
    return small if 3 * sum(len(lines[index].text) for index in small) < whole else set()


def find_title(lines: Sequence[Line], named: str) -> tuple[int, int]:
    """Return between which lines the title stands, ``(0, 0)`` where none does.

    It is larger than the text, on the first page, and before most of the text: of several such
    headings that with most words of the title that the file is ``named`` by, or else the largest.
    """
    usual = find_usual_size(lines)
    whole = sum(len(line.text) for line in lines)
    known = set(named.casefold().split())
    passed, found, at = 0, (0, 0.0), (0, 0)
    index = 0
    while index < len(lines) and lines[index].page == 0 and passed <= 0.25 * whole:
        end = index + 1
        while end < len(lines) and _is_same_heading(lines[end - 1], lines[end]):
            end += 1
        words = " ".join(line.text for line in lines[index:end]).casefold().split()
        rank = (len(known.intersection(words)), lines[index].size)
        if rank[1] >= _TITLE_SIZE * usual > 0 and len(words) >= _TITLE_WORDS and rank > found:
            found, at = rank, (index, end)
        passed += sum(len(line.text) for line in lines[index:end])
        index = end
    return at


def find_usual_size(lines: Sequence[Line]) -> float:
    """Return the size of most letters, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_same_heading(one: Line, other: Line) -> bool:
    return (
        one.page == other.page
        and abs(one.size - other.size) < 0.05 * one.size
        and 0 < one.height - other.height < 2 * one.size
    )


def find_beside(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that stand beside the text: those of narrower columns.

    Lines that go on beside a picture stand to the right too, but nothing of the text is then
    at their left; two columns of one width are both the text.
    """
    usual = find_usual_size(lines)
    columns = _list_columns(lines, usual)
    if not usual or len(columns) < 2:
        return set()
    widths = [_measure([lines[index] for index in column], usual) for column in columns]
    main = max(range(len(columns)), key=lambda each: sum(len(lines[i].text) for i in columns[each]))
    heights: dict[int, list[float]] = {}
    for index in columns[main]:
        heights.setdefault(lines[index].page, []).append(lines[index].height)
    beside: set[int] = set()
    for column, width in zip(columns, widths, strict=True):
        if width >= _NARROW * widths[main]:
            continue
        for run in _list_runs(column):
            level = sum(
                any(
                    abs(lines[index].height - height) < usual
                    for height in heights.get(lines[index].page, ())
                )
                for index in run
            )
            if 2 * level >= len(run):
                beside.update(run)
    return beside


def _list_columns(lines: Sequence[Line], usual: float) -> list[list[int]]:
    """Return the numbers of the lines in each column, by where they begin."""
    columns: list[list[int]] = []
    last = float("-inf")
    for index in sorted(range(len(lines)), key=lambda index: lines[index].left):
        if lines[index].left - last > _APART * usual:
            columns.append([])
        columns[-1].append(index)
        last = lines[index].left
    return [sorted(column) for column in columns]


def _measure(lines: Sequence[Line], usual: float) -> float:
    """Return how wide the lines of a column are, but for the widest."""
    widths = sorted(len(line.text) * _LETTER * (line.size or usual) for line in lines)
    return widths[int(0.8 * (len(widths) - 1))]


def _list_runs(column: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in column:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    yield run


def find_leading(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines, in points; 0 where paragraphs have no gaps."""
    steps = [
        one.height - other.height
        for one, other in pairwise(lines)
        if one.page == other.page and one.height > other.height and abs(one.size - other.size) < 0.1
    ]
    if not steps:
        return 0.0
    usual = Counter(map(round, steps)).most_common(1)[0][0]
    wide = sum(GAP * usual < step < 4 * usual for step in steps)
    return float(usual) if wide > 1 else 0.0


def is_printed_by_browser(text: str) -> bool:
    """Return whether a line is what a browser prints above and below each page."""
    return _PRINTED.fullmatch(text) is not None


_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\b.{0,300}"
    r"|(?:https?|file)://\S{1,2000}(?: +\d{1,4} ?/ ?\d{1,4})?",
    re.IGNORECASE,
)
