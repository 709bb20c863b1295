"""What a balloon on a map says of a feature, as HTML in which every value is escaped."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from corpus.agreement import ALL_ZONES
from corpus.background_records import Link
from corpus.date_words import format_edtf
from corpus.exports.extract import About
from corpus.records import attribute
from geodata import wording
from geodata.exports.extract import MapExtract
from geodata.exports.templating import make_environment
from geodata.records import Background, Place, Stretch, Zone
from geodata.records.country import COUNTRY
from geodata.records.posts import Post


def describe_about(about: About, publication: Background | None) -> str:
    """Return what an export says of itself, and what is known of published boundaries."""
    return _render("about", about, publication)


def describe_zone(zone: Zone, properties: dict[str, Any], extract: MapExtract) -> str:
    """Return what a zone is, with its excerpts word for word.

    ``properties`` are those of its feature: areas are rounded there.
    """
    passages = extract.corpus.passages_of_zone(zone.id)
    excerpts = [(passage, extract.whole.article_of(passage)) for passage in passages]
    key_dates = [date for date in extract.corpus.key_dates if zone.id in date.zones]
    shown = {"ended": False} | properties
    return _render("zone", zone, shown, excerpts, key_dates)


def describe_extent(zone: Zone, extent: wording.Extent) -> str:
    """Return what the core or the possible extent of a zone is."""
    return _render("extent", zone, wording.describe_extent(extent))


def describe_stretch(stretch: Stretch, zone: Zone) -> str:
    """Return what a stretch rests on, with the words of its passages.

    A stretch rests on a passage whether or not an export is limited to it.
    """
    return _render("stretch", stretch, zone)


def describe_place(place: Place, zone: Zone | None, links: Iterable[Link]) -> str:
    """Return what a place is, and how it stood to its zone if it has one, with the pages for it."""
    relation = wording.describe_relation(place.relation, zone) if zone else ""
    return _render("place", place, relation, links)


def describe_post(post: Post) -> str:
    """Return what a post was, from when to when, and how its place is known."""
    return _render(
        "post",
        post,
        wording.describe_post(post),
        wording.describe_post_days(post),
        wording.describe_post_place(post),
    )


@cache
def _load() -> Any:
    environment = make_environment(Path(__file__).parent / "templates")
    environment.globals.update(
        attribute=attribute, all_zones=ALL_ZONES, status_year=COUNTRY.status_year
    )
    environment.filters["days"] = format_edtf
    environment.filters["areas"] = wording.describe_areas
    return environment.get_template("balloons.html").module


def _render(macro: str, *values: object) -> str:
    return str(getattr(_load(), macro)(*values)).strip()
