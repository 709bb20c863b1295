"""Placing the points of a table that is held in memory, for the page."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt

from geodata.location import outlines_of
from geodata.outlines import Floats
from geodata.placement import Tally, choose_names, warn
from geodata.point_chunks import Choices
from geodata.point_formats import find_format
from geodata.point_tables import open_reader, open_writer, place_chunks
from geodata.records import Atlas


@dataclass(frozen=True, eq=False)
class LocatedTable:
    """A table with four columns added, and what a page shows of it.

    ``data`` is the table in the format it came in, ``names`` those of the columns added. ``lon``,
    ``lat`` and ``grades`` have an entry a row, in the table's order: degrees in WGS 84, and codes
    of `outlines.GRADES`, NaN and -1 where a row is not placed. ``has_dates`` says whether a column
    of dates was found, so that ``tally.months`` is filled.
    """

    name: str
    data: bytes
    names: tuple[str, ...]
    tally: Tally
    lon: Floats
    lat: Floats
    grades: npt.NDArray[np.int8]
    has_dates: bool
    warnings: tuple[str, ...]


def locate_table(
    name: str,
    data: bytes,
    atlas: Atlas,
    choices: Choices = Choices(),  # noqa: B008
    progress: Callable[[float], None] | None = None,
) -> LocatedTable:
    """Return a table with where its rows lie; nothing is written to disk.

    ``name`` says the format, as a file's would; ``progress`` is called with the share that is done,
    from 0 to 1.

    Raises
    ------
    TableError
        If the table cannot be read, or not as it was asked for.
    """
    wanted = find_format(name)
    reader = open_reader(BytesIO(data), name, wanted, choices, with_dates=True)
    names = choices.names or choose_names(reader.names)
    out = BytesIO()
    writer = open_writer(out, reader, wanted, names)
    total = Tally()
    placements = []
    has_dates = False
    for chunk, placement, tally in place_chunks(reader, outlines_of(atlas)):
        writer.write(chunk, placement)
        total.add(tally)
        placements.append((placement.lon, placement.lat, placement.grades.astype(np.int8)))
        has_dates = has_dates or chunk.dates is not None
        if progress is not None:
            progress(reader.progress())
    writer.close()
    lon, lat, grades = (np.concatenate(parts) for parts in zip(*placements, strict=True))
    return LocatedTable(
        name=name,
        data=out.getvalue(),
        names=names,
        tally=total,
        lon=lon,
        lat=lat,
        grades=grades,
        has_dates=has_dates,
        warnings=tuple(warn(total)),
    )
