"""The map alone: under its title, as sites show pictures beside links, and as an icon."""

from dataclasses import replace

import shapely
from matplotlib.figure import Figure

from geodata.basemap import read_country
from geodata.exports.extract import MapExtract
from geodata.exports.figure.drawing import draw_base, draw_zone, paint, stroke
from geodata.exports.figure.frame import fit_frame
from geodata.exports.figure.labels import draw_names
from geodata.exports.figure.maps import add_layer
from geodata.exports.figure.notes import format_title, list_subtitles
from geodata.exports.figure.palette import EDGE
from geodata.exports.figure.sheet import WIDTH, make_scene
from geodata.exports.figure.text import TextStyle, break_lines, write_lines

_TITLE = TextStyle(13, is_bold=True)
_SUBTITLE = TextStyle(8.5, "muted")
_LEADING = 1.35
# All in mm: what is free around the zones, the panel that holds the title, and within the panel.
_MARGIN = 4.0
_PANEL_WIDTH = 62.0
_PADDING = 4.0
# The zones lie along the coast, and the title has its place east of them.
_BIAS = 0.3
# An icon's width in mm: what is drawn at print size is seen at this scale.
_ICON_WIDTH = 24.0


def draw_icon(extract: MapExtract, size: tuple[int, int]) -> Figure:
    """Return the drawn zones on the land, in a square of this many dots.

    Raises
    ------
    BasemapError
        If the base map cannot be read.
    """
    scene = make_scene(extract)
    shown = [zone.drawn for zone in scene.zones] or [read_country()]
    frame = fit_frame(shown, (0, 0, _ICON_WIDTH, _ICON_WIDTH), 1.5)
    inches = _ICON_WIDTH / 25.4
    figure = Figure(figsize=(inches, inches), dpi=size[0] / inches)
    axes = add_layer(figure)
    paint(axes, frame.box, "sea")
    paint(axes, frame.place(read_country()), "land")
    for zone in scene.zones:
        paint(axes, frame.place(zone.drawn), "zone")
    return figure


def draw_preview(extract: MapExtract, size: tuple[int, int]) -> Figure:
    """Return a figure of this width and height in dots, its ``dpi`` the dots to an inch.

    Raises
    ------
    BasemapError
        If the base map cannot be read.
    """
    width, height = WIDTH, WIDTH * size[1] / size[0]
    scene = replace(make_scene(extract), posts=())
    shown = [zone.possible for zone in scene.zones] or [read_country()]
    frame = fit_frame(shown, (0, 0, width, height), _MARGIN, _BIAS)
    text_width = _PANEL_WIDTH - 2 * _PADDING
    title = break_lines(format_title(extract), _TITLE, text_width)
    words = [line for said in list_subtitles(extract) for line in
             break_lines(said, _SUBTITLE, text_width)]  # fmt: skip
    title_height = len(title) * _TITLE.height * _LEADING
    panel_height = title_height + len(words) * _SUBTITLE.height * _LEADING + 2.5 * _PADDING
    left, top = width - _PANEL_WIDTH - _PADDING, height - _PADDING
    panel = shapely.box(left, top - panel_height, left + _PANEL_WIDTH, top)

    figure = Figure(figsize=(width / 25.4, height / 25.4), dpi=size[0] / (width / 25.4))
    axes = add_layer(figure)
    draw_base(axes, frame, scene.basemap)
    for zone in scene.zones:
        draw_zone(axes, frame, zone, zone.id in scene.ended)
    draw_names(axes, frame, scene, [panel.buffer(1)], [])
    paint(axes, panel, "paper", 0.93)
    stroke(axes, panel.exterior, EDGE)
    text_left, text_top = left + _PADDING, top - _PADDING
    write_lines(axes, text_left, text_top, title, _TITLE, _LEADING)
    below = text_top - title_height - _PADDING / 2
    write_lines(axes, text_left, below, words, _SUBTITLE, _LEADING)
    return figure
