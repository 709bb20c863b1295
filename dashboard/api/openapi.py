"""The OpenAPI 3.1 document of everything that can be requested over HTTP."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from corpus.exports.scope import FILTERS, ZONE, Filter, list_values
from corpus.zone_ids import ZONE_IDS
from dashboard.api.downloads import DOWNLOADS, Download
from dashboard.api.search_answer import SearchAnswer, describe_parameters
from dashboard.library import Library
from geodata.exports.versions import KEPT, VERSION, list_versions
from geodata.points.location_answer import CandidatesAnswer, LocationAnswer
from geodata.points.lookup import PARAMETERS, Parameter

JSON = "application/json"
JsonSchema = dict[str, Any]


class Error(BaseModel):
    """Why a request is refused, in a sentence; ``available`` are the addresses there are."""

    error: str
    available: list[str] | None = None


class Listing(BaseModel):
    """The address of everything that can be fetched, without the server's."""

    available: list[str]


_MODELS: tuple[type[BaseModel], ...] = (
    Error,
    Listing,
    LocationAnswer,
    CandidatesAnswer,
    SearchAnswer,
)


def describe_api(library: Library) -> JsonSchema:
    """Return the OpenAPI document of everything below ``/api/``."""
    whole = (download for download in DOWNLOADS.values() if not download.zone)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": library.atlas.title,
            "version": library.atlas.version,
            "description": "Zones mapped by hand, the pieces of their boundaries, places, passages "
            "and dates, in many formats. Everything is read only and open to all. "
            "Parameters called _ or beginning with utm_ are ignored; any other unknown one is "
            "refused.",
            "license": {"name": library.atlas.licence},
        },
        "paths": {
            "/api/": {"get": _describe_list()},
            "/api/openapi.json": {"get": _describe_itself()},
            "/api/locate": {"get": _describe_location()},
            "/api/search": {"get": _describe_search()},
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
        "components": {"schemas": _describe_models()},
    }


def _describe_models() -> JsonSchema:
    _, described = models_json_schema(
        [(model, "serialization") for model in _MODELS],
        ref_template="#/components/schemas/{model}",
    )
    schemas: JsonSchema = described["$defs"]
    return schemas


def _describe_list() -> JsonSchema:
    return {
        "operationId": "list",
        "summary": "The address of everything that can be fetched.",
        "responses": {"200": _response("The addresses.", JSON, _reference(Listing))},
    }


def _describe_itself() -> JsonSchema:
    return {
        "operationId": "describe",
        "summary": "This document.",
        "responses": {"200": _response("OpenAPI 3.1.", JSON, {"type": "object"})},
    }


def _describe_location() -> JsonSchema:
    return {
        "operationId": "locate",
        "summary": "Where a point or a place lies: give lon and lat, or place, or id.",
        "parameters": [
            _parameter(known.name, known.description, _limit(known)) for known in PARAMETERS
        ],
        "responses": {
            "200": _response("Where it lies.", JSON, _reference(LocationAnswer)),
            "300": _response(
                "Not surely one place: those that may be meant.", JSON, _reference(CandidatesAnswer)
            ),
            **_errors("400", "404"),
        },
    }


def _describe_search() -> JsonSchema:
    return {
        "operationId": "search",
        "summary": "Words in the articles, in answers to questions and in key dates.",
        "parameters": describe_parameters(),
        "responses": {
            "200": _response("What is found.", JSON, _reference(SearchAnswer)),
            **_errors("400"),
        },
    }


def _describe_download(download: Download, library: Library) -> JsonSchema:
    has_versions = (download.format.id, download.layer) == KEPT
    return {
        "operationId": f"{download.layer}-{download.format.id}",
        "summary": f"{download.layer.capitalize()} as {download.format.title}.",
        "parameters": [
            *(
                _describe_filter(known, library)
                for known in FILTERS
                if known.of in ("", download.layer)
            ),
            *([_describe_version()] if has_versions else []),
        ],
        "responses": _data_responses(download),
    }


def _describe_zone(download: Download, library: Library) -> JsonSchema:
    zone = {
        "name": ZONE.name,
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": [*ZONE_IDS]},
    }
    return {
        "operationId": f"zone-{download.format.id}",
        "summary": f"One zone as {download.format.title}.",
        "parameters": [
            zone,
            *(
                _describe_filter(known, library)
                for known in FILTERS
                if known is not ZONE and not known.of
            ),
        ],
        "responses": _data_responses(download) | _errors("404"),
    }


def _data_responses(download: Download) -> JsonSchema:
    media_type = download.format.media_type
    # Binary: no JSON Schema describes it.
    response = {"description": download.format.title, "content": {media_type: {}}}
    return {"200": response, "304": {"description": "Not modified since."}, **_errors("400")}


def _describe_filter(known: Filter, library: Library) -> JsonSchema:
    if known.is_day:
        schema: JsonSchema = {"type": "string", "format": "date"}
    else:
        values = list_values(known, library.corpus)
        schema = {"type": "array", "items": {"type": "string", "enum": [*values]}}
    return _parameter(known.name, f"{known.description.capitalize()}.", schema)


def _describe_version() -> JsonSchema:
    description = f"{VERSION.description.capitalize()}; with no filter."
    return _parameter(VERSION.name, description, {"type": "string", "enum": [*list_versions()]})


def _limit(parameter: Parameter) -> JsonSchema:
    if parameter.longest:
        return {"type": "string", "minLength": 1, "maxLength": parameter.longest}
    return {"type": "number", "minimum": -parameter.largest, "maximum": parameter.largest}


def _errors(*statuses: str) -> JsonSchema:
    meanings = {"400": "What is wrong with a parameter.", "404": "There is no such thing."}
    return {status: _response(meanings[status], JSON, _reference(Error)) for status in statuses}


def _response(description: str, media_type: str, schema: JsonSchema) -> JsonSchema:
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _parameter(name: str, description: str, schema: JsonSchema) -> JsonSchema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _reference(model: type[BaseModel]) -> JsonSchema:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
