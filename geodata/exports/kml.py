"""The atlas as KML 2.2, drawn as on the page, with its sources in the balloons; and as KMZ.

fastkml is loaded when the first document is made, not when a command starts.
"""

from collections.abc import Iterator
from pathlib import Path

from geodata.exports.archives import zip_files
from geodata.exports.extract import MapExtract

MEDIA_TYPE = "application/vnd.google-earth.kml+xml"
ZIPPED_MEDIA_TYPE = "application/vnd.google-earth.kmz"

_MARK = Path(__file__).parent / "templates" / "place.png"
_MARK_ADDRESS = "files/place.png"


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return zones, extents, stretches, places and posts as one KML document in UTF-8."""
    yield _make_document(extract)


def write_zipped(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return the same as a zip archive, with the mark of a place beside the document."""
    document = _make_document(extract, _MARK_ADDRESS)
    yield zip_files([("doc.kml", document), (_MARK_ADDRESS, _MARK.read_bytes())])


def _make_document(extract: MapExtract, icon: str = "") -> bytes:
    from geodata.exports.kml_document import make_document

    return make_document(extract, icon)
