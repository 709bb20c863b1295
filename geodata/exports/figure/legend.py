"""The key to the signs, the scale bar, and the arrow that points north."""

import shapely
from matplotlib.axes import Axes

from geodata.exports.figure.drawing import Scene, paint, paint_zone, stroke
from geodata.exports.figure.frame import Frame
from geodata.exports.figure.lettering import Lettering, write_line
from geodata.exports.figure.palette import (
    COLOURS,
    CORE_FILL,
    DRAWN_FILL,
    FILL_WORDS,
    GOVERNORATE,
    GOVERNORATE_WORDS,
    HOLLOW_WORDS,
    LINE_WORDS,
    PENS,
    POSSIBLE,
    POSSIBLE_FILL,
    Pen,
)

_WORDS = Lettering(6.4)
_FIGURES = Lettering(5.8)
_STEP = 4.4
_MARK_WIDTH, _MARK_HEIGHT = 7.0, 3.1
_SECOND_COLUMN = 66.0
# A bar shorter than this, in mm, has no figure in its middle.
_SHORT = 16.0
_BAR = Pen(COLOURS["ink"], 0.5)


def draw_legend(axes: Axes, left: float, top: float, scene: Scene) -> None:
    """Draw the key: the extents and, in a second column, the kinds of line that there are.

    ``left`` and ``top`` are in mm.
    """
    y = top - _STEP / 2
    for name in FILL_WORDS:
        _draw_fill(axes, left, y, name)
        write_line(axes, left + _MARK_WIDTH + 2, y, FILL_WORDS[name], _WORDS)
        y -= _STEP
    if scene.ended:
        _draw_outline(axes, left, y, PENS["front line"])
        write_line(axes, left + _MARK_WIDTH + 2, y, HOLLOW_WORDS, _WORDS)
    y = top - _STEP / 2
    left += _SECOND_COLUMN
    for pen, words in _list_lines(scene):
        stroke(axes, shapely.LineString([(left, y), (left + _MARK_WIDTH, y)]), pen)
        write_line(axes, left + _MARK_WIDTH + 2, y, words, _WORDS)
        y -= _STEP


def measure_legend(scene: Scene) -> float:
    """Return the height of the key in mm."""
    return _STEP * max(len(FILL_WORDS) + bool(scene.ended), len(_list_lines(scene)))


def _list_lines(scene: Scene) -> list[tuple[Pen, str]]:
    kinds = {stretch.kind for zone in scene.zones for stretch in zone.stretches}
    lines = [(pen, LINE_WORDS[kind]) for kind, pen in PENS.items() if kind in kinds]
    return [*lines, (GOVERNORATE, GOVERNORATE_WORDS)]


def _draw_fill(axes: Axes, left: float, y: float, name: str) -> None:
    box = _box(left, y)
    if name == "possible":
        paint_zone(axes, box, POSSIBLE_FILL)
        _draw_outline(axes, left, y, POSSIBLE)
        return
    paint_zone(axes, box, DRAWN_FILL)
    if name == "core":
        paint_zone(axes, box, CORE_FILL)
    else:
        _draw_outline(axes, left, y, PENS["front line"])


def _draw_outline(axes: Axes, left: float, y: float, pen: Pen) -> None:
    stroke(axes, _box(left, y).exterior, pen)


def _box(left: float, y: float) -> shapely.Polygon:
    return shapely.box(left + 0.3, y - _MARK_HEIGHT / 2, left + _MARK_WIDTH, y + _MARK_HEIGHT / 2)


def choose_length(frame: Frame, longest: float) -> int:
    """Return the largest round number of kilometres whose bar is no longer than this many mm."""
    lengths = [1, 2, 5, 10, 20, 50, 100, 200, 500]
    fitting = [km for km in lengths if frame.measure_bar(km) <= longest]
    return max(fitting, default=1)


def draw_scale(axes: Axes, frame: Frame, left: float, bottom: float, longest: float) -> None:
    """Draw a bar in two halves, at most so many mm long, true in the middle of the frame."""
    km = choose_length(frame, longest)
    length = frame.measure_bar(km)
    half, high = left + length / 2, bottom + 1.1
    paint(axes, shapely.box(left, bottom, left + length, high), "white")
    paint(axes, shapely.box(left, bottom, half, high), COLOURS["ink"])
    stroke(axes, shapely.box(left, bottom, left + length, high).exterior, _BAR)
    for x, words in ((left, "0"), (half, f"{km / 2:g}"), (left + length, f"{km} km")):
        if x == half and length < _SHORT:
            continue
        write_line(axes, x, high + 1.7, words, _FIGURES, "center")


def draw_compass(axes: Axes, frame: Frame, x: float, y: float) -> None:
    """Draw an arrow to true north; ``x`` and ``y`` are its middle in mm."""
    east, north = frame.find_north()

    def turn(along: float, across: float) -> tuple[float, float]:
        return x + along * east + across * north, y + along * north - across * east

    tip, tail = turn(3.2, 0), turn(-1.6, 0)
    for side in (-1.3, 1.3):
        half = shapely.Polygon([tip, turn(-3, side), tail])
        paint(axes, half, COLOURS["ink"] if side < 0 else "white")
        stroke(axes, half.exterior, _BAR)
    write_line(axes, *turn(4.9, 0), "N", Lettering(7, is_bold=True), "center")
