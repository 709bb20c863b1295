"""A picture of what an outline gained and lost from one version of the data to the next."""

from matplotlib.figure import Figure
from shapely.geometry.base import BaseGeometry

from geodata.basemap import load_basemap
from geodata.exports.figure.drawing import draw_base, paint_zone, stroke
from geodata.exports.figure.frame import fit_frame
from geodata.exports.figure.maps import add_layer
from geodata.exports.figure.palette import Fill, LineStyle, find_colour
from geodata.exports.figure.text import TextStyle, break_lines, write_lines

_WIDTH, _MAP_HEIGHT, _HEAD_HEIGHT = 120.0, 90.0, 17.0
_MARGIN, _GAP = 5.0, 2.0
_DPI = 150
_TITLE, _NOTE = TextStyle(10, is_bold=True), TextStyle(7, "muted")
_LEADING = 1.4
_KEPT, _GAINED, _LOST = Fill(0.15), Fill(0.6), Fill(0, is_hatched=True)
_NOW, _BEFORE = LineStyle("zone-deep", 1.0), LineStyle("ink", 0.7, (3, 2))


def draw_difference(title: str, words: str, before: BaseGeometry, now: BaseGeometry) -> Figure:
    """Return the outlines over each other: gained is dark, lost is hatched.

    ``before`` and ``now`` are in longitude and latitude.

    Raises
    ------
    BasemapError
        If the base map cannot be read.
    """
    height = _MAP_HEIGHT + _HEAD_HEIGHT
    frame = fit_frame([before, now], (0, 0, _WIDTH, _MAP_HEIGHT), _MARGIN)
    figure = Figure(
        figsize=(_WIDTH / 25.4, height / 25.4), dpi=_DPI, facecolor=find_colour("paper")
    )
    axes = add_layer(figure)
    draw_base(axes, frame, load_basemap())
    placed_before, placed_now = frame.place(before), frame.place(now)
    paint_zone(axes, placed_before & placed_now, _KEPT)
    paint_zone(axes, placed_now - placed_before, _GAINED)
    paint_zone(axes, placed_before - placed_now, _LOST)
    stroke(axes, placed_before.boundary, _BEFORE)
    stroke(axes, placed_now.boundary, _NOW)
    write_lines(axes, _GAP, height - _GAP, [title], _TITLE, _LEADING)
    notes = break_lines(words, _NOTE, _WIDTH - 2 * _GAP)
    write_lines(axes, _GAP, height - _GAP - _TITLE.height * _LEADING - 1, notes, _NOTE, _LEADING)
    return figure
