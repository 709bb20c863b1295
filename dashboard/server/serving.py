"""Serving the application in this process, until a signal ends it."""

import logging
import os
import signal
from contextlib import suppress

import uvicorn
from streamlit import config

from corpus.terminal import print_lines
from dashboard.review.access import allow_review
from dashboard.server.connections import BoundedProtocol, raise_capacity
from dashboard.server.settings import SettingsError, read_settings

# Seconds for answers under way to finish, once the server is to stop.
_GRACE_SECONDS = 3


def serve(host: str, port: int, is_editing: bool = False) -> int:
    """Serve the page until a signal comes, and return the exit code 0.

    ``is_editing`` is whether suggestions can be reviewed at ``/review``.

    Raises
    ------
    SettingsError
        If an environment variable has an invalid value, or an option of Streamlit's is set that
        would lead nowhere; or if suggestions are to be reviewed where others come.
    """
    settings = read_settings()
    if is_editing:
        allow_review(host, settings)
    address = settings.address(port)
    # Imported only now: it takes a second or two, in vain where the settings are wrong.
    from dashboard.app import app

    # After that: Streamlit reads its configuration once, from where the application is.
    config.set_option("server.port", port)
    if config.get_option("server.baseUrlPath"):
        raise SettingsError(
            "server.baseUrlPath is set, which holds for Streamlit's own addresses alone: name the "
            "path in PUBLIC_URL instead, as in PUBLIC_URL=https://example.org/zones."
        )
    if settings.host:
        # Else Streamlit takes no WebSocket from a page of that host.
        config.set_option("browser.serverAddress", settings.host)
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
    # A terminal that is closed stops the server as a service manager does, with a clean-up.
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    review = f" Suggestions are reviewed at {address}/review." if is_editing else ""
    print_lines([f"The map is at {address}/ (stop it with Ctrl-C).{review}"])
    # After the clean-up, uvicorn raises the signal that stopped it again.
    with suppress(KeyboardInterrupt):
        server.run()
    return 0
