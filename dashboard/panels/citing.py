"""What is offered to whoever cites a passage: its words with their source, BibTeX and RIS."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from corpus.exports import bibtex, ris
from corpus.exports.citations import cite_in_words, cite_passage
from corpus.records import Article, Passage, attribute
from corpus.search.searching import Hit
from dashboard.selection import Selection

_FORMATS = {"bib": "BibTeX", "ris": "RIS"}
# What would end an address, an attribute or a line, or be lost there; the rest can be read.
_SAFE = " !$&'()*+,-./:;=?@[]^_`{|}~"


class Citing(NamedTuple):
    """What is offered of a passage.

    Attributes
    ----------
    words : str
        What is copied: the quotation and its source, without the view's address.
    view : str
        Where it is seen, relative to the page or to the file that it stands in.
    files : list of (str, str, str)
        Name of a format, the ending of its files, and the address of the passage's own.
    """

    words: str
    view: str
    files: list[tuple[str, str, str]]


def offer(passage: Passage, article: Article) -> Citing:
    """Return what the page offers, whose server has the files."""
    return _offer(passage, article, f"?passage={passage.id}", _name_files(passage.id))


def offer_in_file(passage: Passage, article: Article) -> Citing:
    """Return what a file that stands alone offers at an excerpt: what it has at its article."""
    addresses = dict.fromkeys(_FORMATS, f"#cite-{passage.id}")
    return _offer(passage, article, f"#passage-{passage.id}", addresses)


def embed(passage: Passage, article: Article, page: str) -> Citing:
    """Return what a file that stands alone offers, with the files in their addresses."""
    citation = cite_passage(passage, article, page)
    addresses = {
        "bib": _embed(bibtex.MEDIA_TYPE, bibtex.write_entry(citation)),
        "ris": _embed(ris.MEDIA_TYPE, ris.write_record(citation)),
    }
    return _offer(passage, article, f"#passage-{passage.id}", addresses)


def offer_hit(hit: Hit, passage: Passage | None, article: Article) -> Citing:
    """Return what the page offers of sentences that were found, and files of their passage."""
    said_by = name_speaker(hit, passage, article)
    words = "".join(segment.text for segment in hit.segments)
    target = Selection(passage=passage.id) if passage else Selection(article=article.id)
    addresses = _name_files(passage.id) if passage else {}
    return Citing(cite_in_words(words, said_by, article), target.address(), _list_files(addresses))


def name_speaker(hit: Hit, passage: Passage | None, article: Article) -> str:
    """Return who says the sentences that were found."""
    # Who speaks in a passage need not do so beside it.
    is_within = passage is not None and passage.start <= hit.start and hit.end <= passage.end
    return attribute(passage, article) if passage and is_within else article.outlet


def _offer(passage: Passage, article: Article, view: str, files: Mapping[str, str]) -> Citing:
    words = cite_in_words(passage.quote, attribute(passage, article), article)
    return Citing(words, view, _list_files(files))


def _name_files(passage_id: str) -> dict[str, str]:
    return {ending: f"api/citations.{ending}?passage={passage_id}" for ending in _FORMATS}


def _list_files(addresses: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(_FORMATS[ending], ending, address) for ending, address in addresses.items()]


def _embed(media_type: str, text: str) -> str:
    return f"data:{media_type};charset=utf-8,{quote(text, safe=_SAFE)}"
