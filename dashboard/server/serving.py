"""Serving the application in this process, until a signal ends it."""

import logging
import os
import signal
from contextlib import suppress

import uvicorn
from streamlit import config

from corpus.terminal import print_lines
from dashboard.server.connections import BoundedProtocol, raise_capacity
from dashboard.server.settings import read_settings

# How long whoever is being answered has, once the server is told to end.
_GRACE_SECONDS = 3


def serve(host: str, port: int) -> int:
    """Serve the page and return the exit code 0 once it was told to end.

    Raises
    ------
    SettingsError
        If a variable of the environment holds what it must not.
    """
    address = read_settings().address(port)
    # Only now: it takes a second or two, and is not worth it where the settings are wrong.
    from dashboard.app import app

    # After that: Streamlit reads its configuration once, and the application says where it lies.
    config.set_option("server.port", port)
    capacity = raise_capacity()
    BoundedProtocol.most_connections = capacity.connections
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            http=BoundedProtocol,
            ws="websockets-sansio",
            backlog=capacity.backlog,
            server_header=False,
            access_log=False,
            log_config=None,
            log_level=logging.WARNING,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    )
    # A terminal that is closed ends the server as a service manager does: with everything cleared.
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    print_lines([f"The map is at {address}/ (stop it with Ctrl-C)."])
    # Once all is cleared, uvicorn raises again the signal that ended it.
    with suppress(KeyboardInterrupt):
        server.run()
    return 0
