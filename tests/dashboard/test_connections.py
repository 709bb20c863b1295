"""Connections that say nothing: closed in time, and never in the way of those that do."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import psutil
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.server.connections import BoundedProtocol
from tests.server import Server, free_port

HALF = (b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\nX-More: ")
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
SLOW = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"


class HurriedProtocol(BoundedProtocol):
    most_connections = 8
    timeout_seconds = 0.5


async def greet(request: Request) -> Response:
    return PlainTextResponse("hello")


@pytest.fixture
def slow_answer() -> threading.Event:
    return threading.Event()


@pytest.fixture
def port(slow_answer: threading.Event) -> Iterator[int]:
    """The port of a small server with our protocol."""

    def answer_slowly(request: Request) -> Response:
        slow_answer.wait(timeout=60)
        return PlainTextResponse("at last")

    app = Starlette(routes=[Route("/", greet), Route("/slow", answer_slowly)])
    found = free_port()
    config = uvicorn.Config(
        app, port=found, http=HurriedProtocol, log_config=None, timeout_graceful_shutdown=1
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        assert thread.is_alive()
        thread.join(0.05)
    yield found
    slow_answer.set()
    running.should_exit = True
    thread.join()


def connect(port: int, said: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(said)
    return connection


def read_to_end(connection: socket.socket) -> bytes:
    """Return what comes until the other side closes; a reset is an end, too."""
    read = b""
    with contextlib.suppress(ConnectionResetError):
        while more := connection.recv(2**16):
            read += more
    return read


def read_until(connection: socket.socket, words: bytes) -> None:
    read = b""
    while words not in read:
        more = connection.recv(2**16)
        assert more, read
        read += more


@pytest.mark.parametrize("half", HALF)
def test_who_does_not_finish_a_request_is_closed(half: bytes, port: int) -> None:
    with connect(port, half) as connection:
        assert read_to_end(connection) == b""


def test_who_dribbles_is_closed(port: int) -> None:
    with connect(port, b"GET / HTTP/1.1\r\n") as connection:
        connection.settimeout(0.1)
        while True:
            try:
                connection.sendall(b"X: y\r\n")
                if not connection.recv(1):
                    break
            except TimeoutError:
                continue
            except (ConnectionResetError, BrokenPipeError):
                break


def test_a_second_request_must_be_finished_too(port: int) -> None:
    with connect(port, WHOLE) as connection:
        read_until(connection, b"hello")
        connection.sendall(HALF[-1])
        assert read_to_end(connection) == b""


def test_who_is_being_answered_is_not_hurried(port: int, slow_answer: threading.Event) -> None:
    with connect(port, SLOW) as connection, connect(port) as idle:
        # By the time the idle one is closed the other would be, too.
        assert read_to_end(idle) == b""
        slow_answer.set()
        read_until(connection, b"at last")


def test_the_longest_idle_is_closed_for_a_new_one(port: int, slow_answer: threading.Event) -> None:
    with contextlib.ExitStack() as stack:
        answered = [stack.enter_context(connect(port, SLOW)) for _ in range(4)]
        for _ in range(40):
            stack.enter_context(connect(port))
            with connect(port, WHOLE) as connection:
                read_until(connection, b"hello")
        slow_answer.set()
        for connection in answered:
            read_until(connection, b"at last")


def test_the_server_raises_its_limit_on_open_files(server: Server) -> None:
    soft, hard = psutil.Process(server.pid).rlimit(psutil.RLIMIT_NOFILE)
    assert soft >= min(hard, 16_384)
