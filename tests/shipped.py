"""The shipped data, read once for all the tests of a process: they only look at it."""

from functools import cache

import corpus
import geodata
from corpus import Corpus
from geodata.records import Atlas


@cache
def load_corpus() -> Corpus:
    """Return the shipped corpus."""
    return corpus.load()


@cache
def load_atlas() -> Atlas:
    """Return the shipped outlines and places."""
    return geodata.load(load_corpus())
