"""The frame of a figure: true to scale, to the north, and around the whole zone."""

import numpy as np
import pyproj
import pytest
import shapely

from corpus.zone_ids import ZONE_IDS
from geodata.exports.figure.frame import Frame, fit_frame
from geodata.exports.figure.legend import choose_length
from geodata.projection import to_degrees
from geodata.records import Atlas

each_zone = pytest.mark.parametrize("zone_id", ZONE_IDS)


def fitted(atlas: Atlas, zone_ids: tuple[str, ...]) -> Frame:
    shapes = [zone.possible for zone in atlas.zones if zone.id in zone_ids]
    return fit_frame(shapes, (4, 40, 156, 140), margin=10)


@pytest.mark.parametrize("zone_ids", [ZONE_IDS, *((zone_id,) for zone_id in ZONE_IDS)], ids=str)
def test_the_scale_bar_is_true_on_the_ground(atlas: Atlas, zone_ids: tuple[str, ...]) -> None:
    frame = fitted(atlas, zone_ids)
    km = choose_length(frame, longest=25)
    length = frame.measure_bar(km)
    assert 9 < length <= 25
    # Laid across the middle of the map and carried back to the ground.
    middle = (
        frame.west + frame.width / 2 * frame.scale,
        frame.south + frame.height / 2 * frame.scale,
    )
    half = length / 2 * frame.scale
    start, end = (to_degrees(shapely.Point(middle[0] + side * half, middle[1])) for side in (-1, 1))
    metres = pyproj.Geod(ellps="WGS84").inv(start.x, start.y, end.x, end.y)[2]
    assert metres == pytest.approx(km * 1000, rel=1e-3)


@each_zone
def test_the_arrow_points_to_true_north(zone_id: str, atlas: Atlas) -> None:
    frame = fitted(atlas, (zone_id,))
    x, y = frame.find_north()
    factors = pyproj.Proj("EPSG:32637").get_factors(*frame.centre)
    assert np.degrees(np.arctan2(x, y)) == pytest.approx(-factors.meridian_convergence, abs=0.01)


@each_zone
def test_a_zone_is_seen_whole(zone_id: str, atlas: Atlas) -> None:
    zone = atlas.zone(zone_id)
    assert zone is not None
    assert fitted(atlas, (zone_id,)).extent.contains(zone.possible)
