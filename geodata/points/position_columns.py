"""The one column of a table whose cells are whole positions, whatever it is called.

Forms of Kobo and others name a question of a place as they like: "location", "site", "q7".
"""

import re
from collections.abc import Sequence

from geodata.points.angles import Position, read_position
from geodata.records.country import COUNTRY

# Rows that are looked at: enough to tell positions from what looks like one by chance.
SAMPLE_ROWS = 20
# Two whole numbers may be anything.
_HAS_FRACTION = re.compile(r"\d[.,\u066b]\d\d|°")


def find_position_column(names: Sequence[str], rows: Sequence[Sequence[object]]) -> int | None:
    """Return the place of the column of which all cells of these rows are positions.

    None where there is no such column, or where there are several. At least half of the positions
    must lie round the country: other pairs of numbers are no positions.
    """
    found = []
    for place in range(len(names)):
        texts = [str(row[place] or "").strip() for row in rows if place < len(row)]
        cells = [text for text in texts if text]
        positions = [read_position(cell) for cell in cells if _HAS_FRACTION.search(cell)]
        near = sum(1 for position in positions if position and is_near(position))
        if (
            cells
            and len(cells) == len(positions)
            and None not in positions
            and 2 * near >= len(cells)
        ):
            found.append(place)
    return found[0] if len(found) == 1 else None


def is_near(position: Position) -> bool:
    """Return whether a position lies round the country."""
    box = COUNTRY.window
    return box.west <= position.lon <= box.east and box.south <= position.lat <= box.north
