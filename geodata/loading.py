"""Reading the atlas from its folder: every sound record, and a fault for everything else."""

from collections.abc import Mapping
from pathlib import Path

from corpus.background_records import Link
from corpus.collection import Corpus
from corpus.data_folder import find_data_folder
from corpus.entries import Entry, parse_entry, validate
from corpus.errors import ReadError
from corpus.faults import Fault, describe_missing
from corpus.fields import Id, Text
from corpus.reading import Record, read_text
from corpus.zone_ids import ZONE_IDS
from geodata.basemap import read_country
from geodata.errors import BasemapError, RingError
from geodata.outline.extents import make_extents
from geodata.outline.rings import join_rings
from geodata.outline.stretches import read_boundaries
from geodata.projection import measure_area_km2
from geodata.records import (
    Atlas,
    Background,
    Evidence,
    Place,
    SourceStretch,
    Stretch,
    Zone,
    ZoneEntry,
)
from geodata.records.control_points import ControlException, ControlPoint
from geodata.records.posts import load_posts
from geodata.records.source_pages import SOURCES_FILE, find_missing_pages, read_pages
from geodata.records.tables import read_table
from geodata.records.zone_terms import list_terms

FOLDER = find_data_folder() / "geodata"

_ZONES_FILE = "zones.yaml"


class _Head(Record):
    """What ``zones.yaml`` says of all zones; the fields are those of an `Atlas`."""

    version: Text
    licence: Text
    title: Text
    introduction: Text
    map_title: Text
    map_subtitle: Text
    agreed_on: Id
    in_force_from: Id | None = None
    term_ends: Id | None = None
    publication: Background
    labels_left: tuple[Text, ...]


class _Dataset(_Head):
    """The head of ``zones.yaml`` and its zones, not yet validated one by one."""

    zones: list[dict[str, object]]


def load(corpus: Corpus, folder: Path = FOLDER) -> Atlas:
    """Return the atlas in a folder: the sound records, and the faults of the others.

    Bad data never raises. A zone whose outline cannot be made is left out. A zone that names a
    passage the corpus does not have stays, with a fault. The base map is that
    of the data folder.
    """
    dataset, entries, faults = _read_zones(folder / _ZONES_FILE)
    sources, source_faults = read_pages(folder)
    zones: list[Zone] = []
    for entry in entries:
        zone, zone_faults = _load_zone(entry, folder / "boundaries", corpus, sources)
        faults += zone_faults
        if zone is not None:
            faults += _check_sources(zone, corpus)
            zones.append(zone)
    places, place_faults = read_table(folder / "places.csv", Place)
    source_faults += [
        fault
        for place in places
        for fault in find_missing_pages("places.csv", place.id, place.status_urls, sources)
    ]
    posts, post_faults = load_posts(folder, sources)
    control_points, control_faults = read_table(folder / "control_points.csv", ControlPoint)
    exceptions, exception_faults = read_table(
        folder / "control_exceptions.csv", ControlException, may_be_empty=True
    )
    head = {name: getattr(dataset, name) for name in _Head.model_fields} if dataset else {}
    if dataset and places:
        faults += _check_labels(dataset, places)
    for field in ("agreed_on", "in_force_from", "term_ends"):
        key_date = getattr(dataset, field, None)
        if key_date and corpus.key_date(key_date) is None:
            faults.append(Fault(_ZONES_FILE, field, describe_missing("key date", key_date)))
    return Atlas(
        **head,
        sources=sources,
        terms={
            zone.id: list_terms(
                zone.id,
                corpus,
                dataset.agreed_on,
                dataset.in_force_from or "",
                dataset.term_ends or "",
            )
            for zone in zones
            if dataset
        },
        zones=tuple(sorted(zones, key=lambda zone: ZONE_IDS.index(zone.id))),
        places=tuple(places),
        posts=posts,
        control_points=tuple(control_points),
        control_exceptions=tuple(exceptions),
        faults=(
            *faults,
            *source_faults,
            *place_faults,
            *post_faults,
            *control_faults,
            *exception_faults,
        ),
    )


