"""The layers that leave the house as GeoJSON, each feature with its sources."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from corpus.collection import Corpus
from corpus.records import Article, KeyDate, Passage
from corpus.zone_ids import ZONE_IDS
from geodata.geojson import make_collection, make_feature
from geodata.records import Atlas, Place, Stretch, Zone

Feature = dict[str, Any]


def layer(
    name: str, atlas: Atlas, corpus: Corpus, zones: Collection[str] | None = None
) -> dict[str, Any]:
    """Return a layer as a GeoJSON FeatureCollection.

    Parameters
    ----------
    name
        One of ``LAYERS``: ``zones`` are the drawn polygons, ``extents`` the core and the possible
        extent of each, ``boundaries`` the stretches of line, ``places`` the gazetteer.
    atlas, corpus
        Where the features and their sources come from.
    zones
        Ids of the zones to keep; all features where it is None.

    Raises
    ------
    KeyError
        If there is no layer of this name.
    """
    make = _MAKERS[name]
    wanted = frozenset((*ZONE_IDS, "") if zones is None else zones)
    return make_collection(make(atlas, corpus, wanted))


def _make_zones(atlas: Atlas, corpus: Corpus, wanted: Collection[str]) -> Iterable[Feature]:
    for zone in atlas.zones:
        if zone.id in wanted:
            yield make_feature(zone.id, zone.drawn, _describe_zone(zone, atlas, corpus))


def _make_extents(atlas: Atlas, corpus: Corpus, wanted: Collection[str]) -> Iterable[Feature]:
    for zone in atlas.zones:
        if zone.id in wanted:
            for extent, shape in (("core", zone.core), ("possible", zone.possible)):
                properties = {"zone": zone.id, "extent": extent}
                yield make_feature(f"{zone.id}/{extent}", shape, properties)


def _make_boundaries(atlas: Atlas, corpus: Corpus, wanted: Collection[str]) -> Iterable[Feature]:
    for zone in atlas.zones:
        if zone.id in wanted:
            for stretch in zone.stretches:
                yield make_feature(stretch.id, stretch.line, _describe_stretch(stretch))


def _make_places(atlas: Atlas, corpus: Corpus, wanted: Collection[str]) -> Iterable[Feature]:
    for place in atlas.places:
        if place.zone in wanted:
            yield make_feature(place.id, place.point, _describe_place(place))


_MAKERS: dict[str, Callable[[Atlas, Corpus, Collection[str]], Iterable[Feature]]] = {
    "zones": _make_zones,
    "extents": _make_extents,
    "boundaries": _make_boundaries,
    "places": _make_places,
}
LAYERS: tuple[str, ...] = tuple(_MAKERS)


def _describe_zone(zone: Zone, atlas: Atlas, corpus: Corpus) -> dict[str, Any]:
    passages = corpus.passages_of_zone(zone.id)
    key_dates = [key_date for key_date in corpus.key_dates if zone.id in key_date.zones]
    return {
        "id": zone.id,
        "name": zone.name,
        "name_ar": zone.name_ar,
        "governorates": list(zone.governorates),
        "description": zone.description,
        "as_of": zone.as_of,
        "method": zone.method,
        "uncertainty_km_min": zone.uncertainty_km_min,
        "uncertainty_km_max": zone.uncertainty_km_max,
        # A square kilometre is still far finer than the outline is known.
        "area_km2": round(zone.area_km2),
        "area_core_km2": round(zone.area_core_km2),
        "area_possible_km2": round(zone.area_possible_km2),
        "passages": [_describe_passage(passage, corpus) for passage in passages],
        "key_dates": [
            {"id": key_date.id, "date": key_date.date, "label": key_date.label}
            for key_date in key_dates
        ],
        "sources": [
            _describe_article(article) for article in _list_articles(corpus, passages, key_dates)
        ],
        "version": atlas.version,
        "licence": atlas.licence,
    }


def _describe_passage(passage: Passage, corpus: Corpus) -> dict[str, Any]:
    article = corpus.article(passage.article)
    assert article is not None  # a passage without its article is not in a corpus
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
    named = {passage.article for passage in passages}
    for key_date in key_dates:
        for passage_id in key_date.passages:
            passage = corpus.passage(passage_id)
            if passage is not None:
                named.add(passage.article)
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
        "uncertainty_km": stretch.uncertainty_km,
    }


def _describe_place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "name_ar": place.name_ar,
        "alt_names": list(place.alt_names),
        "zone": place.zone,
        "relation": place.relation,
        "sources": list(place.sources),
    }
