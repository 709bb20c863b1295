"""What the map says of a reader's own points: its legend, and the row of each point."""

from typing import Any

from corpus.quoting import count_things, make_plain
from dashboard.library import Library
from geodata.points.certainty import CERTAINTIES
from geodata.points.shown_rows import ShownRow
from geodata.points.uploads import LocatedTable


def describe_table(table: LocatedTable, token: str) -> dict[str, Any]:
    """Return what the map shows of a located table: where to fetch its points, and the legend.

    ``token`` is that of the file for the map. ``address`` is relative to the page's; ``counts`` are
    by the code of the certainty.
    """
    counts = [
        sum(count for (_, found), count in table.tally.certainties.items() if found == certainty)
        for certainty in CERTAINTIES
    ]
    is_thinned = table.shown < sum(counts)
    return {
        "address": f"located/{token}",
        "name": make_plain(table.name, 60),
        "rows": count_things(table.tally.rows, "row"),
        "certainties": CERTAINTIES,
        "counts": counts,
        "unplaced": table.tally.unplaced,
        "note": f"Drawn: {table.shown:,} of them, evenly spread." if is_thinned else "",
    }


def describe_row(row: ShownRow, library: Library) -> dict[str, Any]:
    """Return what the map says of a row: its number, its verdict and its own cells, all as text."""
    names: dict[str, str] = {zone.id: zone.name for zone in library.atlas.zones}
    lines = []
    if row.distance_km is not None:
        lines.append(f"{row.distance_km:,.1f} km from the nearest line as drawn.")
    if row.status:
        lines.append(f"On its date: {row.status}.")
    if row.is_cut:
        lines.append("The file has more columns than are shown here.")
    return {
        "number": f"{row.number:,}",
        "certainty": row.certainty,
        "zone": names.get(row.zone, row.zone),
        "lines": lines,
        "cells": row.cells,
    }
