"""The one file in a browser context that has no network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from corpus.exports.scope import Scope
from dashboard.library import Library
from dashboard.one_file import write
from geodata.exports.extract import make_map_extract
from tests.browser.reader import WIDE


def write_file(path: Path, library: Library, scope: Scope) -> Path:
    extract = make_map_extract(library.atlas, library.corpus, scope)
    path.write_bytes(b"".join(write(extract, "atlas")))
    return path


class Visit:
    """The file in a browser context of its own, which notes whatever is asked for."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        settings: dict[str, Any] = {"viewport": WIDE, "offline": True} | options
        self.context = browser.new_context(**settings)
        self.asked: list[str] = []
        self.problems: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("weberror", lambda error: self.problems.append(str(error.error)))
        self.context.on("console", lambda message: self.problems.append(message.text))

    def open(self, path: Path, fragment: str = "") -> Page:
        page = self.context.new_page()
        page.goto(path.as_uri() + fragment)
        page.locator(".legend").wait_for(state="attached")
        return page

    def check(self, path: Path) -> None:
        """Fail if anything but the file was asked for, or anything was complained of."""
        assert {one.partition("#")[0] for one in self.asked} == {path.as_uri()}
        assert self.problems == []
