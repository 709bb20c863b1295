"""The server's settings, from environment variables."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from corpus.errors import ShownError
from corpus.quoting import quote
from dashboard.public_address import find_public_page

_SITE = r"https?://[\w*.-]+(?::\d+)?"
_SITES = re.compile(rf"'none'|\*|(?:'self'|{_SITE})(?: +{_SITE})*", re.ASCII)
_ADDRESS = re.compile(r"[!#-&(-;=?-\[\]_a-z~]+")  # of ASCII, what needs no quoting in HTML


class SettingsError(ShownError):
    """An environment variable has an invalid value."""


@dataclass(frozen=True)
class Settings:
    """How the page is reached.

    Attributes
    ----------
    public_url : str
        ``PUBLIC_URL``, the address that exports and links name, without a slash at its end; empty
        where it is this machine's own. The Host header of a request is never trusted.
    frame_ancestors : str
        ``FRAME_ANCESTORS``, the sites that may show the page in a frame; by default its own.
    """

    public_url: str = ""
    frame_ancestors: str = "'self'"

    @property
    def base(self) -> str:
        """The public address where it leads others here, else empty."""
        return find_public_page(f"{self.public_url}/").removesuffix("/")

    @property
    def host(self) -> str:
        """The host of the public address; empty where there is none."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def base_path(self) -> str:
        """The path of the public address, without a slash at its end."""
        return urlsplit(self.public_url).path

    def address(self, port: int) -> str:
        """Return the page's address, without a slash at its end."""
        return self.public_url or f"http://127.0.0.1:{port}"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, after checking them.

    Raises
    ------
    SettingsError
        If a variable has an invalid value.
    """
    url = environment.get("PUBLIC_URL", "").strip().rstrip("/")
    if url and not _is_address(url):
        raise SettingsError(
            f"PUBLIC_URL is {quote(url)}, not an address such as https://example.org/zones."
        )
    sites = environment.get("FRAME_ANCESTORS", "").strip()
    if sites and not _SITES.fullmatch(sites):
        raise SettingsError(
            f"FRAME_ANCESTORS is {quote(sites)}, not a list of sites such as https://example.org."
        )
    return Settings(url, sites or Settings.frame_ancestors)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment or "@" in parts.netloc or "?" in url)
    # A browser takes them for the way up, written out or not.
    leads_up = {".", ".."} & {*unquote(parts.path).split("/")}
    return (
        is_whole
        and is_plain
        and not leads_up
        and parts.scheme in ("http", "https")
        and bool(_ADDRESS.fullmatch(url))
    )
