"""What other sites may show in a frame, and what they are told of it."""

from __future__ import annotations

import gzip
from urllib.parse import quote

import pytest

from dashboard.embed.page import make_embed_page
from dashboard.first_view.page import write_head
from dashboard.library import Library
from dashboard.selection import Selection
from tests.dashboard.client import ask
from tests.server import Server

BASE = "https://example.org/zones"


def test_the_page_for_frames_may_be_framed_by_all_and_the_page_by_none(server: Server) -> None:
    framed = ask(server, "/embed?zone=idlib&panel=1&theme=dark")
    assert framed.status == 200
    assert framed.headers["content-security-policy"].endswith("frame-ancestors *")
    assert "connect-src" not in framed.headers["content-security-policy"]
    for path in ("/", "/oembed", "/embedded"):
        assert "frame-ancestors 'self'" in ask(server, path).headers["content-security-policy"]


def test_the_page_for_frames_sets_no_cookie_and_is_not_sent_twice(server: Server) -> None:
    framed = ask(server, "/embed", accept_encoding="gzip")
    assert "set-cookie" not in framed.headers
    assert gzip.decompress(framed.body) == ask(server, "/embed").body
    again = ask(server, "/embed", if_none_match=framed.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    # Or a cache between would send it compressed to those who cannot read that.
    assert framed.headers["vary"] == "Accept-Encoding"
    # Of a tag that only begins or ends so, nothing is known.
    longer = framed.headers["etag"].replace('W/"', 'W/"0')
    assert ask(server, "/embed", if_none_match=longer).status == 200


def test_the_panels_are_there_and_their_links_lead_out(library: Library) -> None:
    html = make_embed_page(library, "./").html
    read = html[html.index("<body>") : html.index("<script")]
    for zone in library.atlas.zones:
        assert f'id="zone-{zone.id}"' in read
    assert 'href="#' not in read
    assert 'href="./?passage=' in read
    assert '<base target="_blank">' in html


def test_oembed_answers_for_a_view(server: Server, library: Library) -> None:
    view = f"{server.address}/?zone=south&asof=2018-06-01"
    answer = ask(server, f"/oembed?url={quote(view, safe='')}&maxwidth=500&maxheight=9999")
    assert answer.status == 200
    said = answer.json()
    assert (said["version"], said["type"], said["width"], said["height"]) == (
        "1.0",
        "rich",
        500,
        480,
    )
    assert (
        f'src="{server.address}/embed?zone=south&amp;asof=2018-06-01&amp;panel=1"' in said["html"]
    )
    assert said["title"].startswith("Southern Syria")
    small = ask(server, f"/oembed?url={quote(view, safe='')}&maxwidth=300&maxheight=200").json()
    assert (small["width"], small["height"]) == (300, 200)
    head = write_head(library, Selection(zone="south"), BASE)
    link = f"{BASE}/oembed?url={quote(f'{BASE}/?zone=south', safe='')}"
    assert f'type="application/json+oembed" href="{link}"' in head


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url=https%3A%2F%2Fexample.com%2F", 404),
        ("url={page}.example.com%2F", 404),
        ("url={page}&format=xml", 501),
        ("url={page}&maxwidth=-1", 400),
        ("url={page}&maxwidth=0", 400),
        ("url={page}&maxwidth=%D9%A3", 400),
    ],
    ids=str,
)
def test_oembed_refuses_what_it_cannot_answer_in_a_sentence(
    query: str, status: int, server: Server
) -> None:
    page = quote(server.address, safe="")
    answer = ask(server, f"/oembed?{query.format(page=page)}")
    assert answer.status == status
    assert answer.json()["error"].endswith((".", "?url="))
