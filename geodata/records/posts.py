"""Checkpoints and observation posts that were set up later: background, beside the agreement.

``posts.csv`` holds those whose place a source names.
"""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import shapely
from pydantic import AfterValidator, Field, FiniteFloat
from shapely.geometry.base import BaseGeometry

from corpus import edtf
from corpus.background import ended_zones
from corpus.background_records import Link
from corpus.collection import Corpus
from corpus.faults import Fault
from corpus.fields import EdtfDate, Id, Text
from corpus.reading import Record
from corpus.zone_ids import ZoneId
from geodata.records.country import COUNTRY
from geodata.records.fields import Latitude, Longitude, SemicolonList
from geodata.records.source_pages import find_missing_pages
from geodata.records.tables import read_table

POSTS_FILE = "posts.csv"

# A presence is where soldiers were seen, without a word of a post of their own.
PostKind = Literal["checkpoint", "observation post", "presence"]
if TYPE_CHECKING:
    PostOwner = str
else:
    # Without owners no post can be set up by anybody.
    PostOwner = Literal[tuple(owner.name for owner in COUNTRY.post_owners) or ("",)]

# About 100 m: no post's place is known better.
_DECIMALS = 3


def _check_decimals(degrees: float) -> float:
    if round(degrees, _DECIMALS) != degrees:
        raise ValueError(f"more than {_DECIMALS} decimals say more than is known of a post")
    return degrees


class SourcePost(Record):
    """A row of ``posts.csv``.

    ``set_up`` and ``given_up`` are EDTF; ``given_up`` is empty where nothing was found of it. For a
    post that a source saw or named without its beginning, ``set_up`` is ``../`` and that day. The
    post lies within ``precision_km`` of the point, as far as ``located_by`` allows to say.
    ``sources`` are addresses of pages of ``sources.yaml``.
    """

    id: Id
    zone: ZoneId
    name: Text
    name_ar: str
    kind: PostKind
    by: PostOwner
    set_up: EdtfDate
    given_up: EdtfDate | Literal[""]
    lon: Annotated[Longitude, AfterValidator(_check_decimals)]
    lat: Annotated[Latitude, AfterValidator(_check_decimals)]
    precision_km: Annotated[FiniteFloat, Field(gt=0, le=10)]
    located_by: Text
    sources: Annotated[SemicolonList, Field(min_length=1)]
    note: str


class Post(SourcePost):
    """A checkpoint, an observation post or a presence, with the pages it rests on."""

    links: tuple[Link, ...]

    @property
    def point(self) -> BaseGeometry:
        """The middle of the circle in which the post lies, in longitude and latitude."""
        return shapely.Point(self.lon, self.lat)

    @property
    def set_up_by(self) -> date:
        """The day by which the post had been set up, as far as was found."""
        return edtf.parse(self.set_up).last_named

    def stood_on(self, day: date, is_followed: bool) -> bool:
        """Return whether the post stood on a day, as far as was found.

        Where nothing was found of its end, it is said to have stood as long as its zone is
        followed; where nothing was found of its beginning either, on the day it was seen alone.
        """
        set_up = edtf.parse(self.set_up)
        if day < set_up.first_named:
            return False
        end = edtf.parse(self.given_up).latest if self.given_up else None
        if end is None and set_up.earliest is None:
            end = set_up.last_named
        return is_followed if end is None else day <= end


def load_posts(folder: Path, sources: Mapping[str, Link]) -> tuple[tuple[Post, ...], list[Fault]]:
    """Return the sound posts of a folder, in their file's order, and the faults of the others.

    ``sources`` holds the pages that posts rest on by their address. An atlas can do without posts:
    where there is no ``posts.csv``, there are none and no fault.
    """
    if not os.path.lexists(folder / POSTS_FILE):
        return (), []
    rows, faults = read_table(folder / POSTS_FILE, SourcePost)
    posts = []
    for row in rows:
        missing = find_missing_pages(POSTS_FILE, row.id, row.sources, sources)
        faults += missing
        if not missing:
            links = tuple(sources[url] for url in dict.fromkeys(row.sources))
            posts.append(Post(**dict(row) | {"links": links}))
    return tuple(posts), faults


def list_standing(posts: tuple[Post, ...], day: date | None, corpus: Corpus) -> tuple[Post, ...]:
    """Return the posts that stood on a day, all of them without one.

    ``corpus`` is a whole one: a zone is followed until it ended, and no zone after the last of the
    background dates.
    """
    if day is None:
        return posts
    ended = ended_zones(day, corpus)
    is_told = any(day <= event.span.last_named for event in corpus.background_dates)
    return tuple(post for post in posts if post.stood_on(day, is_told and post.zone not in ended))
