"""Checking the outlines against each other, against what is known of places, and against rules.

What a record must be to be read at all is checked when it is read; see geodata.loading.
"""

import math
from collections.abc import Iterable
from itertools import combinations, groupby, pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from corpus.faults import Fault
from corpus.zone_ids import ZONE_IDS
from geodata.checks.coverage import StretchCoverage, measure_coverage, sum_counts
from geodata.checks.posts import check_posts
from geodata.projection import each_to_metres, measure_area_km2, measure_length_km
from geodata.records.atlas import Atlas, Kind, Stretch, Zone

# A longer stretch needs more than one basis.
_LONGEST_STRETCH_KM = 25.0
# The kinds of stretch whose course no base map gives.
_HAND_DRAWN_KINDS: tuple[Kind, ...] = ("front line", "assumed")
_SMALLEST_OVERLAP_KM2 = 0.001
# Of all points, excepted ones too: exceptions are to stay few.
_LEAST_SHARE_RIGHT = 0.97
# Of the points near a zone, left out in turn, those whose side the bands must get right: a line
# midway between what is left knows less than one drawn by hand. Of a stretch with few points, one
# more or less says little.
_LEAST_LEFT_OUT = 0.93
_LEAST_LEFT_OUT_OF_A_STRETCH = 0.8
_FEW_POINTS = 10


def check(atlas: Atlas) -> list[Fault]:
    """Return the faults of an atlas: those found when it was read, then those of its outlines."""
    faults = list(atlas.faults)
    if not atlas.zones:
        faults.append(Fault("zones.yaml", "", "no zone could be checked"))
    for zone in atlas.zones:
        faults += _check_stretches(zone)
        faults += _check_uncertainty(zone)
    faults += _check_overlaps(atlas.zones)
    faults += _check_places(atlas)
    faults += _check_sources(atlas)
    faults += check_posts(atlas)
    # Without all outlines, every control point of the missing one would seem misplaced.
    if len(atlas.zones) == len(ZONE_IDS):
        faults += _check_control_points(atlas)
        faults += _check_coverage(measure_coverage(atlas))
    return faults


def mean_uncertainty_km(zone: Zone) -> float:
    """Return the mean half-width of uncertainty along a zone's outline, in kilometres."""
    lengths = shapely.length(each_to_metres([stretch.line for stretch in zone.stretches]))
    half_widths = [stretch.uncertainty_km for stretch in zone.stretches]
    return float(np.average(half_widths, weights=lengths))


def count_right_side(atlas: Atlas) -> int:
    """Return how many control points lie on the side of the outlines that their holder says."""
    return sum(_are_on_right_side(atlas))


def _check_stretches(zone: Zone) -> Iterable[Fault]:
    file = f"boundaries/{zone.id}.geojson"
    hand_drawn = [stretch for stretch in zone.stretches if stretch.kind in _HAND_DRAWN_KINDS]
    for run in _split_by_basis(hand_drawn):
        length = measure_length_km(*(stretch.line for stretch in run))
        if length > _LONGEST_STRETCH_KM:
            message = f"{length:.1f} km rest on one basis, more than {_LONGEST_STRETCH_KM:.0f}"
            yield Fault(file, run[0].id, message)
    lines = each_to_metres([stretch.line for stretch in hand_drawn])
    for stretch, line in zip(hand_drawn, lines, strict=True):
        widest = _measure_spacing_km(line)
        most = zone.limits.vertex_spacing_km
        if widest > most:
            message = f"two vertices are {widest:.1f} km apart, more than {most:g}"
            yield Fault(file, stretch.id, message)


