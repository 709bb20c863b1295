"""Suggesting passages: sentences that speak of the zones, the memorandum, the talks and the war."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.agreement import AGREEMENT
from corpus.records import TOPICS, Article, Topic
from corpus.suggesting.matching import Found
from corpus.suggesting.readings import Reader, Sentence
from corpus.suggesting.speakers import name_speakers
from corpus.suggesting.terms import WEIGHTS, Term, TermKind
from corpus.suggesting.zoning import Zoning, is_unrelated, name_zones
from corpus.zone_ids import ZoneId

_LEAST = 0.4  # a sentence that gains less is not suggested
_IN_ZONE, _NEAR_ZONE = 0.5, 0.2
_CARRIED = 0.3  # for a sentence that goes on from one on the zones
_NOUNS: dict[TermKind, str] = {
    "zone": "names a zone",
    "zones": "speaks of the zones",
    "ambiguous": "speaks of zones by a name that others bear too",
    "agreement": f"speaks of {AGREEMENT.document}",
    "guarantor": "speaks of the guarantors",
    "talks": "speaks of the talks",
    "recalling": "recalls what was named before",
    "referring": "refers to what was named before",
    "term": f"speaks of what {AGREEMENT.document} lays down",
    "stand": "says how somebody takes it",
    "party": "names those who talk or fight",
    "violence": "speaks of violence",
    "subject": "names the country",
    "before": "speaks of other zones, or of a call",
}
_FEWEST_WORDS = 4  # of a sentence: less is a heading, or the place a report is from
_ONE_OF_SEVERAL = 0.2  # for a second party in a sentence
# BEIRUT, May 9 (Example Agency) - ... and what stands before the items of a list.
_OPENING = re.compile(
    r"[-–—•▪*·]\s+|\(?\d{1,3}[.)]\s+"
    r"|[A-Z][^()\n]{1,60}\([A-Z][^()\n]{1,30}\)\s*[-–—:]+\s*"
    r"|[A-ZА-Я][A-ZА-Я.]{2,30}(?:,\s[^-–—:.]{1,40})?(?::|\s[-–—]+)\s+"
)
_JOINT = re.compile(r"(?:,|;|\band\b|\bи\b|،|\sو)\s*")


@dataclass(frozen=True)
class FoundPassage:
    """A sentence, or a part of one, that speaks of something: where, and what is suggested."""

    start: int
    end: int
    zones: tuple[ZoneId, ...]
    topic: Topic
    speaker: str
    score: float
    reasons: tuple[str, ...]


def find_passages(
    article: Article, reader: Reader, known_speakers: Iterable[str] = ()
) -> list[FoundPassage]:
    """Return the passages to suggest for an article, in order.

    ``known_speakers`` are those of other articles' passages. An article that speaks of another
    country has none.
    """
    sentences = reader.read(article)
    if not any(sentence.of_kind("subject", "zone", "zones") for sentence in sentences):
        return []
    zonings = name_zones(sentences, reader.speaks_of(article.title, "zones", "ambiguous"))
    speakers = name_speakers(sentences, known_speakers)
    found: list[FoundPassage] = []
    for sentence, zoning, speaker in zip(sentences, zonings, speakers, strict=True):
        score, reasons = _score(sentence, zoning)
        if score < _LEAST or len(sentence.text.split()) < _FEWEST_WORDS:
            continue
        if sentence.is_heading or is_unrelated(sentence):
            continue
        start = sentence.start + _skip_opening(sentence.text)
        reasons = (*zoning.reasons, *reasons)
        topic = _choose_topic(sentence, zoning, reader.terms)
        found.append(
            FoundPassage(start, sentence.end, zoning.zones, topic, speaker, score, reasons)
        )
        found += _split_by_zone(sentence, found[-1])
        if zoning.clause is not None:
            found.append(_take_clause(sentence, zoning, found[-1]))
    return found


def _skip_opening(text: str) -> int:
    """Return where a sentence's own words begin, after a dateline, a number or a dash of a list."""
    match = _OPENING.match(text)
    return match.end() if match else 0


