"""What the scripts in a visitor's browser send: whatever comes, since any program may send it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from corpus.zone_ids import ZoneId
from dashboard.selection import find_zone_id


@dataclass(frozen=True)
class Click:
    """A click on the map: the zone, if it was on one, and longitude and latitude in degrees."""

    zone: ZoneId | None
    point: tuple[float, float] | None


def read_click(message: object) -> Click | None:
    """Return what the map's script says of a click, or None where it says nothing."""
    if not isinstance(message, Mapping) or not message:
        return None
    point = None
    match message.get("lon"), message.get("lat"):
        case (float() as lon, float() as lat) if isfinite(lon) and isfinite(lat):
            point = (lon, lat)
    return Click(find_zone_id(message.get("zone")), point)


def read_picked(message: object) -> set[str]:
    """Return the ids of the marks that were picked on the timeline."""
    match message:
        case {"selection": {"date": list() as points}}:
            ids = (point.get("id") for point in points if isinstance(point, Mapping))
            return {name for name in ids if isinstance(name, str)}
        case _:
            return set()


def read_address(message: object) -> str:
    """Return the address that the page's links lead to, or nothing where none was followed."""
    return message if isinstance(message, str) else ""
