"""Places and who held them when, against which the drawn lines are checked."""

from typing import TYPE_CHECKING, Literal

import shapely
from shapely.geometry.base import BaseGeometry

from corpus.fields import EdtfDate, Text
from corpus.reading import Record
from geodata.records.country import COUNTRY
from geodata.records.fields import Latitude, Longitude

if TYPE_CHECKING:
    Holder = str
else:
    Holder = Literal[tuple(holder.name for holder in COUNTRY.holders)]

# Whoever holds a place with these names holds it as a party to be found inside a zone.
INSIDE_HOLDERS = frozenset(holder.name for holder in COUNTRY.holders if holder.inside)


class ControlPoint(Record):
    """A town, hill or base and who held it, on the word of one source."""

    name: Text
    lon: Longitude
    lat: Latitude
    holder: Holder
    as_of: EdtfDate
    source: Text

    @property
    def belongs_inside(self) -> bool:
        """Whether the point's holder puts it inside a zone."""
        return self.holder in INSIDE_HOLDERS

    @property
    def point(self) -> BaseGeometry:
        """The control point as a point in longitude and latitude."""
        return shapely.Point(self.lon, self.lat)


class ControlException(Record):
    """A control point that lies on the wrong side of the outlines, and why that is right."""

    name: Text
    lon: Longitude
    lat: Latitude
    reason: Text
