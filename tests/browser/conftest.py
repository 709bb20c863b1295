"""A real browser on a real server, with every other host cut off."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.chromium import find_browser
from tests.server import ROOT, Server, serve

WIDE = {"width": 1440, "height": 900}
SCREENSHOTS = ROOT / "build" / "screenshots"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Our page, started from a folder that is not the project's."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with serve(ROOT / "dashboard" / "app.py", folder / "server.log", folder) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=find_browser(),
            # A container's root cannot have Chromium's sandbox.
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield running
        running.close()


class Visit:
    """A browser context that reaches our server alone, and remembers what else it was asked for."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context = context
        self.server = server
        self.foreign: list[str] = []
        self.problems: list[str] = []
        context.route("**/*", self._keep_home)

    def _keep_home(self, route: Route) -> None:
        host = urlsplit(route.request.url).hostname
        if host in ("127.0.0.1", None):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def open(self, address: str = "/") -> Page:
        """Open an address and wait until the four zones are drawn."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(self.server.address + address)
        self.map(page).locator(".zone-east-ghouta").wait_for(state="attached")
        return page

    @staticmethod
    def map(page: Page):
        """Return the map's frame."""
        return page.frame_locator(".st-key-map iframe")


@pytest.fixture
def visit(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """A fresh visit; parametrise indirectly with the options of a browser context."""
    options = {"viewport": WIDE, "accept_downloads": True} | getattr(request, "param", {})
    context = browser.new_context(**options)
    made = Visit(context, server)
    failed_before = request.session.testsfailed
    yield made
    if request.session.testsfailed > failed_before:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(context.pages):
            name = request.node.name.replace("/", "-").replace("[", "-").replace("]", "")
            page.screenshot(path=SCREENSHOTS / f"{name}-{number}.png")
    context.close()
    assert made.problems == [], "the page threw an error in the browser"


def pixel_inside(page: Page, zone: str) -> tuple[float, float]:
    """Return a point of the window at which the topmost element is the zone's own shape."""
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    x, y = frame.evaluate(
        """zone => {
            const shape = document.querySelector(`.zone-${zone}`);
            const box = shape.getBoundingClientRect();
            for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
                const x = box.left + box.width * i / 40, y = box.top + box.height * j / 40;
                if (document.elementFromPoint(x, y) === shape) return [x, y];
            }
            throw new Error(`no pixel of ${zone} lies on top`);
        }""",
        zone,
    )
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y


def artefact(name: str) -> Path:
    """Return where a picture for a person to look at is kept."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS / name
