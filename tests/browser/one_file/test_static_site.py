"""The static site in a browser, and its map in a frame of another origin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from corpus.exports.scope import Scope
from dashboard.embed.page import make_embed_page
from dashboard.library import Library
from dashboard.static_site.pages import make_index
from geodata.exports.extract import make_map_extract
from tests.browser.one_file.visit import Visit

pytestmark = pytest.mark.parametrize(
    "visit", [{"offline": False, "permissions": ["clipboard-write"]}], indirect=True
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Pages of the site, below a folder of a server."""
    root = tmp_path_factory.mktemp("root")
    folder = root / "zones"
    (folder / "embed").mkdir(parents=True)
    extract = make_map_extract(library.atlas, library.corpus, Scope())
    (folder / "index.html").write_text(make_index(library, extract, ""), encoding="utf-8")
    embed = make_embed_page(library, "../").html
    (folder / "embed" / "index.html").write_text(embed, encoding="utf-8")
    for icon in ("favicon.ico", "icon.png"):
        (folder / icon).touch()
    for address in serve(root):
        yield f"{address}/zones/"


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[str]:
    yield from serve(tmp_path)


def open_page(visit: Visit, address: str) -> Page:
    page = visit.context.new_page()
    page.goto(address)
    page.locator(".legend").wait_for(state="attached")
    return page


def test_addresses_mean_what_they_mean_in_the_app(visit: Visit, site: str) -> None:
    page = open_page(visit, f"{site}?zone=south")
    expect(page.locator("path.zone-south.chosen")).to_be_attached()
    expect(page.locator("#zone-south .part-title")).to_be_in_viewport()
    page.get_by_role("link", name="North Homs").first.click()
    expect(page).to_have_url(f"{site}?zone=north-homs#zone-north-homs")
    page.go_back()
    expect(page).to_have_url(f"{site}?zone=south#zone-south")
    page.goto(f"{site}?passage=tass-duration&asof=2018-06-01")
    expect(page.locator("mark.chosen, .passage.chosen").first).to_be_in_viewport()
    expect(page.locator("path.zone-east-ghouta.ended")).to_be_attached()
    expect(page.locator("#said")).to_contain_text("2018-06-01")
    page.goto(f"{site}?zone=nowhere&article=none&asof=soon")
    expect(page.locator("#said")).to_contain_text("There is no zone “nowhere”; the zones are idlib")
    expect(page.locator("#said")).to_contain_text("There is no article “none”.")
    expect(page.locator("#said")).to_contain_text("“soon” is not a date like 2017-05-06.")
    assert visit.problems == []


def test_the_map_stands_in_a_frame_of_another_origin_and_keeps_nothing(
    visit: Visit, site: str, other_site: str, tmp_path: Path
) -> None:
    page = open_page(visit, f"{site}?zone=idlib")
    page.get_by_role("button", name="Embed").click()
    snippet = page.locator("textarea.snippet").input_value()
    (tmp_path / "index.html").write_text(f"<!DOCTYPE html><p>Other</p>{snippet}", encoding="utf-8")
    visit.asked.clear()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(other_site)
    frame = page.frame_locator("iframe")
    expect(frame.locator("path.zone-idlib.chosen")).to_be_attached()
    expect(frame.locator("#zone-idlib .part-title")).to_be_visible()
    link = frame.get_by_role("link", name="The four de-escalation zones")
    expect(link).to_be_visible()
    wide = frame.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth")
    assert wide
    kept = frame.locator("html").evaluate(
        "() => [localStorage.length, sessionStorage.length, document.cookie]"
    )
    assert kept == [0, 0, ""]
    hosts = {address.split("/zones/")[0] for address in visit.asked if "favicon" not in address}
    assert hosts == {f"{other_site}/", site.removesuffix("/zones/")}
    page.goto(f"{site}embed/?theme=dark")
    expect(page.locator(":root")).to_have_css("color-scheme", "dark")
    assert [text for text in visit.problems if "favicon" not in text and "404" not in text] == []
