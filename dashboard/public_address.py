"""Whether an address of the page leads others here."""

from urllib.parse import urlsplit

from dashboard.templating import find_host


def find_public_page(view: str) -> str:
    """Return the page's public address, of a view of it; empty where it is this machine's own."""
    if not find_host(view) or urlsplit(view).hostname in ("127.0.0.1", "localhost"):
        return ""
    return view.partition("?")[0]
