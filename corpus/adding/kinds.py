"""Which kind of file an article comes in, by what it holds and not by its name alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from corpus.errors import ReadError

MEGABYTE = 1_000_000
_MARKUP = re.compile(
    rb"(?:<\?xml[^>]{0,200}>|<!--.{0,5000}?-->|\s)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# The first bytes of what people hand in by mistake.
_OTHERS = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
    b"\xd0\xcf\x11\xe0": "an old document of Office: save it as .docx",
    b"{\\rtf": "a document in RTF: save it as .docx",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name in a sentence, the endings of its name, how large it may be."""

    id: str
    noun: str
    endings: tuple[str, ...]
    most_bytes: int
    holds: Callable[[bytes], bool]


def _is_page(data: bytes) -> bool:
    head = data[:20_000].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    return _MARKUP.match(head) is not None


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_zip(data: bytes) -> bool:
    return data.startswith(b"PK")


PAGE = Kind("page", "page of HTML", (".html", ".htm", ".xhtml"), 50 * MEGABYTE, _is_page)
PDF = Kind("pdf", "PDF", (".pdf",), 50 * MEGABYTE, _is_pdf)
WORD = Kind("word", "document of Word", (".docx",), 50 * MEGABYTE, _is_zip)
MARKDOWN = Kind("markdown", "text in Markdown", (".md", ".markdown"), 4 * MEGABYTE, lambda _: False)
TEXT = Kind("text", "plain text", (".txt", ".text", ""), 4 * MEGABYTE, lambda _: False)
KINDS = (PAGE, PDF, WORD, MARKDOWN, TEXT)
MOST_BYTES = max(kind.most_bytes for kind in KINDS)


def tell_kind(name: str, data: bytes) -> Kind:
    """Return the kind of a file, by its name where it has one and by its bytes.

    Raises
    ------
    ReadError
        If it is of no kind that is read, is another kind than its name says, or is too large.
    """
    if not data.strip():
        raise ReadError("it is empty")
    for start, noun in _OTHERS.items():
        if data.startswith(start):
            raise ReadError(f"it is {noun}")
    held = next((kind for kind in KINDS if kind.holds(data)), None)
    ending = PurePath(name).suffix.lower()
    named = next((kind for kind in KINDS if name and ending in kind.endings), None)
    if name and named is None:
        wanted = ", ".join(kind.endings[0] for kind in KINDS)
        raise ReadError(f"its name ends in none of {wanted}")
    if held is not None and named is not None and held is not named:
        raise ReadError(f"it is a {held.noun}, not a {named.noun} as its name says")
    # A part of a page, with no <html> above it, is still read; bytes of something else are not.
    is_binary = b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if held is None and (named in (PDF, WORD) or (named is PAGE and is_binary)):
        assert named is not None
        raise ReadError(f"it is no {named.noun}")
    kind = held or named or TEXT
    if len(data) > kind.most_bytes:
        raise ReadError(f"it is larger than {kind.most_bytes // MEGABYTE} MB")
    return kind
