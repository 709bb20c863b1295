"""Citations as CSL-JSON, which Zotero, pandoc and every CSL processor read.

See https://docs.citationstyles.org/en/stable/specification.html, and its schema ``csl-data.json``.
"""

import json
from collections.abc import Iterable
from typing import Any

from corpus import edtf
from corpus.date_words import format_span
from corpus.exports.citations import Citation, list_citations
from corpus.exports.extract import Extract
from corpus.provenance import Author

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def write(extract: Extract, layer: str) -> Iterable[bytes]:
    """Return the citations of an extract as a JSON array of CSL items."""
    items = [_describe(citation) for citation in list_citations(extract)]
    yield (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _describe(citation: Citation) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": citation.id,
        "type": citation.type,
        "title": citation.title,
        "author": [_describe_author(author) for author in citation.authors],
        "container-title": citation.outlet,
        "genre": citation.kind,
        "issued": _describe_date(citation.date),
        "version": citation.version,
        "URL": citation.url,
        "accessed": citation.retrieved and _describe_date(citation.retrieved),
        "archive_location": citation.archived_url,
        # Zotero keeps the words of an abstract, and drops those of an annotation.
        "abstract": citation.quote,
        "note": "\n".join(citation.notes),
    }
    return {name: value for name, value in fields.items() if value}


def _describe_author(author: Author) -> dict[str, str]:
    names = (
        {"literal": author.organisation}
        if author.organisation
        else {"family": author.family, "given": author.given}
    )
    return {part: name for part, name in names.items() if name}


def _describe_date(text: str) -> dict[str, Any]:
    """Return a date or a range by its numbers; of anything else, CSL has the words alone."""
    span = edtf.parse(text)
    if span.choices or span.is_open:
        return {"literal": format_span(span)}
    parts = [[int(part) for part in end.rstrip("~").split("-")] for end in text.split("/")]
    return {"date-parts": parts} | ({"circa": True} if span.approximate else {})
