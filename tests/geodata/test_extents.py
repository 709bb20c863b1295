"""Joining and clipping, on made-up shapes."""

from collections.abc import Sequence

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import RingError
from geodata.outline.extents import make_extents
from geodata.outline.rings import join_rings
from geodata.projection import measure_area_km2, measure_length_km, to_degrees, to_metres
from geodata.records import Kind, RingKind, SourceStretch

COUNTRY = shapely.Polygon([(36, 33), (38, 33), (38, 35), (37, 35.2), (36, 35)])
Path = Sequence[tuple[float, float]]


def stretch(
    number: int, path: Path, ring: RingKind = "outer", kind: Kind = "front line", km: float = 2
) -> SourceStretch:
    return SourceStretch(
        id=f"idlib/main/{ring}/{number:02d}",
        zone="idlib",
        part="main",
        ring=ring,
        kind=kind,
        basis="Between one village and another.",
        evidence=("https://example.org/",),
        uncertainty_km=km,
        line=shapely.LineString(path),
    )


SQUARE = [
    stretch(1, [(36.5, 34.0), (37.5, 34.0)]),
    stretch(2, [(37.5, 34.0), (37.5, 34.6), (36.5, 34.6), (36.5, 34.0)]),
]
HOLES = [
    stretch(1, [(36.7, 34.2), (36.8, 34.2), (36.8, 34.3), (36.7, 34.2)], "hole", km=0.5),
    stretch(2, [(37.2, 34.2), (37.3, 34.2)], "hole", km=0.5),
    stretch(3, [(37.3, 34.2), (37.3, 34.3), (37.2, 34.2)], "hole", km=0.5),
]
# The border stretch runs loosely outside the country, a little way and far.
TO_BORDER = [
    stretch(1, [(36.2, 35.3), (36.2, 34.5), (37.8, 34.5), (37.8, 35.3)]),
    stretch(2, [(37.8, 35.3), (37.0, 35.6)], kind="international border", km=1),
    stretch(3, [(37.0, 35.6), (36.2, 35.3)], kind="international border", km=3),
]


def test_rings_are_told_apart() -> None:
    rings, errors = join_rings([*SQUARE, *HOLES])
    assert errors == []
    assert [(ring.kind, len(ring.stretches)) for ring in rings] == [
        ("outer", 2),
        ("hole", 1),
        ("hole", 2),
    ]


def test_holes_are_cut_and_lie_within_the_possible_extent() -> None:
    rings, _ = join_rings([*SQUARE, *HOLES])
    extents = make_extents("idlib", rings, COUNTRY)
    assert len(extents.drawn.interiors) == 2
    assert extents.possible.covers(extents.drawn)
    assert extents.drawn.covers(extents.core)
    assert extents.drawn.covers(shapely.Point(36.697, 34.2))
    assert not extents.core.intersects(shapely.Point(36.697, 34.2))


def test_a_loose_border_stretch_takes_the_border_in_its_place() -> None:
    rings, _ = join_rings(TO_BORDER)
    extents = make_extents("idlib", rings, COUNTRY)
    assert extents.drawn.equals(
        shapely.Polygon([(36.2, 34.5), (37.8, 34.5), (37.8, 35.04), (37.0, 35.2), (36.2, 35.04)])
    )
    front, east, west = (item.line for item in extents.stretches)
    assert front.equals(
        shapely.LineString([(36.2, 35.04), (36.2, 34.5), (37.8, 34.5), (37.8, 35.04)])
    )
    assert east.union(west).equals(shapely.LineString([(36.2, 35.04), (37.0, 35.2), (37.8, 35.04)]))
    # Each half of the border cuts the core by its own uncertainty.
    assert to_metres(extents.core).distance(to_metres(east)) == pytest.approx(1000, abs=30)
    assert to_metres(extents.core).distance(to_metres(west)) == pytest.approx(3000, abs=30)
    assert COUNTRY.buffer(2e-5).covers(extents.possible)


def test_a_front_line_may_not_stand_for_the_border() -> None:
    rings, _ = join_rings([item.model_copy(update={"kind": "front line"}) for item in TO_BORDER])
    with pytest.raises(RingError, match="follows Syria's border for"):
        make_extents("idlib", rings, COUNTRY)


def test_a_gap_is_named_by_the_stretch_before_it() -> None:
    rings, errors = join_rings([SQUARE[0], stretch(2, [(37.5, 34.1), (36.5, 34.0)])])
    assert rings == []
    assert [error.record for error in errors] == ["idlib/main/outer/01"]
    assert "ends at (37.50000, 34.00000)" in str(errors[0])


def test_a_ring_that_crosses_itself_is_refused() -> None:
    bow = [stretch(1, [(36.5, 34.0), (37.5, 34.6), (37.5, 34.0), (36.5, 34.6), (36.5, 34.0)])]
    assert "is not sound: Self-intersection" in str(join_rings(bow)[1][0])


def test_a_hole_outside_its_part_is_refused() -> None:
    away = stretch(1, [(37.6, 34.2), (37.7, 34.2), (37.7, 34.3), (37.6, 34.2)], "hole")
    rings, _ = join_rings([*SQUARE, away])
    with pytest.raises(RingError, match="the hole is not inside part 'main'"):
        make_extents("idlib", rings, COUNTRY)


def test_a_part_that_overlaps_another_is_refused() -> None:
    other = stretch(3, [(37.4, 34.1), (37.7, 34.1), (37.7, 34.3), (37.4, 34.1)])
    rings, _ = join_rings([*SQUARE, other])
    with pytest.raises(RingError, match="overlaps another part"):
        make_extents("idlib", rings, COUNTRY)


def test_a_band_wider_than_the_zone_leaves_no_core() -> None:
    rings, _ = join_rings([item.model_copy(update={"uncertainty_km": 40}) for item in SQUARE])
    with pytest.raises(RingError, match="the core extent is empty"):
        make_extents("idlib", rings, COUNTRY)


def test_a_ring_outside_the_country_is_refused() -> None:
    away = [stretch(1, [(39, 34), (40, 34), (40, 35), (39, 34)])]
    rings, _ = join_rings(away)
    with pytest.raises(RingError, match="the drawn extent is empty"):
        make_extents("idlib", rings, COUNTRY)


corners = st.tuples(st.floats(36.3, 37.7), st.floats(33.3, 34.7))


@given(corners, corners, st.floats(0.1, 5))
def test_extents_are_always_nested(
    one: tuple[float, float], other: tuple[float, float], km: float
) -> None:
    box = shapely.box(*one, *other)
    if to_metres(box).buffer(-6000).is_empty:
        return
    rings, _ = join_rings([stretch(1, list(box.exterior.coords), km=km)])
    extents = make_extents("idlib", rings, COUNTRY)
    assert extents.drawn.covers(extents.core)
    assert extents.possible.covers(extents.drawn)


def test_metres_and_degrees() -> None:
    point = shapely.Point(36.5, 34.0)
    assert to_degrees(to_metres(point)).distance(point) < 1e-9
    # A degree of latitude at 34.5 north is 110.93 km long on the ellipsoid.
    assert measure_length_km(shapely.LineString([(39, 34), (39, 35)])) == pytest.approx(
        110.93, rel=1e-3
    )
    assert measure_area_km2(shapely.box(36, 34, 37, 35)) == pytest.approx(10185, rel=2e-3)