def _score(sentence: Sentence, zoning: Zoning) -> tuple[float, tuple[str, ...]]:
    gained: dict[str, float] = {}
    is_on_zones = bool(zoning.zones or zoning.clause)
    for kind, weight in WEIGHTS.items():
        if (terms := sentence.of_kind(kind)) and (kind != "zone" or is_on_zones):
            named = dict.fromkeys(_words(sentence, term) for term in terms[:3])
            several = _ONE_OF_SEVERAL if kind == "party" and len(named) > 1 else 0
            gained[f"{_NOUNS[kind]}: {', '.join(named)}"] = weight + several
    for found, places in sentence.places:
        in_zone = is_on_zones and any(place.is_in_zone for place in places)
        if in_zone or any(place.zone for place in places):
            words = sentence.text[found.start - sentence.start : found.end - sentence.start]
            side = "in" if in_zone else "in or near"
            gained[f"names {words}, {side} a zone"] = _IN_ZONE if in_zone else _NEAR_ZONE
    if zoning.is_carried:
        gained["goes on from the zones"] = _CARRIED
    return round(min(1.0, sum(gained.values())), 2), tuple(gained)


def _words(sentence: Sentence, term: Found[Term]) -> str:
    return sentence.text[term.start - sentence.start : term.end - sentence.start]


def _choose_topic(sentence: Sentence, zoning: Zoning, terms: Sequence[Term]) -> Topic:
    """Return what a sentence is about: on the zones, what it says most of being laid down."""
    has_talks = bool(sentence.of_kind("talks"))
    is_general = has_talks or bool(sentence.of_kind("zones", "ambiguous", "agreement"))
    laid_down = [found.key for found in sentence.of_kind("term")]
    kinds: tuple[TermKind, ...] = ("stand", "talks", "guarantor", "violence")
    if not is_general:
        kinds = ("violence", "stand", "guarantor", "talks")
    if zoning.zones and laid_down:
        topic = max(terms, key=laid_down.count).topic
        if topic is not None:
            return topic
    for kind in kinds:
        for found in sentence.of_kind(kind):
            if found.key.topic:
                return found.key.topic
    return laid_down[0].topic or TOPICS[-1] if laid_down else TOPICS[-1]


def _take_clause(sentence: Sentence, zoning: Zoning, whole: FoundPassage) -> FoundPassage:
    """Return the clause of a sentence on something else that speaks of a zone."""
    assert zoning.clause is not None
    start, zones = zoning.clause
    end = start + len(sentence.text[start - sentence.start :].rstrip(" ."))
    reasons = ("a clause of a sentence on something outside the zones", *whole.reasons)
    return replace(whole, start=start, end=end, zones=zones, reasons=reasons)


def _split_by_zone(sentence: Sentence, whole: FoundPassage) -> list[FoundPassage]:
    """Return a passage for each zone's part of a sentence that lists several."""
    named = {zone for term in sentence.of_kind("zone") for zone in term.key.zones}
    names = [
        (term.start, term.end, term.key.zones)
        for term in sentence.of_kind("zone", "listed")
        if len(term.key.zones) == 1
        and (term.key.kind == "zone" or not named.intersection(term.key.zones))
    ]
    groups: list[tuple[ZoneId, int, int]] = []
    for start, end, (zone,) in names:
        if groups and groups[-1][0] == zone:
            groups[-1] = (zone, groups[-1][1], max(end, groups[-1][2]))
        else:
            groups.append((zone, start, end))
    if len(groups) < 2 or len({zone for zone, _, _ in groups}) < len(groups):
        return []
    return [
        FoundPassage(start, end, (zone,), whole.topic, whole.speaker, whole.score, (reason,))
        for zone, start, end in _cut(sentence, groups)
        for reason in [f"the part of the sentence on {zone}"]
    ]


def _cut(
    sentence: Sentence, groups: Sequence[tuple[ZoneId, int, int]]
) -> list[tuple[ZoneId, int, int]]:
    """Return the parts of a sentence, each cut at the last joint before its zone's name."""
    text = sentence.text
    starts = []
    floor = 0
    for _, start, end in groups:
        joints = [match.end() for match in _JOINT.finditer(text, floor, start - sentence.start)]
        starts.append(joints[-1] if joints else (start - sentence.start if floor else 0))
        floor = end - sentence.start
    # What introduces the list is not the first zone's.
    ends = [*starts[1:], len(text)]
    parts = []
    for (zone, _, last), start, end in zip(groups, starts, ends, strict=True):
        stop = len(text[:end].rstrip(" ,;.،")) if end < len(text) else len(text.rstrip(" ."))
        stop = max(stop, last - sentence.start)
        while (joint := re.search(r"(?:,|;|\s(?:and|и))\s*\Z", text[start:stop])) is not None:
            stop = start + joint.start()
        parts.append((zone, sentence.start + start, sentence.start + stop))
    return parts
