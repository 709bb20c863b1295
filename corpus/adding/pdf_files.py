"""Articles in PDF, as far as their text can be read from it."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdf
from pypdf.errors import PyPdfError

from corpus.adding.drafts import Draft
from corpus.adding.languages import guess_language
from corpus.adding.pdf_lines import (
    GAP,
    Line,
    find_beside,
    find_leading,
    find_small_print,
    find_title,
    find_usual_size,
    is_printed_by_browser,
    read_lines,
)
from corpus.errors import ReadError
from corpus.reading import strip_unfit
from corpus.suggesting.calendar_words import find_full_date
from corpus.suggesting.edges import describe_cut, find_edges

_MOST_PAGES = 200
_MOST_CHARACTERS = 500_000
_LONGEST_DAY = 80  # characters of a line that prints a day above the title
_FEWEST_LETTERS = 20  # a page: fewer are a page's number or a scanner's name
# Letters as they are drawn, not as they are written.
_DRAWN = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")
_UNREADABLE = re.compile(
    "[\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)|/g(?:id)?\\d{2,}|[\x00-\x08\x0e-\x1f]"
)
_PARAGRAPH_END = re.compile(r"[.!?…؟:][\"'”’»)\]]*\Z")
_HYPHENATED = re.compile(r"([^\W\d_]+)-\Z")
# Before these the hyphen is the word's own: re-entry.
_PREFIXES = {"de", "non", "anti", "pro", "pre", "ex", "co", "re", "self", "semi", "sub", "al", "el"}
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes) -> Draft:
    """Return the draft of a PDF: its text, in paragraphs, less what repeats on every page.

    Raises
    ------
    ReadError
        If it is damaged, protected, a scan without text, or its text comes out scrambled.
    """
    try:
        lines, title = _read_pages(data)
    except RecursionError:
        raise ReadError("it is nested too deeply") from None
    except (
        PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError,
        AssertionError, NotImplementedError, ArithmeticError, OSError,
    ) as error:  # fmt: skip
        if isinstance(error, ReadError):
            raise
        raise ReadError("it is damaged") from error
    text = "\n".join(line.text for line in lines)
    pages = lines[-1].page + 1 if lines else 1
    if sum(character.isalpha() for character in text) < _FEWEST_LETTERS * pages:
        raise ReadError("it is a scan without text: give the text itself")
    if is_scrambled(text):
        noun = "its Arabic text" if _ARABIC.search(text) else "its text"
        raise ReadError(f"{noun} comes out scrambled: paste the text instead")
    kept = _leave_out(lines, title)
    body = strip_unfit("\n\n".join(_join_lines(kept.lines)))
    edges = find_edges(body, kept.title)
    return Draft(
        body=body,
        start=edges.start,
        end=edges.end,
        title=edges.title or title,
        authors=tuple(filter(None, [edges.author])),
        published=edges.published or kept.published,
        language=guess_language(body),
        url=kept.url,
        cut=(*kept.cut, *edges.cut),
        notes=("Read from a PDF: its lines were joined to paragraphs.",),
    )


def _read_pages(data: bytes) -> tuple[list[Line], str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("a password protects it")
    if len(reader.pages) > _MOST_PAGES:
        raise ReadError(f"it has more than {_MOST_PAGES} pages")
    if not reader.pages:
        raise ReadError("it has no pages")
    lines: list[Line] = []
    for number, page in enumerate(reader.pages):
        lines.extend(read_lines(page, number))
        if sum(len(line.text) for line in lines) > _MOST_CHARACTERS:
            raise ReadError("its text is longer than any article's")
    title = reader.metadata.title if reader.metadata is not None else None
    return lines, " ".join(title.split())[:250] if isinstance(title, str) else ""


def is_scrambled(text: str) -> bool:
    """Return whether a text from a PDF is not what a reader of its pages sees.

    That of Arabic may come out as the letters' drawn forms, backwards, or letter by letter.
    """
    characters = sum(not character.isspace() for character in text)
    if sum(len(match) for match in _UNREADABLE.findall(text)) > 0.03 * characters:
        return True
    arabic = len(_ARABIC.findall(text))
    if arabic < 0.05 * characters or arabic < 20:
        return False
    if len(_DRAWN.findall(text)) > 0.1 * arabic:
        return True
    words = _ARABIC_WORD.findall(text)
    # In Arabic about every fifth word begins with the article; backwards it would end with it.
    forwards = sum(word.startswith("ال") for word in words) + sum(
        word.endswith("ة") for word in words
    )
    backwards = sum(word.endswith("لا") for word in words) + sum(
        word.startswith("ة") for word in words
    )
    singles = len(re.findall("(?<![\u0621-\u064a])[\u0621-\u064a](?![\u0621-\u064a])", text))
    return backwards > forwards or singles > len(words)


@dataclass(frozen=True)
class _Kept:
    """What is left of a PDF's lines, and what was left out."""

    lines: list[Line]
    title: str = ""
    url: str = ""
    published: str = ""
    cut: tuple[str, ...] = ()


