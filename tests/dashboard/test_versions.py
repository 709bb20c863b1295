"""Earlier versions of the data over HTTP."""

from __future__ import annotations

from geodata.loading import FOLDER
from tests.dashboard.client import ask
from tests.server import Server


def test_an_earlier_version_can_be_had_as_it_was_released(server: Server) -> None:
    address = "/api/zones.geojson"
    first = ask(server, f"{address}?version=1.0.0")
    assert (first.status, first.media_type) == (200, "application/geo+json")
    assert first.body == (FOLDER / "versions" / "1.0.0.geojson").read_bytes()
    assert "zones-1.0.0.geojson" in first.headers["content-disposition"]
    tag = first.headers["etag"]
    assert ask(server, f"{address}?version=1.0.0&_=1", if_none_match=tag).status == 304
    assert ask(server, f"{address}?version=1.1.0").body == ask(server, address).body
    for path in ("zones/idlib.geojson", "zones.csv", "places.geojson"):
        refused = ask(server, f"/api/{path}?version=1.0.0")
        assert refused.status == 400
        assert "Of a version there is" in refused.json()["error"]
