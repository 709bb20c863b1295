"""The names of a table's columns, taken apart into the words by which a column is known."""

import re
import unicodedata
from collections.abc import Sequence

from corpus.quoting import quote

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
