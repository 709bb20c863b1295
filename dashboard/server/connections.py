"""The server's side of a connection: how many there may be, and how long one may say nothing."""

import asyncio
from typing import ClassVar, NamedTuple

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

# Descriptors for what is no connection: files, pipes, the scheduler's own.
_RESERVED = 64
_MOST_FILES = 16_384


class Capacity(NamedTuple):
    """How many connections there may be, and how many are taken at a time."""

    connections: int
    backlog: int


def raise_capacity() -> Capacity:
    """Return what there is free for, after raising the limit on open files."""
    most = _raise_limit()
    # asyncio takes so many at once, and some turns pass until those that are too many are closed.
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
    """HTTP for a server that is not brought down by those who connect and say nothing.

    One that has sent no whole request within ``patience_seconds`` is closed. Beyond the most
    connections whoever has been silent longest makes free for a further one, or that one is closed
    where all are being answered. Whoever is being answered is not hurried.
    """

    most_connections = _MOST_FILES
    patience_seconds: float = 20
    # Those that have sent no whole request yet, the longest silent first.
    _silent: ClassVar[dict[H11Protocol, None]] = {}

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
        """Take a connection, and close one where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most_connections:
            victim = next(iter(self._silent), self)
            self._silent.pop(victim, None)
            victim.transport.abort()
        self._hurry()

    def data_received(self, data: bytes) -> None:
        """Take what was sent, and hurry whoever has begun a further request."""
        super().data_received(data)
        if self._is_silent():
            self._hurry()
        else:
            self._calm()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Leave the connection to the protocol that follows."""
        self._calm()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._calm()
        super().connection_lost(exc)

    def _is_silent(self) -> bool:
        """Return whether no request is whole, and none is being answered."""
        is_upgraded = self.transport.get_protocol() is not self
        return not is_upgraded and (self.cycle is None or self.cycle.response_complete)

    def _hurry(self) -> None:
        if self._deadline is None:
            self._silent[self] = None
            self._deadline = self.loop.call_later(self.patience_seconds, self._close_if_silent)

    def _calm(self) -> None:
        self._silent.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _close_if_silent(self) -> None:
        self._calm()
        if self._is_silent():
            self.transport.close()
