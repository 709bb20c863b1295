"""Every shipped zone, stretch, place and control point, against shapely."""

import pytest
import shapely

from corpus import Corpus
from corpus.zone_ids import ZONE_IDS
from geodata import checks
from geodata.basemap import read_country
from geodata.points.location import locate_point
from geodata.points.location_answer import CandidatesAnswer, LocationAnswer
from geodata.points.lookup import answer
from geodata.projection import to_metres
from geodata.records import Atlas, Place, Stretch, Zone
from geodata.records.control_points import ControlPoint
from tests.loops import each
from tests.shipped import load_atlas

ATLAS = load_atlas()
# A vertex of the outline is rounded, the straight line it stood on is not.
ROUNDING_DEG = 2e-5

zones = pytest.mark.parametrize("zone", ATLAS.zones, ids=lambda zone: zone.id)
stretches = each(
    "stretch",
    [stretch for zone in ATLAS.zones for stretch in zone.stretches],
    ids=lambda stretch: stretch.id,
)
places = each("place", ATLAS.places, ids=lambda place: place.id)


def test_there_are_four_zones_and_no_faults(atlas: Atlas) -> None:
    assert tuple(zone.id for zone in atlas.zones) == ZONE_IDS
    assert checks.check(atlas) == []
    assert (atlas.version, atlas.licence) == ("1.1.0", "CC BY 4.0")


@zones
def test_extents_are_sound_and_nested(zone: Zone) -> None:
    for extent in (zone.core, zone.drawn, zone.possible):
        assert extent.is_valid
        assert extent.geom_type in ("Polygon", "MultiPolygon")
        coordinates = shapely.get_coordinates(extent)
        assert coordinates == pytest.approx(coordinates.round(5), abs=1e-9)
    assert zone.drawn.covers(zone.core)
    assert zone.possible.covers(zone.drawn)
    assert zone.area_core_km2 < zone.area_km2 < zone.area_possible_km2


@zones
def test_extents_keep_to_the_country(zone: Zone) -> None:
    assert read_country().buffer(ROUNDING_DEG).covers(zone.possible)


@zones
def test_the_area_agrees_with_the_projection(zone: Zone) -> None:
    # UTM is true to 0.1 % in length here, so to 0.2 % in area.
    assert zone.area_km2 == pytest.approx(to_metres(zone.drawn).area / 1e6, rel=2e-3)


@zones
def test_stretches_make_up_the_outline(zone: Zone) -> None:
    lines = shapely.union_all([stretch.line for stretch in zone.stretches])
    outline = zone.drawn.boundary
    assert outline.difference(lines.buffer(ROUNDING_DEG)).is_empty
    assert lines.difference(outline.buffer(ROUNDING_DEG)).is_empty


@zones
def test_core_and_possible_keep_their_distance_from_the_line(zone: Zone) -> None:
    for stretch in zone.stretches:
        line = to_metres(stretch.line)
        # A circle is drawn as a polygon with 64 corners, so up to 0.2 % too small.
        assert to_metres(zone.core).distance(line) >= stretch.uncertainty_km * 1000 * 0.995
        band = shapely.intersection(
            stretch.line.buffer(stretch.uncertainty_km / 130), read_country()
        )
        assert zone.possible.buffer(ROUNDING_DEG).covers(band)


@zones
def test_a_zone_has_names_and_words(zone: Zone, corpus: Corpus) -> None:
    assert any("\u0600" <= sign <= "\u06ff" for sign in zone.name_ar)
    assert "\n" not in zone.description
    assert zone.background
    for passage_id in zone.described_by:
        passage = corpus.passage(passage_id)
        assert passage is not None
        assert zone.id in passage.zones


@zones
def test_a_zones_method_says_what_is_known_of_boundaries(zone: Zone, atlas: Atlas) -> None:
    assert atlas.publication is not None
    assert zone.method.endswith(atlas.publication.text)
    assert atlas.publication.text.partition(";")[0] in atlas.introduction


