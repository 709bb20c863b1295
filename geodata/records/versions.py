"""The versions of the data: what changed in which zone, and the outlines as they were released."""

import json
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field, StringConstraints
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corpus.entries import read_records
from corpus.errors import ReadError
from corpus.fields import Day, Text, Zones
from corpus.reading import Record, read_text
from corpus.zone_ids import ZONE_IDS, ZoneId


class Change(Record):
    """What changed in some zones."""

    zones: Zones
    text: Text


class Version(Record):
    """A version of the data, the day on which it was released, and what it changed."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    released: Day
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]


class Outline(NamedTuple):
    """A zone's drawn outline in a version, in longitude and latitude, and its areas in km²."""

    drawn: BaseGeometry
    area_km2: float
    area_core_km2: float
    area_possible_km2: float


def load_versions(folder: Path) -> tuple[Version, ...]:
    """Return the versions that a data folder tells of, the newest first; none without the file.

    Raises
    ------
    ReadError
        If a record is not sound.
    """
    path = folder / "versions.yaml"
    if not path.exists():
        return ()
    versions, faults = read_records(path, Version)
    if faults:
        raise ReadError(f"{faults[0]}.")
    return tuple(versions)


def read_earlier_file(folder: Path, version: Version) -> bytes:
    """Return the outlines of an earlier version, as GeoJSON, as they were released.

    Raises
    ------
    ReadError
        If there is no such file.
    """
    return read_text(find_earlier_file(folder, version)).encode()


def read_outlines(folder: Path, version: Version) -> dict[ZoneId, Outline]:
    """Return the outlines of an earlier version by their zones.

    Raises
    ------
    ReadError
        If the file is missing or no such GeoJSON.
    """
    path = find_earlier_file(folder, version)
    try:
        features: list[Any] = json.loads(read_text(path))["features"]
        found = {one["id"]: (shape(one["geometry"]), one["properties"]) for one in features}
        return {
            zone: Outline(
                found[zone][0], **{name: found[zone][1][name] for name in Outline._fields[1:]}
            )
            for zone in ZONE_IDS
            if zone in found
        }
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError(f"{path.name} holds no outlines of zones.") from error


def find_earlier_file(folder: Path, version: Version) -> Path:
    """Return where the outlines of an earlier version lie in a data folder."""
    return folder / "versions" / f"{version.version}.geojson"
