"""Every format in which the data is exported, and the addresses of the downloads."""

from typing import NamedTuple

from corpus.agreement import AGREEMENT
from corpus.exports.formats import Format
from corpus.exports.scope import THEMES, Scope
from corpus.zone_ids import ZONE_IDS
from dashboard import one_file
from dashboard.library import Library
from geodata.exports import figure
from geodata.exports import formats as geodata_formats
from geodata.exports.extract import MapExtract, make_map_extract

FORMATS: tuple[Format[MapExtract], ...] = (
    *geodata_formats.FORMATS,
    Format(
        "html",
        "One-file HTML",
        "html",
        one_file.MEDIA_TYPE,
        ("atlas",),
        "any web browser, without a network: from a memory stick, as an e-mail's attachment",
        one_file.write,
    ),
)


class Download(NamedTuple):
    """A layer in a format; ``zone`` is the zone that its address names, or empty."""

    format: Format[MapExtract]
    layer: str
    zone: str = ""

    @property
    def path(self) -> str:
        """Its address below ``/api/``."""
        zone = f"/{self.zone}" if self.zone else ""
        return f"{self.layer}{zone}.{self.format.extension}"


DOWNLOADS: dict[str, Download] = {
    download.path: download
    for known in FORMATS
    for layer in known.layers
    for download in (
        Download(known, layer),
        *(Download(known, layer, zone) for zone in ZONE_IDS if layer == "zones"),
    )
}

# Beside a link to the page: a picture for other sites, and no download of the data.
PREVIEW = Download(
    Format("preview", "Preview", "png", "image/png", ("preview",), "", figure.write_preview),
    "preview",
)
MADE: dict[str, Download] = {**DOWNLOADS, PREVIEW.path: PREVIEW}
"""All that the export process can make, by its path."""


def make_download(library: Library, download: Download, scope: Scope, base: str) -> bytes:
    """Return the bytes of a layer in a format.

    ``base`` is the address of the page's server, as in ``https://example.org``.
    """
    extract = make_map_extract(library.atlas, library.corpus, scope, base)
    return b"".join(download.format.write(extract, download.layer))


def name_file(download: Download, scope: Scope, version: str = "") -> str:
    """Return the name under which a download is saved: its layer, its limits, what version it is.

    ``version`` is empty for the present one.
    """
    limits = [*scope.zones, *(["selected"] if scope.is_selected else [])]
    if scope.as_of:
        limits.append(scope.as_of.isoformat())
    if scope.theme != THEMES[0]:
        limits.append(scope.theme)
    limits += [version] if version else []
    name = "-".join([AGREEMENT.file_name, download.layer, *limits])
    return f"{name}.{download.format.extension}"