@stretches
def test_a_stretch_has_its_sources(stretch: Stretch, corpus: Corpus) -> None:
    assert stretch.id.startswith(f"{stretch.zone}/")
    assert stretch.basis.endswith(".")
    assert stretch.line.length > 0
    for source in stretch.evidence:
        assert source.startswith("http") or corpus.passage(source) is not None


def test_ids_are_unique(atlas: Atlas) -> None:
    ids = [stretch.id for zone in atlas.zones for stretch in zone.stretches]
    ids += [place.id for place in atlas.places]
    assert len(ids) == len(set(ids))


@places
def test_a_place_lies_in_the_country_and_has_a_source(place: Place) -> None:
    # Two towns at the Turkish border lie half a kilometre beyond the base map's.
    assert read_country().buffer(0.006).covers(place.point)
    assert not any(cell[:1] in ("=", "+", "-", "@") for cell in (place.name, place.note))
    assert "estimate" not in place.coordinate_source
    assert place.status_source or place.note or not place.relation


@places
def test_a_place_lies_where_the_record_says(place: Place, atlas: Atlas) -> None:
    zone = atlas.zone(place.zone)
    if zone is None:
        return
    drawn = zone.drawn.covers(place.point)
    banded = zone.possible.covers(place.point) and not zone.core.covers(place.point)
    match place.relation:
        case "inside":
            assert drawn
        case "outside_near":
            assert not any(other.drawn.covers(place.point) for other in atlas.zones)
        case "contested_or_unknown":
            assert ("Drawn inside" in place.note, "Drawn outside" in place.note) == (
                drawn,
                not drawn,
            )
            assert ("within the band of uncertainty" in place.note) == banded


def test_one_row_a_place(atlas: Atlas) -> None:
    names = [place.name for place in atlas.places]
    assert len(names) == len(set(names))
    capitals = {place.name for place in atlas.places if place.rank == 1}
    assert len(capitals) == 13  # Rif Dimashq is governed from Damascus


@each("point", ATLAS.control_points, ids=lambda point: point.name)
def test_a_control_point_is_right_or_excepted(point: ControlPoint, atlas: Atlas) -> None:
    inside = any(zone.drawn.covers(point.point) for zone in atlas.zones)
    excepted = {(entry.name, entry.lon, entry.lat) for entry in atlas.control_exceptions}
    assert (inside == point.belongs_inside) != ((point.name, point.lon, point.lat) in excepted)


def test_nearly_all_control_points_are_on_the_right_side(atlas: Atlas) -> None:
    assert checks.count_right_side(atlas) / len(atlas.control_points) >= 0.97


def test_ground_that_an_account_leaves_out_is_nowhere_surely_inside(atlas: Atlas) -> None:
    # Between Deir Ful and Salamiyah, which HTS held: see the stretches' basis.
    for lon, lat in ((36.9168, 34.948), (36.945, 34.96), (36.95, 34.93)):
        assert locate_point(lon, lat, atlas).certainty == "probably inside", (lon, lat)


def test_what_nobody_reports_is_assumed(atlas: Atlas) -> None:
    texts = [stretch.basis for zone in atlas.zones for stretch in zone.stretches]
    texts += [place.note for place in atlas.places]
    assert not [text for text in texts if "general reporting" in text]
    [motorway] = [
        stretch
        for zone in atlas.zones
        for stretch in zone.stretches
        if "Al-Tall (taken to be" in stretch.basis
    ]
    assert motorway.kind == "assumed"


def test_posts_that_were_only_announced_have_no_sure_day(atlas: Atlas) -> None:
    announced = [post for post in atlas.posts if "2017-08-04" in post.set_up]
    assert len(announced) == 5
    assert {post.set_up for post in announced} == {"2017-08-04~"}


def test_a_name_of_two_villages_has_no_verdict(atlas: Atlas) -> None:
    """The map's Jbab is Jubayb in As-Suwayda; letter for letter it is Jibab in Daraa."""
    found = answer({"place": "Jbab"}, atlas)
    assert isinstance(found, CandidatesAnswer)
    jubayb = answer({"place": "Jubayb"}, atlas)
    assert isinstance(jubayb, LocationAnswer)
    assert jubayb.certainty == "inside"
