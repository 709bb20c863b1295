"""Requests as a page from elsewhere makes them, byte by byte."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

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
