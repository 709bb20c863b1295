"""Articles in web pages, as a browser or SingleFile saves them."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html
import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.utils import decode_file

from corpus.adding.drafts import Draft, make_draft
from corpus.adding.languages import guess_language, read_tag
from corpus.adding.page_parts import take_parts_out
from corpus.errors import ReadError
from corpus.quoting import shorten
from corpus.reading import strip_unfit
from corpus.suggesting.calendar_words import find_full_date
from corpus.suggesting.site_lines import is_boilerplate, read_byline

# Pictures and fonts that SingleFile packs into the page.
_EMBEDDED = re.compile(r"data:[a-z0-9.+/-]*[;,][^\"')\s>]{100,}", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://[^\s>]+)")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+)")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z")
_FEWEST_LETTERS = 80
_MOST_ELEMENTS = 50_000
_MOST_LOOKED_AT = 2_000  # characters of a part of the page
_TITLE_JOINT = re.compile(r"\s+(?:[|–—»-]|::)\s+")
_FEWEST_IN_TITLE = 3  # words, for a part of a title to be one that the page prints
_MOST_OTHERS = 500  # lines looked at for what else was left out
_LONGEST_DATELINE = 60
_PUBLISHED_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
)


def read_web_page(data: bytes) -> Draft:
    """Return the draft of a web page: the article's text, and what the page says of it.

    Raises
    ------
    ReadError
        If it is no page, an empty one, or one without an article.
    """
    source = decode_file(data)
    if not source.strip():
        raise ReadError("it is empty")
    source = strip_unfit(_DECLARATION.sub("", _EMBEDDED.sub("data:,", source)))
    try:
        tree = lxml.html.document_fromstring(source)
    except (etree.ParserError, ValueError) as error:
        raise ReadError("it is an empty page") from error
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise ReadError(f"it has more than {_MOST_ELEMENTS:,} elements")
    if not tree.text_content().strip():
        raise ReadError("it is an empty page")
    known = _read_metadata(tree, source)
    language = read_tag(
        tree.get("lang", "") or tree.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    )
    guessed = known.pop("guessed")
    parts = take_parts_out(tree)
    # A day that only a head or a menu prints is that of the visit.
    is_outside = any(find_full_date(words[:_MOST_LOOKED_AT]) == guessed for _, words in parts)
    known["published"] = known["published"] or _find_printed_day(tree)
    if not known["published"] and guessed and not is_outside:
        known["published"] = guessed.isoformat()
    known["authors"] = known["authors"] or _find_byline(tree)
    _unfold_tables(tree)
    lines, more_parts = _extract_lines(tree, known["title"])
    body = strip_unfit("\n\n".join(lines))
    if sum(sign.isalpha() for sign in body) < _FEWEST_LETTERS:
        raise ReadError("no article was found in the page")
    found = {
        "body": body,
        "start": 0,
        "end": len(body),
        "language": guess_language(body) or language,
        "cut": tuple(_describe_parts([*parts, *more_parts])),
    }
    return make_draft({**known, **found})


def _extract_lines(tree: HtmlElement, title: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the article's paragraphs, and the lines beside them that are the site's."""
    printed = [" ".join(words.split()) for words in tree.itertext()]
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, max_tree_size=None
    )
    text = getattr(document, "text", None) or ""
    lines: list[str] = []
    parts: list[tuple[str, str]] = []
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line or (line == title and not lines):
            continue
        is_day = len(line) <= _LONGEST_DATELINE and find_full_date(line) and not lines
        if is_boilerplate(line) or read_byline(line) or is_day:
            parts.append(("lines of the site", line))
        else:
            lines.append(line)
    kept = " ".join([title, *lines, *(words for _, words in parts)])
    distinct = list(dict.fromkeys(filter(None, printed)))
    others = [words for words in distinct[:_MOST_OTHERS] if words not in kept]
    if others:
        parts.append(("other lines", " / ".join(others)))
    return lines, parts


def _unfold_tables(tree: HtmlElement) -> None:
    """Make plain blocks of the tables that a page is laid out with."""
    for cell in list(tree.iter("td")):
        if len(list(cell.iter("p"))) > 1:
            for each in [cell, *cell.iterancestors("tr", "tbody", "table")]:
                for part in [each, *(each if each.tag == "tr" else ())]:
                    part.tag = "div"


def _find_byline(tree: HtmlElement) -> tuple[str, ...]:
    for each in tree.iter("p", "span", "div", "address", "td", "i", "b", "strong"):
        words = " ".join(each.text_content().split())
        if len(words) <= _LONGEST_DATELINE and (name := read_byline(words)):
            return (name.title() if name.isupper() else name,)
    return ()


def _describe_parts(parts: list[tuple[str, str]]) -> Iterator[str]:
    nouns = dict.fromkeys(noun for noun, _ in parts)
    for noun in nouns:
        words = " / ".join(words for other, words in parts if other == noun)
        yield f'{noun[0].upper()}{noun[1:]}: "{shorten(words, 80)}"'


