"""The corpus and the atlas, loaded once for the whole process."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import xstatic.pkg.leaflet
from markupsafe import Markup

import corpus
import geodata
from corpus.collection import Corpus
from corpus.data_folder import find_data_folder
from corpus.faults import Fault
from corpus.loading import Known
from corpus.search.index import Index
from corpus.search.large_index import prepare_index
from dashboard.map_data import NO_BASEMAP, map_data
from geodata.basemap import Basemap, load_basemap
from geodata.errors import BasemapError
from geodata.records import Atlas

ASSETS = Path(__file__).parent / "assets"
LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
# The code of the map, in the order in which the files need one another.
MAP_SCRIPTS = (
    "map_elements.js",
    "map_document.js",
    "map_frame.js",
    "map_layers.js",
    "map_clicks.js",
    "map_stretches.js",
    "map_view.js",
    "map_gestures.js",
    "map_placing.js",
    "map_names.js",
    "map_locator.js",
    "map_posts.js",
    "map_answer.js",
    "map_signs.js",
    "map_points.js",
    "map_rows.js",
    "map_drawings.js",
    "map_painting.js",
    "map_picture.js",
    "map_controls.js",
    "map.js",
)
# The styles, in the order in which they build on one another.
MAP_STYLES = (
    "map_colours.css",
    "certainty.css",
    "map.css",
    "map_labels.css",
    "map_controls.css",
    "map_posts.css",
    "map_answer.css",
    "map_points.css",
    "map_picture.css",
)
READING_STYLES = ("reading.css", "comparison.css", "timeline.css")
PAGE_STYLES = (
    "page.css",
    "certainty.css",
    *READING_STYLES,
    "page_reading.css",
    "page_below.css",
    "page_narrow.css",
    "embed_snippet.css",
    "page_media.css",
    "page_paper.css",
)
# The articles that were read, for when the library is opened anew.
KNOWN_ARTICLES: Known = {}
# The folders of all that is shown and served.
_PACKAGES = (*(Path(str(package.__file__)).parent for package in (corpus, geodata)), ASSETS.parent)


@dataclass(frozen=True, eq=False)
class Library:
    """All that the page and the routes show, read-only and shared by every session.

    It is compared by identity, so that what is made from it can be cached.
    """

    corpus: Corpus
    atlas: Atlas

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault found in the data files; what is sound is shown all the same."""
        own = [self._basemap] if isinstance(self._basemap, Fault) else []
        return (*self.corpus.faults, *self.atlas.faults, *own)

    @property
    def agreed_on(self) -> date | None:
        """The first day of the key date on which the zones were agreed, where there is such."""
        agreed = self.corpus.key_date(self.atlas.agreed_on)
        return agreed.span.first_named if agreed else None

    @cached_property
    def _basemap(self) -> Basemap | Fault:
        try:
            return load_basemap()
        except BasemapError as error:
            return Fault("basemap", "", str(error))

    @property
    def basemap(self) -> Basemap:
        """The base map; an empty one where its files cannot be read."""
        return self._basemap if isinstance(self._basemap, Basemap) else NO_BASEMAP

    @cached_property
    def index(self) -> Index:
        """The words of the articles, ready to be searched."""
        return prepare_index(self.corpus, find_data_folder() / "corpus")

    @cached_property
    def map_script(self) -> bytes:
        """The map's script in UTF-8: Leaflet, what is drawn, its styles, and the code for it.

        All in one: each file more would be waited for in turn, and styles that arrive later have
        the map laid out anew.
        """
        data = map_data(self.atlas, self.basemap)
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        styles = json.dumps(read_map_styles(), ensure_ascii=False)
        drawn = f"window.atlas={text};\nwindow.mapStyles={styles};"
        return "\n".join((read_leaflet(), drawn, read_assets(*MAP_SCRIPTS))).encode()

    @cached_property
    def map_script_version(self) -> str:
        """A short digest of `map_script`, for an address that may be cached for good."""
        return hashlib.sha256(self.map_script).hexdigest()[:12]


def read_map_styles() -> str:
    """Return Leaflet's styles, its pictures in them, and the map's own."""
    leaflet = re.sub(
        r"url\((images/[\w-]+\.png)\)",
        lambda found: f"url({_embed(LEAFLET / found[1])})",
        (LEAFLET / "leaflet.css").read_text(encoding="utf-8"),
    )
    return f"{leaflet}\n{read_assets(*MAP_STYLES)}"


def read_leaflet() -> str:
    """Return Leaflet's script, without its last line: that names a file for debuggers."""
    script = (LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    return script.partition("\n//# source")[0]


def read_assets(*names: str) -> Markup:
    """Return styles or scripts of the page, as the text of one."""
    return Markup("\n".join((ASSETS / name).read_text(encoding="utf-8") for name in names))


def _embed(image: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(image.read_bytes()).decode('ascii')}"


@cache
def open_library() -> Library:
    """Return the library made from the files of the data folder."""
    shipped = corpus.load(known=KNOWN_ARTICLES)
    return Library(corpus=shipped, atlas=geodata.load(shipped))


def forget_library() -> None:
    """Have the files read anew when the library is opened next: the data has changed.

    Articles whose files are as they were are not: there may be many.
    """
    open_library.cache_clear()
    find_last_change.cache_clear()


@cache
def find_last_change() -> int:
    """Return when the newest file was changed that what is served is made from: POSIX seconds."""
    data = find_data_folder()
    folders = {*_PACKAGES, data / "corpus", data / "geodata"}
    files = (path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc")
    return int(max(path.stat().st_mtime for path in files))
