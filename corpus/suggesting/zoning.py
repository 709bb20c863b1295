"""Which zones a sentence speaks of: by names, by the memorandum, by the sentence before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.suggesting.matching import Found
from corpus.suggesting.readings import Sentence
from corpus.suggesting.terms import TermKind
from corpus.zone_ids import ZONE_IDS, ZoneId

# Sentences so many paragraphs back still say what "these areas" are.
_REACH = 1
_TOWARDS = re.compile(
    r"\b(?:to|toward|towards|into|for|reach\w*|arriv\w+\s+in|в|на|إلى)\s+(?:the\s+|\w+ly\s+|"
    r"\w+ern\s+)*\Z",
    re.IGNORECASE,
)
# What parts a clause on one thing from one on another.
_CLAUSE = re.compile(
    r"(?:\bin response to|\bin retaliation (?:for|to)|\bin reply to|\bafter|\bfollowing|"
    r"\bbefore|\bwhile|\bbut|"
    r"\bthough|\balthough|\bsince|;|,\s+and|\band said|\bв ответ на|\bпосле|ردا على|بعد)\s+",
    re.IGNORECASE,
)
# What speaks of the zones together.
_TOGETHER: tuple[TermKind, ...] = ("zones", "ambiguous", "agreement")
_FEWEST_LISTED = 2  # other zones that a sentence names, for it to list zones
_NEARBY = 40  # characters before a name in which what leads to it stands


@dataclass(frozen=True)
class Zoning:
    """The zones of a sentence, in the order of the data, and why.

    ``clause`` is where a clause begins that alone speaks of zones, with these; ``is_carried`` says
    that they are those of the sentences before.
    """

    zones: tuple[ZoneId, ...] = ()
    reasons: tuple[str, ...] = ()
    clause: tuple[int, tuple[ZoneId, ...]] | None = None
    is_carried: bool = False


@dataclass(frozen=True)
class _Context:
    """What sentences before have named: the zones last named, in which paragraph; all together."""

    paragraph: int = -10
    zones: tuple[ZoneId, ...] = ()
    has_all: bool = False


def name_zones(sentences: Iterable[Sentence], is_on_zones: bool = False) -> list[Zoning]:
    """Return the zones of each sentence of an article; ``is_on_zones`` says that its title is."""
    zonings: list[Zoning] = []
    context = _Context(has_all=is_on_zones)
    for sentence in sentences:
        zoning = _name(sentence, context)
        zonings.append(zoning)
        if zoning.zones:
            has_all = context.has_all or bool(sentence.of_kind(*_TOGETHER))
            context = _Context(sentence.paragraph, zoning.zones, has_all)
    return zonings


def _name(sentence: Sentence, context: _Context) -> Zoning:
    if is_unrelated(sentence):
        return Zoning()
    names = _find_names(sentence)
    if names:
        return _take_names(sentence, names)
    together = sentence.of_kind(*_TOGETHER)
    if sentence.of_kind("ambiguous") and sentence.of_kind("before"):
        together = sentence.of_kind("zones", "agreement")
        if not together:
            return Zoning()
    if together:
        return Zoning(ZONE_IDS, (f'speaks of "{_words(sentence, together[0])}"',))
    return _carry_on(sentence, context)


def _take_names(sentence: Sentence, names: dict[ZoneId, list[tuple[int, str]]]) -> Zoning:
    """Return the zones that a sentence names, unless only as where people were taken."""
    is_moving = bool(sentence.of_kind("moving"))
    stays = {
        zone: words
        for zone, words in names.items()
        if not (is_moving and all(_leads_there(sentence, start) for start, _ in words))
    }
    if not stays:
        return Zoning((), ("names a zone only as where people were taken",))
    zones = tuple(zone for zone in ZONE_IDS if zone in stays)
    first = min(start for words in stays.values() for start, _ in words)
    if clause := _find_clause(sentence, first):
        return Zoning((), ("names a zone only in a clause",), (clause, zones))
    words = {zone: ", ".join(dict.fromkeys(word for _, word in stays[zone])) for zone in zones}
    return Zoning(zones, tuple(f"names {words[zone]} ({zone})" for zone in zones))


def _carry_on(sentence: Sentence, context: _Context) -> Zoning:
    """Return the zones of the sentences before, where a sentence goes on from them."""
    if sentence.of_kind("outside", "moving"):
        return Zoning()
    is_near = sentence.paragraph - context.paragraph <= _REACH
    recalling = sentence.of_kind("recalling")
    if recalling and context.has_all:
        words = _words(sentence, recalling[0])
        return Zoning(ZONE_IDS, (f'"{words}" recalls what the article is about',), None, True)
    referring = recalling or sentence.of_kind("referring")
    if is_near and referring:
        words = _words(sentence, referring[0])
        return Zoning(context.zones, (f'"{words}" refers to the sentences before',), None, True)
    terms = sentence.of_kind("term", "guarantor")
    if terms and sentence.paragraph == context.paragraph:
        words = _words(sentence, terms[0])
        return Zoning(context.zones, (f'"{words}", after a sentence on the zones',), None, True)
    laid_down = sentence.of_kind("term")
    if context.has_all and laid_down and sentence.of_kind("event"):
        words = _words(sentence, laid_down[0])
        return Zoning(ZONE_IDS, (f'"{words}" of what the article is about',), None, True)
    return Zoning()


def is_unrelated(sentence: Sentence) -> bool:
    """Return whether a sentence speaks of another agreement, or of other zones by a like name."""
    return bool(sentence.of_kind("unrelated")) and not sentence.of_kind("zones")


def _words(sentence: Sentence, found: Found[Any]) -> str:
    start, end = found.start - sentence.start, found.end - sentence.start
    return sentence.text[start:end]


def _find_names(sentence: Sentence) -> dict[ZoneId, list[tuple[int, str]]]:
    """Return the words that name each zone, with where they stand in the sentence."""
    names: dict[ZoneId, list[tuple[int, str]]] = {}
    for term in sentence.of_kind("zone"):
        for zone in term.key.zones:
            name = (term.start - sentence.start, _words(sentence, term))
            names.setdefault(zone, []).append(name)
    for found, places in sentence.places:
        for zone in ZONE_IDS:
            if all(place.zone == zone and place.is_in_zone for place in places):
                name = (found.start - sentence.start, _words(sentence, found))
                names.setdefault(zone, []).append(name)
    if len(names) >= _FEWEST_LISTED:
        for term in sentence.of_kind("listed"):
            for zone in set(term.key.zones) - names.keys():
                names[zone] = [(term.start - sentence.start, _words(sentence, term))]
    return names


def _find_clause(sentence: Sentence, name: int) -> int | None:
    """Return where the clause of a zone's name begins, after words on what is outside the zones."""
    outside = [found.end - sentence.start for found in sentence.of_kind("outside")]
    if not outside or min(outside) > name:
        return None
    joints = [match.end() for match in _CLAUSE.finditer(sentence.text, min(outside), name)]
    return sentence.start + joints[-1] if joints else None


def _leads_there(sentence: Sentence, start: int) -> bool:
    return _TOWARDS.search(sentence.text[max(0, start - _NEARBY) : start]) is not None
