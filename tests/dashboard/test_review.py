"""The review over HTTP: for this machine alone, and nobody overwrites what another decided."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from corpus.loading import load
from dashboard.__main__ import main
from dashboard.library import open_library
from dashboard.review.access import HEADER, allow_review
from dashboard.review.routes import make_review_routes
from dashboard.server.settings import Settings, SettingsError
from tests.dashboard.client import Answer, ask, call
from tests.loops import each
from tests.reviewed import copy_data
from tests.server import Server

SIGNED = {HEADER: "1"}
TEXT = """Warplanes bombed Saraqib in Idlib province on Friday, the local council said.

قال شهود عيان إن الطيران قصف مدينة إدلب يوم الخميس."""
WISHES = {
    "url": "https://example.org/<b>",
    "published": "2017-05-12",
    "title": "</script><b>Title",
    "outlet": "Example News",
}
ID = "example-news-2017-05-12"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_data(tmp_path_factory.mktemp("data") / "data") / "corpus"


@pytest.fixture(scope="module")
def forgotten() -> list[str]:
    return []


@pytest.fixture(scope="module")
def app(folder: Path, forgotten: list[str]) -> Starlette:
    """The routes of the review, after an article was added by pasting its text."""

    async def forget() -> None:
        forgotten.append("exports")

    app = Starlette(routes=make_review_routes(forget, folder))
    added = call(app, f"/review/articles?{urlencode(WISHES)}", TEXT, **SIGNED)
    assert added.json() == {"address": f"/review/{ID}"}
    return app


def state(app: Starlette) -> list[dict[str, object]]:
    described: list[dict[str, object]] = call(app, f"/review/{ID}/state").json()
    return described


def decide(app: Starlette, content: str, **headers: str) -> Answer:
    return call(app, f"/review/{ID}/decisions", content, **headers)


def order(item: dict[str, object], **change: object) -> str:
    place = {key: item[key] for key in ("list", "index", "seen")}
    return json.dumps({**place, "change": change})


def test_a_decision_is_on_disk_and_a_second_one_is_told_of_it(
    app: Starlette, folder: Path, forgotten: list[str]
) -> None:
    first, *_ = state(app)
    library = open_library()
    forgotten.clear()
    accepted = decide(app, order(first, decision="accepted"), **SIGNED)
    assert accepted.json()[0]["record"] == f"{ID}-p1"
    assert load(folder).passage(f"{ID}-p1")
    assert forgotten == ["exports"]
    assert open_library() is not library
    late = decide(app, order(first, decision="rejected"), **SIGNED)
    assert late.status == 409
    assert late.json()["state"] == accepted.json()
    now = late.json()["state"][0]
    back = decide(app, order(now, decision="undecided"), **SIGNED)
    assert back.json() == state(app)
    assert load(folder).passage(f"{ID}-p1") is None


def test_what_cannot_be_done_is_said_in_a_sentence(app: Starlette) -> None:
    first, *_ = state(app)
    address = f"/review/{ID}/decisions"
    for status, path, content in (
        (400, address, "nothing"),
        (400, address, order(first, decision="perhaps")),
        (400, address, order(first, zones=["atlantis"])),
        (400, address, order(first, place="x")),
        (413, address, "x" * 30_000),
        (422, address, order(first, span=[0, 10_000_000])),
        (400, f"/review/{ID}/passages", "nothing"),
        (422, f"/review/{ID}/passages", '{"span": [0, 10000000]}'),
        (404, "/review/none/decisions", order(first)),
        (404, "/review/..%2Fpassages/decisions", order(first)),
        (422, "/review/articles?url=https://example.org/x", "A text without a day."),
        (422, "/review/articles?name=x.png", "\x89PNG"),
        (422, "/review/articles?id=../../x&url=https://e.org&published=2017", "A text."),
    ):
        answer = call(app, path, content, **SIGNED)
        assert answer.status == status, (path, answer.body)
        if answer.media_type == "application/json":
            assert answer.json()["error"].endswith(".")
    answer = call(app, "/review/articles?name=x.txt", "A text without a day.", **SIGNED)
    assert answer.json()["fields"] == ["published", "url"]
    assert "--" not in answer.json()["error"]
    assert call(app, "/review/none").status == 404


def test_nothing_in_an_article_becomes_markup(app: Starlette) -> None:
    for path in ("/review", f"/review/{ID}"):
        answer = call(app, path)
        assert answer.status == 200
        assert b"<b>" not in answer.body
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


@each(
    "headers",
    [
        {},
        {**SIGNED, "Origin": "https://example.org"},
        {**SIGNED, "Origin": "null"},
        {**SIGNED, "Host": "example.org"},
        {**SIGNED, "Host": "127.0.0.1.example.org:8501"},
        {**SIGNED, "Host": "[bad"},
    ],
)
def test_pages_of_other_sites_change_nothing(
    headers: dict[str, str], app: Starlette, folder: Path
) -> None:
    before = (folder / "suggestions" / f"{ID}.yaml").read_bytes()
    first, *_ = state(app)
    content = order(first, decision="rejected")
    answer = decide(app, content, **headers)
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers
    assert (folder / "suggestions" / f"{ID}.yaml").read_bytes() == before


def test_other_machines_see_nothing(app: Starlette) -> None:
    assert call(app, "/review", machine="192.0.2.7").status == 403
    assert call(app, "/review", Host="example.org").status == 403
    assert call(app, "/review", X_Forwarded_For="192.0.2.7").status == 403


def test_a_server_that_others_reach_serves_no_review(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(server, "/review/articles", "POST", **SIGNED).status in (404, 405)
    for host, settings in (
        ("127.0.0.1", Settings("https://example.org")),
        ("0.0.0.0", Settings()),  # noqa: S104
    ):
        with pytest.raises(SettingsError, match="this machine alone"):
            allow_review(host, settings)
    with pytest.raises(SystemExit) as end:
        main(["--edit", "--port", "0", "--data", "corpus/..", "--data", "."])
    assert end.value.code == 2
    assert "--edit is for one data folder" in capsys.readouterr().err
