"""The one file, or the static site's page that holds the same, in a browser context of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from corpus.exports.scope import Scope
from dashboard.library import Library
from dashboard.one_file import write
from geodata.exports.extract import make_map_extract
from tests.browser.reader import WIDE

# Without these, a test sees the one file.
on_the_site = pytest.mark.parametrize("address", ["site"], indirect=True)
on_both = pytest.mark.parametrize("address", ["file", "site"], indirect=True)
# What a browser fetches of a site by itself, and where it runs no script.
_PICTURES = ("favicon.ico", "icon.png", "preview.png")


def write_file(path: Path, library: Library, scope: Scope) -> Path:
    extract = make_map_extract(library.atlas, library.corpus, scope)
    path.write_bytes(b"".join(write(extract, "atlas")))
    return path


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Visit:
    """A page in a browser context of its own, which notes whatever is asked for."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        settings: dict[str, Any] = {"viewport": WIDE} | options
        self.context = browser.new_context(**settings)
        self.asked: list[str] = []
        self.problems: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("weberror", lambda error: self.problems.append(str(error.error)))
        self.context.on("console", lambda message: self.problems.append(message.text))

    def open(self, address: str, fragment: str = "") -> Page:
        page = self.context.new_page()
        page.goto(address + fragment)
        page.locator(".legend").wait_for(state="attached")
        return page

    def check(self, address: str) -> None:
        """Fail if anything but the page was asked for, or anything was complained of."""
        pictures = {address + name for name in _PICTURES if address.endswith("/")}
        asked = {one.partition("#")[0] for one in self.asked}
        assert asked - pictures == {address}
        assert self.problems == []
