"""The one file as it is made of the shipped data, and what there is to be read in it."""

from __future__ import annotations

import json
import re
from functools import cache

from corpus.exports.scope import Scope, read_scope
from dashboard.library import Library, open_library
from dashboard.one_file import write
from geodata.exports.extract import make_map_extract
from tests.dashboard.markup import Element, read_html


def make_page(library: Library, scope: Scope) -> str:
    extract = make_map_extract(library.atlas, library.corpus, scope)
    return b"".join(write(extract, "atlas")).decode()


@cache
def page(**limits: str) -> str:
    """Return the file, limited to one zone, topic, outlet or day where one is named."""
    wanted = {name: (value if name == "as_of" else [value]) for name, value in limits.items()}
    return make_page(open_library(), read_scope(open_library().corpus, **wanted))  # type: ignore[arg-type]


def body(html: str) -> str:
    """Return what is to be read in the file: its body without the scripts."""
    return re.sub(
        r"<script.*?</script>", "", html[html.index("<body>") : -len("</html>\n")], flags=re.S
    )


@cache
def read(**limits: str) -> list[Element]:
    """Return the elements that are to be read in the file."""
    return read_html(body(page(**limits)))


@cache
def elements(**limits: str) -> dict[str, Element]:
    """Return the elements of the file that have an id."""
    return {one.attributes["id"]: one for one in read(**limits) if "id" in one.attributes}


def inside(id_: str, **limits: str) -> list[Element]:
    """Return the elements within the one with this id."""
    return [
        one
        for one in read(**limits)
        if any(outer.attributes.get("id") == id_ for outer in one.within)
    ]


def addresses(elements: list[Element]) -> set[str]:
    """Return where the links among some elements lead."""
    return {one.attributes["href"] for one in elements if "href" in one.attributes}


def read_map(html: str) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Return what the map of a file is drawn from."""
    (text,) = re.findall(r'<script type="application/json" id="atlas">(.*?)</script>', html, re.S)
    data: dict[str, dict[str, list[dict[str, object]]]] = json.loads(text)
    return data
