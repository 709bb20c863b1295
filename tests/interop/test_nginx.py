"""The static site and the app behind nginx, as docs/deploy.md says."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect, sync_playwright

from dashboard.__main__ import main
from dashboard.api.downloads import DOWNLOADS
from tests.chromium import find_browser
from tests.dashboard.client import Answer, ask
from tests.interop.nginx import serve
from tests.server import Server, serve_page

HOST = "zones.example"
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUBLIC_URL", f"http://{HOST}/zones")
        assert main(["export", "--format", "site", "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module", params=["/zones/", "/"], ids=["below a path", "at the root"])
def served(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, str]]:
    """The site by nginx, and the path that it is below."""
    base: str = request.param
    folder = tmp_path_factory.mktemp("nginx")
    # The files first, whose path has the example's in it.
    changes = {"/srv/zones/": "FILES", "/zones/": base, "FILES": f"{site}/"}
    with serve("site.conf", folder, **changes) as port:
        yield Server(f"http://127.0.0.1:{port}", port, 0, folder / "error.log"), base


def get(served: tuple[Server, str], path: str, **headers: str) -> Answer:
    server, base = served
    return ask(server, base + path, **headers)


def test_every_link_leads_somewhere(served: tuple[Server, str]) -> None:
    server, base = served
    waiting, seen = [base], {base}
    while waiting:
        path = waiting.pop()
        answer = ask(server, path)
        assert answer.status == 200, path
        if answer.media_type != "text/html" or path.endswith("atlas.html"):
            continue
        text = re.sub(r"<(script|style)>.*?</\1>", "", answer.body.decode(), flags=re.S)
        for link in re.findall(r'(?:href|src)="([^"]+)"', text):
            if re.match(r"[a-z]+:", link):
                continue
            target = urldefrag(urljoin(path, unescape(link)).partition("?")[0]).url
            assert target.startswith(base), f"{path} leads to {link}"
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    assert {f"{base}api/{path}" for path in DOWNLOADS} <= seen


def test_data_have_their_media_types_tags_and_policies(served: tuple[Server, str]) -> None:
    for path, download in DOWNLOADS.items():
        answer = get(served, f"api/{path}")
        assert answer.status == 200, path
        assert answer.media_type == download.format.media_type.partition(";")[0], path
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors *" in answer.headers["content-security-policy"]
    tag = get(served, "api/zones.geojson").headers["etag"]
    assert get(served, "api/zones.geojson", if_none_match=tag).status == 304


some_paths = pytest.mark.parametrize(
    "path", ["", "zones/idlib.html", "api/zones.geojson", "api/dates.csv"]
)


@some_paths
def test_what_is_compressed_is_the_same(path: str, served: tuple[Server, str], site: Path) -> None:
    # Without the module, who takes br is sent gzip.
    compressed = get(served, path, accept_encoding="gzip, deflate, br")
    plain = get(served, path)
    assert compressed.headers["content-encoding"] == "gzip"
    assert compressed.body == (site / f"{path or 'index.html'}.gz").read_bytes()
    assert gzip.decompress(compressed.body) == plain.body
    assert "Accept-Encoding" in plain.headers["vary"]


@pytest.fixture(scope="module")
def with_brotli(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site by nginx with the module brotli_static."""
    folder = tmp_path_factory.mktemp("brotli")
    with serve("site.conf", folder, "brotli.conf", **{"/srv/zones/": f"{site}/"}) as port:
        yield Server(f"http://127.0.0.1:{port}", port, 0, folder / "error.log")


@some_paths
def test_with_its_module_brotli_goes_before_gzip(
    path: str, with_brotli: Server, site: Path
) -> None:
    address = f"/zones/{path}"
    plain = ask(with_brotli, address)
    for accepted, encoding, ending in (("gzip, deflate, br", "br", "br"), ("gzip", "gzip", "gz")):
        answer = ask(with_brotli, address, accept_encoding=accepted)
        assert answer.headers["content-encoding"] == encoding
        assert answer.body == (site / f"{path or 'index.html'}.{ending}").read_bytes()
        assert answer.media_type == plain.media_type
        assert "Accept-Encoding" in answer.headers["vary"]
        assert answer.headers["etag"]
    assert "content-encoding" not in plain.headers
    assert plain.body == (site / (path or "index.html")).read_bytes()


