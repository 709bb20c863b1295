"""Answering "was this place inside?", asked by a name or by a point's coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.quoting import quote
from geodata.errors import LocationError, UnknownPlaceError
from geodata.gazetteer.matching import find_places
from geodata.points.angles import read_angle
from geodata.points.location import locate_point
from geodata.points.location_answer import LocationAnswer, answer_place, answer_point
from geodata.records import Atlas

_OTHERS = 5


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
PLACE = Parameter("place", "A name in any usual spelling.", longest=100)
PARAMETERS = (LON, LAT, PLACE)


def answer(question: Mapping[str, str], atlas: Atlas) -> LocationAnswer:
    """Return the answer to a question: where the place is, how sure that is, what that rests on.

    ``question`` holds either ``lon`` and ``lat``, in degrees, or ``place``, a name in any usual
    spelling: values of `PARAMETERS` by their names.

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
    if PLACE.name in question:
        if len(question) > 1:
            raise LocationError("Give either lon and lat, or place, not both.")
        return _find_place(question[PLACE.name], atlas)
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


def _find_place(name: str, atlas: Atlas) -> LocationAnswer:
    if not name.strip():
        raise LocationError("The parameter place is empty.")
    if len(name) > PLACE.longest:
        raise LocationError(f"The parameter place is longer than {PLACE.longest} characters.")
    matches = find_places(name, atlas, limit=_OTHERS + 1)
    if not matches:
        raise UnknownPlaceError(
            f"No place in Syria with a name like {_quote(name)} is in the gazetteer or in GeoNames."
        )
    found = matches[0].place
    answered = answer_point(locate_point(found.lon, found.lat, atlas), atlas)
    return answered.model_copy(
        update={
            "place": answer_place(matches[0]),
            "other_places": tuple(answer_place(match) for match in matches[1:]),
        }
    )
