"""The log says what went wrong, and no visitor can write it full."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import pytest

from dashboard.server.error_log import OncePerMinute
from tests.server import serve_page


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


def test_bad_requests_do_not_fill_the_log(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    with serve_page(log) as server:
        for _ in range(300):
            with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
                connection.sendall(b"no request at all\r\n\r\n")
                assert connection.recv(2**16).startswith(b"HTTP/1.1 400 ")
        assert log.stat().st_size < 2_000
