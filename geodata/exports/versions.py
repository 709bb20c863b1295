"""The versions of the data as JSON: what changed in which zone, and how large the zones were."""

import json
from collections.abc import Iterator
from typing import Any

from corpus.zone_ids import ZoneId
from geodata.exports.extract import MapExtract
from geodata.loading import FOLDER
from geodata.records.versions import Outline, Version, load_versions, read_outlines
from geodata.wording import round_area

LAYERS = ("versions",)
MEDIA_TYPE = "application/json"


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


def _describe(outline: Outline) -> dict[str, Any]:
    return {name: round_area(getattr(outline, name)) for name in Outline._fields[1:]}
