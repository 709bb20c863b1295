"""The one file, opened in a browser that has nothing else, and the static site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from corpus.exports.scope import Scope
from dashboard.embed.page import make_embed_page
from dashboard.library import Library
from dashboard.static_site.pages import make_index
from geodata.exports.extract import make_map_extract
from tests.browser.one_file.visit import Visit, serve, write_file


@pytest.fixture(scope="session")
def whole(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole, in a folder whose name a careless address would stumble over."""
    folder = tmp_path_factory.mktemp("a stick #1")
    return write_file(folder / "zones.html", library, Scope())


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Pages of the site, below a folder of a server."""
    root = tmp_path_factory.mktemp("root")
    folder = root / "zones"
    (folder / "embed").mkdir(parents=True)
    extract = make_map_extract(library.atlas, library.corpus, Scope())
    (folder / "index.html").write_text(make_index(library, extract, ""), encoding="utf-8")
    embed = make_embed_page(library, "../").html
    (folder / "embed" / "index.html").write_text(embed, encoding="utf-8")
    for picture in ("favicon.ico", "icon.png", "preview.png"):
        (folder / picture).touch()
    for address in serve(root):
        yield f"{address}/zones/"


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """The one file's address, or the site's, as `on_the_site` and `on_both` choose."""
    if getattr(request, "param", "file") == "site":
        served: str = request.getfixturevalue("site")
        return served
    whole: Path = request.getfixturevalue("whole")
    return whole.as_uri()


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit of one test's own; parametrise indirectly with the options of a browser context."""
    options: dict[str, Any] = getattr(request, "param", {})
    made = Visit(browser, **{"offline": address.startswith("file:")} | options)
    yield made
    made.context.close()


@pytest.fixture
def page(visit: Visit, address: str) -> Iterator[Page]:
    """The whole, opened; after the test, nothing else has been asked for."""
    yield visit.open(address)
    visit.check(address)
