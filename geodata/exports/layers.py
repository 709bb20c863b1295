"""The layers of shapes that are exported, each feature with its sources."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from corpus.collection import Corpus
from corpus.records import Article, KeyDate, Passage
from geodata.exports.extract import MapExtract
from geodata.records import Atlas, Place, Stretch, Zone
from geodata.records.posts import Post
from geodata.wording import round_area


@dataclass(frozen=True)
class Feature:
    """A shape and what is said of it.

    ``id`` is unique in its layer; ``geometry`` is in longitude and latitude, WGS 84; ``properties``
    are values that JSON can hold.
    """

    id: str
    geometry: BaseGeometry
    properties: dict[str, Any]


def list_features(layer: str, extract: MapExtract) -> Iterator[Feature]:
    """Return a layer's features, one after the other.

    Parameters
    ----------
    layer
        One of ``LAYERS``: ``zones`` are the drawn polygons, ``extents`` the core and the possible
        extent of each, ``boundaries`` the stretches of line, ``places`` the gazetteer, ``posts``
        the checkpoints and observation posts of later years.
    extract
        Where the features and their sources come from.

    Raises
    ------
    KeyError
        If there is no layer of this name.
    """
    return _MAKERS[layer](extract)


def _make_zones(extract: MapExtract) -> Iterator[Feature]:
    for zone in extract.atlas.zones:
        yield Feature(zone.id, zone.drawn, _describe_zone(zone, extract))


def _make_extents(extract: MapExtract) -> Iterator[Feature]:
    for zone in extract.atlas.zones:
        for extent, shape in (("core", zone.core), ("possible", zone.possible)):
            yield Feature(f"{zone.id}/{extent}", shape, {"zone": zone.id, "extent": extent})


def _make_boundaries(extract: MapExtract) -> Iterator[Feature]:
    for zone in extract.atlas.zones:
        for stretch in zone.stretches:
            yield Feature(stretch.id, stretch.line, _describe_stretch(stretch))


def _make_places(extract: MapExtract) -> Iterator[Feature]:
    for place in extract.atlas.places:
        yield Feature(place.id, place.point, _describe_place(place, extract.atlas))


def _make_posts(extract: MapExtract) -> Iterator[Feature]:
    for post in extract.atlas.posts:
        yield Feature(post.id, post.point, _describe_post(post, extract.whole))


_MAKERS: dict[str, Callable[[MapExtract], Iterator[Feature]]] = {
    "zones": _make_zones,
    "extents": _make_extents,
    "boundaries": _make_boundaries,
    "places": _make_places,
    "posts": _make_posts,
}
LAYERS: tuple[str, ...] = tuple(_MAKERS)


def _describe_zone(zone: Zone, extract: MapExtract) -> dict[str, Any]:
    corpus, atlas = extract.corpus, extract.atlas
    passages = corpus.passages_of_zone(zone.id)
    key_dates = [key_date for key_date in corpus.key_dates if zone.id in key_date.zones]
    return {
        "id": zone.id,
        "name": zone.name,
        "name_ar": zone.name_ar,
        "name_note": zone.name_note,
        "governorates": list(zone.governorates),
        "description": zone.description,
        "as_of": zone.as_of,
        "method": zone.method,
        "uncertainty_km_min": zone.uncertainty_km_min,
        "uncertainty_km_max": zone.uncertainty_km_max,
        "area_km2": round_area(zone.area_km2),
        "area_core_km2": round_area(zone.area_core_km2),
        "area_possible_km2": round_area(zone.area_possible_km2),
        "passages": [
            _describe_passage(passage, corpus.article_of(passage)) for passage in passages
        ],
        "key_dates": [
            {"id": key_date.id, "date": key_date.date, "label": key_date.label}
            for key_date in key_dates
        ],
        "sources": [
            _describe_article(article) for article in _list_articles(corpus, passages, key_dates)
        ],
        "version": atlas.version,
        "licence": atlas.licence,
        # Asked for with an as-of day only.
        **({"ended": zone.id in extract.ended} if extract.scope.as_of else {}),
    }


def _describe_passage(passage: Passage, article: Article) -> dict[str, Any]:
    return {
        "id": passage.id,
        "quote": passage.quote,
        "outlet": article.outlet,
        "kind": article.kind,
        "date": article.published,
        "url": article.url,
        "speaker": passage.speaker,
    }


def _list_articles(
    corpus: Corpus, passages: Iterable[Passage], key_dates: Iterable[KeyDate]
) -> list[Article]:
    owners = {passage.id: passage.article for passage in corpus.passages}
    ids = {passage_id for key_date in key_dates for passage_id in key_date.passages}
    named = {passage.article for passage in passages}
    named |= {owners[passage_id] for passage_id in ids if passage_id in owners}
    return [article for article in corpus.articles if article.id in named]


def _describe_article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "kind": article.kind,
        "date": article.published,
        "url": article.url,
    }


def _describe_stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "zone": stretch.zone,
        "part": stretch.part,
        "ring": stretch.ring,
        "kind": stretch.kind,
        "basis": stretch.basis,
        "evidence": list(stretch.evidence),
        "links": [link.model_dump() for link in stretch.links],
        "uncertainty_km": stretch.uncertainty_km,
    }


def _describe_place(place: Place, atlas: Atlas) -> dict[str, Any]:
    return {
        "name": place.name,
        "name_ar": place.name_ar,
        "alt_names": list(place.alt_names),
        "zone": place.zone,
        "relation": place.relation,
        "sources": list(place.sources),
        "links": [link.model_dump() for link in atlas.status_links(place)],
    }


def _describe_post(post: Post, whole: Corpus) -> dict[str, Any]:
    return {
        "name": post.name,
        "name_ar": post.name_ar,
        "zone": post.zone,
        "kind": post.kind,
        "by": post.by,
        "set_up": post.set_up,
        "given_up": post.given_up,
        "precision_km": post.precision_km,
        "located_by": post.located_by,
        "note": post.note,
        "sources": [link.model_dump() for link in post.links],
        "agreements": [*whole.list_identifiers(post.zone, post.set_up_by)],
        "content": "background",
    }
