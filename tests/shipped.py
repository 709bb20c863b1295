"""The shipped data, read once for all the tests of a process: they only look at it."""

from collections.abc import Sequence
from functools import cache

from shapely.geometry.base import BaseGeometry

import corpus
import geodata
from corpus import Corpus
from geodata.outline import extents
from geodata.outline.rings import Ring
from geodata.records import Atlas


@cache
def load_corpus() -> Corpus:
    """Return the shipped corpus."""
    return corpus.load()


@cache
def load_atlas() -> Atlas:
    """Return the shipped outlines and places."""
    return geodata.load(load_corpus())


def make_extents(zone: str, rings: Sequence[Ring], country: BaseGeometry) -> extents.Extents:
    """Make an outline, once of the same rings: copies of the data differ in one file alone."""
    return _make_extents(zone, tuple(rings), country)


@cache
def _make_extents(zone: str, rings: tuple[Ring, ...], country: BaseGeometry) -> extents.Extents:
    return extents.make_extents(zone, rings, country)
