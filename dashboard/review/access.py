"""Who may review: whoever sits at this machine, where the server was started for that.

Whether it was is a matter of its command line alone, not of the environment: no server that others
reach becomes one by accident. A request must come from this machine, name it as its host, so that
no name of another site can be made to lead here, and be made by a page of ours if it changes
anything: pages of other sites cannot send the header without being allowed to, which none is.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request

from dashboard.server.settings import Settings, SettingsError

HEADER = "X-Review"
# What a proxy adds, behind which others may come.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_allowed: set[str] = set()


def allow_review(host: str, settings: Settings) -> None:
    """Have this process serve the review.

    Raises
    ------
    SettingsError
        If others can reach the server.
    """
    if settings.public_url:
        raise SettingsError(
            "--edit is for this machine alone: leave PUBLIC_URL out, under which others come."
        )
    if not _is_loopback(host):
        raise SettingsError(
            f"--edit is for this machine alone, and {host} can be reached by others."
        )
    _allowed.add(host)


def is_review_allowed() -> bool:
    """Return whether this process serves the review."""
    return bool(_allowed)


def find_refusal(request: Request) -> str:
    """Return why a request is not answered, or an empty text."""
    host = request.headers.get("host", "")
    is_forwarded = any(name in request.headers for name in _FORWARDED)
    if is_forwarded or not _is_loopback(request.client.host if request.client else ""):
        return "The review is for this machine alone."
    if not _is_loopback(_find_name(f"//{host}")):
        return "The review is at 127.0.0.1 and at no other name."
    if request.method in ("GET", "HEAD"):
        return ""
    if request.headers.get("origin", f"http://{host}") != f"http://{host}":
        return "Only a page of this server may change anything."
    return "" if request.headers.get(HEADER) else f"The header {HEADER} is missing."


def _find_name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
