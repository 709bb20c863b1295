"""The static site: every address, every link, and nothing half-written."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import brotli
import pytest

from corpus.errors import OutputError
from corpus.exports.scope import Scope
from dashboard.__main__ import main
from dashboard.api.downloads import DOWNLOADS, make_download
from dashboard.library import Library
from dashboard.server.settings import read_settings
from dashboard.static_site.files import list_site_files
from dashboard.static_site.folder import MANIFEST, write_folder
from geodata.exports.figure import PREVIEW_SIZE
from tests.dashboard.shipped import each_zone

BASE = "https://example.org/zones"
LINK = re.compile(r'(?:href|src)="([^"]+)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, written once by the command."""
    out = tmp_path_factory.mktemp("site") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUBLIC_URL", BASE)
        assert main(["export", "--format", "site", "--out", str(out)]) == 0
    return out


def list_files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def find_target(site: Path, page: Path, link: str) -> tuple[Path, str]:
    """Return the file that a link of a page leads to, and the fragment in it."""
    address, fragment = urldefrag(link)
    path = urlsplit(address.removeprefix("/zones/")).path
    root = site if address.startswith("/zones/") else page.parent
    target = (root / unquote(path)).resolve() if path else page
    return (target / "index.html" if target.is_dir() else target), unquote(fragment)


def test_every_address_of_the_data_is_a_file_with_the_bytes_of_the_app(
    site: Path, library: Library
) -> None:
    listing = json.loads((site / "api/index.json").read_bytes())
    files = {f"/api/{path}" for path in DOWNLOADS}
    assert {*listing["available"]} == files | {"/api/", "/api/openapi.json"}
    assert all((site / address[1:]).stat().st_size for address in files)
    assert "/api/locate" in listing["note"]
    extract = make_download(library, DOWNLOADS["dates.csv"], Scope(), BASE)
    assert (site / "api/dates.csv").read_bytes() == extract


def test_the_description_for_programs_promises_no_filter(site: Path) -> None:
    described = json.loads((site / "api/openapi.json").read_bytes())
    assert "/api/locate" not in described["paths"]
    asked = {
        one["in"]
        for path in described["paths"].values()
        for one in path["get"].get("parameters", [])
    }
    assert asked == {"path"}


