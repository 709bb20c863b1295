"""An export of the shipped data, for other programs to read."""

import pytest

import corpus
import geodata
from corpus.exports.scope import Scope
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.records import Atlas
from tests.shipped import load_atlas


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="session")
def whole() -> MapExtract:
    """An export of everything."""
    shipped = corpus.load()
    return make_map_extract(geodata.load(shipped), shipped, Scope())
