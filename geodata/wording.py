"""The words for what the map holds, each decided once: page and exports read them here."""

import math
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

import shapely

from corpus.agreement import AGREEMENT
from corpus.date_words import format_edtf
from geodata.records import Kind, Relation, Stretch, Zone
from geodata.records.country import COUNTRY
from geodata.records.posts import Post, PostKind, PostOwner

Extent = Literal["core", "drawn", "possible"]
# From the surest to the least sure.
EXTENTS: tuple[Extent, ...] = get_args(Extent)


class LayerWords(NamedTuple):
    """What a layer or table is called, and what it holds."""

    title: str
    description: str = ""


# Those with a description stand in a GeoPackage, in this order.
LAYERS: dict[str, LayerWords] = {
    "zones": LayerWords(
        "Zones as drawn",
        f"The likeliest outline of each {AGREEMENT.zone_type}, with the passages it rests on.",
    ),
    "extents": LayerWords(
        "Core and possible extents",
        "Of each zone what is farther inside than the line may be off, and what may be inside.",
    ),
    "boundaries": LayerWords(
        "Boundary stretches",
        "Each piece of the outline: what it was drawn from, and how many kilometres off it may be.",
    ),
    "places": LayerWords(
        "Places", "Towns and villages, and how they stood to a zone where that is known."
    ),
    "posts": LayerWords(
        "Posts set up later (background)",
        "Checkpoints and observation posts of later years, from outside the articles: each lies "
        "within precision_km of its point.",
    ),
    "passages": LayerWords(
        "Linked passages", "What the articles say, word for word, each with its address."
    ),
    "dates": LayerWords("Key dates", "What happened or was due when, each with its passages."),
    "articles": LayerWords("Articles", "The articles that the passages come from."),
    "about": LayerWords(
        "About", "Version, licence, method, how to cite, and what this file is limited to."
    ),
    "atlas": LayerWords("Everything in one file"),
    "figure": LayerWords("A figure for a report"),
    "annotations": LayerWords("Linked passages, as annotations"),
    "citations": LayerWords("What to cite"),
    "versions": LayerWords("Versions of the data"),
    "dataset": LayerWords("What catalogues are told of the data"),
}

_EXTENT_WORDS: dict[Extent, tuple[str, str]] = {
    "core": ("core", "inside, even where the line is off"),
    "drawn": ("zone as drawn", "the likeliest boundary"),
    "possible": ("possible extent", "may be inside, where the line is off"),
}

# What a line of each kind follows, as a legend says it.
KINDS: dict[Kind, str] = {
    "front line": "Along a front line",
    "assumed": "Assumed",
    "ceasefire line": COUNTRY.ceasefire_line,
    "international border": "Along a country's border",
    "administrative line": "Along a governorate's border",
}
# Clockwise, 45 degrees from one to the next.
_SIDES = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_MIDDLE = 0.2
GOVERNORATE = "Governorate border"
ENDED = "Ended before that day: outline only"
NOT_AGREED = "Not yet agreed on that day: dotted outline only"
NOT_IN_FORCE = "Agreed, the ceasefire not yet due on that day: pale"

_RELATIONS: dict[Relation, str] = {
    "inside": "inside {}",
    "outside_near": "outside {}, but near",
    "contested_or_unknown": "contested, or not known to be inside or outside {}",
}

_POST_KINDS: dict[PostKind, str] = {
    "checkpoint": "Checkpoint",
    "observation post": "Observation post",
    "presence": "Seen there",
}
_POST_OWNERS = {owner.name: owner for owner in COUNTRY.post_owners}
_HOLLOW = frozenset(owner.name for owner in COUNTRY.post_owners if owner.hollow)
POSTS = "Later posts (background), each in its circle:"


def find_side(zone: Zone, stretch: Stretch) -> str:
    """Return on which side of its zone a stretch lies, such as ``north-west``, or ``middle``."""
    west, south, east, north = shapely.bounds(zone.drawn).tolist()
    at = shapely.centroid(stretch.line)
    # From the middle of the zone's bounding box, of which either half is 1.
    x = (2 * at.x - west - east) / (east - west)
    y = (2 * at.y - south - north) / (north - south)
    if math.hypot(x, y) < _MIDDLE:
        return "middle"
    return _SIDES[round(math.degrees(math.atan2(x, y)) / 45) % len(_SIDES)]


def describe_areas(zone: Zone) -> str:
    """Return how large a zone is, as drawn, without its band of uncertainty and with it."""
    drawn, core, possible = map(
        format_area, (zone.area_km2, zone.area_core_km2, zone.area_possible_km2)
    )
    return (
        f"about {drawn} km² as drawn; {core} km² without the band of uncertainty, "
        f"{possible} km² with it"
    )


def format_area(square_km: float) -> str:
    """Return an area in two figures, as words have it: ``5,100``, ``96``."""
    return f"{round_area(square_km):,}"


def round_area(square_km: float) -> int:
    """Return an area in two figures, which is as much as the lines allow."""
    return int(round(square_km, 2 - len(str(int(square_km)))))


def name_extent(extent: Extent) -> str:
    """Return what an extent is called, without an article: ``possible extent``."""
    return _EXTENT_WORDS[extent][0]


def describe_extent(extent: Extent) -> str:
    """Return what an extent is: ``Core: inside, even where the line is off``."""
    name, meaning = _EXTENT_WORDS[extent]
    return f"{name.capitalize()}: {meaning}"


def describe_relation(relation: Relation, zone: Zone) -> str:
    """Return how a place stood to a zone, to follow its name; empty where it has none."""
    return _RELATIONS[relation].format(zone.name) if relation else ""


def list_post_kinds(posts: Iterable[Post]) -> list[tuple[PostKind, PostOwner]]:
    """Return the kinds of post that there are and whose each is, in the order of a legend."""
    found = {(post.kind, post.by) for post in posts}
    return [(kind, by) for by in _POST_OWNERS for kind in _POST_KINDS if (kind, by) in found]


def describe_post_kind(kind: PostKind, by: PostOwner) -> str:
    """Return what a sign for a post means: the kind, and the owner in short."""
    return f"{_POST_KINDS[kind]}, {_POST_OWNERS[by].short}"


def is_hollow(by: PostOwner) -> bool:
    """Return whether the sign of a post is hollow, by which its owner is told from the others."""
    return by in _HOLLOW


def describe_post(post: Post) -> str:
    """Return what a post is and whose: the kind, and the owner."""
    return f"{_POST_KINDS[post.kind]}, {post.by}"


def describe_post_days(post: Post) -> str:
    """Return when a post was set up and given up, as far as was found, in a sentence."""
    has_start = not post.set_up.startswith("..")
    start = (
        f"Set up {format_edtf(post.set_up)}"
        if has_start
        else f"There {format_edtf(post.set_up)}; since when was not found"
    )
    end = f"given up {format_edtf(post.given_up)}" if post.given_up else "no end was found"
    return f"{start}; {end}."


def describe_post_place(post: Post) -> str:
    """Return how the place of a post is known, and to how many kilometres."""
    return f"Within {post.precision_km:g} km of the sign: {post.located_by}."
