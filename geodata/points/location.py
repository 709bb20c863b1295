"""Where one point lies with regard to the zones, how sure that is, and what that rests on."""

from dataclasses import dataclass

import numpy as np

from geodata.points.certainty import CERTAINTIES, Certainty, make_outlines
from geodata.records import Atlas, Stretch, Zone
from geodata.records.country import COUNTRY


@dataclass(frozen=True)
class Location:
    """The answer for one point, in degrees of longitude and latitude, WGS 84.

    ``zone`` is the zone that the certainty is about, None where that is "outside"; ``nearest`` is
    the zone whose drawn line is nearest, which is the same where there is a zone. ``distance_km``
    is the distance to that line in kilometres with one decimal, ``stretch`` the stretch of it that
    decides. Far from the country, where nothing is measured, the three are None. ``is_exchanged``
    says that a point outside the country would lie in it with longitude and latitude exchanged.
    """

    lon: float
    lat: float
    certainty: Certainty
    in_country: bool
    zone: Zone | None
    nearest: Zone | None
    distance_km: float | None
    stretch: Stretch | None
    is_exchanged: bool

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of passages and web addresses on which the deciding stretch rests."""
        return self.stretch.evidence if self.stretch else ()


def locate_point(lon: float, lat: float, atlas: Atlas) -> Location:
    """Return where a point lies; longitude and latitude in degrees, WGS 84.

    The certainty is "inside" in a zone's core, "probably inside" in the rest of the drawn zone,
    "possibly inside" beyond the drawn line but within its uncertainty, else "outside".
    """
    outlines = make_outlines(atlas)
    at = np.array([float(lon)]), np.array([float(lat)])
    zones, certainties = outlines.classify(*at)
    distances, stretches = outlines.measure(*at, zones, certainties)
    stretch = outlines.stretches[stretches[0]] if stretches[0] >= 0 else None
    in_country = bool(outlines.is_in_country(*at)[0])
    return Location(
        lon=float(lon),
        lat=float(lat),
        certainty=CERTAINTIES[certainties[0]],
        in_country=in_country,
        zone=atlas.zones[zones[0]] if zones[0] >= 0 else None,
        nearest=atlas.zone(stretch.zone) if stretch else None,
        distance_km=round(float(distances[0]), 1) if stretch else None,
        stretch=stretch,
        is_exchanged=not in_country and bool(outlines.is_in_country(*at[::-1])[0]),
    )


def describe(location: Location) -> str:
    """Return the answer in plain words, one or two sentences."""
    if not location.in_country:
        near = _write_nearest(location)
        country = COUNTRY.name
        hint = (
            f" With longitude and latitude exchanged it would lie in {country}."
            if location.is_exchanged
            else ""
        )
        return (
            f"Outside {country}, as the base map draws it; the zones are drawn in {country} only."
            f"{near}{hint}"
        )
    zone, stretch = location.zone, location.stretch
    if zone is None or stretch is None:
        return "Outside all zones, and beyond the uncertainty of their lines." + _write_nearest(
            location
        )
    away = f"{location.distance_km:.1f} km from the drawn line"
    uncertain = f"{away}, which may be off by {stretch.uncertainty_km:g} km there"
    match location.certainty:
        case "inside":
            return f"Inside the zone {zone.name}: {away}, farther in than that line may be off."
        case "probably inside":
            return f"Probably inside the zone {zone.name}: within it, {uncertain}."
        case _:
            return f"Possibly inside the zone {zone.name}: outside it as drawn, {uncertain}."


def _write_nearest(location: Location) -> str:
    if location.nearest is None:
        return ""
    away = f"{location.distance_km:.1f} km away"
    return f" The drawn line of the nearest zone, {location.nearest.name}, is {away}."
