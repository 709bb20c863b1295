"""The ids of the four de-escalation zones, as every address, file and export writes them."""

from typing import Literal, get_args

ZoneId = Literal["idlib", "north-homs", "east-ghouta", "south"]

ZONE_IDS: tuple[ZoneId, ...] = get_args(ZoneId)
