"""The records of the atlas: zones and their boundary stretches, and places.

They are frozen and validated once, when the files are read. Coordinates are longitude and latitude
in degrees, WGS 84; lengths are kilometres, areas square kilometres.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

import shapely
from pydantic import Field, FiniteFloat, model_validator
from shapely.geometry.base import BaseGeometry

from corpus import edtf
from corpus.background_records import Link, Links
from corpus.date_words import format_span
from corpus.faults import Fault
from corpus.fields import EdtfDate, Id, Text
from corpus.reading import Record
from corpus.records import Article, Passage
from corpus.zone_ids import ZoneId
from geodata.records.control_points import ControlException, ControlPoint
from geodata.records.fields import Latitude, Longitude, SemicolonList, split_list
from geodata.records.posts import Post
from geodata.records.zone_terms import Terms

Kind = Literal[
    "front line",
    "international border",
    "ceasefire line",
    "administrative line",
    "assumed",
]
RingKind = Literal["outer", "hole"]
Relation = Literal["inside", "outside_near", "contested_or_unknown", ""]


class SourceStretch(Record):
    """A stretch of boundary as it was drawn by hand, before it is clipped to the country's border.

    ``id`` is zone, part, ring and a number along the ring: ``north-bank/main/outer/03``. ``part``
    names the piece of the zone it bounds, ``ring`` whether from outside or round a hole. ``basis``
    says in a sentence what the line rests on; ``evidence`` holds ids of passages and web addresses.
    The true line is taken to lie within ``uncertainty_km`` to either side.
    """

    id: str
    zone: ZoneId
    part: Text
    ring: RingKind
    kind: Kind
    basis: Text
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]
    uncertainty_km: Annotated[FiniteFloat, Field(gt=0, le=50)]
    line: BaseGeometry


class Evidence(Record):
    """One thing that a stretch rests on, found when the atlas is read.

    ``source`` is what the boundary file names: the id of a passage, which ``passage`` and the
    ``article`` it stands in then are, or the web address of background from outside the corpus,
    which ``link`` then describes.
    """

    source: str
    passage: Passage | None = None
    article: Article | None = None
    link: Link | None = None


class Stretch(SourceStretch):
    """A stretch of the zone's outline: its line lies on the drawn polygon's boundary.

    Where the hand-drawn line leaves the country, the base map's border stands in its place. The
    line is a LineString, or a MultiLineString where the border cuts it into pieces. ``rests_on``
    holds what ``evidence`` names, in its order.
    """

    rests_on: tuple[Evidence, ...] = ()

    @property
    def passages(self) -> tuple[tuple[Passage, Article], ...]:
        """The passages that the stretch rests on, each with its article."""
        return tuple(
            (found.passage, found.article)
            for found in self.rests_on
            if found.passage is not None and found.article is not None
        )

    @property
    def links(self) -> tuple[Link, ...]:
        """What the stretch rests on outside the corpus."""
        return tuple(found.link for found in self.rests_on if found.link is not None)


class Background(Record):
    """A fact from outside the corpus, paraphrased, with the pages it comes from."""

    text: Text
    links: Links


class Label(Record):
    """Where a zone's name is fastened on a map, and to which side of that point it is written."""

    lon: Longitude
    lat: Latitude
    side: Literal["left", "middle", "right"]


class Limits(Record):
    """What is allowed of a zone's hand-drawn lines, in kilometres.

    ``vertex_spacing_km`` is how far two vertices may be apart, ``mean_uncertainty_km`` the largest
    mean half-width of uncertainty.
    """

    vertex_spacing_km: Annotated[FiniteFloat, Field(gt=0)]
    mean_uncertainty_km: Annotated[FiniteFloat, Field(gt=0)]


class ZoneEntry(Record):
    """What ``zones.yaml`` says of one zone.

    ``name_note`` says where the English name, the Arabic one and the zone differ in reach.
    ``description`` puts in one line how the coverage speaks of the zone, ``described_by`` holds the
    ids of the passages it rests on. ``as_of`` is the EDTF date the outline stands for. ``parts``
    are the names that the zone's boundary file uses. ``posts_told`` says how many checkpoints and
    observation posts were announced, whether or not their places were named.
    """

    id: ZoneId
    name: Text
    name_ar: str
    name_note: str = ""
    alt_names: tuple[Text, ...]
    governorates: Annotated[tuple[Text, ...], Field(min_length=1)]
    parts: Annotated[tuple[Text, ...], Field(min_length=1)]
    label: Label
    limits: Limits
    as_of: EdtfDate
    method: Text
    description: Text
    described_by: Annotated[tuple[Id, ...], Field(min_length=1)]
    background: tuple[Background, ...]
    posts_told: tuple[Background, ...] = ()


