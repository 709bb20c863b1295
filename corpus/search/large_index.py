"""The index of a large collection: in a cache file, so that the next start finds it ready."""

import hashlib
import os
import tempfile
import weakref
from pathlib import Path

from corpus.collection import Corpus
from corpus.errors import OutputError, SearchError
from corpus.search.index import Index, build_index, open_large_index

# Up to so many articles an index is made in a second or two, and small enough for memory.
_MOST_IN_MEMORY = 2_000
_FOLDER = "zones-search"


def prepare_index(corpus: Corpus, folder: Path) -> Index:
    """Return an index of a corpus that was loaded from a folder: in a file, where it is large.

    The file is in the user's folder for caches or, where nothing can be written there, in one for
    temporary files that goes with the index.

    Raises
    ------
    SearchError
        If it cannot be made or read.
    OutputError
        If there is no place for it.
    """
    if len(corpus.articles) <= _MOST_IN_MEMORY:
        return build_index(corpus)
    cache = find_cache(folder)
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        return open_large_index(corpus, cache)
    except (OSError, OutputError, SearchError):
        passing = tempfile.TemporaryDirectory(prefix=_FOLDER)
        index = open_large_index(corpus, Path(passing.name) / "index.sqlite")
        weakref.finalize(index, passing.cleanup)
        return index


def find_cache(folder: Path) -> Path:
    """Return the file for the index of a folder: each folder has its own."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    caches = Path(named) if named else Path.home() / ".cache"
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return caches / _FOLDER / f"{name}.sqlite"
