"""Citations as RIS, for EndNote, Zotero, Mendeley and what else reads it.

The writer of ``rispy`` (0.10.0) was tried and not taken: it puts a number on a line of its own
before every record, which RIS does not have.
"""

from collections.abc import Iterable, Iterator

from corpus import edtf
from corpus.date_words import format_span
from corpus.exports.citations import Citation, list_citations
from corpus.exports.extract import Extract

MEDIA_TYPE = "application/x-research-info-systems"

_TYPES = {"webpage": "ELEC", "dataset": "DATA"}


def write(extract: Extract, layer: str) -> Iterable[bytes]:
    """Return the citations of an extract as RIS records, one after the other, in UTF-8."""
    for citation in list_citations(extract):
        yield write_record(citation).encode()


def write_record(citation: Citation) -> str:
    """Return one citation as a record with the empty line that ends it."""
    # A line that begins with a tag would begin a field, so that a value has one line alone.
    lines = [f"{tag}  - {' '.join(value.splitlines())}" for tag, value in _list_tags(citation)]
    return "".join(f"{line}\r\n" for line in [*lines, ""])


def _list_tags(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[citation.type]
    yield "ID", citation.id
    tags = {
        "TI": citation.title,
        "T2": citation.outlet,
        "M3": citation.kind,
        "PY": str(edtf.parse(citation.date).first_named.year),
        "DA": _format_date(citation.date),
        "ET": citation.version,
        "UR": citation.url,
        "Y2": citation.retrieved and _format_date(citation.retrieved),
        "AV": citation.archived_url,
        "AB": citation.quote,
    }
    yield from (("AU", author.sorted_name) for author in citation.authors)
    yield from ((tag, value) for tag, value in tags.items() if value)
    yield from (("N1", line) for line in citation.notes)
    yield "ER", ""


def _format_date(text: str) -> str:
    """Return a date as ``year/month/day/in words``: words where it is no day that is certain.

    A set and an open interval have no month and day of their own, and are in words.
    """
    span = edtf.parse(text)
    if span.choices or span.is_open:
        return f"{span.first_named.year}///{format_span(span)}"
    numbers = text.partition("/")[0].rstrip("~").split("-")
    is_certain = "/" not in text and not span.approximate
    return "/".join([*numbers, "", ""][:3]) + "/" + ("" if is_certain else format_span(span))
