"""The data over HTTP, asked for byte by byte from a running server."""

from __future__ import annotations

import gzip
import json
from urllib.parse import urljoin, urlsplit

import pytest

from corpus.exports.scope import Scope
from corpus.records import TOPICS
from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.api.downloads import DOWNLOADS, name_file
from dashboard.api.routes import list_addresses
from dashboard.document import open_document
from dashboard.library import Library
from dashboard.zone_map import OfflineMap
from geodata.exports.layers import LAYERS
from tests.dashboard.client import ask, read_policy
from tests.dashboard.shipped import each_zone
from tests.server import Server

# What the contract promises, whatever the program lists.
PROMISED = (
    "zones.geojson",
    "zones/idlib.geojson",
    "zones/north-homs.geojson",
    "zones/east-ghouta.geojson",
    "zones/south.geojson",
    "extents.geojson",
    "boundaries.geojson",
    "places.geojson",
    "annotations.jsonld",
)
SCRIPT_OR_STYLE = {"js": ("text/javascript", "application/javascript"), "css": ("text/css",)}
each_path = pytest.mark.parametrize("path", DOWNLOADS)


def test_the_paths_are_those_of_the_contract() -> None:
    assert set(PROMISED) <= set(DOWNLOADS)
    assert {f"{name}.geojson" for name in LAYERS} <= set(DOWNLOADS)


@each_path
def test_data_comes_with_its_media_type_and_is_open_to_all_but_no_page_of_ours(
    path: str, server: Server
) -> None:
    answer = ask(server, f"/api/{path}")
    assert answer.status == 200
    download = DOWNLOADS[path]
    assert answer.media_type == download.format.media_type.partition(";")[0]
    assert answer.headers["access-control-allow-origin"] == "*"
    scope = Scope(zones=tuple(zone for zone in ZONE_IDS if zone == download.zone))
    name = name_file(download, scope)
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    assert answer.body
    policy = read_policy(answer)
    assert policy["frame-ancestors"] == ["*"]
    # The one file has a policy of its own inside, which lets it fetch nothing.
    assert ("sandbox" in policy) == (not path.endswith(".html"))


@each_path
def test_a_copy_that_is_still_good_is_not_sent_again(path: str, server: Server) -> None:
    tag = ask(server, f"/api/{path}").headers["etag"]
    assert tag.startswith("W/")
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        answer = ask(server, f"/api/{path}", If_None_Match=known)
        assert (answer.status, answer.body) == (304, b""), known
        assert answer.headers["etag"] == tag
        assert answer.headers["access-control-allow-origin"] == "*"
    answer = ask(server, f"/api/{path}", If_None_Match='"other"')
    assert answer.status == 200
    assert answer.body


@pytest.mark.parametrize("path", PROMISED)
def test_what_has_not_changed_since_is_not_sent_again(path: str, server: Server) -> None:
    day = ask(server, f"/api/{path}").headers["last-modified"]
    assert day.endswith(" GMT")
    assert ask(server, f"/api/{path}", If_Modified_Since=day).status == 304
    for other in ("Thu, 04 May 2017 00:00:00 GMT", "yesterday", ""):
        assert ask(server, f"/api/{path}", If_Modified_Since=other).status == 200, other
    # The tag counts for more than the day.
    answer = ask(server, f"/api/{path}", If_Modified_Since=day, If_None_Match='"other"')
    assert answer.status == 200


@pytest.mark.parametrize("path", PROMISED)
def test_data_comes_compressed_where_it_may(path: str, server: Server) -> None:
    plain, packed = (ask(server, f"/api/{path}", Accept_Encoding=how) for how in ("", "gzip"))
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] == plain.headers["etag"]


