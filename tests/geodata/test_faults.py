"""Every kind of fault in a file or an outline, in a copy with one thing broken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geodata
from corpus import Corpus
from geodata.loading import FOLDER

Faults = Callable[[], list[str]]
Edit = Callable[[str, Callable[[list[Any]], None]], None]
Replace = Callable[[str, str, str], None]
FIRST = "boundaries/east-ghouta.geojson: east-ghouta/main/outer/01: "


def set_property(key: str, value: Any) -> Callable[[list[Any]], None]:
    return lambda features: features[0]["properties"].update({key: value})


def test_the_copy_has_no_faults(faults: Faults) -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("basis", "", "basis: string should have at least 1 character, not ''"),
        ("evidence", [], "evidence: at least 1 must stand here"),
        ("kind", "river", "kind: input should be 'front line', "),
        ("ring", "inner", "ring: input should be 'outer' or 'hole', not 'inner'"),
        ("uncertainty_km", 0, "uncertainty_km: input should be greater than 0"),
        ("uncertainty_km", "wide", "uncertainty_km: input should be a valid number, "),
        ("colour", "red", "unknown key 'colour'"),
    ],
)
def test_a_bad_property_names_the_stretch(
    key: str, value: Any, message: str, edit: Edit, faults: Faults
) -> None:
    edit("east-ghouta", set_property(key, value))
    record = "east-ghouta/main/inner/01" if key == "ring" else "east-ghouta/main/outer/01"
    assert any(
        fault.startswith(f"boundaries/east-ghouta.geojson: {record}: {message}")
        for fault in faults()
    ), faults()


@pytest.mark.parametrize("key", ["basis", "evidence", "kind", "part", "ring", "uncertainty_km"])
def test_a_missing_property_is_named(key: str, edit: Edit, faults: Faults) -> None:
    edit("idlib", lambda features: features[4]["properties"].pop(key))
    assert any(fault.endswith(f": the key '{key}' is missing") for fault in faults())


@pytest.mark.parametrize("source", ["tass-zones-nowhere", "ftp://example.org/", "https://a b"])
def test_evidence_must_exist(source: str, edit: Edit, faults: Faults) -> None:
    edit("east-ghouta", set_property("evidence", [source]))
    message = (
        f"the evidence '{source}' is neither a passage of the corpus nor a page of sources.yaml"
    )
    assert faults() == [FIRST + message]


def test_a_ring_must_close(edit: Edit, faults: Faults) -> None:
    edit("east-ghouta", lambda features: features[3]["geometry"]["coordinates"].pop())
    (fault,) = faults()
    assert fault.startswith("boundaries/east-ghouta.geojson: east-ghouta/main/outer/04: the ring")
    assert "but east-ghouta/main/outer/05 begins at" in fault


def test_a_ring_must_be_sound(edit: Edit, faults: Faults) -> None:
    def cross(features: list[Any]) -> None:
        line = features[0]["geometry"]["coordinates"]
        line[1:-1] = [[36.6, 33.55], [36.6, 33.5]]

    edit("east-ghouta", cross)
    assert any("the ring is not sound: Self-intersection" in fault for fault in faults())


def test_an_empty_extent_is_a_fault(edit: Edit, faults: Faults) -> None:
    edit("east-ghouta", set_property("uncertainty_km", 50))
    assert "boundaries/east-ghouta.geojson: east-ghouta: the core extent is empty" in faults()


def test_zones_must_not_overlap(edit: Edit, faults: Faults) -> None:
    def push_away(features: list[Any]) -> None:
        for feature in features:
            for position in feature["geometry"]["coordinates"]:
                position[0] += 0.35
                position[1] += 1.33

    edit("east-ghouta", push_away)
    assert any(": the zone overlaps 'east-ghouta' by " in fault for fault in faults())


def test_parts_must_be_named(replace: Replace, faults: Faults) -> None:
    replace("zones.yaml", "parts: [main, Jubata al-Khashab strip]", "parts: [main, Lajat]")
    found = faults()
    file = "boundaries/south.geojson"
    strip = "south/jubata-al-khashab-strip/outer/01"
    assert (
        f"{file}: {strip}: zones.yaml names no part 'Jubata al-Khashab strip' of this zone" in found
    )
    assert f"{file}: south: no outer ring is drawn for part 'Lajat'" in found


def test_a_long_line_needs_more_than_one_basis(edit: Edit, faults: Faults) -> None:
    def repeat(features: list[Any]) -> None:
        for feature in features:
            feature["properties"]["basis"] = "Somebody said so."

    edit("east-ghouta", repeat)
    (fault,) = faults()
    assert fault.startswith(FIRST)
    assert fault.endswith(" km rest on one basis, more than 25")


def test_vertices_must_be_near_each_other(edit: Edit, faults: Faults) -> None:
    def thin_out(features: list[Any]) -> None:
        line = features[9]["geometry"]["coordinates"]
        del line[1:-1]

    edit("east-ghouta", thin_out)
    (fault,) = faults()
    assert "east-ghouta/main/outer/10: two vertices are " in fault
    assert fault.endswith(" km apart, more than 2")


def test_uncertainty_must_not_be_wide_everywhere(edit: Edit, faults: Faults) -> None:
    def widen(features: list[Any]) -> None:
        for feature in features:
            feature["properties"]["uncertainty_km"] = 1.1

    edit("east-ghouta", widen)
    start = "boundaries/east-ghouta.geojson: east-ghouta: the mean half-width of uncertainty is"
    assert f"{start} 1.10 km, more than 1" in faults()


@pytest.mark.parametrize(
    ("file", "data", "message"),
    [
        ("boundaries/idlib.geojson", b"", "the file is empty"),
        ("boundaries/idlib.geojson", b'{\n"a": "\xff"}', "line 2 is not UTF-8"),
        ("boundaries/idlib.geojson", b"{\n\n", "bad JSON on line 3: "),
        ("boundaries/idlib.geojson", b"[]", "the file is not a GeoJSON FeatureCollection"),
        (
            "boundaries/idlib.geojson",
            b'{"type": "FeatureCollection", "features": []}',
            "the file holds no features",
        ),
        (
            "boundaries/idlib.geojson",
            b'{"type": "FeatureCollection", "type": "x"}',
            "the key 'type' stands twice in one object",
        ),
        ("boundaries/idlib.geojson", b"[" * 100_000, "bad JSON: nested too deeply"),
        ("zones.yaml", b"", "the file is empty"),
        ("zones.yaml", b"zones: [\n", "bad YAML on line "),
        ("zones.yaml", b"- a\n", "this is not a record of keys and values"),
        ("zones.yaml", b"version: '1'\nversion: '2'\n", "the key 'version' stands twice"),
        ("places.csv", b"", "the file is empty"),
        ("places.csv", b"id,name\n", "the header does not name exactly id, name, name_ar, "),
        ("places.csv", b"\xff\xfe", "line 1 is not UTF-8"),
        ("control_points.csv", b"name,lat,lon,holder,as_of,source\n", "the file holds no records"),
        (
            "control_points.csv",
            b'name,lat,lon,holder,as_of,source\n"a"b,c\n',
            "bad CSV on line 2: ",
        ),
    ],
)
def test_a_bad_file_is_named(
    file: str, data: bytes, message: str, folder: Path, faults: Faults
) -> None:
    (folder / file).write_bytes(data)
    assert any(fault.startswith(f"{file}: {message}") for fault in faults()), faults()


@pytest.mark.parametrize(
    "file", ["zones.yaml", "boundaries/south.geojson", "places.csv", "control_exceptions.csv"]
)
def test_a_missing_file_is_named(file: str, folder: Path, faults: Faults) -> None:
    (folder / file).unlink()
    assert f"{file}: the file is missing" in faults()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: south", "id: west", "west: id: input should be 'idlib', 'north-homs', "),
        ("id: south", "id: idlib", "idlib: the id stands twice"),
        (
            "    as_of: 2017-05/2017-07",
            "    as_of: 2017-05-32",
            "idlib: as_of: '2017-05-32' is not",
        ),
        ("    name_ar:", "    nom:", "idlib: unknown key 'nom'"),
        ("    name_ar: إدلب ومحيطها\n", "", "idlib: the key 'name_ar' is missing"),
        ("https://www.panarmenian.net", "www.panarmenian.net", "idlib: background.2.links.0.url: "),
        (
            "[tass-zones-idlib, ",
            "[tass-zones-nowhere, ",
            "idlib: passage 'tass-zones-nowhere' is not in the corpus",
        ),
        ("\nversion:", "\nedition:", "line 25: unknown key 'edition'"),
    ],
)
def test_a_bad_zone_record_is_named(
    old: str, new: str, message: str, replace: Replace, faults: Faults
) -> None:
    replace("zones.yaml", old, new)
    assert any(fault.startswith(f"zones.yaml: {message}") for fault in faults()), faults()


def test_every_zone_must_be_there(folder: Path, faults: Faults) -> None:
    path = folder / "zones.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - id: south")], encoding="utf-8")
    assert "zones.yaml: south: the zone is missing" in faults()


def test_what_is_sound_still_shows(folder: Path, corpus: Corpus) -> None:
    (folder / "boundaries" / "south.geojson").write_text("{", encoding="utf-8")
    (folder / "places.csv").unlink()
    atlas = geodata.load(corpus, folder)
    assert [zone.id for zone in atlas.zones] == ["idlib", "north-homs", "east-ghouta"]
    assert atlas.zone("south") is None
    assert len(atlas.control_points) > 0
    assert len(atlas.faults) == 2


def test_a_broken_corpus_does_not_hide_the_zones() -> None:
    atlas = geodata.load(Corpus(), FOLDER)
    assert len(atlas.zones) == 4
    assert any("passage 'tass-zones-idlib' is not in the corpus" in str(f) for f in atlas.faults)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("label: {lon: 36.72,", "label: {lon: 6.72,", "idlib: label.lon: "),
        ("side: middle}", "side: above}", "idlib: label.side: "),
        ("mean_uncertainty_km: 4}", "mean_uncertainty_km: 0}", "idlib: limits.mean_uncertainty_km"),
        ("mean_uncertainty_km: 4}", "width_km: 4}", "idlib: unknown key 'limits.width_km'"),
        ("[damascus,", "[palmyra-on-sea,", "labels_left: the place 'palmyra-on-sea' is not in"),
        ("agreed_on: m", "agreed_on: un", "agreed_on: key date 'unemorandum-signed' is unknown"),
        ("publication:\n", "publications:\n", "line 25: unknown key 'publications'"),
        (
            "      kind: monitor\n      publisher: Security Council Report\n    - url: https://www.gulf",
            "      publisher: Security Council Report\n    - url: https://www.gulf",
            "line 25: the key 'publication.links.0.kind' is missing",
        ),
        ("map_title: De", "map_name: De", "line 25: unknown key 'map_name'"),
    ],
)
def test_bad_titles_labels_and_limits_are_named(
    old: str, new: str, message: str, replace: Replace, faults: Faults
) -> None:
    replace("zones.yaml", old, new)
    assert any(fault.startswith(f"zones.yaml: {message}") for fault in faults()), faults()
