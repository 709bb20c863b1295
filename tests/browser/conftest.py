"""A real browser on a real server, with every other host cut off."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from dashboard.library import Library, open_library
from tests.browser.reader import PATIENCE_MS, Reader, Visit
from tests.chromium import find_browser
from tests.server import ROOT, Server

# More than half a day ahead of Greenwich; test_days.py looks from half a day behind it.
EAST = "Pacific/Kiritimati"
SCREENSHOTS = ROOT / "build" / "screenshots"
# No name is resolved and no proxy asked: there is no other host.
CUT_OFF = ("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--no-proxy-server")
# Tabs of one context compile a script once, and not each in a process of its own.
SHARED = "--process-per-site"


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=find_browser(),
            # A container's root cannot have Chromium's sandbox.
            args=[*CUT_OFF, SHARED, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def desk(browser: Browser, server: Server) -> Iterator[Visit]:
    """A visit at a desk far in the east, shared by the tests that leave nothing behind."""
    visit = Visit(
        browser,
        server.address,
        permissions=["clipboard-read", "clipboard-write"],
        timezone_id=EAST,
    )
    yield visit
    visit.close()


@pytest.fixture(scope="session")
def visits() -> Iterator[dict[str, Visit]]:
    """The visits so far, by the options of their browser context."""
    kept: dict[str, Visit] = {}
    yield kept
    for visit in kept.values():
        visit.close()


@pytest.fixture
def visit(
    browser: Browser, server: Server, visits: dict[str, Visit], request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """A visit in tabs of its own; parametrise indirectly with the options of a browser context.

    The next visit with the same options finds Streamlit's scripts where this one left them.
    """
    options: dict[str, Any] = getattr(request, "param", {})
    key = repr(options)
    made = visits.get(key) or Visit(browser, server.address, **options)
    visits[key] = made
    yield made
    if _finish(request, made, server):
        visits.pop(key).close()
    else:
        made.leave()


@pytest.fixture
def first_visit(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """A visit of somebody who was never here, and whose line a test may slow down."""
    made = Visit(browser, server.address)
    yield made
    _finish(request, made, server)
    made.close()


@pytest.fixture
def reader(desk: Visit, server: Server, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader before the page with nothing chosen, who goes on in the same tab as the last one."""
    if desk.readers and not desk.spoiled:
        reader = desk.readers[0]
        reader.start_over()
    else:
        desk.leave()
        reader = desk.open()
        reader.expect_memorandum()
    desk.spoiled = True
    yield reader
    desk.spoiled = _finish(request, desk, server)


def _finish(request: pytest.FixtureRequest, visit: Visit, server: Server) -> bool:
    """Hold that no other host was asked; keep pictures of a failure; return whether it failed."""
    failed: bool = request.node.stash.get(FAILED, False)
    if failed:
        print(f"The server's log:\n{server.log.read_text(errors='replace')[-4000:]}")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        name = "".join(c if c.isalnum() or c in "-_" else "-" for c in request.node.name)
        for number, reader in enumerate(visit.readers):
            reader.page.screenshot(path=SCREENSHOTS / f"{name}-{number}.png")
    visit.check()
    return failed


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Note on a test that it failed, for its fixtures to see."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report
