"""What the browser needs to draw the map: plain GeoJSON features, names, legend."""

import math
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corpus.agreement import ALL_ZONES
from corpus.exports.dataset import RIGHTS
from dashboard.map_names import list_names
from geodata import wording
from geodata.basemap import Basemap, read_country
from geodata.errors import BasemapError
from geodata.records import Atlas, Stretch, Zone
from geodata.records.country import COUNTRY
from geodata.records.posts import Post

# The style sheet's names for what the legend explains.
_LEGEND = {
    **{str(extent): wording.describe_extent(extent) for extent in wording.EXTENTS},
    "front": wording.KINDS["front line"],
    "assumed": wording.KINDS["assumed"],
    "ceasefire": wording.KINDS["ceasefire line"],
    "border": wording.KINDS["international border"],
    "admin": wording.GOVERNORATE,
    # Shown while it applies to the chosen day.
    "ended": wording.ENDED,
    "unsigned": wording.NOT_AGREED,
    "signed": wording.NOT_IN_FORCE,
}

_WINDOW = COUNTRY.window
# Farther out, what the base map shows would not fill a map of this many pixels.
_NARROW_MAP = 700
LEAST_ZOOM = max(0, int(math.log2(360 / (_WINDOW.east - _WINDOW.west) * _NARROW_MAP / 256)))
_ATTRIBUTION = f"Base map: Natural Earth; places: GeoNames. {COUNTRY.base_map_note_short}".rstrip()
_NOTHING: dict[str, Any] = {"type": "FeatureCollection", "features": []}
# Stands in for a base map that cannot be read: the zones are drawn all the same.
NO_BASEMAP = Basemap(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING)

# A pixel at the map's closest useful zoom is wider than this, in degrees (about 40 m).
_DETAIL = 0.0004


def map_data(atlas: Atlas, basemap: Basemap) -> dict[str, Any]:
    """Return everything the map script draws, ready for JSON.

    Coordinates are longitude, latitude in WGS 84, rounded to 4 decimals; ``bounds`` are the
    corners south-west and north-east as Leaflet wants them, latitude first.
    """
    west, south, east, north = find_bounds(atlas)
    # Largest first, so that a small zone is drawn over a large one.
    zones = sorted(atlas.zones, key=lambda zone: -zone.area_km2)
    return {
        "title": atlas.map_title,
        "subtitle": atlas.map_subtitle,
        "outlines": atlas.days_of_outlines,
        "attribution": _ATTRIBUTION,
        "credits": (
            f"{atlas.title}, version {atlas.version}. Zones and lines: {atlas.licence}. {RIGHTS}"
        ),
        "allZones": ALL_ZONES,
        "window": [[_WINDOW.south, _WINDOW.west], [_WINDOW.north, _WINDOW.east]],
        "leastZoom": LEAST_ZOOM,
        "bounds": [[south, west], [north, east]],
        "base": {
            "sea": basemap.sea,
            "neighbours": basemap.neighbours,
            "country": basemap.country,
            "lakes": basemap.lakes,
            "governorates": basemap.governorates,
            "rivers": basemap.rivers,
        },
        "zones": {
            "possible": [_feature(zone.id, zone.possible) for zone in zones],
            "core": [_feature(zone.id, zone.core) for zone in zones],
            "drawn": [_feature(zone.id, zone.drawn) for zone in zones],
        },
        "stretches": [stretch for zone in zones for stretch in _stretches(zone)],
        "names": list_names(atlas, basemap, (west, south, east, north)),
        "kinds": wording.KINDS,
        "posts": [_describe_post(post) for post in atlas.posts],
        "postsTitle": wording.LAYERS["posts"].title,
        "legend": [*_list_legend(atlas)],
    }


def find_bounds(atlas: Atlas) -> tuple[float, float, float, float]:
    """Return west, south, east and north of what is in view at first, in degrees."""
    shown = [zone.possible for zone in atlas.zones] or [_find_land()]
    west, south, east, north = shapely.total_bounds(shown).tolist()
    return west, south, east, north


def _find_land() -> BaseGeometry:
    try:
        return read_country()
    except BasemapError:
        return COUNTRY.bounds.box


def _list_legend(atlas: Atlas) -> Iterator[dict[str, Any]]:
    for mark, text in _LEGEND.items():
        yield {"mark": mark, "text": text}
    if atlas.posts:
        yield {"mark": "circle", "text": wording.POSTS}
    for kind, by in wording.list_post_kinds(atlas.posts):
        text = wording.describe_post_kind(kind, by)
        post = {"kind": kind, "by": by}
        yield {"mark": "post", "text": text, "post": post, "hollow": wording.is_hollow(by)}


def _describe_post(post: Post) -> dict[str, Any]:
    lines = [
        "Background, from outside the articles.",
        f"{wording.describe_post(post)}. {wording.describe_post_days(post)}",
        wording.describe_post_place(post),
        post.note,
    ]
    return {
        **post.model_dump(include={"id", "name", "name_ar", "kind", "by", "lon", "lat"}),
        "hollow": wording.is_hollow(post.by),
        "precision_km": post.precision_km,
        "lines": [line for line in lines if line],
        "links": [
            {"url": link.url, "publisher": link.publisher, "about": link.about}
            for link in post.links
        ],
    }


def _feature(name: str, geometry: BaseGeometry, **properties: object) -> dict[str, Any]:
    simple = shapely.simplify(geometry, _DETAIL)
    return {
        "type": "Feature",
        "id": name,
        "properties": properties,
        "geometry": _rounded(mapping(simple)),
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_rounded(part) for part in value]
    return value


def _stretches(zone: Zone) -> list[dict[str, Any]]:
    return [
        _feature(
            stretch.id,
            stretch.line,
            zone=zone.id,
            kind=stretch.kind,
            side=wording.find_side(zone, stretch),
            number=number,
            basis=stretch.basis,
            uncertainty_km=stretch.uncertainty_km,
            sources=_name_sources(stretch),
        )
        for number, stretch in enumerate(zone.stretches, 1)
    ]


def _name_sources(stretch: Stretch) -> list[str]:
    outlets = (article.outlet for _, article in stretch.passages)
    return [*dict.fromkeys((*outlets, *(link.publisher for link in stretch.links)))]
