"""What can be asked for over HTTP, described as OpenAPI 3.1 has it."""

from typing import Any

from corpus.exports.scope import list_outlets
from corpus.records import TOPICS
from corpus.zone_ids import ZONE_IDS
from dashboard.api.downloads import DOWNLOADS, Download
from dashboard.library import Library
from geodata.points.grading import GRADES

JSON = "application/json"
JsonSchema = dict[str, Any]


def describe_api(library: Library) -> JsonSchema:
    """Return the OpenAPI document of everything below ``/api/``."""
    whole = (download for download in DOWNLOADS.values() if not download.zone)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The four de-escalation zones in Syria, May 2017",
            "version": library.atlas.version,
            "description": "Zones mapped by hand, their boundaries' stretches, places, passages "
            "and dates, in the formats of the field. Everything is read only and open to all.",
            "license": {"name": library.atlas.licence},
        },
        "paths": {
            "/api/": {"get": _describe_list()},
            "/api/openapi.json": {"get": _describe_itself()},
            "/api/locate": {"get": _describe_location()},
            **{
                f"/api/{download.path}": {"get": _describe_download(download, library)}
                for download in whole
            },
            **{
                f"/api/zones/{{zone}}.{download.format.extension}": {
                    "get": _describe_zone(download, library)
                }
                for download in DOWNLOADS.values()
                if download.zone == ZONE_IDS[0]
            },
        },
        "components": {
            "schemas": {
                "Error": _object({"error": {"type": "string"}}, more=True),
                "Listing": _object({"available": _list_of({"type": "string"})}),
                "Location": _location_schema(),
            }
        },
    }


def _describe_list() -> JsonSchema:
    return {
        "operationId": "list",
        "summary": "The address of everything that can be had.",
        "responses": {"200": _answer("The addresses.", JSON, _reference("Listing"))},
    }


def _describe_itself() -> JsonSchema:
    return {
        "operationId": "describe",
        "summary": "This document.",
        "responses": {"200": _answer("OpenAPI 3.1.", JSON, {"type": "object"})},
    }


def _describe_location() -> JsonSchema:
    name = {"type": "string", "minLength": 1, "maxLength": 100}
    return {
        "operationId": "locate",
        "summary": "Where a point or a place lies: give lon and lat, or place.",
        "parameters": [
            _parameter("lon", "Longitude in degrees, WGS 84.", _degrees(180)),
            _parameter("lat", "Latitude in degrees, WGS 84.", _degrees(90)),
            _parameter("place", "A name in any usual spelling.", name),
        ],
        "responses": {
            "200": _answer("Where it lies.", JSON, _reference("Location")),
            **_errors("400", "404"),
        },
    }


def _describe_download(download: Download, library: Library) -> JsonSchema:
    return {
        "operationId": f"{download.layer}-{download.format.id}",
        "summary": f"{download.layer.capitalize()} as {download.format.title}.",
        "parameters": [_zone_parameter(), *_other_filters(library)],
        "responses": _data_answers(download),
    }


def _describe_zone(download: Download, library: Library) -> JsonSchema:
    zone = {
        "name": "zone",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": [*ZONE_IDS]},
    }
    return {
        "operationId": f"zone-{download.format.id}",
        "summary": f"One zone as {download.format.title}.",
        "parameters": [zone, *_other_filters(library)],
        "responses": _data_answers(download) | _errors("404"),
    }


def _data_answers(download: Download) -> JsonSchema:
    media_type = download.format.media_type
    # Binary: of no type that JSON has.
    answer = {"description": download.format.title, "content": {media_type: {}}}
    return {"200": answer, "304": {"description": "As you have it."}, **_errors("400")}


def _zone_parameter() -> JsonSchema:
    return _parameter("zone", "The zones to keep.", _some_of(ZONE_IDS))


def _other_filters(library: Library) -> list[JsonSchema]:
    return [
        _parameter("topic", "The topics of passages to keep.", _some_of(TOPICS)),
        _parameter("outlet", "The outlets to keep.", _some_of(list_outlets(library.corpus))),
        _parameter("asof", "What held by this day.", {"type": "string", "format": "date"}),
    ]


def _location_schema() -> JsonSchema:
    word, number = {"type": "string"}, {"type": "number"}
    return _object(
        {
            "lon": number,
            "lat": number,
            "certainty": {"type": "string", "enum": [*GRADES]},
            "sentence": word,
            "in_syria": {"type": "boolean"},
            "zone": {"type": ["string", "null"]},
            "nearest_zone": {"type": ["string", "null"]},
            "distance_km": {"type": ["number", "null"]},
            "as_of": {"type": ["string", "null"]},
            "stretch": {"type": ["object", "null"]},
            "version": word,
            "licence": word,
        },
        more=True,
    )


def _errors(*statuses: str) -> JsonSchema:
    said = {"400": "What is wrong with a parameter.", "404": "There is no such thing."}
    return {status: _answer(said[status], JSON, _reference("Error")) for status in statuses}


def _answer(description: str, media_type: str, schema: JsonSchema) -> JsonSchema:
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _parameter(name: str, description: str, schema: JsonSchema) -> JsonSchema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _object(properties: JsonSchema, more: bool = False) -> JsonSchema:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": more,
    }


def _some_of(words: tuple[str, ...]) -> JsonSchema:
    return _list_of({"type": "string", "enum": [*words]})


def _list_of(items: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": items}


def _degrees(largest: int) -> JsonSchema:
    return {"type": "number", "minimum": -largest, "maximum": largest}


def _reference(name: str) -> JsonSchema:
    return {"$ref": f"#/components/schemas/{name}"}
