"""What catalogues are told: valid in their own forms, and the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import datacite.schema45
import pytest
import yaml

from corpus.identifiers import find_address
from geodata.exports import catalogue
from geodata.exports.extract import MapExtract

ROOT = Path(__file__).parents[2]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def read(written: Iterable[bytes]) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(b"".join(written))
    return record


def test_datacite_takes_its_record(whole: MapExtract) -> None:
    record = read(catalogue.write_datacite(whole, "dataset"))
    datacite.schema45.validator.validate(record)
    assert record["titles"][0]["title"] == CITATION["title"]
    assert record["version"] == CITATION["version"]
    assert [one["subject"] for one in record["subjects"]] == CITATION["keywords"]
    assert len(record["geoLocations"]) == len(whole.atlas.zones)
    related = {one["relatedIdentifier"] for one in record["relatedIdentifiers"]}
    assert "https://pax.peaceagreements.org/agreements/2093" in related
    assert {article.url for article in whole.corpus.articles} <= related


@pytest.mark.parametrize(
    ("name", "write"),
    [(".zenodo.json", catalogue.write_zenodo), ("codemeta.json", catalogue.write_codemeta)],
)
def test_the_files_of_the_project_are_these(name: str, write: Any, whole: MapExtract) -> None:
    assert (ROOT / name).read_bytes() == b"".join(write(whole, "dataset"))


def test_the_forms_agree_with_the_citation(whole: MapExtract) -> None:
    zenodo = read(catalogue.write_zenodo(whole, "dataset"))
    codemeta = read(catalogue.write_codemeta(whole, "dataset"))
    for record in (zenodo, codemeta):
        assert record["version"] == CITATION["version"]
        assert record["keywords"] == CITATION["keywords"]
    assert zenodo["license"] == CITATION["license"].lower()
    assert zenodo["publication_date"] == codemeta["dateModified"] == CITATION["date-released"]


@pytest.mark.parametrize(
    ("identifier", "address"),
    [
        ("PA-X 2093", "https://pax.peaceagreements.org/agreements/2093"),
        ("PA-X local 1995", "https://pax.peaceagreements.org/agreements/local/1995"),
        ("UN S/2018/852", "https://undocs.org/S/2018/852"),
    ],
)
def test_an_identifier_leads_to_its_collection(identifier: str, address: str) -> None:
    assert find_address(identifier) == address


@pytest.mark.parametrize("text", ["PA-X", "PA-X x", "2093", "UN 2018", "UN S/../x", "PA-X 1 2"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is none of"):
        find_address(text)


def test_the_agreements_have_the_identifiers_of_other_collections(whole: MapExtract) -> None:
    names = {one.id: one.identifiers for one in whole.corpus.identified_dates}
    assert names["memorandum-signed"] == ("PA-X 2093",)
    assert names["sochi-memorandum"] == ("PA-X 2169", "UN S/2018/852")
