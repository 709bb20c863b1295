"""Citations of the shipped corpus, read back by citeproc-py, bibtexparser and rispy."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from corpus.exports import bibtex, csl, ris
from corpus.exports.citations import list_citations
from tests.corpus.exports import export, extract_from
from tests.loops import each
from tests.shipped import load_corpus

VALIDATOR = jsonschema.Draft7Validator(
    json.loads((Path(__file__).parent / "published" / "csl-data.json").read_text(encoding="utf-8"))
)
SHIPPED = load_corpus()
CITATIONS = tuple(list_citations(extract_from(SHIPPED)))

each_citation = each("citation", CITATIONS, ids=lambda each: each.id)


def read_csl(text: str) -> dict[str, dict[str, Any]]:
    items = json.loads(text)
    VALIDATOR.validate(items)
    return {item["id"]: item for item in items}


def make_decoder() -> LatexNodes2Text:
    """Return a decoder that knows some more signs of LaTeX's own than pylatexenc does."""
    known = get_default_latex_context_db()
    signs = {"braceleft": "{", "braceright": "}", "less": "<", "greater": ">", "bar": "|"}
    signs["asciicircum"] = "^"
    known.add_context_category(
        "signs",
        prepend=True,
        macros=[MacroTextSpec(f"text{name}", sign) for name, sign in signs.items()],
    )
    return LatexNodes2Text(latex_context=known)


DECODER = make_decoder()


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    decoded = parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=DECODER)])
    as_written = parse_string(text)
    assert decoded.failed_blocks == as_written.failed_blocks == []
    return {
        entry.key: {field.key: field.value for field in entry.fields}
        # biblatex takes these two as they stand, and not as TeX.
        | {name: raw[name] for name in ("date", "url") if name in raw}
        | {"type of entry": entry.entry_type}
        for entry, raw in zip(decoded.entries, as_written.entries, strict=True)
    }


def read_ris(text: str) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in rispy.loads(text)}


def render(items: list[dict[str, Any]]) -> list[str]:
    """Return the lines of a bibliography in the Harvard style."""
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False),
        CiteProcJSON(items),
        formatter.plain,
    )
    for item in items:
        bibliography.register(Cited([CitationItem(item["id"])]))
    return [str(line) for line in bibliography.bibliography()]


@cache
def shipped_csl() -> dict[str, dict[str, Any]]:
    """Return every citation as it is in CSL-JSON, by its id."""
    return read_csl(export(csl.write, SHIPPED))


@cache
def shipped_bibtex() -> dict[str, dict[str, str]]:
    """Return every citation as it is in BibTeX, by its id."""
    return read_bibtex(export(bibtex.write, SHIPPED))


@cache
def shipped_ris() -> dict[str, dict[str, Any]]:
    """Return every citation as it is in RIS, by its id."""
    return read_ris(export(ris.write, SHIPPED))


@cache
def shipped_lines() -> dict[str, str]:
    """Return the line of every citation in a bibliography, by its id."""
    return dict(zip(shipped_csl(), render([*shipped_csl().values()]), strict=True))