@each_path
def test_the_head_of_data_can_be_asked_for(path: str, server: Server) -> None:
    whole, head = ask(server, f"/api/{path}"), ask(server, f"/api/{path}", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    assert head.headers["etag"] == whole.headers["etag"]


@each_path
def test_another_site_may_ask_whether_it_may_ask(path: str, server: Server) -> None:
    answer = ask(server, f"/api/{path}", "OPTIONS", Access_Control_Request_Method="GET")
    assert answer.status in (200, 204)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_data_cannot_be_written(method: str, server: Server) -> None:
    answer = ask(server, "/api/zones.geojson", method)
    assert (answer.status, answer.media_type) == (405, "application/json")
    assert "GET" in answer.headers["allow"]
    assert answer.json()["error"]


def test_the_zones_have_the_ids_of_the_contract(server: Server) -> None:
    features = ask(server, "/api/zones.geojson").json()["features"]
    assert [feature["id"] for feature in features] == list(ZONE_IDS)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("zone=nowhere", ("nowhere", *ZONE_IDS)),
        ("zone=idlib&zone=%3Cb%3E", ("<b>", *ZONE_IDS)),
        ("topic=Aid", ("Aid", *TOPICS)),
        ("outlet=BBC", ("BBC", "TASS")),
        ("asof=4+May", ("4 May", "2017-05-06")),
        ("asof=20170504", ("20170504", "2017-05-06")),
        ("asof=", ("2017-05-06",)),
        ("zones=idlib", ("zones", "zone, topic, outlet, passage, asof")),
        ("passage=nothing", ("nothing", "vestnik-")),
        ("zone=" + "x" * 3000, ZONE_IDS),
        ("version=9.9.9", ("9.9.9", "there are: 1.1.0, 1.0.0")),
        ("version=", ("there are: 1.1.0, 1.0.0",)),
        ("version=1.0.0&version=1.1.0", ("more than once",)),
        ("version=1.0.0&zone=idlib", ("leave 'zone' out",)),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_filter_that_is_none_is_said_in_json(
    query: str, words: tuple[str, ...], server: Server
) -> None:
    answer = ask(server, f"/api/zones.geojson?{query}")
    assert (answer.status, answer.media_type) == (400, "application/json")
    for word in words:
        assert word in answer.json()["error"]
    assert len(answer.json()["error"]) < 500


@pytest.mark.parametrize("query", ["_=1716900000", "utm_source=x&utm_medium=y&_=1"])
def test_what_other_programs_add_to_an_address_is_ignored(query: str, server: Server) -> None:
    for address in ("/api/zones.geojson?zone=idlib", "/api/locate?lon=36.63&lat=35.93", "/api/?"):
        answer = ask(server, f"{address}&{query}")
        assert answer.status == 200
        assert answer.body == ask(server, address).body
    assert ask(server, f"/api/zones.geojson?{query}&__=1").status == 400
    assert ask(server, f"/api/locate?{query}&place=Idlib&utm=1").status == 400


def test_two_places_in_one_question_are_refused(server: Server) -> None:
    for query in ("place=Idlib&place=Homs", "lon=36.63&lat=35.93&lat=33.5"):
        answer = ask(server, f"/api/locate?{query}")
        assert answer.status == 400
        assert "is given more than once" in answer.json()["error"]


def test_filters_limit_what_comes_and_are_told(server: Server) -> None:
    query = "zone=south&topic=aid&outlet=TASS&asof=2017-05-06"
    answer = ask(server, f"/api/zones.geojson?{query}")
    document = answer.json()
    (feature,) = document["features"]
    assert feature["id"] == "south"
    assert {passage["outlet"] for passage in feature["properties"]["passages"]} == {"TASS"}
    assert document["metadata"]["filters"] == {
        "zone": ["south"],
        "topic": ["aid"],
        "outlet": ["TASS"],
        "asof": ["2017-05-06"],
    }
    assert document["metadata"]["view"] == "/?zone=south&asof=2017-05-06"
    name = "de-escalation-zones-south-selected-2017-05-06.geojson"
    assert f'filename="{name}"' in answer.headers["content-disposition"]


def test_everything_is_listed(server: Server) -> None:
    addresses = ask(server, "/api/").json()["available"]
    assert {f"/api/{path}" for path in DOWNLOADS} < set(addresses)


@each_zone
def test_a_zone_can_be_had_alone(zone_id: ZoneId, server: Server) -> None:
    (feature,) = ask(server, f"/api/zones/{zone_id}.geojson").json()["features"]
    assert feature["id"] == zone_id


def test_the_linked_passages_are_all_there(server: Server, library: Library) -> None:
    text = ask(server, "/api/annotations.jsonld").body.decode()
    for passage in library.corpus.passages:
        assert json.dumps(passage.quote, ensure_ascii=False)[1:-1] in text


@pytest.mark.parametrize(
    "path",
    [
        "/api/nothing.geojson",
        "/api/zones/nowhere.geojson",
        "/api/zones",
        "/api/zones.geojson/",
        "/api//zones.geojson",
        "/api/ZONES.geojson",
        "/api/" + "x" * 4000,
        "/api/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
    ids=lambda path: path[:50],
)
def test_what_is_not_there_is_said_in_json(path: str, server: Server) -> None:
    answer = ask(server, path)
    assert answer.status == 404
    assert answer.media_type == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json()["available"] == list_addresses()
    assert len(answer.json()["error"]) < 200


@pytest.mark.parametrize("root", ["/api", "/api/zones", "/assets", "/vendor/leaflet"])
@pytest.mark.parametrize(
    "rest",
    [
        "/../page.py",
        "/../routes.py",
        "/%2e%2e/page.py",
        "/..%2fpage.py",
        "/..%5cpage.py",
        "//etc/passwd",
        "/../../../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/../.streamlit/config.toml",
        "/nothing.js",
        "/zones.geojson%00",
        "/",
    ],
)
def test_no_file_outside_the_served_folders_can_be_had(
    root: str, rest: str, server: Server
) -> None:
    answer = ask(server, root + rest)
    # Streamlit itself refuses some of these as bad requests before they reach us.
    assert answer.status in (400, 404) or root + rest == "/api/"
    for secret in (b"import ", b"root:", b"[server]"):
        assert secret not in answer.body


def test_the_maps_scripts_and_styles_are_served_as_such(server: Server) -> None:
    frame = f"{server.address}/component/streamlit_folium.st_folium/index.html"
    linked = [address for _, address in OfflineMap("1").default_js]
    for address in (*linked, "../../assets/map.css", "../../vendor/leaflet/leaflet.js"):
        path = urlsplit(urljoin(frame, address)).path
        answer = ask(server, path)
        assert answer.status == 200
        # The name for JavaScript depends on the version of Python.
        assert answer.media_type in SCRIPT_OR_STYLE[path.rpartition(".")[2]]


def test_the_map_script_may_be_kept_for_good_at_its_own_version(
    server: Server, library: Library
) -> None:
    answer = ask(server, f"/assets/atlas.js?v={library.map_script_version}")
    assert answer.body == library.map_script
    assert "immutable" in answer.headers["cache-control"]
    for other in ("", "?v=", "?v=other", f"?w={library.map_script_version}"):
        answer = ask(server, f"/assets/atlas.js{other}")
        assert answer.body == library.map_script
        assert answer.headers["cache-control"] == "no-cache", other


def test_the_reading_document_may_be_kept_for_good_at_its_own_version(
    server: Server, library: Library
) -> None:
    document = open_document(library)
    answer = ask(server, f"/assets/reading.html?v={document.version}")
    assert (answer.body, answer.media_type) == (document.html, "text/html")
    assert "immutable" in answer.headers["cache-control"]
    assert ask(server, "/assets/reading.html").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/review", "/review/tass-2017-05-05", "/review/x/decisions"])
def test_a_server_for_readers_has_no_review(path: str, server: Server) -> None:
    answer = ask(server, path)
    assert answer.status == 404
    assert b"--edit" in answer.body
    assert ask(server, path, "POST").status == 404