def _split_by_basis(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    runs: list[list[Stretch]] = []
    for stretch in stretches:
        if runs and runs[-1][-1].basis == stretch.basis:
            runs[-1].append(stretch)
        else:
            runs.append([stretch])
    return runs


def _measure_spacing_km(line: BaseGeometry) -> float:
    return max(
        math.dist(*pair) / 1000
        for part in shapely.get_parts(line)
        for pair in pairwise(shapely.get_coordinates(part).tolist())
    )


def _check_uncertainty(zone: Zone) -> Iterable[Fault]:
    mean, most = mean_uncertainty_km(zone), zone.limits.mean_uncertainty_km
    if mean > most:
        message = f"the mean half-width of uncertainty is {mean:.2f} km, more than {most:g}"
        yield Fault(f"boundaries/{zone.id}.geojson", zone.id, message)


def _check_overlaps(zones: Iterable[Zone]) -> Iterable[Fault]:
    for one, other in combinations(zones, 2):
        area = measure_area_km2(one.drawn & other.drawn)
        if area > _SMALLEST_OVERLAP_KM2:
            message = f"the zone overlaps '{other.id}' by {area:.3f} km2"
            yield Fault(f"boundaries/{one.id}.geojson", one.id, message)


def _check_places(atlas: Atlas) -> Iterable[Fault]:
    for place in atlas.places:
        zone = atlas.zone(place.zone)
        if zone is None:
            continue
        match place.relation:
            case "inside" if not zone.drawn.covers(place.point):
                yield Fault("places.csv", place.id, f"the place is outside '{zone.id}'")
            case "outside_near":
                for other in atlas.zones:
                    if other.drawn.covers(place.point):
                        yield Fault("places.csv", place.id, f"the place is inside '{other.id}'")
            case "contested_or_unknown" if not _is_in_band(place.point, zone) and not place.note:
                message = f"the place is in no band of '{zone.id}' and no note explains it"
                yield Fault("places.csv", place.id, message)


def _check_sources(atlas: Atlas) -> Iterable[Fault]:
    cited = {url for place in atlas.places for url in place.status_urls}
    cited |= {url for post in atlas.posts for url in post.sources}
    for zone in atlas.zones:
        cited |= {source for stretch in zone.stretches for source in stretch.evidence}
    for url in atlas.sources:
        if url not in cited and len(atlas.zones) == len(ZONE_IDS):
            yield Fault("sources.yaml", url, "no stretch, place or post rests on this page")


def _is_in_band(point: shapely.Point, zone: Zone) -> bool:
    return bool(zone.possible.covers(point) and not zone.core.covers(point))


def _check_control_points(atlas: Atlas) -> Iterable[Fault]:
    excepted = {(entry.name, entry.lon, entry.lat): entry for entry in atlas.control_exceptions}
    known = set()
    are_right = _are_on_right_side(atlas)
    for point, right in zip(atlas.control_points, are_right, strict=True):
        key = (point.name, point.lon, point.lat)
        known.add(key)
        if right and key in excepted:
            message = "the point is on the right side and needs no exception"
            yield Fault("control_exceptions.csv", point.name, message)
        if not right and key not in excepted:
            side = "outside every zone" if point.belongs_inside else "inside a zone"
            message = f"held by {point.holder}, but it lies {side} and is no listed exception"
            yield Fault("control_points.csv", point.name, message)
    for key, entry in excepted.items():
        if key not in known:
            message = "no control point has this name and position"
            yield Fault("control_exceptions.csv", entry.name, message)
    if not atlas.control_points:
        yield Fault("control_points.csv", "", "no control point could be checked")
    elif (share := sum(are_right) / len(are_right)) < _LEAST_SHARE_RIGHT:
        message = f"{share:.1%} of the points are on the right side, fewer than "
        yield Fault("control_points.csv", "", f"{message}{_LEAST_SHARE_RIGHT:.0%}")


def _check_coverage(coverage: Iterable[StretchCoverage]) -> Iterable[Fault]:
    for zone_id, group in groupby(coverage, lambda found: found.zone.id):
        file = f"boundaries/{zone_id}.geojson"
        stretches = list(group)
        for found in stretches:
            band = f"the band of {found.stretch.uncertainty_km:g} km"
            held, points = found.counts.left_out, found.counts.points
            if points >= _FEW_POINTS and held < _LEAST_LEFT_OUT_OF_A_STRETCH * points:
                message = f"{band} is too narrow: it holds {held} of {points} points left out"
                yield Fault(file, found.stretch.id, message)
            if found.stretch.kind in _HAND_DRAWN_KINDS and found.spare_km > 0:
                message = f"{band} is {found.spare_km:.1f} km wider than the gap between places"
                yield Fault(file, found.stretch.id, message)
        whole = sum_counts(stretches)
        if whole.tells_sides_apart and whole.left_out < _LEAST_LEFT_OUT * whole.points:
            held = whole.left_out
            message = f"of {whole.points} points left out in turn, the bands hold only {held}"
            yield Fault(file, zone_id, message)


def _are_on_right_side(atlas: Atlas) -> list[bool]:
    points = atlas.control_points
    lons, lats = [point.lon for point in points], [point.lat for point in points]
    inside = np.zeros(len(points), bool)
    for zone in atlas.zones:
        shapely.prepare(zone.drawn)
        inside |= shapely.intersects_xy(zone.drawn, lons, lats)
    pairs = zip(points, inside.tolist(), strict=True)
    return [point.belongs_inside == is_inside for point, is_inside in pairs]
