"""The document of KML: its folders, placemarks, balloons and spans of time."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from fastkml import KML, Document, Folder, Placemark, Snippet, StyleUrl, TimeSpan
from fastkml.data import Data, ExtendedData
from fastkml.geometry import create_kml_geometry
from fastkml.times import KmlDateTime

from corpus import edtf
from corpus.edtf import Span
from corpus.exports.extract import About
from geodata import wording
from geodata.exports import balloons
from geodata.exports.extract import MapExtract
from geodata.exports.frames import flatten
from geodata.exports.kml_styles import make_styles
from geodata.exports.layers import Feature, list_features
from geodata.exports.rounding import tidy
from geodata.records import Zone
from geodata.records.posts import Post

# What KML holds in elements of its own, which programs would take for the same field.
_OWN_FIELDS = ("name", "description")
# What an XML document cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_document(extract: MapExtract, icon: str) -> bytes:
    """Return the document in UTF-8; ``icon`` is as in `make_styles`."""
    text = KML(features=[_make_document(extract, icon)]).to_string()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _make_document(extract: MapExtract, icon: str) -> Document:
    about = extract.about
    return Document(
        name=about.dataset.title,
        isopen=True,
        snippet=Snippet(text=about.dataset.citation, max_lines=2),
        description=_clean(balloons.describe_about(about, extract.atlas.publication)),
        styles=make_styles(icon),
        extended_data=_describe_about(about),
        features=[
            Folder(
                name=wording.LAYERS[layer].title,
                features=list(make(extract, list_features(layer, extract))),
            )
            for layer, make in _MAKERS.items()
        ],
    )


def _make_zones(extract: MapExtract, features: Iterable[Feature]) -> list[Placemark]:
    return [
        _make_placemark(
            feature,
            name=zone.name,
            snippet=", ".join(
                filter(None, (zone.name_ar, f"about {wording.format_area(zone.area_km2)} km²"))
            ),
            balloon=balloons.describe_zone(zone, feature.properties, extract),
            style="drawn" + _end_style(zone, extract),
            span=edtf.parse(zone.as_of),
        )
        for zone, feature in zip(extract.atlas.zones, features, strict=True)
    ]


def _make_extents(extract: MapExtract, features: Iterable[Feature]) -> list[Placemark]:
    zones = {zone.id: zone for zone in extract.atlas.zones}
    return [
        _make_placemark(
            feature,
            name=f"{zone.name}: {wording.name_extent(extent)}",
            snippet=zone.name_ar,
            balloon=balloons.describe_extent(zone, extent),
            style=extent + _end_style(zone, extract),
            span=edtf.parse(zone.as_of),
        )
        for feature in features
        for zone, extent in [(zones[feature.properties["zone"]], feature.properties["extent"])]
    ]


def _make_stretches(extract: MapExtract, features: Iterable[Feature]) -> Iterator[Folder]:
    found = {feature.id: feature for feature in features}
    for zone in extract.atlas.zones:
        placemarks = [
            _make_placemark(
                found[stretch.id],
                name=f"{stretch.kind.capitalize()}, ± {stretch.uncertainty_km} km",
                snippet=stretch.basis,
                balloon=balloons.describe_stretch(stretch, zone),
                style=stretch.kind.replace(" ", "-"),
                span=edtf.parse(zone.as_of),
            )
            for stretch in zone.stretches
        ]
        yield Folder(name=_clean(zone.name), features=placemarks)


def _make_places(extract: MapExtract, features: Iterable[Feature]) -> list[Placemark]:
    return [
        _make_placemark(
            feature,
            name=place.name,
            snippet=place.name_ar,
            balloon=balloons.describe_place(
                place,
                extract.whole_atlas.zone(place.zone),
                extract.whole_atlas.status_links(place),
            ),
            style=f"place-{place.rank}",
        )
        for place, feature in zip(extract.atlas.places, features, strict=True)
    ]


def _make_posts(extract: MapExtract, features: Iterable[Feature]) -> list[Placemark]:
    return [
        _make_placemark(
            feature,
            name=f"{post.name} ({wording.describe_post_kind(post.kind, post.by)})",
            snippet=post.name_ar,
            balloon=balloons.describe_post(post),
            style="post",
            span=_join_days(post),
        )
        for post, feature in zip(extract.atlas.posts, features, strict=True)
    ]


def _join_days(post: Post) -> Span:
    """Return the time from a post's being set up to its being given up, as far as was found."""
    end = edtf.parse(post.given_up).last_named if post.given_up else None
    return Span(edtf.parse(post.set_up).first_named, end, approximate=False)


_MAKERS: dict[str, Callable[[MapExtract, Iterable[Feature]], Iterable[Placemark | Folder]]] = {
    "zones": _make_zones,
    "extents": _make_extents,
    "boundaries": _make_stretches,
    "places": _make_places,
    "posts": _make_posts,
}


def _end_style(zone: Zone, extract: MapExtract) -> str:
    return "-ended" if zone.id in extract.ended else ""


def _make_placemark(
    feature: Feature,
    *,
    name: str,
    snippet: str,
    balloon: str,
    style: str,
    span: Span | None = None,
) -> Placemark:
    [shape] = tidy([feature.geometry])
    return Placemark(
        name=_clean(name),
        snippet=Snippet(text=_clean(snippet), max_lines=1),
        description=_clean(balloon),
        times=_make_span(span) if span else None,
        style_url=StyleUrl(url=f"#{style}"),
        extended_data=_describe(feature),
        kml_geometry=create_kml_geometry(shape, tessellate=True),
    )


def _make_span(span: Span) -> TimeSpan:
    # Whole days: programs differ on whether a span that ends in July holds July.
    begin, end = (KmlDateTime(day) if day else None for day in (span.earliest, span.latest))
    return TimeSpan(begin=begin, end=end)


def _describe(feature: Feature) -> ExtendedData:
    # Without a schema: GDAL finds one in a document, but not in an archive.
    values = {"id": feature.id} | flatten(feature.properties)
    return _make_data({name: values[name] for name in values if name not in _OWN_FIELDS})


def _describe_about(about: About) -> ExtendedData:
    return _make_data(about.name_values() | {"filters": about.format_filters()})


def _make_data(values: dict[str, Any]) -> ExtendedData:
    return ExtendedData(
        elements=[Data(name=name, value=_format(value)) for name, value in values.items()]
    )


def _format(value: Any) -> str:
    return _clean("yes" if value is True else "no" if value is False else str(value))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
