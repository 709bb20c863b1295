"""The page for a frame on another site: the map, or the map and one zone's panel.

It asks nobody for anything, sets no cookie and keeps nothing. What it shows stands in its address,
which its script reads: it is the same page for all of them.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from corpus.background import find_last_days
from corpus.exports.scope import Scope
from dashboard.library import Library
from dashboard.one_file import STYLES, describe_page, read_scripts, read_styles, write_policy
from dashboard.templating import dump_json, render
from geodata.exports.extract import make_map_extract

# Any site may show it in a frame: a policy that a page cannot state itself.
ANCESTORS = "frame-ancestors *"
_PARAMETERS = {"passage-": "passage", "article-": "article", "zone-": "zone"}
# Copies a citation with the address of the page, where there is a script for that.
BUTTON = re.compile(r"<button[^>]*data-cite[^>]*>[^<]*</button>")
_FRAGMENT = re.compile(r'href="#([^"]+)"')


class EmbedPage(NamedTuple):
    """The page's HTML, and the policy that it states."""

    html: str
    policy: str


def make_embed_page(library: Library, root: str) -> EmbedPage:
    """Return the page; ``root`` leads from its address to that of the whole map.

    Raises
    ------
    ReadError
        If ``CITATION.cff`` or the base map cannot be read.
    """
    document = describe_page(make_map_extract(library.atlas, library.corpus, Scope()))
    style, script = read_styles(*STYLES, "embed.css"), read_scripts("embed.js")
    policy = f"{write_policy(style, script)}; img-src data:"
    last_days = find_last_days(library.corpus)
    parts: list[object] = document["zones"]  # type: ignore[assignment]
    panels = "".join(render("zone.html", part=part, **document) for part in parts)
    html = render(
        "embed.html",
        policy=policy,
        style=style,
        script=script,
        root=root,
        panels=Markup(_lead_out(panels, root)),
        last_days=dump_json({zone: day.isoformat() for zone, day in last_days.items()}),
        **document,
    )
    return EmbedPage(html, policy)


def write_frame(address: str, title: str, width: int | str, height: int) -> str:
    """Return the HTML that shows an address in a frame."""
    return render("frame.html", address=address, title=title, width=width, height=height)


def write_query(parameters: Mapping[str, str]) -> str:
    """Return the query by which the page shows what the app shows with some parameters."""
    kept = {name: parameters[name] for name in ("zone", "asof") if parameters.get(name)}
    panel = {"panel": "1"} if "zone" in kept else {}
    return f"?{urlencode(kept | panel)}" if kept else ""


def _lead_out(html: str, root: str) -> str:
    """Return panels whose links lead to the whole map, since most of it is not here."""

    def replace(found: re.Match[str]) -> str:
        fragment = found[1]
        for start, name in _PARAMETERS.items():
            if fragment.startswith(start):
                return f'href="{root}?{name}={fragment.removeprefix(start)}"'
        return f'href="{root}#{fragment}"'

    return _FRAGMENT.sub(replace, BUTTON.sub("", html))
