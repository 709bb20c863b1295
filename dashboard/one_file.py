"""The map, and everything it rests on, in one HTML file that fetches nothing."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import xstatic.pkg.leaflet
from markupsafe import Markup

from corpus.date_words import format_edtf
from corpus.records import Article, KeyDate, Passage, Question, attribute
from dashboard.library import ASSETS, MAP_SCRIPTS, MAP_STYLES
from dashboard.map_data import map_data
from dashboard.panels.answers import describe_status
from dashboard.panels.article_view import Fellow, Segment, list_fellows, mark_paragraphs
from dashboard.panels.comparison import Reply, compare_articles
from dashboard.panels.excerpts import Excerpt, describe_passage
from dashboard.panels.groups import Group, date_order, later_lines, provision_groups, zone_groups
from dashboard.panels.memorandum import list_differences, list_points
from dashboard.templating import find_host, render
from geodata.basemap import load_basemap
from geodata.exports.extract import MapExtract
from geodata.posts import Post
from geodata.records import Zone
from geodata.wording import describe_areas

MEDIA_TYPE = "text/html; charset=utf-8"

_STYLES = (*MAP_STYLES, "one_file.css", "one_file_parts.css", "one_file_media.css")
_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)


class _DatedEntry(NamedTuple):
    """A key date with the excerpts it rests on."""

    date: KeyDate
    when: str
    words: tuple[Excerpt, ...]


class _ZonePart(NamedTuple):
    """What the file says of one zone; ``evidence`` are the excerpts its stretches rest on."""

    zone: Zone
    stands_for: str
    areas: str
    excerpts: tuple[Excerpt, ...]
    dates: tuple[_DatedEntry, ...]
    evidence: dict[str, Excerpt]
    posts: tuple[Post, ...]


class _QuestionPart(NamedTuple):
    """A question, who answers it, who is silent, and whose answer the filters leave out."""

    question: Question
    given: tuple[Reply, ...]
    dependence: tuple[str, ...]
    silent: tuple[str, ...]
    left_out: tuple[str, ...]


class _ArticlePart(NamedTuple):
    """An article, those it shares text with, and its own text in segments."""

    article: Article
    published: str
    fellows: tuple[Fellow, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]


def write(extract: MapExtract, layer: str) -> Iterable[bytes]:
    """Return the file in UTF-8; it holds what the extract keeps, whatever the layer is called.

    Raises
    ------
    ReadError
        If the base map cannot be read.
    """
    script = Markup(_read_scripts())
    style = Markup(_read_styles())
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = render(
        "one_file.html",
        policy=policy,
        style=style,
        script=script,
        map_json=Markup(_make_map_json(extract)),
        **_make_content(extract),
    )
    yield page.encode()


def _make_content(extract: MapExtract) -> dict[str, object]:
    corpus = extract.corpus
    groups = provision_groups(corpus, _link_to)
    zones = [_describe_zone(zone, extract) for zone in extract.atlas.zones]
    dates = [_describe_date(date, extract) for date in sorted(corpus.key_dates, key=date_order)]
    questions = [_describe_question(question, extract) for question in corpus.questions]
    return {
        "about": extract.about,
        "title": extract.atlas.title,
        "introduction": extract.atlas.introduction,
        "about_rows": _list_about(extract),
        "status": _describe_status(extract),
        "ended": extract.ended,
        "groups": groups,
        "publication": extract.atlas.publication,
        "points": list_points(corpus),
        "differences": list_differences(corpus, _link_to),
        "total": sum(len(group.excerpts) for group in groups),
        "zones": zones,
        "dates": dates,
        "afterwards": later_lines(corpus),
        "questions": questions,
        "articles": [
            _ArticlePart(
                article,
                format_edtf(article.published),
                list_fellows(article, extract.whole, partial(_address_of, extract)),
                mark_paragraphs(article, corpus, _link_to),
            )
            for article in corpus.articles
        ],
        "shown_at": _find_mentions(groups, zones, dates, questions),
        "zones_of": {passage.id: passage.zones for passage in corpus.passages},
        "zone_names": {zone.id: zone.name for zone in extract.whole_atlas.zones},
        "link_to": partial(_link_to_kept, extract),
        "attribute": attribute,
    }


def _list_about(extract: MapExtract) -> list[tuple[str, str, str]]:
    """Return name, text and web address, or nothing for one, of what the file says of itself."""
    values = extract.about.name_values()
    dataset = extract.about.dataset
    return [
        ("Version", values["version"], ""),
        (extract.about.label("made"), values["made"], ""),
        ("Method", values["method"], ""),
        ("Licence", dataset.licence, dataset.licence_url),
        ("Rights", values["rights"], ""),
        ("How to cite", values["citation"], ""),
        ("Filters", extract.about.format_filters(), ""),
        (
            "On the page",
            values["view"],
            values["view"] if find_host(values["view"]) else "",
        ),
    ]


def _describe_status(extract: MapExtract) -> dict[str, object] | None:
    day = extract.scope.as_of
    if day is None:
        return None
    ended = [zone.name for zone in extract.atlas.zones if zone.id in extract.ended]
    return describe_status(day, extract.whole, ended, partial(_link_to_kept, extract))


def _describe_zone(zone: Zone, extract: MapExtract) -> _ZonePart:
    # What is said of all four zones stands in a part of its own.
    specific, _ = zone_groups(zone, extract.corpus, _link_to)
    named = (passage.id for stretch in zone.stretches for passage, _ in stretch.passages)
    return _ZonePart(
        zone=zone,
        stands_for=format_edtf(zone.as_of),
        areas=describe_areas(zone),
        excerpts=specific.excerpts,
        dates=tuple(
            _describe_date(date, extract)
            for date in sorted(extract.corpus.key_dates, key=date_order)
            if zone.id in date.zones
        ),
        evidence={passage_id: _find_excerpt(passage_id, extract) for passage_id in named},
        posts=tuple(post for post in extract.atlas.posts if post.zone == zone.id),
    )


def _describe_date(date: KeyDate, extract: MapExtract) -> _DatedEntry:
    words = tuple(_find_excerpt(passage_id, extract) for passage_id in date.passages)
    return _DatedEntry(date, format_edtf(date.date), words)


def _address_of(extract: MapExtract, article: Article) -> str:
    """Return the address of an article in the file; nothing where the filters leave it out."""
    return f"#article-{article.id}" if extract.corpus.article(article.id) else ""


def _link_to(passage: Passage) -> str:
    """Return the address of a passage's words in the article below."""
    return f"#passage-{passage.id}"