def _read_zones(path: Path) -> tuple[_Dataset | None, list[ZoneEntry], list[Fault]]:
    try:
        head = parse_entry(read_text(path))
    except ReadError as error:
        return None, [], [Fault(path.name, "", str(error))]
    dataset, faults = validate(_Dataset, head, path.name)
    entries: dict[str, ZoneEntry] = {}
    # What is wrong with the zones is told even where the head is not sound.
    for number, values in enumerate(_list_zones(dataset, head), start=1):
        record = Entry(number, {"id": f"zone {number}", **values})
        entry, entry_faults = validate(ZoneEntry, record, path.name)
        faults += entry_faults
        if entry is None:
            continue
        if entry.id in entries:
            faults.append(Fault(path.name, entry.id, "the id stands twice"))
            continue
        entries[entry.id] = entry
    faults += [
        Fault(path.name, zone_id, "the zone is missing")
        for zone_id in ZONE_IDS
        if zone_id not in entries and not faults
    ]
    if dataset is None:
        return None, [], faults
    return dataset, [_add_publication(entry, dataset) for entry in entries.values()], faults


def _list_zones(dataset: _Dataset | None, head: Entry) -> list[dict[str, object]]:
    if dataset is not None:
        return dataset.zones
    zones = head.values.get("zones")
    return [zone for zone in zones if isinstance(zone, dict)] if isinstance(zones, list) else []


def _add_publication(entry: ZoneEntry, dataset: _Dataset) -> ZoneEntry:
    """Return a zone whose method says, wherever it goes, what is known of published boundaries."""
    return entry.model_copy(update={"method": f"{entry.method} {dataset.publication.text}"})


def _check_labels(dataset: _Dataset, places: list[Place]) -> list[Fault]:
    known = {place.id for place in places}
    return [
        Fault(_ZONES_FILE, "labels_left", f"the place '{place}' is not in places.csv")
        for place in dataset.labels_left
        if place not in known
    ]


def _load_zone(
    entry: ZoneEntry, folder: Path, corpus: Corpus, sources: Mapping[str, Link]
) -> tuple[Zone | None, list[Fault]]:
    path = folder / f"{entry.id}.geojson"
    file = f"{folder.name}/{path.name}"
    drawn, faults = read_boundaries(path, entry.id)
    rings, errors = join_rings(drawn)
    if not faults:
        faults = [Fault(file, *problem) for problem in _check_parts(entry, drawn)]
    if faults or errors:
        return None, [*faults, *(Fault(file, error.record, str(error)) for error in errors)]
    try:
        extents = make_extents(entry.id, rings, read_country())
    except BasemapError as error:
        return None, [Fault("basemap/country.geojson", "", str(error))]
    except RingError as error:
        return None, [Fault(file, error.record, str(error))]
    zone = Zone(
        **dict(entry),
        stretches=tuple(_find_evidence(stretch, corpus, sources) for stretch in extents.stretches),
        drawn=extents.drawn,
        core=extents.core,
        possible=extents.possible,
        area_km2=measure_area_km2(extents.drawn),
        area_core_km2=measure_area_km2(extents.core),
        area_possible_km2=measure_area_km2(extents.possible),
    )
    return zone, []


def _check_parts(entry: ZoneEntry, stretches: list[SourceStretch]) -> list[tuple[str, str]]:
    drawn = {stretch.part for stretch in stretches if stretch.ring == "outer"}
    problems = [
        (stretch.id, f"{_ZONES_FILE} names no part '{stretch.part}' of this zone")
        for stretch in stretches
        if stretch.part not in entry.parts
    ]
    problems += [
        (entry.id, f"no outer ring is drawn for part '{part}'")
        for part in entry.parts
        if part not in drawn
    ]
    return problems


def _find_evidence(stretch: Stretch, corpus: Corpus, sources: Mapping[str, Link]) -> Stretch:
    """Return a stretch with the passages, articles and pages that its evidence names."""
    found = []
    for source in stretch.evidence:
        passage = corpus.passage(source)
        article = corpus.article_of(passage) if passage else None
        link = None if passage else sources.get(source)
        found.append(Evidence(source=source, passage=passage, article=article, link=link))
    return stretch.model_copy(update={"rests_on": tuple(found)})


def _check_sources(zone: Zone, corpus: Corpus) -> list[Fault]:
    faults = [
        Fault(_ZONES_FILE, zone.id, f"passage '{passage_id}' is not in the corpus")
        for passage_id in zone.described_by
        if corpus.passage(passage_id) is None
    ]
    for stretch in zone.stretches:
        faults += [
            Fault(
                f"boundaries/{zone.id}.geojson",
                stretch.id,
                f"the evidence '{found.source}' is neither a passage of the corpus nor a page of "
                f"{SOURCES_FILE}",
            )
            for found in stretch.rests_on
            if found.passage is None and found.link is None
        ]
    return faults
