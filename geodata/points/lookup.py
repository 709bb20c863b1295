"""Answering "was this place inside?": the JSON of ``GET /api/locate`` and what the page shows."""

import re
from collections.abc import Mapping
from typing import Any

from corpus.collection import Corpus
from geodata.errors import LocationError, UnknownPlaceError
from geodata.gazetteer.matching import PlaceMatch, find_places
from geodata.points.location import Location, describe, locate_point
from geodata.records import Atlas

_NUMBER = re.compile(r"\s*[+-]?(?:\d{1,12}(?:\.\d{0,20})?|\.\d{1,20})\s*", re.ASCII)
_DECIMAL_COMMA = re.compile(r"\s*[+-]?\d+,\d+\s*", re.ASCII)
_LARGEST = {"lon": 180.0, "lat": 90.0}
_LONGEST_SHOWN = 40
_LONGEST_PLACE = 100
_OTHERS = 5


def answer(question: Mapping[str, str], atlas: Atlas, corpus: Corpus) -> dict[str, Any]:
    """Return the answer to a question as JSON: where the place is, how sure, on whose word.

    ``question`` holds either ``lon`` and ``lat``, in degrees, or ``place``, a name in any usual
    spelling.

    Raises
    ------
    UnknownPlaceError
        If no place is called anything like that.
    LocationError
        If a number is missing or bad; the message names the parameter.
    GazetteerError
        If the gazetteer cannot be read.
    """
    unknown = sorted(set(question) - {"lon", "lat", "place"})
    if unknown:
        raise LocationError(
            f"There is no parameter {_show(unknown[0])}; give lon and lat, or place."
        )
    if "place" in question:
        if len(question) > 1:
            raise LocationError("Give either lon and lat, or place, not both.")
        return _answer_place(question["place"], atlas, corpus)
    if not question:
        raise LocationError("Give lon and lat in degrees, or place, a name.")
    lon, lat = read_number("lon", question), read_number("lat", question)
    return _answer_point(locate_point(lon, lat, atlas), atlas, corpus)


def read_number(name: str, question: Mapping[str, str]) -> float:
    """Return the parameter ``lon`` or ``lat`` of a question in degrees.

    Raises
    ------
    LocationError
        If it is missing, not a number, or beyond 180 or 90 degrees; the message names it.
    """
    text = question.get(name)
    if text is None or not text.strip():
        raise LocationError(f"The parameter {name} is missing.")
    if _DECIMAL_COMMA.fullmatch(text):
        raise LocationError(
            f"The parameter {name} has a decimal comma: write {_show(text.replace(',', '.'))}."
        )
    if not _NUMBER.fullmatch(text):
        raise LocationError(f"The parameter {name} is not a number: {_show(text)}.")
    number = float(text)
    if abs(number) > _LARGEST[name]:
        raise LocationError(
            f"The parameter {name} is beyond {_LARGEST[name]:.0f} degrees: {_show(text)}."
        )
    return number


def _show(text: str) -> str:
    short = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
    return repr(short.strip())


def _answer_place(name: str, atlas: Atlas, corpus: Corpus) -> dict[str, Any]:
    if not name.strip():
        raise LocationError("The parameter place is empty.")
    if len(name) > _LONGEST_PLACE:
        raise LocationError(f"The parameter place is longer than {_LONGEST_PLACE} characters.")
    matches = find_places(name, atlas, limit=_OTHERS + 1)
    if not matches:
        raise UnknownPlaceError(
            f"No place in Syria with a name like {_show(name)} is in the gazetteer or in GeoNames."
        )
    found = matches[0].place
    answered = _answer_point(locate_point(found.lon, found.lat, atlas), atlas, corpus)
    return {
        "place": _write_match(matches[0]),
        **answered,
        "other_places": [_write_match(match) for match in matches[1:]],
    }


def _write_match(match: PlaceMatch) -> dict[str, Any]:
    place = match.place
    return {
        "id": place.id,
        "name": place.name,
        "name_ar": place.name_ar,
        "spelling": match.spelling,
        "score": round(match.score, 2),
        "source": match.source,
        "coordinate_source": place.coordinate_source,
        "note": place.note,
        "lon": place.lon,
        "lat": place.lat,
    }


def _answer_point(location: Location, atlas: Atlas, corpus: Corpus) -> dict[str, Any]:
    return {
        "lon": location.lon,
        "lat": location.lat,
        "certainty": location.grade,
        "sentence": describe(location),
        "in_syria": location.in_syria,
        "zone": location.zone.id if location.zone else None,
        "nearest_zone": location.nearest.id if location.nearest else None,
        "distance_km": location.distance_km,
        "as_of": location.nearest.as_of if location.nearest else None,
        "stretch": _write_stretch(location, corpus),
        "version": atlas.version,
        "licence": atlas.licence,
    }


def _write_stretch(location: Location, corpus: Corpus) -> dict[str, Any] | None:
    stretch = location.stretch
    if stretch is None:
        return None
    found = {name: corpus.passage(name) for name in stretch.evidence}
    return {
        "id": stretch.id,
        "kind": stretch.kind,
        "basis": stretch.basis,
        "uncertainty_km": stretch.uncertainty_km,
        "passages": [
            {
                "id": passage.id,
                "quote": passage.quote,
                "speaker": passage.speaker,
                "outlet": article.outlet,
                "title": article.title,
                "published": article.published,
                "url": article.url,
            }
            for passage in found.values()
            if passage and (article := corpus.article(passage.article))
        ],
        "links": [name for name, passage in found.items() if passage is None],
    }
