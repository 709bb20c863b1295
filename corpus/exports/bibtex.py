r"""Citations as BibTeX in UTF-8, for BibTeX, biblatex and what reads their files.

The encoder of ``bibtexparser`` (2.1.0) was tried and not taken: it writes a brace as ``\{``, which
BibTeX counts as an open one, leaves what stands between two dollar signs as mathematics, and draws
the comma after an address into it.
"""

import re
from collections.abc import Iterable

from corpus import edtf
from corpus.date_words import format_span
from corpus.exports.citations import Citation, list_citations
from corpus.exports.extract import Extract
from corpus.provenance import Author

MEDIA_TYPE = "application/x-bibtex"

# What TeX takes for a command. Braces stand outside: BibTeX counts them even after a backslash.
_ESCAPES = str.maketrans(
    {sign: rf"\{sign}" for sign in "&%$#_"}
    | {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "<": r"{\textless}",
        ">": r"{\textgreater}",
        "|": r"{\textbar}",
    }
)
# Two of these in a row make a dash or a curved quotation mark, and !` an exclamation upside down.
_LIGATURE = re.compile(r"(?<=([-'`,]))(?=\1)|(?<=[?!])(?=`)")
_PARTS_NAMES = re.compile(r",|\band\b", re.IGNORECASE)
# An address is taken as it stands, but must not end its field.
_URL_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def write(extract: Extract, layer: str) -> Iterable[bytes]:
    """Return the citations of an extract as BibTeX entries, one after the other.

    All are of the type ``misc``, the only one that BibTeX's own styles and biblatex's both print in
    full.
    """
    for citation in list_citations(extract):
        yield write_entry(citation).encode()


def write_entry(citation: Citation) -> str:
    """Return one citation as an entry with the empty line that ends it."""
    span = edtf.parse(citation.date)
    fields = {
        "author": " and ".join(map(_format_author, citation.authors)),
        # A second pair of braces keeps capitals.
        "title": f"{{{_escape(citation.title)}}}",
        "howpublished": _escape(citation.outlet),
        "type": _escape(citation.kind),
        "version": _escape(citation.version),
        # biblatex reads EDTF, but no sets; BibTeX's own styles know the year alone.
        "date": "" if span.choices else citation.date,
        "year": str(span.first_named.year),
        "note": format_span(span) if span.choices else "",
        "url": citation.url.translate(_URL_ESCAPES),
        "urldate": citation.retrieved,
        "abstract": _escape(citation.quote),
        # Styles print a note, and leave an annotation out.
        "annote": "\n".join(_escape(line) for line in citation.notes),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{citation.id},\n{''.join(lines)}}}\n\n"


def _format_author(author: Author) -> str:
    # A second pair of braces keeps an organisation's name in one piece.
    if author.organisation:
        return f"{{{_escape(author.organisation)}}}"
    return ", ".join(_format_name(name) for name in (author.family, author.given) if name)


def _format_name(name: str) -> str:
    # Commas and the word "and" part names, unless they stand in braces.
    text = _escape(name)
    return f"{{{text}}}" if _PARTS_NAMES.search(name) else text


def _escape(text: str) -> str:
    return _LIGATURE.sub("{}", text.translate(_ESCAPES))
