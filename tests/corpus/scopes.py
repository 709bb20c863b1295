"""The shipped corpus, and filters of every kind to limit it with."""

from datetime import date

import pytest

from corpus.exports.scope import Scope
from corpus.records import TOPICS, KeyDate, Passage
from corpus.zone_ids import ZONE_IDS
from tests.shipped import load_corpus

SHIPPED = load_corpus()
OUTLETS = SHIPPED.outlets
SIGNED, IN_FORCE = date(2017, 5, 4), date(2017, 5, 6)

SCOPES = [
    Scope(),
    *(Scope(zones=(zone,)) for zone in ZONE_IDS),
    *(Scope(topics=(topic,)) for topic in TOPICS),
    *(Scope(outlets=(outlet,)) for outlet in OUTLETS),
    *(Scope(as_of=day) for day in (date(2016, 1, 1), SIGNED, IN_FORCE, date(2030, 1, 1))),
    Scope(passages=("tass-signing", "tass-zones-south")),
    Scope(("idlib", "south"), ("ceasefire", "aid"), OUTLETS[:2], IN_FORCE),
]

each_scope = pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: repr(scope.filters))


def ids(records: tuple[Passage, ...] | tuple[KeyDate, ...]) -> set[str]:
    return {record.id for record in records}
