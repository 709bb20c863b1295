"""Limiting the log: each kind of error once a minute, however often a visitor provokes it."""

import logging
import time
import traceback

# The loggers of errors that a visitor can provoke: the page, the server, and its event loop.
_LOGGERS = ("streamlit.error_util", "uvicorn.error", "asyncio")
_PAUSE_SECONDS = 60.0
# Kinds that are remembered: there are not many more places where an error can begin.
_MOST_KINDS = 1000


class OncePerMinute(logging.Filter):
    """Lets a record through where none of its kind came in the last minute, and counts the rest.

    Errors are of a kind where they are of one type and were raised at one place, other records
    where they have one text before anything is put into it.
    """

    def __init__(self, pause_seconds: float = _PAUSE_SECONDS) -> None:
        super().__init__()
        self._pause = pause_seconds
        self._last: dict[tuple[object, ...], float] = {}
        self._left_out: dict[tuple[object, ...], int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is to be written."""
        kind = _find_kind(record)
        now = time.monotonic()
        if now - self._last.get(kind, -self._pause) < self._pause:
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return False
        if len(self._last) >= _MOST_KINDS:
            self._last.clear()
        self._last[kind] = now
        if count := self._left_out.pop(kind, 0):
            record.msg = f"{record.getMessage()} ({count:,} more such since were left out)"
            record.args = ()
        return True


def _find_kind(record: logging.LogRecord) -> tuple[object, ...]:
    if not record.exc_info or record.exc_info[2] is None:
        return record.name, record.levelno, record.msg
    *_, last = traceback.walk_tb(record.exc_info[2])
    frame, line = last
    return record.exc_info[0], frame.f_code.co_filename, line


def limit_error_log() -> None:
    """Write each kind of error to the log once a minute at most."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(OncePerMinute())
