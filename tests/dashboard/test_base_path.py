"""The app below a path that a proxy leaves in its requests."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from starlette.types import Receive, Scope, Send

from dashboard.server.base_path import BasePath
from dashboard.server.settings import Settings
from tests.server import ROOT, free_port


def pass_on(path: str, kind: str = "http", query: bytes = b"") -> tuple[Scope, list[Any]]:
    """Return what the application is asked for, and what is answered before it."""
    asked: Scope = {}
    answers: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked.update(scope)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        answers.append(message)

    scope = {"type": kind, "path": path, "raw_path": path.encode(), "query_string": query,
             "headers": [], "method": "GET"}  # fmt: skip
    # In a thread of its own: a browser's test before may have left a loop in this one.
    with ThreadPoolExecutor() as pool:
        pool.submit(asyncio.run, BasePath(app, "/zones")(scope, receive, send)).result()
    return asked, answers


def test_the_path_may_be_left_or_taken_off() -> None:
    expected = {
        "/zones/": "/",
        "/zones/api/zones.geojson": "/api/zones.geojson",
        "/api/zones.geojson": "/api/zones.geojson",
        "/zonesapi": "/zonesapi",
        "/zones/zones/": "/zones/",
    }
    for path, found in expected.items():
        for kind in ("http", "websocket"):
            asked, answers = pass_on(path, kind)
            assert (asked["path"], asked["raw_path"]) == (found, found.encode()), (path, kind)
            assert answers == []


def test_the_path_without_its_slash_leads_to_the_page() -> None:
    asked, (start, _) = pass_on("/zones", query=b"zone=idlib")
    assert asked == {}
    assert start["status"] == 308
    assert (b"location", b"/zones/?zone=idlib") in start["headers"]


def test_the_public_address_names_host_and_path() -> None:
    settings = Settings("https://example.org:8443/a/zones")
    assert (settings.host, settings.base_path) == ("example.org", "/a/zones")
    assert (Settings().host, Settings().base_path) == ("", "")


def test_the_path_of_streamlit_alone_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('[server]\nbaseUrlPath = "zones"\n')
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "--port", str(free_port())],
        cwd=ROOT,
        env=os.environ | {"HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert "PUBLIC_URL" in done.stderr
    assert "Traceback" not in done.stderr
