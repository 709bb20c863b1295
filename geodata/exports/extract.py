"""What an export is made of where it holds shapes: the extract of the corpus, and the atlas."""

from dataclasses import dataclass, replace

from corpus.collection import Corpus
from corpus.exports.extract import About, Extract
from corpus.exports.scope import Scope, limit
from geodata.records import Atlas


@dataclass(frozen=True)
class MapExtract(Extract):
    """What an export may hold of the corpus and the atlas.

    ``atlas`` holds what the scope keeps: zones, and the places that stood to one of them.
    ``whole_atlas`` holds everything, to draw or to name what lies around.
    """

    atlas: Atlas
    whole_atlas: Atlas


def make_map_extract(atlas: Atlas, corpus: Corpus, scope: Scope, about: About) -> MapExtract:
    """Return what the scope keeps of an atlas and its corpus, ready for a writer."""
    return MapExtract(
        corpus=limit(corpus, scope),
        whole=corpus,
        scope=scope,
        about=about,
        atlas=_limit_atlas(atlas, scope) if scope.zones else atlas,
        whole_atlas=atlas,
    )


def _limit_atlas(atlas: Atlas, scope: Scope) -> Atlas:
    return replace(
        atlas,
        zones=tuple(zone for zone in atlas.zones if zone.id in scope.zones),
        places=tuple(place for place in atlas.places if place.zone in scope.zones),
    )
