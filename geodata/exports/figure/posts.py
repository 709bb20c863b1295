"""Posts that were set up later, on the sheet: a sign each, in the circle in which the post lies."""

from collections.abc import Iterable

import shapely
from matplotlib.axes import Axes

from geodata.exports.figure.drawing import paint, stroke
from geodata.exports.figure.frame import Frame
from geodata.exports.figure.palette import HOLLOW_POST_FILL, POST, POST_CIRCLE, POST_FILL
from geodata.records.posts import Post, PostKind, PostOwner
from geodata.wording import is_hollow

# Half the width of a sign, in mm, and its corners in halves. Its form says what a post is.
_HALF = 0.85
_FORMS: dict[PostKind, tuple[tuple[float, float], ...]] = {
    "checkpoint": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "observation post": ((-1, -0.8), (1, -0.8), (0, 1)),
    "presence": ((0, -1), (1, 0), (0, 1), (-1, 0)),
}


def draw_posts(axes: Axes, frame: Frame, posts: Iterable[Post]) -> None:
    """Draw the posts that a frame shows, all circles below all signs."""
    shown = [post for post in posts if not frame.place(post.point).is_empty]
    for post in shown:
        circle = frame.place(post.point).buffer(post.precision_km * 1000 / frame.scale)
        stroke(axes, circle.boundary & frame.box, POST_CIRCLE)
    for post in shown:
        _draw(axes, place_sign(frame, post), post.by)


def place_sign(frame: Frame, post: Post) -> shapely.Polygon:
    """Return the form of a post's sign on the sheet, in mm; empty where the frame shows no post."""
    spot = frame.place(post.point)
    return shapely.Polygon() if spot.is_empty else _make_form(spot.x, spot.y, post.kind)


def draw_sign(axes: Axes, x: float, y: float, kind: PostKind, by: PostOwner) -> None:
    """Draw the sign of a kind of post; whether it is full or hollow says whose the post is."""
    _draw(axes, _make_form(x, y, kind), by)


def _draw(axes: Axes, form: shapely.Polygon, by: PostOwner) -> None:
    paint(axes, form, HOLLOW_POST_FILL if is_hollow(by) else POST_FILL)
    stroke(axes, form.exterior, POST)


def _make_form(x: float, y: float, kind: PostKind) -> shapely.Polygon:
    return shapely.Polygon([(x + _HALF * east, y + _HALF * north) for east, north in _FORMS[kind]])
