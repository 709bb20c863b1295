"""The ids of the zones, as every address, file and export writes them, in the data's order.

They are those of ``geodata/zones.yaml``, read as this module is loaded: a data folder without them
is a `FolderError`. What else is wrong with that file is told where it is read as a whole.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.data_folder import find_data_folder
from corpus.entries import read_ids
from corpus.errors import FolderError, ReadError
from corpus.quoting import quote

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What stands for every zone in the records of the corpus.
ALL = "all"


def is_zone_id(text: str) -> bool:
    """Return whether a text can be the id of a zone."""
    return bool(_ID.fullmatch(text)) and text != ALL


def read_zone_ids(path: Path) -> tuple[str, ...]:
    """Return the ids of a file's zones, in its order.

    Raises
    ------
    FolderError
        If it cannot be read, names none, or one of them can be no id.
    """
    try:
        ids = tuple(dict.fromkeys(read_ids(path, "zones")))
    except ReadError as error:
        raise FolderError(f"The zones cannot be read from {path}: {error}.") from error
    for zone_id in ids:
        if not is_zone_id(zone_id):
            raise FolderError(
                f"The zones cannot be read from {path}: {quote(zone_id)} is no id of a zone, such "
                "as north-bank."
            )
    if not ids:
        raise FolderError(f"The zones cannot be read from {path}: it names none.")
    return ids


ZONE_IDS = read_zone_ids(find_data_folder() / "geodata" / "zones.yaml")

if TYPE_CHECKING:
    ZoneId = str
else:
    # For records: one of these, with the others named where it is not.
    ZoneId = Literal[ZONE_IDS]
