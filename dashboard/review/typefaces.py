"""The page's typefaces, which Streamlit brings, for pages that it does not draw."""

from functools import cache
from importlib.resources import files

_FAMILIES = {
    "SourceSansVF-Upright": ("Source Sans", "normal"),
    "SourceSansVF-Italic": ("Source Sans", "italic"),
    "SourceSerifVariable-Roman": ("Source Serif", "normal"),
    "SourceSerifVariable-Italic": ("Source Serif", "italic"),
}
_ADDRESS = "/static/media/"


@cache
def write_typefaces() -> str:
    """Return the style sheet that names them; the names of their files end in a digest."""
    folder = files("streamlit").joinpath("static", "static", "media")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".woff2"))
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: 200 900; '
        f'font-display: swap; src: url("{_ADDRESS}{name}") format("woff2"); }}\n'
        for name in names
        for start, (family, style) in _FAMILIES.items()
        if name.startswith(f"{start}.")
    )
