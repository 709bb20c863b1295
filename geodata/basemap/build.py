"""Make the base map's GeoJSON files of a data folder from the packages of Natural Earth.

Run by hand when the base map changes, never while anything is served:

    python -m geodata.basemap.build --packages node_modules \
        --rivers magics/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp

geodata.basemap.natural_earth says where the packages are had. What is cut out, and what it is
called, stands in build.yaml beside the files; without one, the country's surroundings are cut.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from pydantic import Field
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from corpus.entries import read_frame
from corpus.fields import Text
from corpus.reading import Record
from geodata.basemap.natural_earth import (
    Features,
    list_near,
    list_of_country,
    read_lakes,
    read_regions,
    read_rivers,
    unite,
)
from geodata.records.country import Bounds

# Simplification in degrees (0.01 is about a kilometre), decimals kept in the file.
NEIGHBOUR_TOLERANCE = 0.01
GOVERNORATE_TOLERANCE = 0.002
RIVER_TOLERANCE = 0.006
MAP_DECIMALS = 4
CLIP_DECIMALS = 5
SMALLEST_LAKE = 2e-4  # square degrees, about 2 km2

Names = tuple[Text, str]


class Sea(Record):
    """Where water may be, and its names."""

    bounds: Bounds
    name: str = ""
    name_ar: str = ""


class Separation(Record):
    """A feature of the country that is none of its governorates, and what it is called here."""

    feature: Text
    name: Text


class Cut(Record):
    """What is cut out for a country; the file's head says what each key is."""

    sea: Sea | None = None
    neighbours: dict[str, Names] = Field(default_factory=dict)
    notes: dict[str, Text] = Field(default_factory=dict)
    rivers: dict[str, Names] = Field(default_factory=dict)
    separation: Separation | None = None
    prefix: str = ""


class Land(NamedTuple):
    """A country's code and name, with what is cut out around it."""

    code: str
    name: str
    name_ar: str
    window: Bounds
    cut: Cut


def make_governorates(regions: Features, land: Land) -> Features:
    """Return the country's governorates, and an area of separation, as features.

    Inner borders are simplified; the outer one keeps every vertex, so that it meets the zones'.
    """
    own = list_of_country(regions, land.code)
    apart = land.cut.separation
    simple = shapely.coverage_simplify(
        [shape(region["geometry"]) for region in own],
        GOVERNORATE_TOLERANCE,
        simplify_boundary=False,
    )
    features = []
    for region, geometry in zip(own, simple, strict=True):
        names = region["properties"]
        is_apart = apart is not None and names["name"] == apart.feature
        features.append(
            _feature(
                geometry,
                MAP_DECIMALS,
                name=apart.name if apart and is_apart else names["name_en"] or names["name"],
                name_ar=(names["name_ar"] or "").removeprefix(land.cut.prefix),
                kind="area of separation" if is_apart else "governorate",
                iso_3166_2="" if is_apart else names["iso_3166_2"],
            )
        )
    return sorted(features, key=lambda feature: feature["properties"]["name"])


def make_country(regions: Features, land: Land) -> Features:
    """Return one feature: the country's land, the union of its regions."""
    whole = unite(list_of_country(regions, land.code))
    return [_feature(whole, CLIP_DECIMALS, name=land.name, name_ar=land.name_ar)]


def make_surroundings(regions: Features, land: Land) -> tuple[Features, Features]:
    """Return the neighbouring countries and the sea around, simplified away from the border.

    The country goes in unsimplified: its outline is kept vertex by vertex, so that it meets the
    zones' and the governorates'.
    """
    own = unite(list_of_country(regions, land.code))
    lands: dict[Names, list[BaseGeometry]] = defaultdict(list)
    for region in regions:
        properties = region["properties"]
        if land.code in (properties["adm0_a3"], properties["iso_a2"]):
            continue
        if names := _name_neighbour(properties, land.cut):
            lands[names].append(shape(region["geometry"]))
    united = {names: shapely.union_all(parts) for names, parts in sorted(lands.items())}
    water = land.cut.sea or Sea(bounds=land.window)
    sea = water.bounds.box - shapely.union_all([*united.values(), own])
    clipped = [part & land.window.box for part in united.values()]
    *simple, simple_sea = _simplify_around(own, [*clipped, sea])
    neighbours = [
        _feature(
            geometry, MAP_DECIMALS, name=name, name_ar=name_ar, note=land.cut.notes.get(name, "")
        )
        for (name, name_ar), geometry in zip(united, simple, strict=True)
        if not geometry.is_empty
    ]
    if simple_sea.is_empty:
        return neighbours, []
    return neighbours, [_feature(simple_sea, MAP_DECIMALS, name=water.name, name_ar=water.name_ar)]


