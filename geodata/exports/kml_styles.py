"""How the atlas is drawn in KML: the page's styles, as far as KML has them."""

from fastkml import Style, StyleMap, StyleUrl
from fastkml.enums import PairKey
from fastkml.styles import BalloonStyle, IconStyle, LabelStyle, LineStyle, Pair, PolyStyle

# The page's violets as KML writes a colour after its opacity: blue, green, red.
_ZONE, _DEEP = "783a6b", "55204a"

# Fill, line and its width in pixels. On the page as here, a zone that has ended is hollow.
_AREAS = {
    "drawn": (f"1a{_ZONE}", f"ff{_ZONE}", 2.0),
    "core": (f"42{_ZONE}", f"00{_ZONE}", 0.0),
    "possible": (f"17{_ZONE}", f"cc{_ZONE}", 0.8),
    "drawn-ended": (f"00{_ZONE}", f"ff{_ZONE}", 2.0),
    "core-ended": (f"00{_ZONE}", f"00{_ZONE}", 0.0),
    "possible-ended": (f"05{_ZONE}", f"cc{_ZONE}", 0.8),
}
# KML has no broken lines: what the page breaks is pale here.
_LINES = {
    "front-line": (f"ff{_DEEP}", 2.5),
    "international-border": (f"ff{_DEEP}", 1.2),
    "ceasefire-line": (f"99{_DEEP}", 2.5),
    "administrative-line": (f"99{_DEEP}", 2.5),
    "assumed": (f"99{_DEEP}", 2.5),
}
# The page's ink for posts, which are background.
_POST = "ff5a4a1f"
_HIGHLIGHTED_WIDTH = 5.0
# By the place's rank: the smallest are named only under the pointer.
_NAME_SCALES = {"place-1": 0.8, "place-2": 0.65, "place-3": 0.0}
_HIGHLIGHTED_SCALE = 0.8

# Without a style of its own a balloon offers to show the way there.
_BALLOON = BalloonStyle(text="<h3>$[name]</h3>$[description]")


class _Mark(IconStyle):
    """A place's mark, which colours and shrinks the reader's own pin where it has no icon."""

    def __bool__(self) -> bool:
        return True  # what is false is left out

    @classmethod
    def get_tag_name(cls) -> str:
        return IconStyle.get_tag_name()


def make_styles(icon: str) -> list[Style | StyleMap]:
    """Return the styles that placemarks refer to by name.

    They are ``drawn``, ``core`` and ``possible``, each with ``-ended`` too, a stretch's kind with
    ``-`` for its spaces, ``place-1`` to ``place-3`` by rank, and ``post``. ``icon`` is the address
    of the mark of a place or post; where it is empty, the reader's own mark is used.
    """
    styles: list[Style | StyleMap] = [
        Style(
            id=name,
            styles=[LineStyle(color=line, width=width), PolyStyle(color=fill), _BALLOON],
        )
        for name, (fill, line, width) in _AREAS.items()
    ]
    for name, (color, width) in _LINES.items():
        styles += _make_pair(
            name,
            Style(styles=[LineStyle(color=color, width=width), _BALLOON]),
            Style(styles=[LineStyle(color=color, width=_HIGHLIGHTED_WIDTH), _BALLOON]),
        )
    mark = _Mark(color=f"ff{_DEEP}", scale=0.4, icon_href=icon or None)
    mark_post = _Mark(color=_POST, scale=0.6, icon_href=icon or None)
    for name, scale in _NAME_SCALES.items():
        styles += _make_pair(
            name,
            Style(styles=[mark, LabelStyle(scale=scale), _BALLOON]),
            Style(styles=[mark, LabelStyle(scale=_HIGHLIGHTED_SCALE), _BALLOON]),
        )
    styles += _make_pair(
        "post",
        Style(styles=[mark_post, LabelStyle(scale=0.0), _BALLOON]),
        Style(styles=[mark_post, LabelStyle(scale=_HIGHLIGHTED_SCALE), _BALLOON]),
    )
    return styles


def _make_pair(name: str, normal: Style, highlighted: Style) -> list[Style | StyleMap]:
    normal.id, highlighted.id = f"{name}-normal", f"{name}-highlighted"
    pairs = [
        Pair(key=PairKey.normal, style=StyleUrl(url=f"#{normal.id}")),
        Pair(key=PairKey.highlight, style=StyleUrl(url=f"#{highlighted.id}")),
    ]
    return [normal, highlighted, StyleMap(id=name, pairs=pairs)]
