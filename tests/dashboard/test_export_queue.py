"""Exports for the web: made once, not at all when nobody waits, and without slowing the page."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http.client import HTTPConnection

import pytest

from corpus.errors import OutputError
from corpus.exports.scope import Scope
from dashboard.api.downloads import DOWNLOADS, make_download
from dashboard.api.export_queue import (
    MOST_CACHED,
    MOST_WAITING,
    BusyError,
    DisconnectError,
    ExportQueue,
)
from dashboard.library import Library
from tests.dashboard.client import ask
from tests.server import Server, find_children

BASE = "https://example.org"
DAYS = [date(2018, 1, 1) + timedelta(days) for days in range(500)]


Use = Callable[[ExportQueue], Awaitable[None]]
Run = Callable[[Use], None]


async def open_queue() -> ExportQueue:
    return ExportQueue(BASE)


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """A function that uses a queue, the same one for all that ask for no file of another test's."""
    # Not in this thread, where a browser's loop may be running.
    with ThreadPoolExecutor(1) as other:
        runner = asyncio.Runner()
        exports = other.submit(runner.run, open_queue()).result()
        yield lambda use: other.submit(runner.run, use(exports)).result()  # type: ignore[arg-type]
        other.submit(runner.run, exports.close()).result()
        other.submit(runner.close).result()


def run_alone(use: Use) -> None:
    """Use a queue that nobody has asked for anything."""

    async def use_and_close() -> None:
        exports = await open_queue()
        try:
            await use(exports)
        finally:
            await exports.close()

    with ThreadPoolExecutor(1) as other:
        other.submit(lambda: asyncio.run(use_and_close())).result()


def stay() -> asyncio.Future[None]:
    return asyncio.ensure_future(asyncio.Event().wait())  # type: ignore[arg-type]


def leave() -> asyncio.Future[None]:
    return asyncio.ensure_future(asyncio.sleep(0))


async def begin() -> None:
    """Let what was asked for take its turn."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_file_is_made_once_for_all_who_ask(library: Library, run: Run) -> None:
    async def use(exports: ExportQueue) -> None:
        asked = (exports.find("zones.geojson", Scope(), stay) for _ in range(50))
        first, *others = await asyncio.gather(*asked)
        assert all(other is first for other in others)
        assert await exports.find("zones.geojson", Scope(), stay) is first
        expected = make_download(library, DOWNLOADS["zones.geojson"], Scope(), BASE)
        assert first.path.read_bytes() == expected

    run(use)


def test_too_many_different_files_are_refused_and_the_others_made(
    run: Run,
) -> None:
    async def use(exports: ExportQueue) -> None:
        asked = [
            asyncio.ensure_future(exports.find("dates.csv", Scope(as_of=day), stay))
            for day in DAYS[: MOST_WAITING + 5]
        ]
        done = await asyncio.gather(*asked, return_exceptions=True)
        refused = [answer for answer in done if isinstance(answer, BusyError)]
        assert len(refused) == 5
        assert len({made.path for made in done if not isinstance(made, BaseException)}) == (
            MOST_WAITING
        )

    run(use)


def test_what_is_not_limited_is_made_before_the_rest(run: Run) -> None:
    async def use(exports: ExportQueue) -> None:
        asked = [
            asyncio.ensure_future(exports.find("dates.csv", Scope(as_of=day), stay))
            for day in DAYS[300 : 300 + MOST_WAITING]
        ]
        await begin()
        for path in ("boundaries.geojson", "articles.csv"):
            assert (await exports.find(path, Scope(), stay)).path.is_file()
        assert sum(made.done() for made in asked) < MOST_WAITING // 2
        await asyncio.gather(*asked)

    run(use)


def test_nothing_is_made_for_who_has_left() -> None:
    async def use(exports: ExportQueue) -> None:
        first = asyncio.ensure_future(exports.find("zones.geojson", Scope(), stay))
        await begin()
        # Asked for while the first is made, and left before its turn.
        for day in DAYS[: 3 * MOST_WAITING]:
            with pytest.raises(DisconnectError):
                await exports.find("figure.pdf", Scope(as_of=day), leave)
        made = await first
        assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
        # A client that asks again is served.
        again = await exports.find("dates.csv", Scope(as_of=DAYS[0]), stay)
        assert again.path.is_file()

    run_alone(use)


def test_one_who_leaves_takes_nothing_from_another(run: Run) -> None:
    async def use(exports: ExportQueue) -> None:
        before = asyncio.ensure_future(exports.find("posts.csv", Scope(), stay))
        await begin()
        limited = Scope(as_of=DAYS[-1])
        staying = asyncio.ensure_future(exports.find("dates.csv", limited, stay))
        with pytest.raises(DisconnectError):
            await exports.find("dates.csv", limited, leave)
        assert (await staying).path.is_file()
        assert (await before).path.is_file()

    run(use)


def test_only_so_many_limited_files_are_kept_and_all_whole_ones() -> None:
    async def use(exports: ExportQueue) -> None:
        whole = await exports.find("dates.csv", Scope(), stay)
        for day in DAYS[: MOST_CACHED + 10]:
            made = await exports.find("dates.csv", Scope(as_of=day), stay)
        assert len([*made.path.parent.iterdir()]) == MOST_CACHED + 1
        assert whole.path.is_file()

    run_alone(use)


def test_a_file_that_was_tidied_up_is_made_again(run: Run) -> None:
    async def use(exports: ExportQueue) -> None:
        made = await exports.find("dates.csv", Scope(), stay)
        shutil.rmtree(made.path.parent)
        for path in ("dates.csv", "places.csv"):
            assert (await exports.find(path, Scope(), stay)).path.is_file()

    run(use)


def test_a_process_that_is_killed_is_replaced(run: Run) -> None:
    async def use(exports: ExportQueue) -> None:
        await exports.find("dates.csv", Scope(), stay)
        (child,) = find_children("dashboard.api.export_process")
        asked = asyncio.ensure_future(exports.find("figure.png", Scope(), stay))
        await begin()
        os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(OutputError):
            await asked
        assert (await exports.find("places.csv", Scope(), stay)).path.is_file()

    run(use)


def test_closed_it_starts_nothing_for_those_who_wait() -> None:
    async def use(exports: ExportQueue) -> None:
        asked = [
            asyncio.ensure_future(exports.find("dates.csv", Scope(as_of=day), stay))
            for day in DAYS[:3]
        ]
        await begin()
        await exports.close()
        for one in asked:
            with pytest.raises(OutputError, match="stopping"):
                await asyncio.wait_for(one, 60)
        assert find_children("dashboard.api.export_process") == []

    run_alone(use)


def test_figures_do_not_stop_the_page_and_some_are_told_when_to_come_back(server: Server) -> None:
    for path in ("/", "/api/zones.geojson", "/api/locate?place=Idlib"):
        assert ask(server, path).status == 200
    asked = []
    for day in DAYS[: MOST_WAITING + 8]:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
        connection.request("GET", f"/api/figure.pdf?asof={day}")
        asked.append(connection)
    for path in ("/", "/api/zones.geojson", "/api/locate?place=Idlib", "/assets/map.css"):
        assert ask(server, path).status == 200
    refused = ask(server, f"/api/figure.png?asof={DAYS[-1]}")
    for connection in asked:
        connection.close()
    assert (refused.status, refused.media_type) == (503, "application/json")
    assert int(refused.headers["retry-after"]) > 0
    assert refused.headers["access-control-allow-origin"] == "*"
    assert refused.json()["error"]
