"""The log says what went wrong, and no visitor can write it full."""

from __future__ import annotations

import logging
import socket

import pytest

from dashboard.server.error_log import OncePerMinute
from tests.server import Server


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@pytest.fixture
def log() -> tuple[logging.Logger, Kept]:
    logger = logging.Logger("test")
    kept = Kept()
    logger.addHandler(kept)
    return logger, kept


def fail(number: int) -> None:
    if number == 1:
        raise ValueError("one")
    raise ValueError("other")


def log_error(logger: logging.Logger, number: int) -> None:
    try:
        fail(number)
    except ValueError:
        logger.exception("Failed with %s", number)


def test_each_kind_of_error_is_told_once(log: tuple[logging.Logger, Kept]) -> None:
    logger, kept = log
    logger.addFilter(OncePerMinute())
    for _ in range(100):
        for number in (1, 2):
            log_error(logger, number)
        logger.warning("Invalid request")
        logger.warning("Something else")
    assert kept.texts == ["Failed with 1", "Failed with 2", "Invalid request", "Something else"]


def test_what_was_left_out_is_counted(log: tuple[logging.Logger, Kept]) -> None:
    logger, kept = log
    sparing = OncePerMinute(pause_seconds=0.05)
    logger.addFilter(sparing)
    while len(kept.texts) < 2:
        log_error(logger, 1)
    shown, left_out = kept.texts
    assert shown == "Failed with 1"
    assert left_out.startswith("Failed with 1 (")
    assert left_out.endswith(" more such since were left out)")


def test_bad_requests_do_not_fill_the_log(server: Server) -> None:
    before = server.log.stat().st_size
    for _ in range(300):
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
            connection.sendall(b"no request at all\r\n\r\n")
            assert connection.recv(2**16).startswith(b"HTTP/1.1 400 ")
    assert server.log.stat().st_size - before < 2_000
