"""The answer to an address at which there is nothing: a page that leads to what there is."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from dashboard.library import Library, open_library
from dashboard.panels.sections import DATA
from dashboard.static_site.pages import write_missing

# The first parts of addresses that Streamlit answers.
_STREAMLIT = frozenset({"_stcore", "app", "auth", "component", "media", "oauth2callback"})


class MissingPage(BaseRoute):
    """The last of our routes: Streamlit would answer any address that is left with its page."""

    def __init__(self, base_path: str) -> None:
        """Take the path of the page's public address, without a slash at its end."""
        self._root = f"{base_path}/"
        self._files_of_streamlit = _list_files(Path(str(files("streamlit").joinpath("static"))))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return a full match where nobody else answers a request, else none."""
        path: str = scope["path"]
        _, first, *_ = (*path.split("/"), "")
        # With a slash at its end Streamlit leads on to the same without it.
        is_known = path.endswith("/") or first in _STREAMLIT or path in self._files_of_streamlit
        return (Match.FULL if scope["type"] == "http" and not is_known else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever its method."""
        page = _write_page(open_library(), self._root)
        await HTMLResponse(page, 404, {"Cache-Control": "no-cache"})(scope, receive, send)


def _list_files(folder: Path) -> frozenset[str]:
    return frozenset(f"/{file.relative_to(folder).as_posix()}" for file in folder.rglob("*.*"))


@lru_cache(maxsize=2)
def _write_page(library: Library, root: str) -> str:
    return write_missing(library, root, lambda zone: f"?zone={zone}", f"#{DATA.id}", "favicon.png")
