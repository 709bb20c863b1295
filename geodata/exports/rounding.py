"""Shapes as they are exported: rounded to what can be known, and wound one way."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

# About a metre: far finer than any of the outlines is known.
DECIMALS = 5
# How many are tidied at once: enough to be quick, few enough to hold.
CHUNK = 64


def tidy(geometries: Sequence[BaseGeometry]) -> npt.NDArray[Any]:
    """Return geometries with 5 decimals and counter-clockwise outer rings, as RFC 7946 has them.

    They are in longitude and latitude, and must still be sound when they are rounded; polygons of
    this free are.
    """
    rounded = shapely.transform(
        np.array(geometries, dtype=object), lambda points: np.round(points, DECIMALS)
    )
    wound: npt.NDArray[Any] = shapely.orient_polygons(rounded)
    return wound
