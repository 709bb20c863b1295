"""What is said of a view before it is opened: its title, a summary, its address, its data."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from corpus import edtf
from corpus.date_words import format_edtf
from corpus.errors import ReadError
from corpus.exports.dataset import load_dataset
from corpus.identifiers import find_address
from corpus.records import attribute
from dashboard.api.downloads import PREVIEW
from dashboard.library import Library
from dashboard.map_data import find_bounds
from dashboard.selection import Selection
from dashboard.templating import dump_json
from geodata.exports.figure import PREVIEW_SIZE

# The whole in three kinds of program; the page offers the rest.
_DISTRIBUTIONS = {
    "api/zones.geojson": "application/geo+json",
    "api/atlas.gpkg": "application/geopackage+sqlite3",
    "api/atlas.html": "text/html",
}


class Description(NamedTuple):
    """What search engines and messengers show of a view.

    ``address`` is that of the view without what does not change what it is about, relative to the
    page's own.
    """

    title: str
    summary: str
    address: str


def describe_view(library: Library, selection: Selection) -> Description:
    """Return what is said of a view: of its article, or else its zone, or else of the whole."""
    whole = library.atlas.title
    article = library.corpus.article(selection.article) if selection.article else None
    passage = library.corpus.passage(selection.passage) if selection.passage else None
    zone = library.atlas.zone(selection.zone) if selection.zone else None
    if article:
        said = f"“{passage.quote}” {attribute(passage, article)}, " if passage else ""
        return Description(
            f"{article.title} · {whole}",
            f"{said}{article.outlet}, {format_edtf(article.published)}",
            Selection(article=article.id).address(),
        )
    if zone:
        address = Selection(zone=zone.id).address()
        return Description(f"{zone.name} · {whole}", zone.description, address)
    return Description(whole, library.atlas.introduction, "")


def describe_head(
    library: Library,
    view: Description,
    base: str,
    root: str = "./",
    preview: str = PREVIEW.path,
    oembed: str = "",
) -> dict[str, object]:
    """Return what ``view_head.html`` is filled with.

    Parameters
    ----------
    library : Library
        What the page shows.
    view : Description
        What is said of the view.
    base : str
        The page's public address, without a slash at its end; empty where none is known.
    root : str
        The relative address from the view to the page.
    preview : str
        The address of the view's picture, relative to the page's.
    oembed : str
        Where oEmbed is answered for the view, if not by the app.
    """
    dataset = describe_dataset(library, base)
    return {
        "view": view,
        "site": library.atlas.title,
        "base": base,
        "edition": f"{dataset['name']}, version {dataset['version']}" if dataset else "",
        "page_address": f"{base}/" if base else "",
        "root": root,
        "preview": f"{base}/{preview}",
        "preview_size": PREVIEW_SIZE,
        "preview_text": f"{library.atlas.map_title}. {library.atlas.map_subtitle}",
        "dataset": dump_json(dataset) if dataset else "",
        "oembed": oembed or f"oembed?{urlencode({'url': f'{base}/{view.address}'})}",
    }


def count_views(library: Library) -> int:
    """Return how many views are a page of their own."""
    return 1 + len(library.atlas.zones) + len(library.corpus.articles)


def list_views(library: Library, start: int, count: int) -> list[str]:
    """Return the addresses of so many of these views, from one on, relative to the page's."""
    zones = [Selection(zone=zone.id).address() for zone in library.atlas.zones]
    first = ["", *zones]
    articles = library.corpus.articles[max(0, start - len(first)) : start + count - len(first)]
    own = [Selection(article=article.id).address() for article in articles]
    return [*first[start : start + count], *own]


def describe_dataset(library: Library, base: str) -> dict[str, Any] | None:
    """Return the data set in the words of schema.org; None where its record cannot be read.

    ``base`` is the page's public address, without a slash at its end. Where it is empty, files have
    addresses relative to the page, which has none itself.
    """
    root = f"{base}/" if base else ""
    try:
        dataset = load_dataset()
    except ReadError:
        return None
    west, south, east, north = find_bounds(library.atlas)
    width, height = PREVIEW_SIZE
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        **({"@id": root, "url": root} if root else {}),
        "name": dataset.title,
        "description": dataset.method,
        "version": dataset.version,
        "datePublished": dataset.released,
        "license": dataset.licence_url,
        "creator": [{"@type": "Organization", "name": name} for name in dataset.author_names],
        "creditText": dataset.citation,
        "keywords": [*dataset.keywords],
        "about": [*_list_agreements(library)],
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "image": {
            "@type": "ImageObject",
            "url": f"{root}{PREVIEW.path}",
            "width": _count_pixels(width),
            "height": _count_pixels(height),
        },
        "spatialCoverage": {
            "@type": "Place",
            "geo": {
                "@type": "GeoShape",
                "box": f"{south:.4f} {west:.4f} {north:.4f} {east:.4f}",
            },
        },
        **_find_time(library),
        "hasPart": [
            {"@type": "Dataset", "name": zone.name, "description": zone.description,
             "url": f"{root}{Selection(zone=zone.id).address()}"}
            for zone in library.atlas.zones
        ],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": f"{root}{path}"}
            for path, media_type in _DISTRIBUTIONS.items()
        ],
    }  # fmt: skip


def _count_pixels(count: int) -> dict[str, Any]:
    return {"@type": "QuantitativeValue", "value": count, "unitCode": "E37"}


def _list_agreements(library: Library) -> Iterator[dict[str, Any]]:
    """Yield what other collections hold of, as events that are the same as theirs."""
    for one in library.corpus.identified_dates:
        yield {
            "@type": "Event",
            "name": one.label,
            "startDate": one.span.first_named.isoformat(),
            "identifier": [*one.identifiers],
            "sameAs": [*map(find_address, one.identifiers)],
        }


def _find_time(library: Library) -> dict[str, str]:
    spans = [edtf.parse(zone.as_of) for zone in library.atlas.zones]
    if not spans:
        return {}
    first, last = min(s.first_named for s in spans), max(s.last_named for s in spans)
    return {"temporalCoverage": f"{first.isoformat()}/{last.isoformat()}"}
