"""Requests as a page from elsewhere makes them, byte by byte."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

from tests.server import Server


@dataclass(frozen=True)
class Answer:
    """A status, the headers by their names in small letters, and the bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers["content-type"].partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for exactly this path, as a page from elsewhere: no client in between tidies it."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        headers = {"Origin": "https://example.org", **headers}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        response = connection.getresponse()
        body = response.read()
        answered = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, answered, body)
    finally:
        connection.close()


def read_policy(answer: Answer) -> dict[str, list[str]]:
    """Return the sources of each rule; a second policy would be a second rule of the same name."""
    rules = [rule.split() for rule in answer.headers["content-security-policy"].split(";")]
    named = {name: sources for name, *sources in rules}
    assert len(named) == len(rules)
    return named


def call(
    app: ASGIApp, path: str, content: str | None = None, machine: str = "127.0.0.1", **headers: str
) -> Answer:
    """Ask an application in this process, as somebody at a machine; with content it is a POST."""
    path, _, query = path.partition("?")
    named = {"Host": "127.0.0.1:8501", **headers}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET" if content is None else "POST",
        "scheme": "http",
        "path": unquote(path),
        "query_string": query.encode(),
        "headers": [
            (name.replace("_", "-").lower().encode(), value.encode())
            for name, value in named.items()
        ],
        "client": (machine, 50_000),
        "server": ("127.0.0.1", 8501),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": content.encode() if content else b""}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        await app(scope, receive, send)

    # In a thread: the browser's tests leave a running loop behind in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(run())).result()
    start, *parts = sent
    answered = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], answered, b"".join(part.get("body", b"") for part in parts))
