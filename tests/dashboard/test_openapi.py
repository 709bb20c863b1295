"""The description of the addresses is true: schemathesis asks a running server by it."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from corpus.zone_ids import ZONE_IDS
from dashboard.api.downloads import DOWNLOADS, FORMATS
from dashboard.api.openapi import describe_api
from dashboard.library import open_library
from tests.server import Server

SCHEMA = schemathesis.openapi.from_dict(describe_api(open_library()))


@SCHEMA.parametrize()
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: schemathesis.Case[Any], server: Server) -> None:
    # OpenAPI cannot say that it is a point or a place.
    excluded: list[Any] = [positive_data_acceptance] if case.path == "/api/locate" else []
    case.call_and_validate(base_url=server.address, excluded_checks=excluded)


def test_the_description_is_served_and_names_everything(server: Server) -> None:
    with urlopen(f"{server.address}/api/openapi.json") as answer:
        document = json.load(answer)
    named = {path.removeprefix("/api/") for path in document["paths"]}
    for download in DOWNLOADS.values():
        path = download.path
        assert (path.replace(download.zone, "{zone}") if download.zone else path) in named


def test_each_layer_and_ending_is_of_one_format() -> None:
    pairs = [(layer, known.extension) for known in FORMATS for layer in known.layers]
    assert len(pairs) == len({*pairs})
    # With two formats of one name, the addresses would be fewer.
    assert len(DOWNLOADS) == len(pairs) + len(ZONE_IDS) * sum(
        layer == "zones" for layer, _ in pairs
    )
