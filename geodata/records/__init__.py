"""Zones, boundary stretches, places, posts and control points, as records of the data files."""

from geodata.records.atlas import (
    Atlas,
    Background,
    Evidence,
    Kind,
    Label,
    Limits,
    Place,
    Relation,
    RingKind,
    SourceStretch,
    Stretch,
    Zone,
    ZoneEntry,
)

__all__ = [
    "Atlas",
    "Background",
    "Evidence",
    "Kind",
    "Label",
    "Limits",
    "Place",
    "Relation",
    "RingKind",
    "SourceStretch",
    "Stretch",
    "Zone",
    "ZoneEntry",
]
