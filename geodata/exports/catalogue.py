"""What catalogues are told of the data set, in three of their own forms.

All of it is made from ``CITATION.cff``, the zones and the articles. ``.zenodo.json`` and
``codemeta.json`` at the top of the project are these forms, written to files.
"""

import json
from collections.abc import Iterator
from typing import Any

import shapely

from corpus.identifiers import find_address
from corpus.records import Article
from geodata.exports.extract import MapExtract
from geodata.records.atlas import Zone

LAYERS = ("dataset",)
# What each form is called is not registered for ``.json``.
MEDIA_TYPE = "application/json"

_CODE_LICENCE = "https://spdx.org/licenses/MIT"


def write_datacite(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return the record in DataCite's form of JSON, kernel 4.5, without a DOI."""
    dataset = extract.about.dataset
    yield _encode(
        {
            "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Geographic data"},
            "creators": [
                {"name": name, "nameType": "Organizational"}
                if author.organisation
                else {
                    "name": f"{author.family}, {author.given}",
                    "nameType": "Personal",
                    "familyName": author.family,
                    "givenName": author.given,
                }
                for author, name in zip(dataset.authors, dataset.author_names, strict=True)
            ],
            "titles": [{"title": dataset.title, "lang": "en"}],
            "publisher": {"name": dataset.author_names[0]},
            "publicationYear": dataset.released[:4],
            "subjects": [{"subject": word, "lang": "en"} for word in dataset.keywords],
            "dates": [
                {"date": dataset.released, "dateType": "Issued"},
                *(
                    {"date": day, "dateType": "Valid", "dateInformation": "what outlines stand for"}
                    for day in _list_times(extract)
                ),
            ],
            "language": "en",
            "version": dataset.version,
            "rightsList": [
                {
                    "rights": dataset.licence,
                    "rightsUri": dataset.licence_url,
                    "rightsIdentifier": dataset.licence,
                    "rightsIdentifierScheme": "SPDX",
                    "schemeUri": "https://spdx.org/licenses/",
                }
            ],
            "descriptions": [
                {"description": dataset.method, "descriptionType": "Abstract", "lang": "en"}
            ],
            "geoLocations": [_locate(zone) for zone in extract.atlas.zones],
            "relatedIdentifiers": [
                *(
                    _relate(article.url, "IsDerivedFrom") | {"resourceTypeGeneral": "Text"}
                    for article in extract.corpus.articles
                ),
                *(_relate(address, "References") for address in _list_identifiers(extract)),
            ],
            "schemaVersion": "http://datacite.org/schema/kernel-4",
        }
    )


def write_zenodo(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return the record as Zenodo takes it from a repository, in ``.zenodo.json``."""
    dataset = extract.about.dataset
    yield _encode(
        {
            "upload_type": "dataset",
            "title": dataset.title,
            "creators": [
                {"name": author.organisation or f"{author.family}, {author.given}"}
                for author in dataset.authors
            ],
            "description": dataset.method,
            "version": dataset.version,
            "publication_date": dataset.released,
            "access_right": "open",
            "license": dataset.licence.lower(),
            "language": "eng",
            "keywords": [*dataset.keywords],
            "locations": [
                {"place": zone.name, "lat": zone.label.lat, "lon": zone.label.lon}
                for zone in extract.atlas.zones
            ],
            "related_identifiers": [
                *(_relate_to_article(article) for article in extract.corpus.articles),
                *(
                    {"identifier": address, "relation": "references"}
                    for address in _list_identifiers(extract)
                ),
            ],
        }
    )


def write_codemeta(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return what is said of the software, as CodeMeta 3.0."""
    dataset = extract.about.dataset
    authors = [
        {"type": "Organization", "name": author.organisation}
        if author.organisation
        else {"type": "Person", "familyName": author.family, "givenName": author.given}
        for author in dataset.authors
    ]
    yield _encode(
        {
            "@context": "https://w3id.org/codemeta/3.0",
            "type": "SoftwareSourceCode",
            "name": dataset.title,
            "description": dataset.method,
            "version": dataset.version,
            "dateModified": dataset.released,
            "author": authors,
            "license": [_CODE_LICENCE, dataset.licence_url],
            "keywords": [*dataset.keywords],
            "programmingLanguage": ["Python", "JavaScript"],
            "developmentStatus": "active",
        }
    )


def _relate(address: str, relation: str) -> dict[str, str]:
    return {
        "relatedIdentifier": address,
        "relatedIdentifierType": "URL",
        "relationType": relation,
    }


def _relate_to_article(article: Article) -> dict[str, str]:
    return {
        "identifier": article.url,
        "relation": "isDerivedFrom",
        "resource_type": "publication-article",
    }


def _list_identifiers(extract: MapExtract) -> list[str]:
    """Return the addresses of what other collections hold of the dates, each once."""
    names = (name for one in extract.corpus.identified_dates for name in one.identifiers)
    return [*dict.fromkeys(map(find_address, names))]


def _list_times(extract: MapExtract) -> list[str]:
    times = (zone.as_of.replace("~", "") for zone in extract.atlas.zones)
    return [*dict.fromkeys(times)]


def _locate(zone: Zone) -> dict[str, Any]:
    west, south, east, north = shapely.bounds(zone.possible).round(4).tolist()
    return {
        "geoLocationPlace": zone.name,
        "geoLocationBox": {
            "westBoundLongitude": west,
            "eastBoundLongitude": east,
            "southBoundLatitude": south,
            "northBoundLatitude": north,
        },
    }


def _encode(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
