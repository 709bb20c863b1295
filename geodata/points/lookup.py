"""Answering "was this place inside?", asked by a name or by a point's coordinates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.quoting import quote
from geodata.errors import LocationError, UnknownPlaceError
from geodata.gazetteer.findings import PlaceMatch
from geodata.gazetteer.matching import CANDIDATES, find_known, find_place
from geodata.points.angles import looks_like_position, read_angle, read_position
from geodata.points.location import locate_point
from geodata.points.location_answer import (
    CandidatesAnswer,
    LocationAnswer,
    answer_candidates,
    answer_place,
    answer_point,
)
from geodata.records import Atlas


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question: its name, what it is, and how much it may be.

    ``largest`` is in degrees to either side of 0; ``longest`` in characters of a text.
    """

    name: str
    description: str
    largest: int = 0
    longest: int = 0


LON = Parameter("lon", "Longitude in degrees, WGS 84.", largest=180)
LAT = Parameter("lat", "Latitude in degrees, WGS 84.", largest=90)
PLACE = Parameter("place", "A name in any usual spelling, or coordinates.", longest=100)
PLACE_ID = Parameter("id", "The id of a place, as an answer names its candidates.", longest=100)
ADMIN = Parameter("admin", "With place: the governorate that it lies in.", longest=100)
PARAMETERS = (LON, LAT, PLACE, PLACE_ID, ADMIN)


def answer(question: Mapping[str, str], atlas: Atlas) -> LocationAnswer | CandidatesAnswer:
    """Return the answer to a question: where the place is, how sure that is, what that rests on.

    ``question`` holds ``lon`` and ``lat``, in degrees, or ``place``, a name in any usual spelling,
    with or without ``admin``, the governorate it lies in, or the ``id`` of a place: values of
    `PARAMETERS` by their names. Where a name is not surely that of one place, the answer is the
    places that may be meant.

    Raises
    ------
    UnknownPlaceError
        If no place is called anything like that.
    LocationError
        If a number is missing or bad; the message names the parameter.
    GazetteerError
        If the gazetteer cannot be read.
    """
    unknown = sorted(set(question) - {parameter.name for parameter in PARAMETERS})
    if unknown:
        raise LocationError(
            f"There is no parameter {_quote(unknown[0])}; give lon and lat, or place."
        )
    if ADMIN.name in question and PLACE.name not in question:
        raise LocationError(f"The parameter {ADMIN.name} is the governorate of a place: give both.")
    for parameter in (PLACE, PLACE_ID):
        if parameter.name in question:
            if question.keys() - {parameter.name, ADMIN.name}:
                raise LocationError("Give either lon and lat, or place, not both.")
            name = _read_name(parameter, question)
            if parameter is PLACE_ID:
                return _find_known(name, atlas)
            admin = _read_name(ADMIN, question) if ADMIN.name in question else ""
            return _find_place(name, admin, atlas)
    if not question:
        raise LocationError("Give lon and lat in degrees, or place, a name.")
    lon, lat = read_degrees(LON, question), read_degrees(LAT, question)
    return answer_point(locate_point(lon, lat, atlas), atlas)


def read_degrees(parameter: Parameter, question: Mapping[str, str]) -> float:
    """Return the longitude or latitude that a question asks for, in degrees.

    Raises
    ------
    LocationError
        If it is missing, not a number, or beyond the largest; the message names the parameter.
    """
    name = parameter.name
    text = question.get(name)
    if text is None or not text.strip():
        raise LocationError(f"The parameter {name} is missing.")
    angle = read_angle(text)
    if angle is None:
        raise LocationError(f"The parameter {name} is not a number: {_quote(text)}.")
    if angle.axis not in ("", name):
        other = (LON if parameter is LAT else LAT).name
        raise LocationError(f"The parameter {name} has the letter of a {other}: {_quote(text)}.")
    number = angle.degrees
    if abs(number) > parameter.largest:
        raise LocationError(
            f"The parameter {name} is beyond {parameter.largest} degrees: {_quote(text)}."
        )
    return number


def _quote(text: str) -> str:
    return quote(text.strip())


def _read_name(parameter: Parameter, question: Mapping[str, str]) -> str:
    text = question[parameter.name]
    if not text.strip():
        raise LocationError(f"The parameter {parameter.name} is empty.")
    if len(text) > parameter.longest:
        raise LocationError(
            f"The parameter {parameter.name} is longer than {parameter.longest} characters."
        )
    return text.strip()


def _find_place(name: str, admin: str, atlas: Atlas) -> LocationAnswer | CandidatesAnswer:
    if position := read_position(name):
        texts = {LON.name: str(position.lon), LAT.name: str(position.lat)}
        return answer(texts, atlas)
    if looks_like_position(name):
        raise LocationError(
            f"{_quote(name)} looks like coordinates, but not like a latitude and a longitude: give "
            f"both, as in 35.93, 36.63 or 35.93 N 36.63 E."
        )
    finding = find_place(name, atlas, admin)
    if finding.match is None:
        if not finding.others and not finding.area:
            raise UnknownPlaceError(finding.reason)
        return answer_candidates(name, finding, atlas)
    return _answer_match(finding.match, finding.others, atlas)


def _find_known(place_id: str, atlas: Atlas) -> LocationAnswer:
    match = find_known(place_id, atlas)
    if match is None:
        raise UnknownPlaceError(f"There is no place with the id {_quote(place_id)}.")
    return _answer_match(match, (), atlas)


def _answer_match(match: PlaceMatch, others: Sequence[PlaceMatch], atlas: Atlas) -> LocationAnswer:
    location = locate_point(match.place.lon, match.place.lat, atlas)
    if match.in_no_zone:
        location = replace(location, certainty="outside", zone=None)
    answered = answer_point(location, atlas)
    sentence = "Outside all zones." if match.in_no_zone else answered.sentence
    if match.source == "GeoNames" and match.place.note:  # it says where the place lies
        sentence += f" {match.place.note}"
    return answered.model_copy(
        update={
            "sentence": sentence,
            "place": answer_place(match),
            "other_places": tuple(answer_place(other) for other in others[:CANDIDATES]),
        }
    )
