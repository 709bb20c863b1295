"""A figure for a report, as PNG, SVG or PDF at print size, and a preview of the map.

Each of its writers raises ReadError where the base map cannot be read.

matplotlib is loaded when the first figure is drawn: it takes a second and 40 MB that neither the
page's start nor the other formats should wait for.
"""

import io
import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

from corpus.agreement import AGREEMENT
from geodata.exports.extract import MapExtract
from geodata.exports.figure.notes import describe, format_title
from geodata.exports.figure.palette import using

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LAYERS = ("figure",)
# The preview's width and height in pixels, as sites show pictures beside links.
PREVIEW_SIZE = (1200, 630)

# matplotlib's settings belong to the whole process, and its fonts to one thread at a time.
_LOCK = Lock()
# On top of matplotlib's defaults, whatever a matplotlibrc on this machine says.
_SETTINGS: dict[Any, Any] = {
    "figure.dpi": 72,
    "savefig.dpi": 300,
    "font.family": ["sans-serif"],
    # DejaVu Sans comes with matplotlib; Verdana is as wide where an SVG is seen without it.
    "font.sans-serif": ["DejaVu Sans", "Bitstream Vera Sans", "Verdana"],
    # A name is never a formula.
    "text.parse_math": False,
    # So that letters are as wide in a PNG as in print.
    "text.hinting": "none",
    "lines.scale_dashes": False,
    "hatch.linewidth": 0.35,
    "svg.fonttype": "none",
    "svg.hashsalt": f"{AGREEMENT.zone_type}s",
    "pdf.fonttype": 42,
}


def write_png(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return the figure as a PNG of 300 dpi."""
    values = extract.about.name_values()
    yield _print_sheet(
        extract,
        "png",
        {
            "Software": None,
            "Title": format_title(extract),
            "Author": "; ".join(extract.about.dataset.author_names),
            "Description": describe(extract),
            "Copyright": f"{values['licence']}. {values['rights']}",
            "Creation Time": values["made"],
            "Source": values["view"],
            "Comment": _join(extract),
        },
    )


def write_svg(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return the figure as an SVG whose words are words, with a title and a description."""
    about = extract.about
    values = about.name_values()
    drawn = _print_sheet(
        extract,
        "svg",
        {
            "Title": format_title(extract),
            "Creator": [*about.dataset.author_names],
            "Date": values["made"],
            "Description": describe(extract),
            "Rights": [values["licence"], values["rights"]],
            "Source": values["view"],
            "Identifier": values["citation"],
            "Keywords": [f"{name}: {value}" for name, value in _name_all(extract).items()],
            "Language": "en",
        },
    )
    # matplotlib writes the title where a screen reader finds it, and the description not.
    description = f"</title>\n <desc>{escape(describe(extract))}</desc>".encode()
    yield drawn.replace(b"</title>", description, 1).replace(b"<svg ", b'<svg role="img" ', 1)


def write_pdf(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return the figure as a PDF of one page with its fonts inside."""
    about = extract.about
    yield _print_sheet(
        extract,
        "pdf",
        {
            "Title": format_title(extract),
            "Author": "; ".join(about.dataset.author_names),
            "Subject": describe(extract),
            "Keywords": _join(extract),
            "Creator": about.dataset.title,
            "Producer": None,
            "CreationDate": datetime.fromisoformat(about.made) if about.is_stamped else None,
        },
    )


def write_preview(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return the map alone under its title, as a PNG of `PREVIEW_SIZE`."""

    def draw() -> "Figure":
        from geodata.exports.figure.preview import draw_preview

        return draw_preview(extract, PREVIEW_SIZE)

    yield _print(draw, "png", {"Software": None, "Title": format_title(extract)})


def write_icon(extract: MapExtract, size: int) -> bytes:
    """Return the zones on the land without a word, as a square PNG of this many dots."""

    def draw() -> "Figure":
        from geodata.exports.figure.preview import draw_icon

        return draw_icon(extract, (size, size))

    return _print(draw, "png", {"Software": None})


def write_difference(title: str, words: str, before: BaseGeometry, now: BaseGeometry) -> bytes:
    """Return two outlines over each other, as a PNG; see `difference.draw_difference`."""

    def draw() -> "Figure":
        from geodata.exports.figure.difference import draw_difference

        return draw_difference(title, words, before, now)

    return _print(draw, "png", {"Software": None, "Title": title})


def _print_sheet(extract: MapExtract, extension: str, metadata: dict[str, Any]) -> bytes:
    def draw() -> "Figure":
        from geodata.exports.figure.sheet import draw_sheet

        with using(extract.scope.theme):
            return draw_sheet(extract)

    return _print(draw, extension, metadata, _SETTINGS["savefig.dpi"])


def _print(
    draw: Callable[[], "Figure"],
    extension: str,
    metadata: dict[str, Any],
    dpi: float | None = None,
) -> bytes:
    """Return a figure as a file, with as many dots to an inch as it has unless others are given."""
    # A home that cannot be written to costs a list of fonts in a temporary folder, and no word.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib

    with _LOCK, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        figure = draw()
        printed = io.BytesIO()
        figure.savefig(printed, format=extension, metadata=metadata, dpi=dpi or figure.dpi)
    return printed.getvalue()


def _name_all(extract: MapExtract) -> dict[str, str]:
    return extract.about.name_values() | {"filters": extract.about.format_filters()}


def _join(extract: MapExtract) -> str:
    return "\n".join(f"{name}: {value}" for name, value in _name_all(extract).items())
