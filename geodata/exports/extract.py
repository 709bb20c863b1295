"""What an export is made of where it holds shapes: the extract of the corpus, and the atlas."""

from dataclasses import dataclass, replace

from corpus.collection import Corpus
from corpus.exports.extract import Extract, make_extract
from corpus.exports.scope import Scope
from geodata.records import Atlas
from geodata.records.posts import list_standing


@dataclass(frozen=True)
class MapExtract(Extract):
    """What an export may hold of the corpus and the atlas.

    ``atlas`` holds what the scope keeps: zones, the places that stood to one of them, and the posts
    along it; with an as-of day, those that stood on it.
    ``whole_atlas`` holds everything, to draw or to name what lies around.
    """

    atlas: Atlas
    whole_atlas: Atlas


def make_map_extract(
    atlas: Atlas, corpus: Corpus, scope: Scope, base: str = "", is_stamped: bool = False
) -> MapExtract:
    """Return what a scope keeps of an atlas and its corpus, and what an export says of itself.

    ``base`` and ``is_stamped`` are those of `corpus.exports.extract.make_extract`.

    Raises
    ------
    ReadError
        If ``CITATION.cff`` cannot be read.
    """
    extract = make_extract(corpus, scope, base, is_stamped)
    return MapExtract(
        corpus=extract.corpus,
        whole=extract.whole,
        scope=extract.scope,
        about=extract.about,
        atlas=_limit_atlas(atlas, extract),
        whole_atlas=atlas,
    )


def _limit_atlas(atlas: Atlas, extract: Extract) -> Atlas:
    scope = extract.scope
    posts = list_standing(atlas.posts, scope.as_of, extract.whole)
    if not scope.zones:
        return replace(atlas, posts=posts)
    return replace(
        atlas,
        zones=tuple(zone for zone in atlas.zones if zone.id in scope.zones),
        places=tuple(place for place in atlas.places if place.zone in scope.zones),
        posts=tuple(post for post in posts if post.zone in scope.zones),
    )
