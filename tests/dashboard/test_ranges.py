"""Parts of a file over HTTP: what is asked for, and never another version's."""

from __future__ import annotations

import pytest

from tests.dashboard.client import ask
from tests.server import Server


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-99", slice(0, 100)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-50", slice(-50, None)),
        ("bytes=10-99999999", slice(10, None)),
        ("bytes=-99999999", slice(0, None)),
    ],
)
def test_a_part_of_a_file_can_be_had(asked: str, part: slice, server: Server) -> None:
    whole = ask(server, "/api/zones.fgb")
    assert whole.headers["accept-ranges"] == "bytes"
    answer = ask(server, "/api/zones.fgb", Range=asked)
    assert (answer.status, answer.body) == (206, whole.body[part])
    start, stop, _ = part.indices(len(whole.body))
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(whole.body)}"


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=-", "lines=1-2", "x" * 99])
def test_what_is_no_part_is_refused(asked: str, server: Server) -> None:
    answer = ask(server, "/api/zones.fgb", Range=asked)
    assert (answer.status, answer.media_type) == (400, "text/plain")


def test_several_parts_come_at_once(server: Server) -> None:
    whole = ask(server, "/api/zones.fgb").body
    answer = ask(server, "/api/zones.fgb", Range="bytes=0-99,200-299")
    assert (answer.status, answer.media_type) == (206, "multipart/byteranges")
    for part in (whole[:100], whole[200:300]):
        assert part in answer.body


def test_a_part_of_another_version_is_the_whole(server: Server) -> None:
    tag = ask(server, "/api/zones.fgb").headers["etag"]
    # A weak tag does not promise that the bytes are the same.
    for other in ('"other"', tag):
        assert ask(server, "/api/zones.fgb", Range="bytes=0-9", If_Range=other).status == 200


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(asked: str, server: Server) -> None:
    size = len(ask(server, "/api/zones.fgb").body)
    answer = ask(server, "/api/zones.fgb", Range=asked)
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{size}"
