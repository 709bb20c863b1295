"""What a reader may cite: the data set, the articles, and single passages of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from corpus.agreement import AGREEMENT
from corpus.date_words import format_edtf
from corpus.exports.dataset import load_dataset
from corpus.exports.extract import About, Extract
from corpus.provenance import Author
from corpus.records import Article, Passage

DATASET_ID = AGREEMENT.id


@dataclass(frozen=True)
class Citation:
    """One thing to cite, as every format of reference managers can hold it.

    Attributes
    ----------
    id : str
        The article's or the passage's own id, or ``DATASET_ID``.
    type : str
        What it is, in CSL's words.
    kind : str
        What kind of source it is, in ours.
    title, outlet, version, url : str
        Empty where there is none. The url is an address with its host; a title that is not the
        source's own stands in brackets.
    authors : tuple of Author
        Persons and organisations.
    date : str
        When it was published: EDTF.
    retrieved, archived_url : str
        The day it was retrieved, EDTF, and the address of an archived copy; empty where unknown.
    quote : str
        A passage's words, verbatim; empty for what is no passage.
    notes : tuple of str
        What else is to be known, a line each.
    """

    id: str
    type: Literal["webpage", "dataset"]
    kind: str
    title: str
    authors: tuple[Author, ...]
    outlet: str
    date: str
    retrieved: str
    archived_url: str
    version: str
    url: str
    quote: str
    notes: tuple[str, ...]


def list_citations(extract: Extract) -> Iterator[Citation]:
    """Return the data set, which says what the export holds, then its articles and passages.

    Where passages are asked for by their ids, these alone.
    """
    if not extract.scope.passages:
        yield _cite_dataset(extract.about)
        for article in extract.corpus.articles:
            yield _cite_article(article, article.id, "", ())
    for passage in extract.corpus.passages:
        yield cite_passage(passage, extract.corpus.article_of(passage), extract.about.view)


def cite_in_words(quote: str, said_by: str, article: Article) -> str:
    """Return a quotation from an article with its source, as lines of plain text.

    ``said_by`` is the outlet, or the person or paper that it quotes.
    """
    # Words that have quotation marks of their own stand in single ones.
    opening, closing = "‘’" if "“" in quote or '"' in quote else "“”"
    date = format_edtf(article.published)
    return f"{opening}{quote}{closing}\n{said_by}: {article.cited_title}, {date}\n{article.url}"


def cite_passage(passage: Passage, article: Article, page: str) -> Citation:
    """Return the citation of a passage; ``page`` is the page's address, without a host or with.

    Without one, the view is named by what can be found anywhere: the data set and the path in it.
    """
    lines = [f"Passage: {passage.id}, of the article {article.id}"]
    path = f"?passage={passage.id}"
    is_public = page.startswith(("http://", "https://"))
    view = urljoin(page, path) if is_public else f"{load_dataset().edition}: {path}"
    lines.append(f"View: {view}")
    if passage.speaker:
        lines.append(f"Speaker: {passage.speaker}")
    lines.append(f"Topic: {passage.topic}")
    if passage.zones:
        lines.append(f"Zones: {', '.join(passage.zones)}")
    if passage.note:
        lines.append(f"Of the passage: {passage.note}")
    return _cite_article(article, passage.id, passage.quote, tuple(lines))


def _cite_dataset(about: About) -> Citation:
    lines = [
        f"{about.label(name)}: {value}"
        for name, value in about.name_values().items()
        if name not in ("title", "version")
    ]
    lines.append(f"Filters: {about.format_filters()}")
    lines += [f"Status: {text} ({', '.join(passages)})" for text, passages in about.status]
    return Citation(
        id=DATASET_ID,
        type="dataset",
        kind="data set",
        title=about.dataset.title,
        authors=about.dataset.authors,
        outlet="",
        date=about.dataset.released,
        retrieved="",
        archived_url="",
        version=about.dataset.version,
        url=about.view if about.view.startswith(("http://", "https://")) else "",
        quote="",
        notes=tuple(lines),
    )


def _cite_article(article: Article, key: str, quote: str, lines: tuple[str, ...]) -> Citation:
    # None of these words is the name of a field: managers read "Title: ..." in a note as one.
    remarks = {
        "Of the title": article.title_note,
        "Of the date": article.published_note,
        "Of the text": article.notes,
        "Contains": article.contains,
        "Left out": article.cut,
        "Of the outlet": " ".join(
            filter(None, (article.about_outlet, article.outlet_note, *article.outlet_urls))
        ),
        "Of the copy": article.copy_note,
    }
    shared = tuple(f"Not independent of {one.article}: {one.note}" for one in article.shares_with)
    return Citation(
        id=key,
        type="webpage",
        kind=article.kind,
        title=article.cited_title,
        authors=(article.author,) if article.author else (),
        outlet=article.outlet,
        date=article.published,
        retrieved=article.retrieved,
        archived_url=article.archived_url,
        version="",
        url=article.url,
        quote=quote,
        notes=(
            lines + shared + tuple(f"{name}: {words}" for name, words in remarks.items() if words)
        ),
    )
