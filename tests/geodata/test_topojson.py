"""TopoJSON: nothing is lost, and what shapes share stands once."""

from __future__ import annotations

import json
from itertools import chain, pairwise
from typing import Any

import pytest
import shapely
from shapely.geometry import LineString, Polygon, shape

from geodata.exports import topojson
from geodata.exports.extract import MapExtract
from geodata.exports.layers import LAYERS, list_features
from geodata.exports.rounding import tidy


@pytest.fixture(scope="module")
def topology(whole: MapExtract) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(b"".join(topojson.write(whole, "atlas")))
    return read


def open_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the arcs in degrees, as the specification says."""
    (scale_x, scale_y), (left, low) = topology["transform"].values()
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + left, y * scale_y + low))
        arcs.append(arc)
    return arcs


def read_geometry(geometry: dict[str, Any], topology: dict[str, Any]) -> shapely.Geometry:
    (scale_x, scale_y), (left, low) = topology["transform"].values()
    if geometry["type"] == "Point":
        x, y = geometry["coordinates"]
        return shape({"type": "Point", "coordinates": (x * scale_x + left, y * scale_y + low)})
    arcs = open_arcs(topology)

    def join(numbers: list[Any]) -> list[Any]:
        if isinstance(numbers[0], int):
            lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
            assert all(before[-1] == after[0] for before, after in pairwise(lines))
            return [lines[0][0], *chain.from_iterable(line[1:] for line in lines)]
        return [join(part) for part in numbers]

    return shape({"type": geometry["type"], "coordinates": join(geometry["arcs"])})


@pytest.mark.parametrize("layer", LAYERS)
def test_every_shape_is_what_it_was(
    layer: str, topology: dict[str, Any], whole: MapExtract
) -> None:
    features = [*list_features(layer, whole)]
    shapes = tidy([feature.geometry for feature in features])
    geometries = topology["objects"][layer]["geometries"]
    assert [one["id"] for one in geometries] == [feature.id for feature in features]
    assert [one["properties"] for one in geometries] == [one.properties for one in features]
    for found, before in zip(geometries, shapes, strict=True):
        read = read_geometry(found, topology)
        assert read.normalize().equals_exact(before.normalize(), 1e-9)


def test_shared_lines_stand_once(topology: dict[str, Any]) -> None:
    arcs = {tuple(map(tuple, arc)) for arc in open_arcs(topology)}
    backwards = {arc[::-1] for arc in arcs if arc != arc[::-1]}
    assert len(arcs) == len(topology["arcs"])
    assert not arcs & backwards


def test_lines_are_cut_where_they_part() -> None:
    square = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
    beside = Polygon([(1, 0), (2, 0), (2, 1), (1, 1)])
    across = LineString([(1, 1), (1, 0)])
    grid = topojson._Grid([square, beside, across])
    lines = [[*grid.list_lines(one)] for one in (square, beside, across)]
    arcs = topojson._Arcs([line for found in lines for line in found])
    (left,), (right,), (shared,) = ([arcs.find(line) for line in found] for found in lines)
    assert len(arcs.known) == 3
    assert len(left) == len(right) == 2
    assert len(shared) == 1
    assert {shared[0], ~shared[0]} & {*left}
    assert {shared[0], ~shared[0]} & {*right}
