"""Writing TopoJSON: all layers in one file, in which lines that shapes share stand once.

See https://github.com/topojson/topojson-specification. Coordinates are whole steps of the five
decimals that every export has, so that nothing is lost; an arc ends where lines part or meet.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.exports.extract import MapExtract
from geodata.exports.layers import LAYERS, list_features
from geodata.exports.rounding import DECIMALS, tidy

# None is registered.
MEDIA_TYPE = "application/json"

Position = tuple[int, int]
Line = tuple[Position, ...]


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a topology with an object for each layer, in UTF-8 and in one piece."""
    features = {name: [*list_features(name, extract)] for name in LAYERS}
    shapes = {name: tidy([one.geometry for one in found]) for name, found in features.items()}
    every = [shape for found in shapes.values() for shape in found]
    grid = _Grid(every)
    arcs = _Arcs([line for shape in every for line in grid.list_lines(shape)])
    objects = {
        name: {
            "type": "GeometryCollection",
            "geometries": [
                _describe(shape, grid, arcs) | {"id": one.id, "properties": one.properties}
                for one, shape in zip(found, shapes[name], strict=True)
            ],
        }
        for name, found in features.items()
    }
    topology = {
        "type": "Topology",
        "metadata": extract.about.describe(),
        **({"bbox": grid.bounds, "transform": grid.transform} if every else {}),
        "objects": objects,
        "arcs": [_write_steps(arc) for arc in arcs.known],
    }
    text = json.dumps(topology, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    yield text.encode() + b"\n"


class _Grid:
    """The whole numbers that stand for positions."""

    def __init__(self, shapes: Sequence[BaseGeometry]) -> None:
        self.bounds = shapely.total_bounds([*shapes]).tolist() if shapes else [0.0, 0.0, 0.0, 0.0]
        step = 10**-DECIMALS
        self.transform = {"scale": [step, step], "translate": self.bounds[:2]}

    def place(self, geometry: BaseGeometry) -> Line:
        """Return the positions of a point or line, no two in a row the same."""
        away = shapely.get_coordinates(geometry) - self.bounds[:2]
        whole = np.rint(away * 10**DECIMALS).astype(int)
        moved = np.append(True, np.any(np.diff(whole, axis=0) != 0, axis=1))
        return tuple((x, y) for x, y in whole[moved].tolist())

    def list_lines(self, shape: BaseGeometry) -> Iterator[Line]:
        """Yield the lines and rings that a shape is made of."""
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                yield from (self.place(ring) for ring in (part.exterior, *part.interiors))
            elif part.geom_type == "LineString":
                yield self.place(part)


class _Arcs:
    """Lines cut where they part or meet, each piece kept once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.known: list[Line] = []
        self._numbers: dict[Line, int] = {}
        self._junctions = _find_junctions(lines)

    def find(self, line: Line) -> list[int]:
        """Return the numbers of the arcs a line is made of; ``~number`` is one backwards."""
        if line[0] == line[-1]:
            line = self._turn(line)
        cuts = [at for at in range(1, len(line) - 1) if line[at] in self._junctions]
        starts, ends = [0, *cuts], [*cuts, len(line) - 1]
        return [
            self._number(line[start : end + 1]) for start, end in zip(starts, ends, strict=True)
        ]

    def _turn(self, ring: Line) -> Line:
        """Return a ring that begins at a junction, or else where every such ring does."""
        open_ring = ring[:-1]
        junctions = [at for at, one in enumerate(open_ring) if one in self._junctions]
        first = junctions[0] if junctions else open_ring.index(min(open_ring))
        return (*open_ring[first:], *open_ring[: first + 1])

    def _number(self, arc: Line) -> int:
        backwards = arc[::-1]
        if backwards in self._numbers:
            return ~self._numbers[backwards]
        if arc not in self._numbers:
            self._numbers[arc] = len(self.known)
            self.known.append(arc)
        return self._numbers[arc]


def _find_junctions(lines: Sequence[Line]) -> set[Position]:
    """Return the ends of lines, and positions that not all lines pass from and to the same."""
    neighbours: dict[Position, frozenset[Position]] = {}
    junctions: set[Position] = set()
    for line in lines:
        is_ring = line[0] == line[-1]
        if not is_ring:
            junctions |= {line[0], line[-1]}
        around = (line[-2], *line) if is_ring else line
        for before, here, after in zip(around, around[1:], around[2:], strict=False):
            beside = frozenset((before, after))
            if neighbours.setdefault(here, beside) != beside:
                junctions.add(here)
    return junctions


def _describe(shape: BaseGeometry, grid: _Grid, arcs: _Arcs) -> dict[str, Any]:
    return {"type": shape.geom_type} | _DESCRIBERS[shape.geom_type](shape, grid, arcs)


def _describe_polygon(shape: BaseGeometry, grid: _Grid, arcs: _Arcs) -> dict[str, Any]:
    return {"arcs": [arcs.find(ring) for ring in grid.list_lines(shape)]}


def _describe_line(shape: BaseGeometry, grid: _Grid, arcs: _Arcs) -> dict[str, Any]:
    return {"arcs": arcs.find(grid.place(shape))}


def _describe_point(shape: BaseGeometry, grid: _Grid, arcs: _Arcs) -> dict[str, Any]:
    return {"coordinates": [*grid.place(shape)[0]]}


def _describe_parts(shape: BaseGeometry, grid: _Grid, arcs: _Arcs) -> dict[str, Any]:
    return {
        "arcs": [_describe(part, grid, arcs)["arcs"] for part in shapely.get_parts(shape).tolist()]
    }


_DESCRIBERS: dict[str, Callable[[BaseGeometry, _Grid, _Arcs], dict[str, Any]]] = {
    "Point": _describe_point,
    "LineString": _describe_line,
    "MultiLineString": _describe_parts,
    "Polygon": _describe_polygon,
    "MultiPolygon": _describe_parts,
}


def _write_steps(arc: Line) -> list[list[int]]:
    """Return the first position of an arc, and each other's distance from the one before."""
    positions = np.asarray(arc)
    steps: list[list[int]] = [[*arc[0]], *np.diff(positions, axis=0).tolist()]
    return steps
