"""What the scripts in a visitor's browser send: whatever comes, since any program may send it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True)
class Choice:
    """A choice: its address, and where the map was clicked, longitude and latitude in degrees."""

    address: str
    point: tuple[float, float] | None


def read_choice(message: object) -> Choice | None:
    """Return what the panel's script says of a choice, or None where it says nothing."""
    if not isinstance(message, Mapping):
        return None
    address = message.get("address")
    if not isinstance(address, str):
        return None
    match message.get("point"):
        case [float() as lon, float() as lat] if isfinite(lon) and isfinite(lat):
            return Choice(address, (lon, lat))
    return Choice(address, None)


def read_picked(message: object) -> set[str]:
    """Return the ids of the marks that were picked on the timeline."""
    match message:
        case {"selection": {"date": list() as points}}:
            ids = (point.get("id") for point in points if isinstance(point, Mapping))
            return {name for name in ids if isinstance(name, str)}
        case _:
            return set()
