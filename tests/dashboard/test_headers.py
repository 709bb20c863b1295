"""What every answer says to the browser, and what no request can make the server say."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from dashboard.server.settings import SettingsError, read_settings
from dashboard.zone_map import TILE_HOSTS
from tests.dashboard.client import ask, read_policy
from tests.server import ROOT, Server, serve_app

FRAME = "/component/streamlit_folium.st_folium/index.html"
PATHS = (
    "/",
    "/?zone=idlib",
    "/nothing",
    "/api/",
    "/api/zones.geojson",
    "/api/nothing",
    "/api/zones.geojson?zone=nowhere",
    "/assets/atlas.js",
    "/assets/map.css",
    "/assets/nothing",
    "/vendor/leaflet/leaflet.js",
    "/located/nothing",
    "/_stcore/health",
    "/_stcore/metrics",
    "/_stcore/host-config",
    "/favicon.png",
    FRAME,
)
APP = ROOT / "dashboard" / "app.py"
PUBLIC = "https://example.org/zones"


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_guarded(path: str, server: Server) -> None:
    answer = ask(server, path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "server" not in answer.headers
    policy = read_policy(answer)
    assert "frame-ancestors" in policy
    if path != "/api/atlas.html":
        assert policy["default-src"] == ["'none'"]


def test_the_page_takes_scripts_from_here_alone(server: Server) -> None:
    policy = read_policy(ask(server, "/"))
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & {*policy["script-src"]}
    assert policy["connect-src"] == policy["frame-src"] == policy["frame-ancestors"] == ["'self'"]
    outside = [source for sources in policy.values() for source in sources if "://" in source]
    assert outside == []


def test_the_maps_frame_may_show_tiles_and_nothing_else_from_elsewhere(server: Server) -> None:
    policy = read_policy(ask(server, FRAME))
    outside = [(name, s) for name, sources in policy.items() for s in sources if "://" in s]
    assert outside == [("img-src", host) for host in TILE_HOSTS]
    assert policy["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize("path", ["/nothing", "/zones", "/a/b.html", "/static/nothing.js"])
def test_an_address_at_which_there_is_nothing_leads_to_what_there_is(
    path: str, server: Server
) -> None:
    for method in ("GET", "POST"):
        answer = ask(server, path, method)
        assert (answer.status, answer.media_type) == (404, "text/html")
        assert b'<a href="/">' in answer.body
        assert b'<a href="/?zone=south">' in answer.body
    assert ask(server, "/static").status == 404
    for known in ("/favicon.png", "/manifest.json", "/_stcore/health"):
        assert ask(server, known).status == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/x/_stcore/metrics"])
def test_strangers_are_not_told_how_much_memory_there_is(path: str, server: Server) -> None:
    answer = ask(server, path)
    assert answer.status == 404 or answer.media_type == "text/html"
    assert b"memory" not in answer.body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("path", ["zones.geojson", "passages.csv", "annotations.jsonld"])
def test_a_foreign_host_gets_into_no_file(host: str, path: str, server: Server) -> None:
    query = "?topic=aid"
    headers = {"Host": host, "X_Forwarded_Host": host, "Forwarded": f"host={host}"}
    answer = ask(server, f"/api/{path}{query}", **headers)
    assert answer.status == 200
    assert b"evil" not in answer.body
    assert not any("evil" in value for value in answer.headers.values())
    assert answer.body == ask(server, f"/api/{path}{query}").body


@pytest.fixture(scope="module")
def public_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is told how the public reaches it, and who may frame it.

    It is started with Streamlit's own command, in another folder: that serves the same.
    """
    folder = tmp_path_factory.mktemp("public")
    sites = "'self' https://example.org https://*.example.net:8443"
    settings = {"PUBLIC_URL": f"{PUBLIC}/", "FRAME_ANCESTORS": sites}
    with serve_app(APP, folder / "server.log", folder, **settings) as running:
        yield running


def test_streamlits_own_command_serves_the_same(public_server: Server) -> None:
    page = ask(public_server, "/?zone=south")
    assert read_policy(page)["default-src"] == ["'none'"]
    assert f'<link rel="canonical" href="{PUBLIC}/?zone=south">' in page.body.decode()
    assert b'<a href="/zones/">' in ask(public_server, "/nothing").body


def test_files_name_the_public_address(public_server: Server) -> None:
    document = ask(public_server, "/api/zones.geojson?zone=south").json()
    assert document["metadata"]["view"] == f"{PUBLIC}/?zone=south"


def test_other_sites_may_frame_the_page_where_they_are_named(public_server: Server) -> None:
    policy = read_policy(ask(public_server, "/"))
    assert policy["frame-ancestors"] == [
        "'self'",
        "https://example.org",
        "https://*.example.net:8443",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "example.org"),
        ("PUBLIC_URL", "javascript:alert(1)"),
        ("PUBLIC_URL", "https://example.org/?q=1"),
        ("PUBLIC_URL", "https://example.org/#x"),
        ("PUBLIC_URL", "https://user:word@example.org"),
        ("PUBLIC_URL", 'https://example.org/"><script>'),
        ("PUBLIC_URL", "https://example.org:port"),
        ("PUBLIC_URL", "https://[::1"),
        ("PUBLIC_URL", "https://exa mple.org"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://example.org/zones/../admin"),
        ("PUBLIC_URL", "https://example.org/%2E%2e/zones"),
        ("FRAME_ANCESTORS", "example.org"),
        ("FRAME_ANCESTORS", "https://example.org; script-src *"),
        ("FRAME_ANCESTORS", "https://example.org, https://example.com"),
        ("FRAME_ANCESTORS", "'none' https://example.org"),
        ("FRAME_ANCESTORS", "https://example.org\nX: y"),
    ],
)
def test_a_setting_that_is_none_is_said(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{name} is ['\"][^\n]+, not [^\n]+\.$"):
        read_settings({name: value})


@pytest.mark.parametrize("value", ["*", "'none'", "'self'", "https://example.org", ""])
def test_who_may_frame_the_page_can_be_said(value: str) -> None:
    assert read_settings({"FRAME_ANCESTORS": value}).frame_ancestors == (value or "'self'")


def test_a_bad_setting_ends_in_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "--port", "0"],
        cwd=ROOT,
        env={**os.environ, "PUBLIC_URL": "nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    (sentence,) = done.stderr.splitlines()
    assert "PUBLIC_URL" in sentence
