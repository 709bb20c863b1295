"""The nearest of the stretches, and how far it is: what shapely's tree says, to the last bit."""

import numpy as np
import shapely

from geodata.points.certainty import Outlines
from geodata.projection import project, to_metres


def test_the_nearest_stretch_is_that_of_a_tree(outlines: Outlines) -> None:
    lines = [to_metres(stretch.line) for stretch in outlines.stretches]
    west, south, east, north = outlines.country.bounds
    random = np.random.default_rng(20170504)
    lon = random.uniform(west - 3, east + 3, 4000)
    lat = random.uniform(south - 3, north + 3, 4000)
    corners = shapely.get_coordinates(lines)  # where two stretches meet, the first counts
    ends = project(np.array([west - 3, east + 3]), np.array([south - 3, north + 3]))
    spread = project(lon, lat)
    x = np.concatenate([spread[0], corners[:, 0], corners[:, 0] + 30, ends[0]])
    y = np.concatenate([spread[1], corners[:, 1], corners[:, 1] - 20, ends[1]])
    every = shapely.distance(shapely.points(x, y)[:, None], np.array(lines))
    distances, nearest = outlines.nearest_lines.find(x, y)
    assert (distances == every.min(axis=1)).all()
    assert (nearest == every.argmin(axis=1)).all()