def test_every_link_of_every_page_leads_to_something_there(site: Path) -> None:
    pages = [page for page in site.rglob("*.html") if page.name != "atlas.html"]
    texts = {
        page: re.sub(r"<(script|style)>.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.S)
        for page in pages
    }
    ids = {page: {*re.findall(r' id="([^"]+)"', text)} for page, text in texts.items()}
    wrong = []
    for page, text in texts.items():
        for link in {*LINK.findall(text)}:
            if re.match(r"https?:|data:", link):
                continue
            target, fragment = find_target(site, page, link)
            is_there = target.is_file() and target.is_relative_to(site)
            if not is_there or (fragment and fragment not in ids[target]):
                wrong.append((page.name, link))
    assert wrong == []


@each_zone
def test_a_zone_has_a_page_that_needs_no_script_and_a_picture(zone_id: str, site: Path) -> None:
    html = (site / f"zones/{zone_id}.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert f'<link rel="canonical" href="{BASE}/zones/{zone_id}.html">' in html
    assert f'content="{BASE}/social/{zone_id}.png"' in html
    assert f'href="../?zone={zone_id}"' in html
    picture = (site / f"social/{zone_id}.png").read_bytes()
    size = tuple(int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert size == PREVIEW_SIZE


def test_articles_can_be_read_without_a_script(site: Path, library: Library) -> None:
    for article in library.corpus.articles:
        html = (site / f"articles/{article.id}.html").read_text(encoding="utf-8")
        assert "<script" not in html
        for passage in library.corpus.passages:
            assert (f'id="passage-{passage.id}"' in html) == (passage.article == article.id)


def test_the_sitemap_names_pages_that_are_there(site: Path) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    addresses = re.findall(r"<loc>(.+?)</loc>", text)
    assert f"{BASE}/" in addresses
    for address in addresses:
        path = site / address.removeprefix(f"{BASE}/")
        assert (path / "index.html" if path.is_dir() else path).is_file()
    assert f"Sitemap: {BASE}/sitemap.xml" in (site / "robots.txt").read_text()


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8501", "http://localhost/zones"])
def test_where_no_address_leads_others_here_none_is_named(address: str, library: Library) -> None:
    base = read_settings({"PUBLIC_URL": address}).base
    made = dict(
        takewhile(lambda file: not file[0].startswith("api/"), list_site_files(library, base))
    )
    assert "Sitemap" not in made["robots.txt"].decode()
    assert not {path for path in made if path.startswith(("sitemap", "oembed"))}
    for path in ("index.html", "zones/idlib.html"):
        head = made[path].decode().partition("</head>")[0]
        assert "canonical" not in head
        assert "sitemap" not in head


def test_the_manifest_knows_every_file_and_what_is_compressed_is_the_same(site: Path) -> None:
    files = list_files(site)
    manifest = json.loads(files.pop(MANIFEST))["files"]
    assert manifest == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    compressed = {name.removesuffix(".gz") for name in files if name.endswith(".gz")}
    assert {"index.html", "api/zones.geojson"} <= compressed
    assert {f"{name}.br" for name in compressed} == {n for n in files if n.endswith(".br")}
    for name in compressed:
        zipped, smaller = files[f"{name}.gz"], files[f"{name}.br"]
        assert gzip.decompress(zipped) == brotli.decompress(smaller) == files[name]
        assert zipped[4:8] == bytes(4), "the moment of compression"
        assert len(smaller) < len(zipped)


def test_the_icon_is_a_picture_in_an_ico(site: Path) -> None:
    icon = (site / "favicon.ico").read_bytes()
    assert icon[:6] == b"\0\0\1\0\1\0"
    assert icon[22:30] == (site / "icon.png").read_bytes()[:8]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ([], "--out"),
        (["--zone", "idlib", "--out", "x"], "--zone"),
        (["--as-of", "2018-01-01", "--out", "x"], "--as-of"),
        (["--layer", "zones", "--out", "x"], "--layer"),
        (["--stamp", "--out", "x"], "--stamp"),
        (["--out", "taken/site"], "taken/site"),
        (["--out", "taken"], "taken"),
        (["--out", ".."], ".."),
        (["--out", "none/at/all"], "none/at/all"),
    ],
    ids=str,
)
def test_what_cannot_be_written_is_said_in_a_sentence(
    options: list[str],
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "taken").write_text("a file")
    monkeypatch.chdir(here)
    assert main(["export", "--format", "site", *options]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert named in sentence
    assert list_files(tmp_path) == {"here/taken": b"a file"}


def test_a_site_takes_the_place_of_a_site_and_of_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    write_folder(out, "1", [("old.html", b"old"), ("same.css", b"same")])
    before = list_files(out)
    write_folder(out, "1", [("old.html", b"old"), ("same.css", b"same")])
    assert list_files(out) == before
    write_folder(out, "2", [("api/new.html", b"new")])
    assert {*list_files(out)} == {"api/new.html", MANIFEST}
    (out / "CNAME").write_text("example.org")
    with pytest.raises(OutputError, match="CNAME"):
        write_folder(out, "3", [("newer.html", b"newer")])
    assert {*list_files(out)} == {"api/new.html", MANIFEST, "CNAME"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_disk_that_is_full_midway_leaves_what_was_there(is_there: bool, tmp_path: Path) -> None:
    out = tmp_path / "site"
    if is_there:
        write_folder(out, "1", [("old.html", b"old")])
    before = list_files(tmp_path)

    def fill() -> Iterator[tuple[str, bytes]]:
        yield "new.html", b"new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        write_folder(out, "2", fill())
    assert list_files(tmp_path) == before


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"kind": 1}', '{"files": {"a.html": ""}}', "[" * 9999]
)
def test_a_manifest_of_something_else_makes_no_site(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(OutputError, match=MANIFEST):
        write_folder(tmp_path, "1", [])
    assert (tmp_path / MANIFEST).read_text() == text
