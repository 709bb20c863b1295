"""Code names no zone, no article and no country: all of that is data."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.zone_ids import ZONE_IDS
from geodata.records.country import COUNTRY
from tests.shipped import load_corpus

ROOT = Path(__file__).resolve().parents[1]
ENDINGS = {".py", ".html", ".js", ".css", ".svg", ".xml", ".qml"}
# Ids of zones that are words of everyday use, which code may well contain.
WORDS = {"south"}
# Whose names of months are told from those of the Levant.
LANGUAGES = {"Egypt"}


def list_code() -> Iterator[tuple[str, str]]:
    paths = [ROOT / "Makefile"]
    for package in ("corpus", "geodata", "dashboard"):
        paths += [path for path in (ROOT / package).rglob("*") if path.suffix in ENDINGS]
    for path in sorted(paths):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def list_names() -> list[str]:
    neighbours = ROOT / "geodata" / "basemap" / "neighbours.geojson"
    features = json.loads(neighbours.read_text(encoding="utf-8"))["features"]
    return [
        *(zone for zone in ZONE_IDS if zone not in WORDS),
        *(article.id for article in load_corpus().articles),
        *COUNTRY.names,
        *(f"{COUNTRY.name}n", COUNTRY.iso_a3),
        *({feature["properties"]["name"] for feature in features} - LANGUAGES),
        *(own.name for own in COUNTRY.own_names),
    ]


def test_no_zone_article_or_country_is_named_in_code() -> None:
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in list_names()), re.IGNORECASE)
    found = [
        f"{path}: {match.group()}" for path, text in list_code() for match in named.finditer(text)
    ]
    assert found == []
