"""Words on the sheet: measured, broken into lines, and written so that they stay words."""

from dataclasses import dataclass
from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patheffects import Stroke

from geodata.exports.figure.palette import find_colour

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class TextStyle:
    """How words are written: size in points, colour, weight, slant, and whether on a pale halo."""

    size: float
    colour: str = "ink"
    is_bold: bool = False
    is_slanted: bool = False
    has_halo: bool = False

    @property
    def font(self) -> FontProperties:
        """The typeface, which comes with matplotlib; others of its width stand in elsewhere."""
        return FontProperties(
            family="sans-serif",
            size=self.size,
            weight="bold" if self.is_bold else "normal",
            style="italic" if self.is_slanted else "normal",
        )

    @property
    def height(self) -> float:
        """The height of one line in mm, from the descenders to the capitals."""
        return self.size * MM_PER_POINT


@lru_cache(maxsize=4096)
def measure(text: str, style: TextStyle) -> float:
    """Return how wide a line of text is, in mm."""
    font = get_font(findfont(style.font))
    font.set_size(style.size, 72)
    font.set_text(text, flags=LoadFlags.NO_HINTING)
    width, _height = font.get_width_height()
    return float(width) / 64 * MM_PER_POINT  # the font measures in 64ths of a point


def break_lines(text: str, style: TextStyle, width: float) -> list[str]:
    """Return a text in lines no wider than this many mm; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure(f"{lines[-1]} {word}", style) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def write_line(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    style: TextStyle,
    align: str = "left",
    rotation: float = 0,
) -> None:
    """Write a line of text; ``x`` and ``y`` are the middle of the side it is aligned to, in mm."""
    if style.has_halo:
        # A halo would turn the words into outlines, so it lies below them as a shape of its own.
        halo = axes.text(
            x, y, text,
            font=style.font, color=find_colour("land"), ha=align, va="center_baseline",
            rotation=rotation, rotation_mode="anchor", zorder=4, alpha=0.85,
        )  # fmt: skip
        halo.set_path_effects([Stroke(linewidth=style.size * 0.25, joinstyle="round")])
    axes.text(
        x, y, text,
        font=style.font, color=find_colour(style.colour), ha=align, va="center_baseline",
        rotation=rotation, rotation_mode="anchor", zorder=5,
    )  # fmt: skip


def write_lines(
    axes: Axes, x: float, top: float, lines: list[str], style: TextStyle, leading: float
) -> None:
    """Write lines one below the other, from ``top`` down.

    ``leading`` is the distance of lines as a share of their height.
    """
    step = style.height * leading
    for number, line in enumerate(lines):
        write_line(axes, x, top - (number + 0.5) * step, line, style)
