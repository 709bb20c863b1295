"""The country that the zones lie in, as ``geodata/country.yaml`` describes it.

It is read as this module is loaded; the program cannot do without it, so that what is wrong with it
is a `FolderError`.
"""

from typing import Annotated

import shapely
from pydantic import Field, FiniteFloat, model_validator

from corpus.data_folder import find_data_folder
from corpus.entries import read_frame
from corpus.fields import Text
from corpus.reading import Record

FILE = "country.yaml"


class Bounds(Record):
    """A box in degrees of longitude and latitude, WGS 84."""

    west: Annotated[FiniteFloat, Field(ge=-180, le=180)]
    south: Annotated[FiniteFloat, Field(ge=-90, le=90)]
    east: Annotated[FiniteFloat, Field(ge=-180, le=180)]
    north: Annotated[FiniteFloat, Field(ge=-90, le=90)]

    @model_validator(mode="after")
    def _check_order(self) -> "Bounds":
        if self.west >= self.east or self.south >= self.north:
            raise ValueError("west must be less than east, and south less than north")
        return self

    @property
    def box(self) -> shapely.Polygon:
        """The bounds as a polygon."""
        return shapely.box(self.west, self.south, self.east, self.north)


class OwnName(Record):
    """Land that has a name of its own on maps, within a neighbouring country's shape."""

    name: Text
    within: Text
    bounds: Bounds


class Capital(Record):
    """A city and the land around it: two governorates that one name may mean."""

    city: Text
    countryside: Text


class PlaceNote(Record):
    """What is to be said of some places of GeoNames, by their ids there.

    ``in_no_zone``: they are known to lie in no zone, however far off a zone's line may be.
    """

    geonames: Annotated[frozenset[int], Field(min_length=1)]
    text: Text
    in_no_zone: bool = False


class PostOwner(Record):
    """Who sets up posts; ``hollow`` says how the sign is drawn."""

    name: Text
    short: Text
    hollow: bool = False


class Holder(Record):
    """Who holds places, and whether what they hold belongs inside a zone."""

    name: Text
    inside: bool = False


class Country(Record):
    """What the file says of the country; its head tells what each key is."""

    name: Text
    name_local: str = ""
    other_names: tuple[Text, ...] = ()
    iso_a2: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    iso_a3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    bounds: Bounds
    window: Bounds
    utm_zone: Annotated[str, Field(pattern=r"^([1-9]|[1-5]\d|60)[NS]$")]
    status_year: Annotated[str, Field(pattern=r"^\d{4}$")]
    geonames: bool = True
    base_map_note: str = ""
    base_map_note_short: str = ""
    ceasefire_line: Text = "Along a ceasefire line"
    own_names: tuple[OwnName, ...] = ()
    separation_area: str = ""
    capital: Capital | None = None
    place_notes: tuple[PlaceNote, ...] = ()
    post_owners: tuple[PostOwner, ...] = ()
    holders: Annotated[tuple[Holder, ...], Field(min_length=1)]
    governorate_codes: dict[Text, Text] = Field(default_factory=dict)
    common_names: tuple[Text, ...] = ()
    widespread_names: tuple[Text, ...] = ()
    landscapes: tuple[Text, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the country."""
        return tuple(filter(None, (self.name, *self.other_names, self.name_local)))

    @property
    def metres(self) -> str:
        """The reference system in metres, as in EPSG:32637."""
        hemisphere = "326" if self.utm_zone.endswith("N") else "327"
        return f"EPSG:{hemisphere}{int(self.utm_zone[:-1]):02}"

    @property
    def describes_metres(self) -> str:
        """The reference system in words, as in UTM zone 37 N."""
        return f"UTM zone {self.utm_zone[:-1]} {self.utm_zone[-1]}"

    @property
    def answer_key(self) -> str:
        """The key under which an answer says whether a point lies in the country."""
        return f"in_{'_'.join(self.name.lower().split())}"


COUNTRY = read_frame(find_data_folder() / "geodata" / FILE, Country)
