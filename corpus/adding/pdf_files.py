"""Articles in PDF, as far as their text can be read from it."""

import io
import re
from collections import Counter
from collections.abc import Sequence

import pypdf
from pypdf.errors import PyPdfError

from corpus.adding.drafts import Draft
from corpus.adding.languages import guess_language
from corpus.errors import ReadError
from corpus.reading import strip_unfit
from corpus.suggesting.boilerplate import find_edges

_MOST_PAGES = 200
_MOST_CHARACTERS = 500_000
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
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes) -> Draft:
    """Return the draft of a PDF: its text, in paragraphs, less what repeats on every page.

    Raises
    ------
    ReadError
        If it is damaged, protected, a scan without text, or its text comes out scrambled.
    """
    try:
        pages, title = _read_pages(data)
    except RecursionError:
        raise ReadError("it is nested too deeply") from None
    except (
        PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError,
        AssertionError, NotImplementedError, ArithmeticError, OSError,
    ) as error:  # fmt: skip
        if isinstance(error, ReadError):
            raise
        raise ReadError("it is damaged") from error
    text = "\n".join(pages)
    if sum(sign.isalpha() for sign in text) < _FEWEST_LETTERS * len(pages):
        raise ReadError("it is a scan without text: give the text itself")
    if is_scrambled(text):
        noun = "its Arabic text" if _ARABIC.search(text) else "its text"
        raise ReadError(f"{noun} comes out scrambled: paste the text instead")
    repeated, lines = _drop_repeated(pages)
    body = strip_unfit("\n\n".join(_join_lines(lines)))
    edges = find_edges(body)
    cut = edges.cut
    if repeated:
        words = ", ".join(f'"{line[:60]}"' for line in repeated[:3])
        cut = (*cut, f"What repeats on the pages: {words}")
    return Draft(
        body=body,
        start=edges.start,
        end=edges.end,
        title=edges.title or title,
        authors=tuple(filter(None, [edges.author])),
        published=edges.published,
        language=guess_language(body),
        cut=cut,
        notes=("Read from a PDF: its lines were joined to paragraphs.",),
    )


def _read_pages(data: bytes) -> tuple[list[str], str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("a password protects it")
    if len(reader.pages) > _MOST_PAGES:
        raise ReadError(f"it has more than {_MOST_PAGES} pages")
    if not reader.pages:
        raise ReadError("it has no pages")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > _MOST_CHARACTERS:
            raise ReadError("its text is longer than any article's")
    title = reader.metadata.title if reader.metadata is not None else None
    return pages, " ".join(title.split())[:250] if isinstance(title, str) else ""


def is_scrambled(text: str) -> bool:
    """Return whether a text from a PDF is not what a reader of its pages sees.

    That of Arabic may come out as the letters' drawn forms, backwards, or letter by letter.
    """
    signs = sum(not sign.isspace() for sign in text)
    if sum(len(match) for match in _UNREADABLE.findall(text)) > 0.03 * signs:
        return True
    arabic = len(_ARABIC.findall(text))
    if arabic < 0.05 * signs or arabic < 20:
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


def _drop_repeated(pages: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines that stand on most pages, and all others in order."""
    pages_of_lines = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    counts = Counter(
        re.sub(r"\d+", "0", line) for lines in pages_of_lines for line in set(lines) if line
    )
    often = {line for line, count in counts.items() if count > 1 and 2 * count > len(pages)}
    repeated, kept = [], []
    for lines in pages_of_lines:
        for line in lines:
            is_often = len(pages) > 1 and re.sub(r"\d+", "0", line) in often
            if line and (is_often or _PAGE_NUMBER.fullmatch(line)):
                repeated.append(line)
            else:
                kept.append(line)
    return list(dict.fromkeys(repeated)), kept


def _join_lines(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of lines that were broken to a width.

    One ends where a line is empty or short, or ends a sentence well short of the width.
    """
    width = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    current = ""
    for line in lines:
        current = _join(current, line) if line and current else current or line
        is_end = _PARAGRAPH_END.search(line) and len(line) < 0.8 * width
        if current and (is_end or len(line) < 0.6 * width):
            paragraphs.append(current)
            current = ""
    return [*paragraphs, current] if current else paragraphs


def _join(text: str, line: str) -> str:
    hyphenated = _HYPHENATED.search(text)
    if hyphenated is None or not line[0].islower():
        return f"{text} {line}"
    return (text if hyphenated.group(1).lower() in _PREFIXES else text[:-1]) + line
