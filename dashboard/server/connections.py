"""The server's connections: how many there may be, and how long one may be idle."""

import asyncio
from typing import ClassVar, NamedTuple

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

# File descriptors for other things than connections: files, pipes, the event loop.
_RESERVED = 64
_MOST_FILES = 16_384


class Capacity(NamedTuple):
    """How many connections there may be, and how many are accepted at a time."""

    connections: int
    backlog: int


def raise_capacity() -> Capacity:
    """Return how many connections are possible, after raising the limit on open files."""
    most = _raise_limit()
    # asyncio accepts so many at once, and runs some turns before the surplus is closed.
    backlog = min(max(most // 16, 8), 512)
    return Capacity(max(most - _RESERVED - 4 * backlog, 8), backlog)


def _raise_limit() -> int:
    try:
        import resource
    except ModuleNotFoundError:  # on Windows, which has no such limit
        return _MOST_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most


class BoundedProtocol(H11Protocol):
    """HTTP for a server that idle connections do not bring down.

    A connection without a complete request within ``timeout_seconds`` is closed. Beyond
    ``most_connections`` the one that has been idle longest is closed for a new one, or the new one
    where all are being answered. There is no limit on the time of an answer.
    """

    most_connections = _MOST_FILES
    timeout_seconds: float = 20
    # Connections without a complete request, the longest idle first.
    _idle: ClassVar[dict[H11Protocol, None]] = {}

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept a connection, and close one where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most_connections:
            closed = next(iter(self._idle), self)
            self._idle.pop(closed, None)
            closed.transport.abort()
        self._start_timeout()

    def data_received(self, data: bytes) -> None:
        """Take what was sent, and start the timeout of a request that is incomplete."""
        super().data_received(data)
        if self._is_idle():
            self._start_timeout()
        else:
            self._cancel_timeout()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Leave the connection to the WebSocket protocol."""
        self._cancel_timeout()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._cancel_timeout()
        super().connection_lost(exc)

    def _is_idle(self) -> bool:
        """Return whether no request is complete, and none is being answered."""
        is_upgraded = self.transport.get_protocol() is not self
        return not is_upgraded and (self.cycle is None or self.cycle.response_complete)

    def _start_timeout(self) -> None:
        if self._deadline is None:
            self._idle[self] = None
            self._deadline = self.loop.call_later(self.timeout_seconds, self._close_if_idle)

    def _cancel_timeout(self) -> None:
        self._idle.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _close_if_idle(self) -> None:
        self._cancel_timeout()
        if self._is_idle():
            self.transport.close()
