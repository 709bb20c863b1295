"""The site's pages: the whole, one for each zone and article, and one for a wrong address."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from corpus.background import find_last_days
from corpus.exports.dataset import load_dataset
from corpus.exports.scope import FILTERS
from corpus.zone_ids import ZONE_IDS
from dashboard.api.downloads import FORMATS, PREVIEW, Download
from dashboard.embed.page import BUTTON
from dashboard.first_view.description import Description, describe_head, describe_view
from dashboard.library import MAP_STYLES, Library, read_assets
from dashboard.one_file import (
    STYLES,
    describe_page,
    read_scripts,
    read_styles,
    write_policy,
)
from dashboard.selection import Selection
from dashboard.templating import dump_json, render
from geodata.exports.extract import MapExtract
from geodata.records import Zone

INDEX = "index.html"
# Of pages without a map.
_PAGE_STYLES = (MAP_STYLES[0], *STYLES, "site.css")
# What only a server can answer; said wherever the data are offered.
SERVED_ALONE = (
    f"These are files: filters in an address ({', '.join(known.name for known in FILTERS)}) and "
    "/api/locate and /api/search are answered by the page's own server alone, not here. Earlier "
    "versions of the zones are the files versions/VERSION/zones.geojson."
)
_FRAGMENT = re.compile(r'href="#([^"]+)"')
_ID = re.compile(r' id="([^"]+)"')


class _Part(NamedTuple):
    """A part of the document that is a page of its own."""

    path: str
    view: Description
    preview: str
    html: str
    zone: Zone | None = None


def zone_path(zone: str) -> str:
    """Return the address of a zone's page."""
    return f"zones/{zone}.html"


def article_path(article: str) -> str:
    """Return the address of an article's page."""
    return f"articles/{article}.html"


def preview_path(zone: str) -> str:
    """Return the address of a zone's picture for other sites."""
    return f"social/{zone}.png"


def oembed_path(zone: str) -> str:
    """Return the address of what oEmbed says of a zone, or of the whole."""
    return f"oembed/{zone or 'all'}.json"


def make_index(library: Library, extract: MapExtract, base: str) -> str:
    """Return the page that holds everything, with the addresses of the app."""
    style = read_styles(*STYLES, "site.css", "embed_snippet.css")
    script = read_scripts("citing.js", "site.js", "one_file.js", "embed_snippet.js")
    view = describe_view(library, Selection())
    last_days = find_last_days(library.corpus)
    return render(
        "site_index.html",
        policy=f"{write_policy(style, script)}; img-src 'self' data:",
        style=style,
        script=script,
        last_days=dump_json({zone: day.isoformat() for zone, day in last_days.items()}),
        files=list_files(),
        served_alone=SERVED_ALONE,
        **describe_page(extract) | describe_head(library, view, base, "", oembed=oembed_path("")),
    )


def make_pages(library: Library, extract: MapExtract, base: str) -> Iterator[tuple[str, str]]:
    """Yield address and text of the page of each zone and article, which run no script."""
    parts = [*_list_parts(library, extract)]
    owners = {fragment: part.path for part in parts for fragment in _ID.findall(part.html)}
    style = read_assets(*_PAGE_STYLES)
    for part in parts:
        own = {fragment for fragment, path in owners.items() if path == part.path}
        yield (
            part.path,
            render(
                "site_page.html",
                policy=f"{write_policy(style)}; img-src 'self' data:",
                style=style,
                content=Markup(_lead_on(part.html, own, owners)),
                zones=library.atlas.zones,
                zone=part.zone,
                picture=part.preview,
                files=list_files() if part.zone else [],
                query=part.view.address,
                **describe_head(
                    library,
                    part.view._replace(address=part.path),
                    base,
                    "../",
                    part.preview,
                    oembed_path(part.zone.id if part.zone else ""),
                )
                | {"dataset": ""},
            ),
        )


def make_missing(library: Library, base: str) -> str:
    """Return the page for an address at which there is nothing, which may lie in any folder."""
    return write_missing(library, f"{urlsplit(base).path}/", zone_path, "api/", note=SERVED_ALONE)


def write_missing(
    library: Library,
    root: str,
    find_zone: Callable[[str], str],
    data: str,
    icon: str = "favicon.ico",
    note: str = "",
) -> str:
    """Return a page that says that there is nothing at its address, and leads to what there is.

    Parameters
    ----------
    library : Library
        What there is.
    root : str
        The path that the other addresses are relative to.
    find_zone : callable
        Returns the address of a zone, by its id.
    data : str
        The address of the data.
    icon : str
        That of the small picture beside the title.
    note : str
        What else is to be said.
    """
    style = read_assets(*_PAGE_STYLES)
    return render(
        "site_missing.html",
        policy=f"{write_policy(style)}; img-src 'self' data:",
        style=style,
        root=root,
        title=library.atlas.title,
        zones=[(zone, find_zone(zone.id)) for zone in library.atlas.zones],
        data=data,
        icon=icon,
        note=note,
    )


def make_listing(library: Library) -> str:
    """Return the page that lists all data files, beside the listing for programs."""
    style = read_assets(*_PAGE_STYLES)
    return render(
        "site_listing.html",
        root="../",
        policy=f"{write_policy(style)}; img-src 'self' data:",
        style=style,
        title=library.atlas.title,
        files=list_files(),
        served_alone=SERVED_ALONE,
        dataset=load_dataset(),
    )


def list_files() -> list[dict[str, Any]]:
    """Return each format's title and use, and its files: layer or zone, address below ``/api/``."""
    return [
        {
            "title": known.title,
            "use": known.use,
            "layers": [(layer, Download(known, layer).path) for layer in known.layers],
            "zones": [
                (zone, Download(known, "zones", zone).path)
                for zone in ZONE_IDS
                if "zones" in known.layers
            ],
        }
        for known in FORMATS
    ]


def _list_parts(library: Library, extract: MapExtract) -> Iterator[_Part]:
    document: dict[str, Any] = describe_page(extract)
    for part in document["zones"]:
        zone = part.zone
        yield _Part(
            zone_path(zone.id),
            describe_view(library, Selection(zone=zone.id)),
            preview_path(zone.id),
            render("zone.html", part=part, **document),
            zone,
        )
    for part in document["articles"]:
        article = part.article
        yield _Part(
            article_path(article.id),
            describe_view(library, Selection(article=article.id)),
            PREVIEW.path,
            render("article.html", part=part, **document),
        )


def _lead_on(html: str, own: set[str], owners: dict[str, str]) -> str:
    """Return a part whose links lead to other pages where what they name is there.

    What only a script could do is left out.
    """

    def replace(found: re.Match[str]) -> str:
        fragment = found[1]
        return (
            found[0] if fragment in own else f'href="../{owners.get(fragment, INDEX)}#{fragment}"'
        )

    return _FRAGMENT.sub(replace, BUTTON.sub("", html))