def test_only_the_map_for_frames_may_be_framed(served: tuple[Server, str]) -> None:
    assert get(served, "embed/").headers["content-security-policy"] == "frame-ancestors *"
    assert get(served, "").headers["content-security-policy"] == "frame-ancestors 'self'"
    moved = get(served, "embed?zone=idlib")
    assert moved.status == 301
    assert moved.headers["location"] == f"{served[1]}embed/?zone=idlib"


def test_what_is_not_there_is_said(served: tuple[Server, str]) -> None:
    missing = get(served, "nowhere/at/all")
    assert (missing.status, missing.media_type) == (404, "text/html")
    assert b"There is nothing at this address" in missing.body
    asked = get(served, "api/locate?place=Idlib")
    assert (asked.status, asked.media_type) == (404, "application/json")
    assert "server" in asked.json()["error"]
    assert "/api/zones.geojson" in get(served, "api/").json()["available"]
    for path in (
        "../../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2fetc/passwd",
    ):
        assert get(served, path).status in (400, 404), path
    assert get(served, "versions/9.9.9/zones.geojson").status == 404


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server]]:
    """The app, and nginx before it."""
    folder = tmp_path_factory.mktemp("app")
    with (
        serve_page(folder / "app.log", PUBLIC_URL=f"http://{HOST}/zones") as behind,
        serve(
            "app.conf",
            folder / "nginx",
            **{
                "127.0.0.1:8501": f"127.0.0.1:{behind.port}",
                "/var/cache/nginx/zones": str(folder / "cache"),
            },
        ) as port,
    ):
        yield Server(f"http://127.0.0.1:{port}", port, 0, folder / "log"), behind


def test_the_app_works_below_a_path_of_a_host(app: tuple[Server, Server]) -> None:
    front, _ = app
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            args=[
                f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
                "--no-proxy-server",
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
            ],
        )
        page = browser.new_page()
        missing: list[str] = []
        page.on("response", lambda one: missing.append(one.url) if one.status >= 400 else None)
        page.goto(f"http://{HOST}:{front.port}/zones?zone=south")
        expect(page.locator("#first-view")).to_have_count(0, timeout=PATIENCE_MS)
        expect(page.locator("#reading-title").first).to_contain_text(
            "Southern Syria", timeout=PATIENCE_MS
        )
        assert page.url == f"http://{HOST}:{front.port}/zones/?zone=south"
        assert missing == []
        browser.close()


def test_the_data_are_cached_before_the_app(app: tuple[Server, Server]) -> None:
    front, _ = app
    first = ask(front, "/zones/api/dates.csv?zone=idlib")
    again = ask(front, "/zones/api/dates.csv?zone=idlib")
    other = ask(front, "/zones/api/dates.csv?zone=south")
    assert [one.status for one in (first, again, other)] == [200, 200, 200]
    assert [one.headers["x-cache"] for one in (first, again, other)] == ["MISS", "HIT", "MISS"]
    assert again.body == first.body != other.body
    assert json.loads(ask(front, "/zones/api/").body)["available"]
    assert ask(front, "/zones/_stcore/health").body == b"ok"


def test_one_address_cannot_take_all(app: tuple[Server, Server]) -> None:
    front, _ = app
    statuses = [ask(front, "/zones/api/dates.csv?zone=idlib").status for _ in range(1500)]
    assert {*statuses} == {200, 429}


def test_files_are_served_faster_than_the_app_serves_them(
    site: Path, app: tuple[Server, Server], tmp_path: Path
) -> None:
    _, behind = app
    with serve("site.conf", tmp_path / "nginx", **{"/srv/zones/": f"{site}/"}) as port:
        files = measure(f"http://127.0.0.1:{port}/zones/")
    program = measure(f"{behind.address}/")
    print(f"index: nginx {files:.0f} requests/s, app {program:.0f}: {files / program:.1f} times")
    assert files > program


def measure(address: str) -> float:
    """Return how many requests a second wrk has answered, all of them well."""
    done = subprocess.run(
        ["wrk", "-t1", "-c32", "-d5s", "-H", "Accept-Encoding: gzip", address],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Non-2xx" not in done.stdout, done.stdout
    found = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])
