"""Columns beside the coordinates that say more of these: their hemisphere, and how far off."""

from collections.abc import Sequence

import pyproj

from geodata.points.hemispheres import HemisphereColumn, describe_hemispheres, find_hemispheres
from geodata.points.precision import PrecisionColumn, find_precisions, list_unused

ColumnBeside = HemisphereColumn | PrecisionColumn


def find_columns_beside(
    names: Sequence[str],
    columns: tuple[int, int] | None,
    given: str | None,
    where: str,
    rows: Sequence[Sequence[object]] = (),
    crs: pyproj.CRS | None = None,
) -> tuple[tuple[ColumnBeside, ...], list[str]]:
    """Return these columns in the order in which they are to be applied, and sentences on them.

    ``columns`` are the places of longitude and latitude, None where points are geometries;
    ``given`` names a column of how far off, ``where`` the table, and ``rows`` are the first ones,
    if they are known, ``crs`` its reference system.

    Raises
    ------
    TableError
        If the given column is not there, or there twice.
    """
    hemispheres = find_hemispheres(names, columns, rows, crs) if columns else ()
    precisions = find_precisions(names, given, where)
    notes = [*describe_hemispheres(hemispheres), *list_unused(names, precisions)]
    return (*hemispheres, *precisions), notes
