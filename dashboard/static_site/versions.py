"""The versions of the data in the site: what changed, and the outlines of each for good."""

from collections.abc import Iterator
from itertools import pairwise

from corpus.exports.scope import Scope
from dashboard.api.downloads import DOWNLOADS, make_download
from dashboard.library import MAP_STYLES, Library, read_assets
from dashboard.one_file import STYLES, write_policy
from dashboard.templating import render
from geodata.exports.extract import MapExtract
from geodata.exports.figure import write_difference
from geodata.exports.versions import list_outlines
from geodata.loading import FOLDER
from geodata.records.versions import read_earlier_file
from geodata.wording import format_area

VERSIONS = "versions/index.html"
_ZONES = "zones.geojson"


def make_version_files(library: Library, extract: MapExtract) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of each version's zones, pictures of the differences, and the page.

    Raises
    ------
    ReadError
        If the record of a version, or its outlines, cannot be read.
    """
    listed = list_outlines(extract)
    for version, _ in listed:
        is_now = version.version == library.atlas.version
        yield (
            f"versions/{version.version}/{_ZONES}",
            make_download(library, DOWNLOADS[_ZONES], Scope(), "")
            if is_now
            else read_earlier_file(FOLDER, version),
        )
    pictures: dict[tuple[str, str], str] = {}
    for (newer, now), (older, before) in pairwise(listed):
        for zone in library.atlas.zones:
            if zone.id not in now or zone.id not in before:
                continue
            words = (
                f"Version {newer.version}: the solid line; dark is what was gained. "
                f"Version {older.version}: the dashed line; hatched is what was lost. "
                f"It encloses {format_area(now[zone.id].area_km2)} km², "
                f"before {format_area(before[zone.id].area_km2)} km²."
            )
            path = f"{newer.version}/{zone.id}.png"
            pictures[newer.version, zone.id] = path
            title = f"{zone.name}, {older.version} and {newer.version}"
            picture = write_difference(title, words, before[zone.id].drawn, now[zone.id].drawn)
            yield f"versions/{path}", picture
    style = read_assets(MAP_STYLES[0], *STYLES, "site.css")
    page = render(
        "site_versions.html",
        root="../",
        policy=f"{write_policy(style)}; img-src 'self' data:",
        style=style,
        title=library.atlas.title,
        zones=library.atlas.zones,
        versions=listed,
        pictures=pictures,
        file=_ZONES,
        format_area=format_area,
    )
    yield VERSIONS, page.encode()
