"""The names of a table's columns, taken apart into the words by which a column is known."""

import re
import unicodedata
from collections.abc import Sequence

from corpus.quoting import quote
from geodata.errors import TableError

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 200


def split_name(name: str) -> tuple[str, ...]:
    """Return the words of a column's name, in lower case and without accents.

    ``Location.lat`` has the words ``location`` and ``lat``, as has ``locationLat``.
    """
    # Letters and their accents apart; then the accents, Arabic vowels and invisible marks go.
    spread = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name[:_LONGEST]))
    kept = "".join(c for c in spread if unicodedata.category(c) not in ("Mn", "Cf"))
    return tuple(re.findall(r"[^\W_]+", kept.replace("ـ", "").casefold()))


def fold_name(name: str) -> str:
    """Return a column's name in lower case, as usual names are compared."""
    return name.strip().casefold()


def list_names(names: Sequence[str]) -> str:
    """Return the names of columns for a message, the first of many."""
    return ", ".join(quote(name) for name in names[:12]) + (" ..." if len(names) > 12 else "")


def find_pair(
    names: Sequence[str], usual: Sequence[tuple[str, str]], where: str
) -> tuple[int, int] | None:
    """Return the places of the first pair of usual names, longitude and latitude, that is there.

    Raises
    ------
    TableError
        If one of them is there twice.
    """
    known = [fold_name(name) for name in names]
    for lon, lat in usual:
        if lon in known and lat in known:
            for name in (lon, lat):
                if known.count(name) > 1:
                    raise TableError(
                        f"{where}: two columns are called {name}; use --lon and --lat."
                    )
            return known.index(lon), known.index(lat)
    return None
