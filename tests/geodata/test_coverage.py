"""How the bands of uncertainty hold against the control points."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from shapely.geometry.base import BaseGeometry

from geodata.__main__ import main
from geodata.checks.coverage import NEAR_KM, measure_coverage, sum_counts
from geodata.projection import to_metres
from geodata.records import Atlas, Stretch
from geodata.records.control_points import ControlPoint

Faults = Callable[[], list[str]]
Edit = Callable[[str, Callable[[list[Any]], None]], None]


def find_nearest(
    lines: list[tuple[BaseGeometry, Stretch]], point: ControlPoint
) -> tuple[float, Stretch]:
    """Return the stretch nearest to a point, and how far it is in kilometres."""
    place = to_metres(point.point)
    return min(
        ((line.distance(place) / 1000, stretch) for line, stretch in lines),
        key=lambda found: found[0],
    )


def is_right(atlas: Atlas, point: ControlPoint) -> bool:
    """Return whether the bands get a point's side right, whichever zone it is near."""
    if point.belongs_inside:
        return any(zone.possible.covers(point.point) for zone in atlas.zones)
    return not any(zone.core.covers(point.point) for zone in atlas.zones)


def test_each_point_counts_for_the_stretch_nearest_to_it(atlas: Atlas) -> None:
    excepted = {(entry.name, entry.lon, entry.lat) for entry in atlas.control_exceptions}
    expected: dict[str, list[bool]] = {}
    lines = [
        (to_metres(stretch.line), stretch) for zone in atlas.zones for stretch in zone.stretches
    ]
    for point in atlas.control_points:
        if (point.name, point.lon, point.lat) in excepted:
            continue
        distance, stretch = find_nearest(lines, point)
        if distance <= NEAR_KM:
            expected.setdefault(stretch.id, []).append(is_right(atlas, point))
    for found in measure_coverage(atlas):
        rights = expected.get(found.stretch.id, [])
        counted = (found.counts.points, found.counts.right)
        assert counted == (len(rights), sum(rights)), found.stretch.id


def test_a_point_left_out_is_judged_by_its_neighbours(atlas: Atlas) -> None:
    """Three points in a row, 1 km apart, and one 4 km on."""
    zone = next(zone for zone in atlas.zones if zone.id == "east-ghouta")
    lon, lat = zone.stretches[0].line.coords[0]
    km = 1 / (111.32 * math.cos(math.radians(lat)))
    holders = {-1: "opposition", 0: "opposition", 1: "government", 5: "government"}
    points = [
        atlas.control_points[0].model_copy(
            update={"name": f"at {x}", "lon": lon + x * km, "lat": lat, "holder": holder}
        )
        for x, holder in holders.items()
    ]
    # The point at 1 would lie 1.5 km beyond a line drawn without it, midway between 0 and 5; the
    # one at 0 lies midway between -1 and 1, on that line.
    for half_width, held in ((1.4, 3), (1.6, 4)):
        stretches = [
            stretch.model_copy(update={"uncertainty_km": half_width}) for stretch in zone.stretches
        ]
        changed = replace(
            atlas,
            zones=(zone.model_copy(update={"stretches": tuple(stretches)}),),
            control_points=tuple(points),
            control_exceptions=(),
        )
        whole = sum_counts(measure_coverage(changed))
        assert (whole.points, whole.left_out) == (4, held)


def test_nothing_is_measured_without_points_of_both_sides(atlas: Atlas) -> None:
    for points in ((), atlas.control_points[:1]):
        assert measure_coverage(replace(atlas, control_points=points)) == []


def test_a_band_wider_than_the_gap_is_a_fault(edit: Edit, faults: Faults, atlas: Atlas) -> None:
    def widen(features: list[Any]) -> None:
        for feature in features:
            feature["properties"]["uncertainty_km"] = 4

    edit("idlib", widen)
    narrow = {
        found.stretch.id
        for found in measure_coverage(atlas)
        if found.zone.id == "idlib" and found.half_gap_km < 3 and found.stretch.kind == "front line"
    }
    end = " km wider than the gap between places"
    named = {fault.split(": ")[1] for fault in faults() if fault.endswith(end)}
    assert narrow
    assert narrow <= named


def test_a_band_too_narrow_for_its_points_is_a_fault(
    edit: Edit, faults: Faults, atlas: Atlas
) -> None:
    def narrow(features: list[Any]) -> None:
        for feature in features:
            feature["properties"]["uncertainty_km"] = 0.05

    edit("idlib", narrow)
    crowded = {
        found.stretch.id: found.counts
        for found in measure_coverage(atlas)
        if found.counts.points >= 10 and found.counts.by_line < 0.75 * found.counts.points
    }
    named = {fault.split(": ")[1] for fault in faults() if " is too narrow: it holds " in fault}
    assert crowded
    assert {name for name in crowded if name.startswith("idlib/")} <= named


def test_nothing_is_told_where_all_points_are_of_one_side(atlas: Atlas) -> None:
    outside = [point for point in atlas.control_points if not point.belongs_inside]
    inside = [point for point in atlas.control_points if point.belongs_inside][:1]
    changed = replace(atlas, control_points=(*outside, *inside))
    assert sum(found.counts.tells_sides_apart for found in measure_coverage(changed)) <= 1


def test_bands_too_narrow_for_points_left_out_are_a_fault(edit: Edit, faults: Faults) -> None:
    def narrow(features: list[Any]) -> None:
        for feature in features:
            feature["properties"]["uncertainty_km"] = 0.05

    edit("north-homs", narrow)
    start = "boundaries/north-homs.geojson: north-homs: of "
    assert any(
        fault.startswith(start) and " points left out in turn, the bands hold only " in fault
        for fault in faults()
    )


@pytest.mark.parametrize("more", [[], ["--stretches"]])
def test_the_command_says_how_the_bands_hold(
    more: list[str], capsys: pytest.CaptureFixture[str], atlas: Atlas
) -> None:
    assert main(["check", *more]) == 0
    lines = capsys.readouterr().out.splitlines()
    for zone in atlas.zones:
        assert any(line.startswith(f"{zone.id}, within 10 km of its line: ") for line in lines)
    named = sum(line.split(":")[0].count("/") for line in lines)
    assert (named > 0) == bool(more)
