"""Hostile GeoJSON."""

import json

from tests.geodata.hostile.where import ADDRESS, LAT, LON, SECRET


def write_features(*features: str, before: str = "", after: str = "") -> bytes:
    """Return a collection of these features, or of one point, with members around it."""
    texts = features or (write_feature(),)
    return (
        f'{{"type": "FeatureCollection", {before}"features": [{", ".join(texts)}]{after}}}'
    ).encode("utf-8", "surrogatepass")


def write_feature(
    properties: str = '{"name": "Idlib"}', coordinates: str = f"[{LON}, {LAT}]", more: str = ""
) -> str:
    """Return the text of a feature."""
    geometry = f'{{"type": "Point", "coordinates": {coordinates}}}'
    return f'{{"type": "Feature", {more}"properties": {properties}, "geometry": {geometry}}}'


def pipeline_of_gdal() -> bytes:
    command = f"gdal vector pipeline ! read {SECRET} ! write stdout"
    return json.dumps({"type": "gdal_streamed_alg", "command_line": command}).encode()


def pipeline_in_a_collection() -> bytes:
    command = f"gdal vector pipeline ! read {SECRET}"
    return write_features(before=f'"x": "gdal_streamed_alg", "command_line": "{command}", ')


def linked_crs(address: str = ADDRESS) -> bytes:
    link = {"type": "link", "properties": {"href": f"{address}/crs.wkt", "type": "ogcwkt"}}
    return write_features(before=f'"crs": {json.dumps(link)}, ')


def named_crs(name: str = f"{ADDRESS}/crs") -> bytes:
    member = {"type": "name", "properties": {"name": name}}
    return write_features(before=f'"crs": {json.dumps(member)}, ')


def long_number() -> bytes:
    return write_features(write_feature(f'{{"n": {"7" * 5000}}}'))


def large_number() -> bytes:
    return write_features(write_feature('{"n": 1e999999}'))


def long_whole_number() -> bytes:
    return write_features(write_feature(f'{{"n": {"7" * 300}}}'), write_feature('{"n": 7}'))


def deep_property() -> bytes:
    return write_features(write_feature(f'{{"n": {"[" * 100_000}{"]" * 100_000}}}'))


def nearly_too_deep_property() -> bytes:
    return write_features(write_feature(f'{{"n": {"[" * 900}{"]" * 900}}}'))


def deep_geometry() -> bytes:
    opened = '{"type": "GeometryCollection", "geometries": [' * 400
    point = f'{{"type": "Point", "coordinates": [{LON}, {LAT}]}}'
    geometry = f"{opened}{point}{']}' * 400}"
    return write_features(
        f'{{"type": "Feature", "properties": {{}}, "geometry": {geometry}}}', write_feature()
    )


def half_pairs() -> bytes:
    return write_features(write_feature('{"n\\ud800": "\\udc00 Idlib"}', more='"id": "\\ud83d", '))


def nul_in_a_property() -> bytes:
    return write_features(write_feature('{"name": "Id\\u0000lib"}'))


def nul_in_a_name() -> bytes:
    return write_features(write_feature('{"na\\u0000me": "Idlib"}'))


def doubled_names() -> bytes:
    return write_features(write_feature('{"name": 1, "name": "Idlib"}'))


def doubled_ids() -> bytes:
    return write_features(*[write_feature('{"fid": 7}', more='"id": 7, ')] * 2)


def latin_1_name() -> bytes:
    return write_features(before='"name": "####", ').replace(b"####", "café".encode("latin-1"))


def mixed_properties() -> bytes:
    values = ("1", "2.5", "true", '"=1+1"', "[1, null]", '{"a": "b"}', "null")
    return write_features(*[write_feature(f'{{"n": {value}}}') for value in values])


def odd_coordinates() -> bytes:
    odd = ("[true, false]", '["36.8", "35.8"]', "[]", "{}", "null", "[1]", "[1, 2, 3, 4, 5]", "7")
    return write_features(*[write_feature(coordinates=one) for one in odd])
