"""The passages, key dates and articles as rows of a table."""

from collections.abc import Callable, Iterator
from datetime import date

from corpus.exports.extract import Extract
from corpus.records import Article, KeyDate, Passage

Row = dict[str, str | int]

# Between the values of a cell that holds several.
SEPARATOR = "; "


def list_rows(table: str, extract: Extract) -> Iterator[Row]:
    """Return a table's rows, one after the other, each with the same columns.

    Parameters
    ----------
    table
        One of ``TABLES``. Dates are EDTF; positions count code points in the article's body.
    extract
        Where the rows come from.

    Raises
    ------
    KeyError
        If there is no table of this name.
    """
    return _MAKERS[table](extract)


def _make_passages(extract: Extract) -> Iterator[Row]:
    for passage in extract.corpus.passages:
        yield _describe_passage(passage, extract.corpus.article_of(passage))


def _describe_passage(passage: Passage, article: Article) -> Row:
    return {
        "id": passage.id,
        "quote": passage.quote,
        "zones": SEPARATOR.join(passage.zones),
        "topic": passage.topic,
        "speaker": passage.speaker,
        "note": passage.note,
        "article": article.id,
        "outlet": article.outlet,
        "kind": article.kind,
        "published": article.published,
        "url": article.url,
        "start": passage.start,
        "end": passage.end,
    }


def _make_dates(extract: Extract) -> Iterator[Row]:
    for key_date in extract.corpus.key_dates:
        yield _describe_date(key_date)


def _describe_date(key_date: KeyDate) -> Row:
    return {
        "id": key_date.id,
        "date": key_date.date,
        # Empty where the start or the end is open: no day is made up.
        "earliest": _format_day(key_date.span.earliest),
        "latest": _format_day(key_date.span.latest),
        "label": key_date.label,
        "zones": SEPARATOR.join(key_date.zones),
        "kind": key_date.kind,
        "passages": SEPARATOR.join(key_date.passages),
        "derivation": key_date.derivation,
        "identifiers": SEPARATOR.join(key_date.identifiers),
    }


def _format_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _make_articles(extract: Extract) -> Iterator[Row]:
    for article in extract.corpus.articles:
        yield {
            "id": article.id,
            "title": article.title,
            "author": article.author.name if article.author else "",
            "outlet": article.outlet,
            "kind": article.kind,
            "published": article.published,
            "url": article.url,
            "contains": article.contains,
            "notes": article.notes,
            "title_supplied": "yes" if article.title_supplied else "no",
            "outlet_type": article.outlet_type,
            "outlet_country": article.outlet_country,
            "outlet_owner": article.outlet_owner,
            "outlet_control": article.outlet_control,
            "reprints": article.reprints,
            "shares_with": SEPARATOR.join(one.article for one in article.shares_with),
            "cut": article.cut,
            "archived_url": article.archived_url,
            "retrieved": article.retrieved,
        }


_MAKERS: dict[str, Callable[[Extract], Iterator[Row]]] = {
    "passages": _make_passages,
    "dates": _make_dates,
    "articles": _make_articles,
}
TABLES: tuple[str, ...] = tuple(_MAKERS)
