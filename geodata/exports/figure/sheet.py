"""The figure as a whole: title, map, legend, scale and north, and where it all comes from."""

import math

import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from shapely.geometry.base import BaseGeometry

from geodata.basemap import load_basemap, read_country
from geodata.exports.extract import MapExtract
from geodata.exports.figure.drawing import Scene
from geodata.exports.figure.frame import Frame, fit_frame
from geodata.exports.figure.legend import draw_compass, draw_legend, draw_scale, measure_legend
from geodata.exports.figure.maps import add_layer, draw_locator, draw_maps
from geodata.exports.figure.notes import format_title, list_ended, list_notes, list_subtitles
from geodata.exports.figure.palette import find_colour
from geodata.exports.figure.text import TextStyle, break_lines, write_line, write_lines
from geodata.projection import to_metres

# Width and height are whole numbers of these, in mm: of 6 dots at 300 to the inch.
_STEP = 25.4 / 50
# The width of a page's text, less a little: 160 mm. The height follows from what is on the sheet.
WIDTH = 315 * _STEP

_TITLE = TextStyle(13, is_bold=True)
_SUBTITLE = TextStyle(8, "muted")
_NOTE = TextStyle(5.6, "muted")
_LEADING = 1.35

# All in mm.
_TITLE_HEIGHT = 7.0
_MAP_LEFT = 4.0
_MAP_WIDTH = WIDTH - _MAP_LEFT - 0.3
_MAP_HEIGHTS = (105.0, 150.0)
_COORDINATES_HEIGHT = 5.0
_STRIP_HEIGHT = 21.0
_LOCATOR = (23.0, 19.5)
_GAP = 2.0
# What is free around the zones: a single one is seen in its surroundings.
_MARGIN, _MARGIN_OF_ONE = 7.0, 19.0
# Several zones lie along the coast: most of the room to spare is east of them.
_BIAS, _BIAS_OF_ONE = 0.34, 0.5


def draw_sheet(extract: MapExtract) -> Figure:
    """Return the figure of an extract's zones, at print size.

    Raises
    ------
    BasemapError
        If the base map cannot be read.
    """
    scene = make_scene(extract)
    subtitles = _break(list_subtitles(extract), _SUBTITLE)
    notes = _break(list_notes(extract), _NOTE)
    notes_height = len(notes) * _NOTE.height * _LEADING
    strip_height = max(_STRIP_HEIGHT, measure_legend(scene))
    map_bottom = notes_height + _GAP + strip_height + _COORDINATES_HEIGHT
    shown = [zone.possible for zone in scene.zones] or [read_country()]
    map_height = _choose_height(shown)
    map_top = map_bottom + map_height
    head_height = _TITLE_HEIGHT + len(subtitles) * _SUBTITLE.height * _LEADING + _GAP
    height = math.ceil((map_top + head_height) / _STEP) * _STEP
    is_one = len(scene.zones) == 1
    frame = fit_frame(
        shown,
        (_MAP_LEFT, map_bottom, _MAP_WIDTH, map_height),
        margin=_MARGIN_OF_ONE if is_one else _MARGIN,
        bias=_BIAS_OF_ONE if is_one else _BIAS,
    )

    figure = Figure(figsize=(WIDTH / 25.4, height / 25.4), facecolor=find_colour("paper"))
    axes = add_layer(figure)
    write_line(axes, 0, height - _TITLE_HEIGHT / 2, format_title(extract), _TITLE)
    write_lines(axes, 0, height - _TITLE_HEIGHT, subtitles, _SUBTITLE, _LEADING)
    draw_maps(figure, axes, frame, scene)
    _draw_strip(axes, frame, map_bottom - _COORDINATES_HEIGHT, scene)
    write_lines(axes, 0, notes_height, notes, _NOTE, _LEADING)
    return figure


def make_scene(extract: MapExtract) -> Scene:
    """Return what an extract's map shows."""
    return Scene(
        basemap=load_basemap(),
        zones=tuple(sorted(extract.atlas.zones, key=lambda zone: -zone.area_km2)),
        ended=frozenset(zone.id for zone in list_ended(extract)),
        places=extract.whole_atlas.places,
        posts=extract.atlas.posts,
    )


def _break(paragraphs: list[str], style: TextStyle) -> list[str]:
    return [line for words in paragraphs for line in break_lines(words, style, WIDTH - 1)]


def _choose_height(shown: list[BaseGeometry]) -> float:
    west, south, east, north = shapely.total_bounds([to_metres(shape) for shape in shown])
    low, high = _MAP_HEIGHTS
    return float(min(high, max(low, _MAP_WIDTH * (north - south) / (east - west))))


def _draw_strip(axes: Axes, frame: Frame, top: float, scene: Scene) -> None:
    """Draw what helps to read the map, side by side: legend, scale and north, locator."""
    draw_legend(axes, 0, top, scene)
    draw_compass(axes, frame, 120, top - 6)
    draw_scale(axes, frame, 108, top - 18, longest=24)
    width, height = _LOCATOR
    box = (WIDTH - width, top - height - 0.5, width, height)
    draw_locator(axes, fit_frame([read_country()], box, margin=0.7), frame, scene.zones)