def _link_to_kept(extract: MapExtract, passage: Passage) -> str:
    """Return the address of a passage's words; the original's where the filters leave it out."""
    if extract.corpus.passage(passage.id):
        return _link_to(passage)
    return extract.whole.article_of(passage).url


def _find_excerpt(passage_id: str, extract: MapExtract) -> Excerpt:
    passage = extract.whole.passage(passage_id)
    if passage is None:  # the data names no passage that there is not
        raise LookupError(f"there is no passage {passage_id}")
    return describe_passage(passage, extract.whole, partial(_link_to_kept, extract))


def _describe_question(question: Question, extract: MapExtract) -> _QuestionPart:
    whole = next(one for one in extract.whole.questions if one.id == question.id)
    silent = compare_articles(whole, extract.whole, _link_to).silent
    kept = compare_articles(question, extract.whole, _link_to)
    return _QuestionPart(
        question,
        given=kept.given,
        dependence=kept.dependence,
        silent=tuple(article.outlet for article in silent),
        left_out=tuple(article.outlet for article in kept.silent if article not in silent),
    )


def _find_mentions(
    groups: Iterable[Group],
    zones: Iterable[_ZonePart],
    dates: Iterable[_DatedEntry],
    questions: Iterable[_QuestionPart],
) -> dict[str, str]:
    """Return the fragment at which the file first shows each passage, by its id."""
    places: dict[str, str] = {}
    for group in groups:
        for excerpt in group.excerpts:
            places.setdefault(excerpt.passage.id, f"#excerpt-{excerpt.passage.id}")
    for part in zones:
        for excerpt in part.excerpts:
            places.setdefault(excerpt.passage.id, f"#{part.zone.id}-excerpt-{excerpt.passage.id}")
    for entry in dates:
        for passage_id in entry.date.passages:
            places.setdefault(passage_id, f"#date-{entry.date.id}")
    for question_part in questions:
        for answer in question_part.question.answers:
            for passage_id in answer.passages:
                places.setdefault(passage_id, f"#question-{question_part.question.id}")
    return places


def _make_map_json(extract: MapExtract) -> str:
    # Towns around the zones are named wherever they are.
    atlas = replace(extract.atlas, places=extract.whole_atlas.places)
    data = map_data(atlas, load_basemap())
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # No text may end the element it stands in.
    return text.replace("<", r"\u003c")


def _read_scripts() -> str:
    # The last line of Leaflet's names a file for debuggers, which is not here.
    leaflet = (_LEAFLET / "leaflet.js").read_text(encoding="utf-8").partition("\n//# source")[0]
    names = (*MAP_SCRIPTS, "one_file.js")
    own = ((ASSETS / name).read_text(encoding="utf-8") for name in names)
    return "\n".join((leaflet, *own))


def _read_styles() -> str:
    leaflet = re.sub(
        r"url\((images/[\w-]+\.png)\)",
        lambda found: f"url({_embed(_LEAFLET / found[1])})",
        (_LEAFLET / "leaflet.css").read_text(encoding="utf-8"),
    )
    own = ((ASSETS / name).read_text(encoding="utf-8") for name in _STYLES)
    return "\n".join((leaflet, *own))


def _embed(image: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(image.read_bytes()).decode('ascii')}"


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest())
    return f"'sha256-{digest.decode('ascii')}'"
