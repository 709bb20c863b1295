"""Columns that say how precisely the date of an event is known: to the day, a month, a year.

The codes of ACLED and UCDP GED are explained, with their sources, in docs/method.md.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from geodata.points.angles import LONGEST, normalise
from geodata.points.column_names import list_names, split_name

# After the text of a date that is known to a month only, or not even to that; and where a cell
# says how precisely in words or a code that no list has, which follow the mark.
KNOWN_TO, MONTH, YEAR, UNKNOWN = "\0", "month", "year", "?"
# Before the text of the day on which an event ended, where it is another than that of its date.
UNTIL = "\1"

# Of a week, no more than the month is taken: docs/method.md. Empty for a date known to the day.
_EXACT = """
1 day daily exact precise exactly exact_day exact_date day_level full full_date to_the_day
يوم دقيق jour tag genau exakt gün tam день точно día exacto giorno esatto exacte
"""
_NOTHING = "n/a na - -- — nan null"
_TO_MONTH = """
week weekly month monthly أسبوع شهر semaine mois woche monat hafta ay неделя месяц semana mes
month_level week_level
"""
_TO_YEAR = "year yearly annual سنة عام année jahr yıl год año year_level"
_WORDS: Mapping[str, str] = {
    "": "",
    **{
        normalise(word.replace("_", " ")): known_to
        for known_to, words in (
            ("", _EXACT),
            ("", _NOTHING),
            (MONTH, _TO_MONTH),
            (YEAR, _TO_YEAR),
        )
        for word in words.split()
    },
}
_ACLED = {**_WORDS, "2": MONTH, "3": MONTH}
_GED = {**_WORDS, "2": MONTH, "3": MONTH, "4": MONTH, "5": YEAR}
_FILLERS = {"of", "the", "de", "la", "event", "incident", "code"}
# Of no codebook: their cells say it in words.
_IN_WORDS = (
    "dateprecision", "dateaccuracy", "datetimeprecision", "temporalprecision", "temporalaccuracy",
    "datumsgenauigkeit", "دقةالتاريخ", "точностьдаты", "tarihhassasiyeti", "tarihkesinligi",
)  # fmt: skip
# By the words of a name, in either order and without what joins them.
_CODES: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("timeprecision", "timeprec"), _ACLED),
    "dateprec": _GED,
    **dict.fromkeys(_IN_WORDS, _WORDS),
}
_OF_DATES = re.compile(r"date|datum|time|temporal|дат[аы]|tarih|(?:ال)?تاريخ|fecha|day$")
_OF_PRECISION = re.compile(
    r"prec(?:$|is)|accura|certain|confiden(?:ce|za)|granular|reliab|exact|approx|estimat|genauig|"
    r"точност|hassasiyet|kesinli|(?:ال)?دقة$|fiabil|esattezza"
)
_HOLDS_DATES = re.compile("exact|approx|estimat")


def find_date_precisions(names: Sequence[str]) -> tuple[tuple[int, Mapping[str, str]], ...]:
    """Return the places of the columns of which the codes are known, and what these mean."""
    found = []
    for place, name in enumerate(names):
        words = [word for word in split_name(name) if word not in _FILLERS]
        for joined in ("".join(words), "".join(reversed(words))):
            if joined in _CODES:
                found.append((place, _CODES[joined]))
                break
    return tuple(found)


def is_precision(words: Collection[str]) -> bool:
    """Return whether a column's name, as words, is of how well something is known."""
    return any(
        found and not _HOLDS_DATES.search(word)
        for word, found in ((word, _OF_PRECISION.search(word)) for word in words)
    )


def list_unread(names: Sequence[str], read: Collection[int]) -> list[str]:
    """Return a sentence on columns that may say how precisely dates are known and are not read.

    ``read`` are the places of those that are.
    """
    unread = [
        name
        for place, name in enumerate(names)
        if place not in read
        and any(map(_OF_DATES.match, words := split_name(name)))
        and any(map(_OF_PRECISION.search, words))
    ]
    if not unread:
        return []
    return [
        f"How precisely dates are known is not read: {list_names(unread)} may say it; a column "
        f"called date_precision is read, with the words day, week, month and year."
    ]


def read_known_to(cell: str, codes: Mapping[str, str]) -> str:
    """Return what a date is known to: empty for its day, `MONTH`, `YEAR`, or `UNKNOWN` and why."""
    plain = normalise(cell[:LONGEST])
    code = plain.removesuffix(".0").lstrip("0") or cell.strip()
    # What no list of codes has says that something is not known, and not what.
    return codes.get(code, f"{UNKNOWN}{cell.strip()[:LONGEST]}")


def is_nothing(cell: str) -> bool:
    """Return whether a cell holds nothing, or a word for it such as n/a."""
    plain = normalise(cell[:LONGEST])
    return not plain or plain in _NOTHING.split()


def choose_coarsest(found: Sequence[str]) -> str:
    """Return the least that several columns say a date is known to."""
    for grade in (UNKNOWN, YEAR, MONTH):
        for known_to in found:
            if known_to.startswith(grade):
                return known_to
    return ""
