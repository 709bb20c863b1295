"""Checking the posts that were set up later against the outlines, the country and their own days.

What a post must be to be read at all is checked when it is read; see geodata.records.posts.
"""

from collections.abc import Iterable

from shapely.geometry.base import BaseGeometry

from corpus import edtf
from corpus.faults import Fault
from geodata.basemap import read_country
from geodata.errors import BasemapError
from geodata.projection import to_metres
from geodata.records.atlas import Atlas
from geodata.records.country import COUNTRY
from geodata.records.posts import POSTS_FILE, Post

# Posts stand along the lines; one that stands farther off has a note that says why, to a limit.
_FARTHEST_KM = 15.0
_FARTHEST_WITH_NOTE_KM = 25.0


def check_posts(atlas: Atlas) -> Iterable[Fault]:
    """Return what is wrong with the posts of an atlas beyond their own fields."""
    try:
        land = read_country() if atlas.posts else None
    except BasemapError:  # a fault of every outline, told there
        land = None
    # A zone whose outline cannot be made has a fault of its own.
    lines = {zone.id: to_metres(zone.drawn.boundary) for zone in atlas.zones}
    for post in atlas.posts:
        for message in _list_problems(post, lines.get(post.zone)):
            yield Fault(POSTS_FILE, post.id, message)
        if land is not None and not land.covers(post.point):
            yield Fault(POSTS_FILE, post.id, f"the post is outside {COUNTRY.name}")


def _list_problems(post: Post, line: BaseGeometry | None) -> Iterable[str]:
    if post.given_up:
        set_up, given_up = edtf.parse(post.set_up), edtf.parse(post.given_up)
        if set_up.first_named > given_up.last_named:
            yield f"it was given up ({post.given_up}) before it was set up ({post.set_up})"
    if line is not None:
        distance = line.distance(to_metres(post.point)) / 1000
        found = f"the post is {distance:.1f} km from the line of '{post.zone}', more than"
        if distance > _FARTHEST_WITH_NOTE_KM:
            yield f"{found} {_FARTHEST_WITH_NOTE_KM:.0f}"
        elif distance > _FARTHEST_KM and not post.note:
            yield f"{found} {_FARTHEST_KM:.0f}, and no note explains it"
