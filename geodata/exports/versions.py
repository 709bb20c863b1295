"""The versions of the data: as JSON what changed in which zone, and which one is asked for."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.errors import ScopeError
from corpus.exports.dataset import load_dataset
from corpus.exports.scope import Filter
from corpus.quoting import quote
from corpus.zone_ids import ZoneId
from geodata.exports.extract import MapExtract
from geodata.loading import FOLDER
from geodata.records.versions import Outline, Version, load_versions, read_outlines
from geodata.wording import round_area

LAYERS = ("versions",)
MEDIA_TYPE = "application/json"

# What is kept of an earlier version: a format and a layer.
KEPT = ("geojson", "zones")
VERSION = Filter(
    "version",
    "--version",
    "VERSION",
    "the zones as a version of the data drew them: whole, and as GeoJSON alone",
)


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return all versions, the newest first, with the zones that the extract keeps.

    Raises
    ------
    ReadError
        If the record of a version, or its outlines, cannot be read.
    """
    kept = {zone.id for zone in extract.atlas.zones}
    versions = [
        {
            "version": version.version,
            "released": version.released,
            "changes": [
                {"zones": [*change.zones], "text": change.text}
                for change in version.changes
                if kept & {*change.zones}
            ],
            "areas": {
                zone: _describe(outline) for zone, outline in outlines.items() if zone in kept
            },
        }
        for version, outlines in list_outlines(extract)
    ]
    document = {"metadata": extract.about.describe(), "versions": versions}
    yield (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def list_outlines(extract: MapExtract) -> list[tuple[Version, dict[ZoneId, Outline]]]:
    """Return each version with its outlines, the newest first.

    Raises
    ------
    ReadError
        If the record of a version, or its outlines, cannot be read.
    """
    whole = extract.whole_atlas
    now = {
        zone.id: Outline(zone.drawn, zone.area_km2, zone.area_core_km2, zone.area_possible_km2)
        for zone in whole.zones
    }
    return [
        (version, now if version.version == whole.version else read_outlines(FOLDER, version))
        for version in load_versions(FOLDER)
    ]


def list_versions() -> tuple[str, ...]:
    """Return the numbers of the versions, the newest first.

    Raises
    ------
    ReadError
        If the record of a version cannot be read.
    """
    return tuple(version.version for version in load_versions(FOLDER))


def choose_version(number: str, wanted: tuple[str, str], limits: Iterable[str]) -> Version | None:
    """Return the earlier version that is asked for, or None where it is the present one.

    ``wanted`` are a format and a layer, ``limits`` the names of what else is asked for.

    Raises
    ------
    ScopeError
        If there is no such version, or not of this, or not limited so.
    ReadError
        If the record of a version cannot be read.
    """
    if wanted != KEPT:
        raise ScopeError(
            f"Of a version there is the layer {KEPT[1]} as {KEPT[0]} alone: leave the version out."
        )
    for limit in limits:
        raise ScopeError(f"Of a version there is the whole alone: leave {limit} out.")
    versions = {version.version: version for version in load_versions(FOLDER)}
    if number not in versions:
        listed = f"; there are: {', '.join(versions)}" if versions else ""
        raise ScopeError(f"There is no version {quote(number)}{listed}.")
    return None if number == load_dataset().version else versions[number]


def _describe(outline: Outline) -> dict[str, Any]:
    return {name: round_area(getattr(outline, name)) for name in Outline._fields[1:]}
