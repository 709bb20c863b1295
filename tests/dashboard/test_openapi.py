"""The description of the addresses is true: schemathesis asks a running server by it."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from corpus.zone_ids import ZONE_IDS
from dashboard.api.downloads import DOWNLOADS, FORMATS
from dashboard.api.openapi import describe_api
from dashboard.library import open_library
from tests.dashboard.client import ask
from tests.server import Server


def read_json(address: str) -> Any:
    with urlopen(address) as answer:
        return json.load(answer)


def ask_error(address: str) -> Any:
    with pytest.raises(HTTPError) as caught, urlopen(address):
        pass
    with caught.value as refusal:
        return json.load(refusal)


SCHEMA = schemathesis.openapi.from_dict(describe_api(open_library()))
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]


# By names of our own: of several tests of one name, as schemathesis makes them, workers run one.
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_answer_is_as_described(operation: Any, server: Server) -> None:
    # OpenAPI cannot say that it is a point or a place, a version or filters.
    either = operation.path in ("/api/locate", "/api/zones.geojson")
    excluded: list[Any] = [positive_data_acceptance] if either else []

    @given(case=operation.as_strategy())
    @settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
    def ask_and_hold(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(server.address, excluded_checks=excluded, timeout=60)

    ask_and_hold()


def test_the_description_names_every_address_that_is_listed_and_no_other(server: Server) -> None:
    document, listed = (read_json(f"{server.address}/api/{path}") for path in ("openapi.json", ""))
    assert len(OPERATIONS) == len(document["paths"])
    described = [
        path.replace("{zone}", zone)
        for path in document["paths"]
        for zone in (ZONE_IDS if "{zone}" in path else ("",))
    ]
    assert sorted(described) == sorted(listed["available"])
    assert {"/api/locate", "/api/zones.geojson", "/api/zones/idlib.geojson"} <= {*described}


def test_the_filters_that_are_described_are_those_that_are_taken(server: Server) -> None:
    document = read_json(f"{server.address}/api/openapi.json")
    parameters = document["paths"]["/api/zones.geojson"]["get"]["parameters"]
    *names, version = (parameter["name"] for parameter in parameters)
    assert names == ["zone", "topic", "outlet", "passage", "asof"]
    assert version == "version"
    texts = {path: json.dumps(described) for path, described in document["paths"].items()}
    assert [path for path in texts if '"version"' in texts[path]] == ["/api/zones.geojson"]
    refused = ask_error(f"{server.address}/api/zones.geojson?title=x")
    assert refused["error"] == f"There is no filter 'title'; there are: {', '.join(names)}, theme."
    # The figure alone has colours.
    assert {path.partition(".")[0] for path in texts if '"theme"' in texts[path]} == {"/api/figure"}
    refused = ask_error(f"{server.address}/api/zones.geojson?theme=dark")
    assert refused["error"] == "Only the figure has a theme: leave it out for zones."


@pytest.mark.parametrize(
    "query", ["place=Douma", "place=Damascus", "lon=36.33711&lat=33.531", "lon=2.35&lat=48.85"]
)
def test_an_answer_is_as_its_schema_says(query: str, server: Server) -> None:
    document = read_json(f"{server.address}/api/openapi.json")
    schema = {**document, "$ref": "#/components/schemas/LocationAnswer"}
    jsonschema.validate(read_json(f"{server.address}/api/locate?{query}"), schema)


@pytest.mark.parametrize("query", ["place=Hader", "place=East+Ghouta", "place=Idlib+province"])
def test_a_choice_is_as_its_schema_says(query: str, server: Server) -> None:
    document = read_json(f"{server.address}/api/openapi.json")
    schema = {**document, "$ref": "#/components/schemas/CandidatesAnswer"}
    jsonschema.validate(ask(server, f"/api/locate?{query}").json(), schema)


def test_an_answer_has_all_fields_that_are_described(server: Server) -> None:
    schemas = read_json(f"{server.address}/api/openapi.json")["components"]["schemas"]
    found = read_json(f"{server.address}/api/locate?place=Douma")
    assert [*found] == [*schemas["LocationAnswer"]["properties"]]
    assert found["certainty"] in schemas["LocationAnswer"]["properties"]["certainty"]["enum"]
    assert [*found["place"]] == [*schemas["PlaceAnswer"]["properties"]]
    assert [*found["stretch"]] == [*schemas["StretchAnswer"]["properties"]]


def test_each_layer_and_ending_is_of_one_format() -> None:
    pairs = [(layer, known.extension) for known in FORMATS for layer in known.layers]
    assert len(pairs) == len({*pairs})
    # With two formats of one name, the addresses would be fewer.
    assert len(DOWNLOADS) == len(pairs) + len(ZONE_IDS) * sum(
        layer == "zones" for layer, _ in pairs
    )