def _read_metadata(tree: HtmlElement, source: str) -> dict[str, Any]:
    """Return title, authors, published, outlet, url and retrieved, as the page says them."""
    meta: dict[str, str] = {}
    for each in tree.iter("meta"):
        name = (each.get("property") or each.get("name") or each.get("itemprop") or "").lower()
        if name and each.get("content", "").strip():
            meta.setdefault(name, " ".join(each.get("content", "").split()))
    linked = next(_read_linked_data(tree), {})
    found = trafilatura.extract_metadata(tree, extensive=False)
    headings = [" ".join(each.text_content().split()) for each in tree.iter("h1")]
    printed = [" ".join(each.text_content().split()) for each in tree.iter("h2", "b", "strong")]
    title = (
        meta.get("og:title") or _text(linked.get("headline")) or next(filter(None, headings), "")
    )
    site = meta.get("og:site_name") or _name_of(linked.get("publisher")) or found.sitename or ""
    names = _names_of(linked.get("author")) or (found.author or "").split(";")
    # That the site wrote it is said by the outlet.
    names = [" ".join(name.split()) for name in names if name.strip().lower() != site.lower()]
    url, retrieved = _read_address(tree, source, meta)
    named = " ".join((tree.findtext(".//title") or "").split())
    title, rest = _without_site(title or named or found.title or "", site, [*headings, *printed])
    site = site or rest or _without_site(named, "", [title])[1]
    return {
        "title": title[:250],
        "authors": tuple(dict.fromkeys(filter(None, names))),
        "published": _read_day(
            [_text(linked.get("datePublished")), *map(meta.get, _PUBLISHED_NAMES)]
        ),
        "guessed": find_full_date(found.date) if found.date else None,
        "outlet": " ".join(site.split())[:100],
        "url": url,
        "retrieved": retrieved,
    }


def _read_linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield what the page says of its article in JSON-LD."""
    for each in tree.iter("script"):
        if each.get("type", "").lower() != "application/ld+json" or len(each.text or "") > 200_000:
            continue
        try:
            value = json.loads(each.text or "")
        except (ValueError, RecursionError):
            continue
        records = value if isinstance(value, list) else [value]
        for record in records:
            graph = record.get("@graph") if isinstance(record, dict) else None
            for item in graph if isinstance(graph, list) else [record]:
                if isinstance(item, dict) and ("datePublished" in item or "headline" in item):
                    yield item


def _text(value: Any) -> str:
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _name_of(value: Any) -> str:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names_of(value: Any) -> list[str]:
    return list(filter(None, map(_name_of, value if isinstance(value, list) else [value])))


def _without_site(title: str, site: str, printed: Iterable[str]) -> tuple[str, str]:
    """Return a title without what many pages add to it, and the site's name where that is it.

    A part of it that the page prints by itself is the title.
    """
    title = title.strip()
    lines = {line for line in printed if len(line.split()) >= _FEWEST_IN_TITLE}
    for joint in _TITLE_JOINT.finditer(title):
        sides = (title[: joint.start()].strip(), title[joint.end() :].strip())
        for side, other in (sides, sides[::-1]):
            if side and (
                other.lower() == site.lower() != "" or (side in lines and title not in lines)
            ):
                return side, "" if _TITLE_JOINT.search(other) else other
    return title, ""


def _find_printed_day(tree: HtmlElement) -> str:
    """Return the first day that the article's part of a page prints by itself."""
    candidates = [each.get("datetime") or each.text_content() for each in tree.iter("time")]
    for each in tree.iter("p", "span", "div", "td", "li", "i", "em", "b", "small", "font"):
        words = " ".join(each.text_content().split())
        if 0 < len(words) <= _LONGEST_DATELINE and not words.lower().startswith("updated"):
            candidates.append(words)
    return _read_day(candidates)


def _read_day(candidates: Iterable[str | None]) -> str:
    days = (find_full_date(candidate) for candidate in candidates if candidate)
    return next((day.isoformat() for day in days if day), "")


def _read_address(tree: HtmlElement, source: str, meta: dict[str, str]) -> tuple[str, str]:
    """Return the address of the page, and the day on which it was saved."""
    head = source[:20_000]
    saved = _SINGLE_FILE.search(head)
    links = [each.get("href", "") for each in tree.iter("link") if each.get("rel") == "canonical"]
    from_browser = _SAVED_FROM.search(head)
    candidates = [
        *links,
        meta.get("og:url", ""),
        saved.group(1) if saved else "",
        from_browser.group(1) if from_browser else "",
    ]
    url = next(filter(_WEB_ADDRESS.match, map(str.strip, candidates)), "")
    day = re.search(r"([A-Z][a-z]{2}) (\d\d) (\d{4})", saved.group(2)) if saved else None
    retrieved = find_full_date(" ".join(day.groups())) if day else None
    return url, retrieved.isoformat() if retrieved else ""