def _leave_out(lines: Sequence[Line], named: str) -> _Kept:
    """Return the lines of the article: what repeats, or was put around it, goes."""
    repeated, lines = _drop_repeated(lines)
    printed = [line.text for line in lines if is_printed_by_browser(line.text)]
    lines = [line for line in lines if not is_printed_by_browser(line.text)]
    beside = find_beside(lines)
    aside = [line.text for index, line in enumerate(lines) if index in beside]
    lines = [line for index, line in enumerate(lines) if index not in beside]
    small = find_small_print(lines)
    notes = [line.text for index, line in enumerate(lines) if index in small]
    lines = [line for index, line in enumerate(lines) if index not in small]
    first, after = find_title(lines, named)
    cut = [
        describe_cut(where, words)
        for where, words in (
            ("What repeats on the pages", repeated),
            ("What was printed around the pages", printed),
            ("Before the title", [line.text for line in lines[:first]]),
            ("Beside the text", aside),
            ("In small print", notes),
        )
        if words
    ]
    title = " ".join(line.text for line in lines[first:after])
    days = (find_full_date(line.text) for line in lines[:first] if len(line.text) < _LONGEST_DAY)
    day = next(filter(None, days), None)
    published = day.isoformat() if day else ""
    url = _find_address([*repeated, *printed])
    return _Kept(lines[first:], title, url, published, tuple(cut))


def _find_address(printed: Iterable[str]) -> str:
    """Return the address that a browser printed, where it is whole."""
    for line in printed:
        match = _ADDRESS.match(line)
        if match and not match.group().endswith(("…", "...")):
            return match.group()
    return ""


def _drop_repeated(lines: Sequence[Line]) -> tuple[list[str], list[Line]]:
    """Return the words of the lines that stand on most pages, and all other lines in order."""
    pages = lines[-1].page + 1 if lines else 0
    counts = Counter(
        words for words, _ in {(re.sub(r"\d+", "0", line.text), line.page) for line in lines}
    )
    often = {words for words, count in counts.items() if count > 1 and 2 * count > pages}
    repeated, kept = [], []
    for line in lines:
        if re.sub(r"\d+", "0", line.text) in often or _PAGE_NUMBER.fullmatch(line.text):
            repeated.append(line.text)
        else:
            kept.append(line)
    return list(dict.fromkeys(repeated)), kept


def _join_lines(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of lines that were broken to a width."""
    width = max((len(line.text) for line in lines), default=0)
    leading, usual = find_leading(lines), find_usual_size(lines)
    paragraphs: list[str] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is None or _is_break(before, line, width, leading, usual):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _join(paragraphs[-1], line.text)
    return paragraphs


def _is_break(one: Line, other: Line, width: int, leading: float, usual: float) -> bool:
    """Return whether a paragraph ends between two lines.

    It does at a gap, and where the size changes. Where no gaps are made it does after a line that
    is short, or ends a sentence well short of the width; where they are, after a very short one.
    """
    if abs(one.size - other.size) > 0.1 * max(one.size, other.size):
        return True
    is_sentence = _PARAGRAPH_END.search(one.text) is not None
    step = one.height - other.height
    if one.page != other.page or step < 0:
        return is_sentence
    if one.size > 1.1 * usual:
        return step > 2 * one.size
    if leading:
        return step > GAP * leading or len(one.text) < 0.25 * width
    return len(one.text) < (0.8 if is_sentence else 0.6) * width


def _join(text: str, line: str) -> str:
    hyphenated = _HYPHENATED.search(text)
    if hyphenated is None or not line[0].isalpha():
        return f"{text} {line}"
    # Before a capital, al-/Lataminah, and after such words the hyphen is the word's own.
    is_own = not line[0].islower() or hyphenated.group(1).lower() in _PREFIXES
    return (text if is_own else text[:-1]) + line