def _name_neighbour(properties: dict[str, Any], cut: Cut) -> Names | None:
    if cut.neighbours:
        return cut.neighbours.get(properties["adm0_a3"])
    return (properties["admin"], "")


def _simplify_around(fixed: BaseGeometry, others: list[BaseGeometry]) -> list[BaseGeometry]:
    # The edge shared with the country would be simplified too; cutting the full outline back out of
    # the simple shapes, and filling the slivers left, keeps it exact.
    simple = shapely.coverage_simplify(others, NEIGHBOUR_TOLERANCE)
    rim = fixed.buffer(2 * NEIGHBOUR_TOLERANCE)
    kept = [new - rim for new in simple]
    near = [old & rim for old in others]
    return [shapely.union_all([far, close]) for far, close in zip(kept, near, strict=True)]


def make_rivers(stretches: Iterable[tuple[str, BaseGeometry]], cut: Cut) -> Features:
    """Return the rivers that have a name here, one feature each."""
    courses: dict[Names, list[BaseGeometry]] = defaultdict(list)
    for name, line in stretches:
        if name in cut.rivers:
            courses[cut.rivers[name]].append(line)
    return [
        _feature(
            shapely.line_merge(shapely.union_all(lines)).simplify(RIVER_TOLERANCE),
            MAP_DECIMALS,
            name=name,
            name_ar=name_ar,
        )
        for (name, name_ar), lines in sorted(courses.items())
    ]


def make_lakes(lakes: Iterable[BaseGeometry], window: Bounds) -> Features:
    """Return the lakes inside the window, one feature each."""
    inside = [lake & window.box for lake in lakes if lake.is_valid]
    return [_feature(lake, MAP_DECIMALS) for lake in inside if lake.area > SMALLEST_LAKE]


def _feature(geometry: BaseGeometry, decimals: int, **properties: str) -> dict[str, Any]:
    rounded = shapely.set_precision(geometry, 10.0**-decimals)
    parts = [
        orient(part) if part.geom_type == "Polygon" else part
        for part in shapely.get_parts(rounded)
        if part.geom_type in ("Polygon", "LineString")
    ]
    whole = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    if whole.geom_type == "MultiPolygon":
        whole = shapely.MultiPolygon([orient(part) for part in whole.geoms])
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": _round(mapping(whole), decimals),
    }


def _round(geometry: dict[str, Any], decimals: int) -> dict[str, Any]:
    def walk(value: Any) -> Any:
        return round(value, decimals) if isinstance(value, float) else [walk(v) for v in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}


def build(land: Land, regions: Features, packages: Path, rivers: Path | None, folder: Path) -> None:
    """Write the base map's files into a folder; without rivers their file is empty.

    Raises
    ------
    BasemapError
        If a package is not there.
    """
    near = list_near(regions, land.window)
    neighbours, sea = make_surroundings(near, land)
    lakes = make_lakes(read_lakes(packages), land.window)
    named = make_rivers(read_rivers(rivers, land.window), land.cut) if rivers else []
    files = {
        "country": make_country(near, land),
        "governorates": make_governorates(near, land),
        "neighbours": neighbours,
        "sea": sea,
        "rivers": named,
        "lakes": lakes,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, features in files.items():
        text = json.dumps(
            {"type": "FeatureCollection", "features": features},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        (folder / f"{name}.geojson").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Read the packages' files and write the base map's of the data folder."""
    from corpus.data_folder import find_data_folder
    from geodata.records.country import COUNTRY

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--packages", type=Path, default=Path("node_modules"), help="node_modules")
    parser.add_argument("--rivers", type=Path, help="ne_10m_rivers_lake_centerlines.shp")
    options = parser.parse_args()
    folder = find_data_folder() / "geodata" / "basemap"
    described = folder / "build.yaml"
    cut = read_frame(described, Cut) if described.exists() else Cut()
    land = Land(COUNTRY.iso_a3, COUNTRY.name, COUNTRY.name_local, COUNTRY.window, cut)
    build(land, read_regions(options.packages), options.packages, options.rivers, folder)


if __name__ == "__main__":
    main()
