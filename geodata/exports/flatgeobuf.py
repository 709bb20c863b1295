"""Writing FlatGeobuf: a layer with a spatial index, of which a program reads only what it shows.

See https://flatgeobuf.org. GDAL writes it, in memory. The index puts features in an order of its
own; their ids are the column ``id``.
"""

import io
from collections.abc import Iterator

from geodata.exports.extract import MapExtract
from geodata.exports.frames import flatten_about, make_frame
from geodata.gdal import write_dataframe

# None is registered.
MEDIA_TYPE = "application/flatgeobuf"


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a layer as FlatGeobuf, in one piece; its header says what it says of itself.

    Raises
    ------
    KeyError
        If there is no layer of this name.
    """
    about = flatten_about(extract.about)
    file = io.BytesIO()
    write_dataframe(
        make_frame(layer, extract),
        file,
        driver="FlatGeobuf",
        layer=layer,
        layer_metadata=about,
        layer_options={"TITLE": about["title"], "DESCRIPTION": about["method"]},
    )
    yield file.getvalue()
