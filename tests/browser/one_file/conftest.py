"""The one file, opened in a browser that has nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from corpus.exports.scope import Scope
from dashboard.library import Library
from tests.browser.one_file.visit import Visit, write_file


@pytest.fixture(scope="session")
def whole(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole, in a folder whose name a careless address would stumble over."""
    folder = tmp_path_factory.mktemp("a stick #1")
    return write_file(folder / "zones.html", library, Scope())


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit of one test's own; parametrise indirectly with the options of a browser context."""
    made = Visit(browser, **getattr(request, "param", {}))
    yield made
    made.context.close()


@pytest.fixture
def page(visit: Visit, whole: Path) -> Iterator[Page]:
    """The whole file, opened; after the test, nothing else has been asked for."""
    yield visit.open(whole)
    visit.check(whole)
