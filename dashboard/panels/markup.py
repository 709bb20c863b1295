"""The page's pieces of HTML, from the library and what is chosen; every value is escaped."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.date_words import format_edtf
from corpus.faults import Fault
from corpus.provenance import join_words
from corpus.records import Article, attribute
from dashboard.library import Library
from dashboard.panels.article_view import list_fellows, mark_paragraphs, step_through
from dashboard.panels.comparison import compare
from dashboard.panels.groups import dated_lines, later_lines, provision_groups, zone_groups
from dashboard.panels.memorandum import list_differences, list_points
from dashboard.selection import Selection
from dashboard.templating import render
from geodata.records import Zone
from geodata.wording import describe_areas

# Panels are made once for each selection: they depend on nothing else.
_remembered = lru_cache(maxsize=64)

# Of a zone's own files, those that most readers want; the panel below has the others.
ZONE_DOWNLOADS = {
    "zones.geojson": "GeoJSON",
    "atlas.gpkg": "GeoPackage",
    "figure.pdf": "figure",
    "atlas.html": "one-file HTML",
}


class Link(NamedTuple):
    """Where a link leads and what it says."""

    address: str
    label: str


def title(library: Library) -> str:
    """Return the page's heading, with the button that copies its address."""
    return render("title.html", atlas=library.atlas)


def heading(text: str, remark: str) -> str:
    """Return the heading of a section below the map."""
    return render("heading.html", text=text, remark=remark)


def notices(complaints: Sequence[str], faults: Sequence[Fault]) -> str:
    """Return what was wrong with the address and with the data files."""
    return render("notices.html", complaints=complaints, faults=faults)


class ReadingPanel(NamedTuple):
    """The panel beside the map: what stands above the excerpts, these, and what follows them.

    Where an article is open, it stands in `head` and the others are empty.
    """

    head: str
    excerpts: str
    foot: str


@_remembered
def reading_panel(library: Library, selection: Selection) -> ReadingPanel:
    """Return the panel for what is chosen: an article, a zone, or else the memorandum."""
    article = library.corpus.article(selection.article) if selection.article else None
    zone = library.atlas.zone(selection.zone) if selection.zone else None
    if article:
        return ReadingPanel(_article(article, zone, library, selection), "", "")
    if zone:
        return ReadingPanel(
            head=_zone_head(zone),
            excerpts=_zone_excerpts(zone, library, selection),
            foot=_zone_foot(zone, library, selection),
        )
    return ReadingPanel(_memorandum_head(library, selection), _provisions(library, selection), "")


def _memorandum_head(library: Library, selection: Selection) -> str:
    return render(
        "memorandum_head.html",
        publication=library.atlas.publication,
        points=list_points(library.corpus),
        differences=list_differences(library.corpus, selection.link_to),
    )


def _provisions(library: Library, selection: Selection) -> str:
    groups = provision_groups(library.corpus, selection.link_to, selection.passage)
    return render(
        "provisions.html",
        groups=groups,
        total=sum(len(group.excerpts) for group in groups),
        zone_names=_zone_names(library),
    )


def _zone_head(zone: Zone) -> str:
    return render(
        "zone_head.html",
        zone=zone,
        areas=describe_areas(zone),
        offers=[
            Link(f"api/{path}?zone={zone.id}", label) for path, label in ZONE_DOWNLOADS.items()
        ],
    )


def _zone_excerpts(zone: Zone, library: Library, selection: Selection) -> str:
    return render(
        "excerpts.html",
        title="What the articles say",
        groups=zone_groups(zone, library.corpus, selection.link_to, selection.passage),
        zone_names=_zone_names(library),
    )


def _zone_foot(zone: Zone, library: Library, selection: Selection) -> str:
    return render(
        "zone_foot.html",
        zone=zone,
        stands_for=format_edtf(zone.as_of),
        publication=library.atlas.publication,
        lines=later_lines(library.corpus, zone.id),
        link_to=selection.link_to,
        attribute=attribute,
        dates=dated_lines(library.corpus, selection, zone.id),
        comparisons=compare(library.corpus, selection.link_to),
        posts=[post for post in library.atlas.posts if post.zone == zone.id],
    )


def _article(article: Article, zone: Zone | None, library: Library, selection: Selection) -> str:
    back = selection.with_zone(selection.zone)
    return render(
        "article.html",
        article=article,
        published=format_edtf(article.published),
        paragraphs=mark_paragraphs(
            article, library.corpus, selection.link_to, selection.passage, selection.zone
        ),
        stepper=step_through(library.corpus, selection, zone.name if zone else ""),
        fellows=list_fellows(article, library.corpus, lambda other: _address_of(other, selection)),
        back=Link(back.address(), zone.name if zone else "The memorandum"),
    )


@_remembered
def dates(library: Library, selection: Selection) -> str:
    """Return every key date as a list of links."""
    return render("dates.html", dates=dated_lines(library.corpus, selection))


@_remembered
def questions(library: Library, selection: Selection) -> str:
    """Return the table of what each article answers to each question."""
    return render(
        "questions.html",
        articles=_article_lines(library, selection),
        comparisons=compare(library.corpus, selection.link_to),
    )


@_remembered
def sources(library: Library, selection: Selection) -> str:
    """Return the list of the articles, with what kind of source each is."""
    return render("sources.html", articles=_article_lines(library, selection))


def _address_of(article: Article, selection: Selection) -> str:
    return Selection(selection.zone, None, article.id, selection.asof).address()


def _article_lines(library: Library, selection: Selection) -> list[dict[str, str]]:
    return [
        {
            "title": source.title,
            "outlet": source.outlet,
            "kind": source.kind,
            "about_outlet": source.about_outlet,
            "published": format_edtf(source.published),
            "url": source.url,
            "address": _address_of(source, selection),
            "fellows": join_words(
                [one.outlet for one in list_fellows(source, library.corpus, lambda _: "")]
            ),
        }
        for source in library.corpus.articles
    ]


def _zone_names(library: Library) -> dict[str, str]:
    return {zone.id: zone.name for zone in library.atlas.zones}
