"""The key to the signs, the scale bar, and the arrow that points north."""

import shapely
from matplotlib.axes import Axes

from geodata import wording
from geodata.exports.figure.drawing import Scene, paint, paint_zone, stroke
from geodata.exports.figure.frame import Frame
from geodata.exports.figure.palette import (
    CORE_FILL,
    DRAWN_FILL,
    GOVERNORATE,
    LINE_STYLES,
    POSSIBLE,
    POSSIBLE_FILL,
    LineStyle,
)
from geodata.exports.figure.posts import draw_sign
from geodata.exports.figure.text import TextStyle, write_line

_WORDS = TextStyle(6.4)
_FIGURES = TextStyle(5.8)
_STEP = 4.4
_MARK_WIDTH, _MARK_HEIGHT = 7.0, 3.1
_SECOND_COLUMN = 66.0
# A bar shorter than this, in mm, has no figure in its middle.
_SHORT = 16.0
_BAR = LineStyle("ink", 0.5)


def draw_legend(axes: Axes, left: float, top: float, scene: Scene) -> None:
    """Draw the key: extents, posts and, in a second column, the kinds of line that there are.

    ``left`` and ``top`` are in mm.
    """
    y = top - _STEP / 2
    for extent in wording.EXTENTS:
        _draw_fill(axes, left, y, extent)
        words = wording.describe_extent(extent)
        write_line(axes, left + _MARK_WIDTH + 2, y, words, _WORDS)
        y -= _STEP
    if scene.ended:
        _draw_outline(axes, left, y, LINE_STYLES["front line"])
        write_line(axes, left + _MARK_WIDTH + 2, y, wording.ENDED, _WORDS)
        y -= _STEP
    _draw_posts(axes, left, y, scene)
    y = top - _STEP / 2
    left += _SECOND_COLUMN
    for style, words in _list_lines(scene):
        stroke(axes, shapely.LineString([(left, y), (left + _MARK_WIDTH, y)]), style)
        write_line(axes, left + _MARK_WIDTH + 2, y, words, _WORDS)
        y -= _STEP


def measure_legend(scene: Scene) -> float:
    """Return the height of the key in mm."""
    posts = len(wording.list_post_kinds(scene.posts)) + bool(scene.posts)
    return _STEP * max(
        len(wording.EXTENTS) + bool(scene.ended) + posts,
        len(_list_lines(scene)),
    )


def _draw_posts(axes: Axes, left: float, y: float, scene: Scene) -> None:
    if scene.posts:
        write_line(axes, left, y, wording.POSTS, _WORDS)
    for kind, by in wording.list_post_kinds(scene.posts):
        y -= _STEP
        draw_sign(axes, left + _MARK_WIDTH / 2, y, kind, by)
        write_line(axes, left + _MARK_WIDTH + 2, y, wording.describe_post_kind(kind, by), _WORDS)


def _list_lines(scene: Scene) -> list[tuple[LineStyle, str]]:
    kinds = {stretch.kind for zone in scene.zones for stretch in zone.stretches}
    lines = [(style, wording.KINDS[kind]) for kind, style in LINE_STYLES.items() if kind in kinds]
    return [*lines, (GOVERNORATE, wording.GOVERNORATE)]


def _draw_fill(axes: Axes, left: float, y: float, extent: wording.Extent) -> None:
    box = _box(left, y)
    if extent == "possible":
        paint_zone(axes, box, POSSIBLE_FILL)
        _draw_outline(axes, left, y, POSSIBLE)
        return
    paint_zone(axes, box, DRAWN_FILL)
    if extent == "core":
        paint_zone(axes, box, CORE_FILL)
    else:
        _draw_outline(axes, left, y, LINE_STYLES["front line"])


def _draw_outline(axes: Axes, left: float, y: float, style: LineStyle) -> None:
    stroke(axes, _box(left, y).exterior, style)


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
    paint(axes, shapely.box(left, bottom, left + length, high), "paper")
    paint(axes, shapely.box(left, bottom, half, high), "ink")
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
        paint(axes, half, "ink" if side < 0 else "paper")
        stroke(axes, half.exterior, _BAR)
    write_line(axes, *turn(4.9, 0), "N", TextStyle(7, is_bold=True), "center")
