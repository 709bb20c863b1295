"""The answer to oEmbed (https://oembed.com): how another site shows an address of the page."""

from typing import Any

from corpus.errors import ShownError
from corpus.quoting import quote, shorten
from dashboard.api.downloads import PREVIEW
from dashboard.embed.page import write_frame, write_query
from dashboard.first_view.description import describe_view
from dashboard.library import Library
from dashboard.selection import parse_address, read_selection
from geodata.exports.figure import PREVIEW_SIZE

_WIDTH, _HEIGHT = 800, 480
_DAY_SECONDS = 86_400


class OembedError(ShownError):
    """A question that oEmbed has no answer to; ``status`` is that of the answer over HTTP."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def answer_oembed(library: Library, base: str, question: dict[str, str]) -> dict[str, Any]:
    """Return the answer for ``url``, no larger than ``maxwidth`` and ``maxheight``.

    Raises
    ------
    OembedError
        If the address is none of this page, a size is no number, or the answer is wanted as XML.
    """
    if question.get("format", "json") != "json":
        raise OembedError("Only the format json is answered.", 501)
    address = question.get("url", "")
    if not address:
        raise OembedError("Name the address of a view of this page: ?url=", 400)
    path = address.partition("?")[0].partition("#")[0].rstrip("/")
    if path not in (base, f"{base}/embed"):
        raise OembedError(f"{quote(shorten(address))} is no address of this page.", 404)
    selection, _ = read_selection(parse_address(address), library.corpus)
    width = _read_size(question, "maxwidth", _WIDTH)
    height = _read_size(question, "maxheight", _HEIGHT)
    return describe_frame(
        library, base, write_query(selection.parameters()), selection.zone or "", (width, height)
    )


def describe_frame(
    library: Library,
    base: str,
    query: str,
    zone: str = "",
    size: tuple[int, int] = (_WIDTH, _HEIGHT),
    path: str = "embed",
    preview: str = PREVIEW.path,
) -> dict[str, Any]:
    """Return what oEmbed says of the frame for a view.

    ``path`` is the address of the page for frames, relative to ``base``, and ``preview`` that of
    the view's picture.
    """
    selection, _ = read_selection({"zone": zone}, library.corpus)
    title = describe_view(library, selection).title
    width, height = size
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": library.atlas.title,
        "provider_url": f"{base}/",
        "cache_age": _DAY_SECONDS,
        "width": width,
        "height": height,
        "html": write_frame(f"{base}/{path}{query}", title, width, height),
        "thumbnail_url": f"{base}/{preview}",
        "thumbnail_width": PREVIEW_SIZE[0],
        "thumbnail_height": PREVIEW_SIZE[1],
    }


def _read_size(question: dict[str, str], name: str, usual: int) -> int:
    text = question.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit()) or len(text) > 6 or not int(text):
        raise OembedError(f"{name} is {quote(shorten(text))}, not a number of pixels.", 400)
    return min(int(text), usual)