class Zone(ZoneEntry):
    """A zone with its outline.

    ``drawn`` is the hand-drawn polygon clipped to the country's land; ``core`` what is left when
    every stretch's band of uncertainty is taken away; ``possible`` the two together with the bands.
    All three are Polygons or MultiPolygons with 5 decimals, each inside the next.
    """

    stretches: tuple[Stretch, ...]
    drawn: BaseGeometry
    core: BaseGeometry
    possible: BaseGeometry
    area_km2: float
    area_core_km2: float
    area_possible_km2: float

    @property
    def uncertainty_km_min(self) -> float:
        """The smallest half-width of uncertainty along the outline."""
        return min(stretch.uncertainty_km for stretch in self.stretches)

    @property
    def uncertainty_km_max(self) -> float:
        """The largest half-width of uncertainty along the outline."""
        return max(stretch.uncertainty_km for stretch in self.stretches)


class Place(Record):
    """A place of the gazetteer.

    ``relation`` says how it stood to ``zone`` at the time; both are empty for a town that is there
    for its name alone. ``rank`` is 1 for the capital of a governorate, 2 for a larger town, 3 for
    the rest. ``status_source`` holds addresses with ``;`` between them. What has a default may be
    left out, but not a column of the gazetteer's file.
    """

    id: Id
    name: Text
    name_ar: str = ""
    alt_names: SemicolonList
    zone: ZoneId | Literal[""] = ""
    relation: Relation = ""
    lon: Longitude
    lat: Latitude
    rank: Annotated[int, Field(ge=1, le=3)] = 3
    coordinate_source: Text
    status_source: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _check_relation(self) -> "Place":
        if bool(self.zone) != bool(self.relation):
            raise ValueError("zone and relation must be given together or not at all")
        return self

    @property
    def status_urls(self) -> tuple[str, ...]:
        """The addresses of the pages that the relation rests on."""
        return split_list(self.status_source)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the coordinates and the status come from."""
        return (self.coordinate_source, *self.status_urls)

    @property
    def point(self) -> BaseGeometry:
        """The place as a point in longitude and latitude."""
        return shapely.Point(self.lon, self.lat)


@dataclass(frozen=True, eq=False)
class Atlas:
    """All sound records, and the faults of those that were left out.

    It is compared by identity: what is made from an atlas is kept by it, and records take long.
    ``version`` and ``licence`` are those of the dataset of zones; ``title`` and ``introduction``
    head the page, ``map_title`` and ``map_subtitle`` the maps. ``agreed_on`` is the id of the key
    date on which the zones were agreed, ``in_force_from`` of that from which they were to be in
    force, ``term_ends`` of that on which what was agreed at first ends; ``terms`` says by zone how
    it stood when, ``publication`` what is known of published boundaries.
    ``labels_left`` are the ids of the places whose name stands left of their mark. ``sources`` has,
    by its address, each page that a stretch or the status of a place rests on. Zones stand in the
    order of ``corpus.zone_ids.ZONE_IDS``, everything else in the order of its file.
    """

    version: str = ""
    licence: str = ""
    title: str = ""
    introduction: str = ""
    map_title: str = ""
    map_subtitle: str = ""
    agreed_on: str = ""
    in_force_from: str | None = None
    term_ends: str | None = None
    publication: Background | None = None
    labels_left: tuple[str, ...] = ()
    sources: Mapping[str, Link] = field(default_factory=dict)
    terms: Mapping[ZoneId, Terms] = field(default_factory=dict)
    zones: tuple[Zone, ...] = ()
    places: tuple[Place, ...] = ()
    posts: tuple[Post, ...] = ()
    control_points: tuple[ControlPoint, ...] = ()
    control_exceptions: tuple[ControlException, ...] = ()
    faults: tuple[Fault, ...] = ()

    def zone(self, zone_id: str) -> Zone | None:
        """Return the zone with this id, or None."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)

    @property
    def days_of_outlines(self) -> str:
        """The days that the zones' outlines stand for, in words."""
        spans = map(edtf.parse, dict.fromkeys(zone.as_of for zone in self.zones))
        return " and ".join(map(format_span, spans))

    def status_links(self, place: Place) -> tuple[Link, ...]:
        """Return the pages that a place's relation to its zone rests on."""
        return tuple(link for url in place.status_urls if (link := self.sources.get(url)))
