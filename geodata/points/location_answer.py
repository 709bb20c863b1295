"""The answer to "where does this place lie?" as JSON: what HTTP sends and OpenAPI describes.

Longitudes and latitudes are degrees, WGS 84; lengths are kilometres. The order of the fields is
that of the JSON.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from corpus.background_records import Link
from corpus.zone_ids import ZoneId
from geodata.gazetteer.areas import AreaKind
from geodata.gazetteer.findings import Finding, PlaceMatch, measure_km
from geodata.gazetteer.places import Source
from geodata.points.certainty import Certainty
from geodata.points.location import Location, describe
from geodata.records import Atlas, Kind, Stretch
from geodata.records.country import COUNTRY


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PassageAnswer(_Answer):
    """A passage of an article on which a stretch of line rests; ``published`` is EDTF."""

    id: str
    quote: str
    speaker: str
    outlet: str
    title: str
    published: str
    url: str


class StretchAnswer(_Answer):
    """The stretch of a zone's line that decides.

    ``sources`` are the pages outside the corpus that it rests on, ``links`` their addresses.
    """

    id: str
    kind: Kind
    basis: str
    uncertainty_km: float
    passages: tuple[PassageAnswer, ...]
    links: tuple[str, ...]
    sources: tuple[Link, ...]


class PlaceAnswer(_Answer):
    """A place found by its name; ``score`` is how alike the ``spelling`` is, from 0 to 1."""

    id: str
    name: str
    name_ar: str
    governorate: str
    spelling: str
    score: float
    source: Source
    coordinate_source: str
    note: str
    lon: float
    lat: float


class CandidateAnswer(PlaceAnswer):
    """A place that may be meant; ``distance_km`` is how far it is from the first of them.

    ``query`` asks for the verdict about this place: it goes behind the address of the question.
    """

    distance_km: float
    query: str


class AreaAnswer(_Answer):
    """The area that was asked for as if it were a place; ``zone`` is null unless it is a zone."""

    kind: AreaKind
    name: str
    name_ar: str
    zone: ZoneId | None


class LocationAnswer(_Answer):
    """Where a point lies, how sure that is, and what that rests on.

    ``place`` and ``other_places`` are there only where a name was asked for. The zone and its
    stretch are null where there is none, the nearest zone and what follows from it far from the
    country. Whether a point lies in the country is said under a key with the country's name.
    """

    place: PlaceAnswer | None = None
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)
    certainty: Certainty
    sentence: str
    in_country: bool = Field(serialization_alias=COUNTRY.answer_key)
    zone: ZoneId | None
    nearest_zone: ZoneId | None
    distance_km: float | None
    as_of: str | None
    stretch: StretchAnswer | None
    version: str
    licence: str
    other_places: tuple[PlaceAnswer, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what JSON is written from, without the fields that are not there."""
        return self.model_dump(mode="json", exclude_unset=True, by_alias=True)


class CandidatesAnswer(_Answer):
    """Why a name has no verdict, and the places that may be meant, the likeliest first.

    ``area`` is null where the name is not that of an area.
    """

    asked: str
    sentence: str
    area: AreaAnswer | None
    candidates: tuple[CandidateAnswer, ...]
    version: str
    licence: str

    def as_json(self) -> dict[str, Any]:
        """Return what JSON is written from."""
        return self.model_dump(mode="json")


def answer_point(location: Location, atlas: Atlas) -> LocationAnswer:
    """Return the answer for a point."""
    nearest = location.nearest
    return LocationAnswer(
        lon=location.lon,
        lat=location.lat,
        certainty=location.certainty,
        sentence=describe(location),
        in_country=location.in_country,
        zone=location.zone.id if location.zone else None,
        nearest_zone=nearest.id if nearest else None,
        distance_km=location.distance_km,
        as_of=nearest.as_of if nearest else None,
        stretch=_answer_stretch(location.stretch) if location.stretch else None,
        version=atlas.version,
        licence=atlas.licence,
    )


def answer_place(match: PlaceMatch) -> PlaceAnswer:
    """Return a place of the gazetteer as an answer has it."""
    return PlaceAnswer(**_describe_match(match))


def answer_candidates(asked: str, finding: Finding, atlas: Atlas) -> CandidatesAnswer:
    """Return the answer for a name that is not surely that of one place."""
    area = finding.area
    first = finding.others[0].place if finding.others else None
    return CandidatesAnswer(
        asked=asked,
        sentence=finding.reason,
        area=area
        and AreaAnswer(
            kind=area.kind,
            name=area.name,
            name_ar=area.name_ar,
            zone=area.zone.id if area.zone else None,
        ),
        candidates=tuple(
            CandidateAnswer(
                **_describe_match(match),
                distance_km=round(measure_km(first or match.place, match.place), 1),
                query=f"?id={match.place.id}",
            )
            for match in finding.others
        ),
        version=atlas.version,
        licence=atlas.licence,
    )


def _describe_match(match: PlaceMatch) -> dict[str, Any]:
    place = match.place
    return {
        "id": place.id,
        "name": place.name,
        "name_ar": place.name_ar,
        "governorate": match.governorate,
        "spelling": match.spelling,
        "score": round(match.score, 2),
        "source": match.source,
        "coordinate_source": place.coordinate_source,
        "note": place.note,
        "lon": place.lon,
        "lat": place.lat,
    }


def _answer_stretch(stretch: Stretch) -> StretchAnswer:
    return StretchAnswer(
        id=stretch.id,
        kind=stretch.kind,
        basis=stretch.basis,
        uncertainty_km=stretch.uncertainty_km,
        passages=tuple(
            PassageAnswer(
                id=passage.id,
                quote=passage.quote,
                speaker=passage.speaker,
                outlet=article.outlet,
                title=article.cited_title,
                published=article.published,
                url=article.url,
            )
            for passage, article in stretch.passages
        ),
        links=tuple(link.url for link in stretch.links),
        sources=stretch.links,
    )
