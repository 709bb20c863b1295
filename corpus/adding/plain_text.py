"""Articles in plain text and in Markdown."""

import re

from charset_normalizer import from_bytes

from corpus.adding.drafts import Draft, make_draft
from corpus.adding.languages import guess_language
from corpus.entries import Entry, parse_entry
from corpus.errors import ReadError
from corpus.reading import check_fit
from corpus.suggesting.calendar_words import find_full_date
from corpus.suggesting.edges import Edges, describe_cut, find_edges

# What texts in these languages come in, where they are not in Unicode.
_ENCODINGS = ["cp1252", "cp1256", "cp1251", "koi8_r", "cp1254", "iso8859_6"]
_FRONT_MATTER = re.compile(r"---\r?\n(.*?\n)---\r?\n", re.DOTALL)
_FOOTNOTE = re.compile(r"^\[\^[^\[\]\s]{1,40}\]:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_MARKUP = (
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)"), ""),  # pictures
    (re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,2000}\)"), r"\1"),  # links
    (re.compile(r"\[\^[^\[\]\s]{1,40}\](?!:)"), ""),  # marks of footnotes
    (re.compile(r"^(?:\s?[-*_]){3,}\s*$", re.MULTILINE), ""),  # rules
    (re.compile(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=\S)\*(?![\w*])"), r"\1"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Return a text and, where its encoding was guessed, which it was taken for.

    Raises
    ------
    ReadError
        If it is no text.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return data.decode(encoding), ""
            except UnicodeDecodeError:
                continue
    sample = b"" if b"\0" in data else data[:200_000]
    best = from_bytes(sample, cp_isolation=_ENCODINGS).best() if sample else None
    if best is None:
        raise ReadError("it is no text")
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError:
        raise ReadError("it is no text in any one encoding") from None


def _decode_fit(data: bytes) -> tuple[str, str]:
    # Programs that take text out of PDFs part pages by form feeds.
    text, guessed = decode(data)
    text = text.replace("\f", "\n")
    if not text.strip():
        raise ReadError("it is empty")
    check_fit(text)
    return text, guessed


def read_plain_text(data: bytes) -> Draft:
    """Return the draft of a plain text: its body is the text as it stands.

    Raises
    ------
    ReadError
        If it is no text, or an empty one.
    """
    body, guessed = _decode_fit(data)
    return _draft(body, find_edges(body), guessed)


def read_markdown(data: bytes) -> Draft:
    """Return the draft of a text in Markdown: without its marks for emphasis, links and headings.

    What a clipper writes above it (title, author, date, source) is taken for what it says.

    Raises
    ------
    ReadError
        If it is no text, or an empty one, or its front matter is no YAML.
    """
    text, guessed = _decode_fit(data)
    known: dict[str, str] = {}
    if match := _FRONT_MATTER.match(text):
        known = _read_known(parse_entry(match.group(1)))
        text = text[match.end() :]
    notes = [" ".join(match.group(1).split()) for match in _FOOTNOTE.finditer(text)]
    text = _FOOTNOTE.sub("", text)
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    if not text.strip():
        raise ReadError("it holds no text")
    draft = _draft(text, find_edges(text, known.pop("title", "")), guessed)
    authors = (known.pop("author"),) if "author" in known else draft.authors
    cut = (*draft.cut, *([describe_cut("Footnotes", notes)] if notes else []))
    return make_draft({**vars(draft), **known, "authors": authors, "cut": cut})


def _read_known(entry: Entry) -> dict[str, str]:
    """Return what the front matter of a clipper says, by the fields of a draft."""
    names = {
        "title": "title",
        "author": "author",
        "byline": "author",
        "source": "url",
        "url": "url",
        "published": "published",
        "date": "published",
        "site": "outlet",
        "publisher": "outlet",
        "language": "language",
        "lang": "language",
    }
    known: dict[str, str] = {}
    for key, value in entry.values.items():
        field = names.get(key.lower())
        first = value[0] if isinstance(value, list) and value else value
        if field and isinstance(first, str) and first.strip() and field not in known:
            known[field] = first.strip().strip("[]")
    if "published" in known:
        day = find_full_date(known.pop("published"))
        if day:
            known["published"] = day.isoformat()
    return known


def _draft(body: str, edges: Edges, guessed: str) -> Draft:
    notes = (f"The encoding was guessed: {guessed}.",) if guessed else ()
    return Draft(
        body=body,
        start=edges.start,
        end=edges.end,
        title=edges.title,
        authors=(edges.author,) if edges.author else (),
        published=edges.published,
        language=guess_language(body[edges.start : edges.end]),
        cut=edges.cut,
        notes=notes,
    )
