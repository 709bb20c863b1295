"""How precisely an event's place is known, by the codes of ACLED, UCDP GED and GeoNames, or in km.

The codes are explained, with their sources, in docs/method.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

import numpy as np

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.angles import LONGEST, normalise
from geodata.points.column_names import fold_name, split_name
from geodata.points.coordinates import Coordinates, Problem
from geodata.points.labels import Labels

# A radius in kilometres, 0 for a town or a point, or why the event is not placed.
Grade = float | Problem
# "Near" a town, in ACLED's words; UCDP names 25 km.
_NEAR_KM = 25.0

_ACLED: Mapping[str, Grade] = {"1": 0.0, "2": _NEAR_KM, "3": Problem.REGION}
_GED: Mapping[str, Grade] = {
    "1": 0.0,
    "2": _NEAR_KM,
    "3": Problem.DISTRICT,
    "4": Problem.PROVINCE,
    "5": Problem.LINE,
    "6": Problem.COUNTRY,
    "7": Problem.SEA,
}
# Populated places, and spots such as buildings and farms; a hill is a point as well.
_GEONAMES: Mapping[str, Grade] = {
    "p": 0.0,
    "s": 0.0,
    "t": 0.0,
    "a": Problem.DISTRICT,
    **dict.fromkeys("lhruv", Problem.LINE),
}
_CODES: Mapping[str, Mapping[str, Grade]] = {
    "geo_precision": _ACLED,
    "where_prec": _GED,
    "feature_class": _GEONAMES,
    "feature class": _GEONAMES,
    "featureclass": _GEONAMES,
    "fclass": _GEONAMES,
}


@dataclass(frozen=True)
class PrecisionColumn:
    """The column that says how precisely an event's place is known, and what its cells mean."""

    name: str
    place: int
    grade: Callable[[str], Grade]

    def apply(self, read: Coordinates, texts: Iterable[object] | Labels) -> Coordinates:
        """Return coordinates with their radius; rows that are not known well have that problem.

        ``texts`` are the column's cells; an empty one or None says nothing, and is as good as none.
        """
        if not isinstance(texts, Labels):
            texts = Labels.of("" if text is None else str(text) for text in texts)
        grades = [self.grade(text) for text in texts.values]
        codes = np.array([int(g) if isinstance(g, Problem) else 0 for g in grades])[texts.codes]
        radius = np.array([0.0 if isinstance(g, Problem) else g for g in grades])[texts.codes]
        problems = np.where((read.problems == Problem.NONE) & (codes > 0), codes, read.problems)
        return replace(read, problems=problems, radius_km=radius)


def find_precision(names: Sequence[str], given: str | None, where: str) -> PrecisionColumn | None:
    """Return the column that says how precisely a place is known, if the table has one.

    ``given`` names a column in kilometres, or one of the codes that are known by their names.

    Raises
    ------
    TableError
        If it is not there, or there twice.
    """
    if given is not None and list(names).count(given) != 1:
        count = "no" if given not in names else "more than one"
        raise TableError(f"{where}: there is {count} column {quote(given)} for --precision.")
    # "Geo Precision" and "geoPrecision" are ACLED's column as well.
    words = ["_".join(split_name(name)) for name in names]
    known = [
        word if word in _CODES else fold_name(name) for word, name in zip(words, names, strict=True)
    ]
    wanted = [known[names.index(given)]] if given is not None else [*_CODES]
    for name in wanted:
        if name in known:
            place = names.index(given) if given is not None else known.index(name)
            grade = _grade_km if name not in _CODES else _GRADERS[name]
            return PrecisionColumn(names[place], place, grade)
    return None


@lru_cache(maxsize=1000)
def _grade_km(text: str) -> Grade:
    plain = normalise(text[:LONGEST]).removesuffix("km").strip()
    if not plain:
        return 0.0
    try:
        km = float(plain.replace(",", "."))
    except ValueError:
        return Problem.BAD_PRECISION
    return km if isfinite(km) and km >= 0 and "_" not in plain else Problem.BAD_PRECISION


def _make_grader(codes: Mapping[str, Grade]) -> Callable[[str], Grade]:
    @lru_cache(maxsize=1000)
    def grade(text: str) -> Grade:
        plain = normalise(text[:LONGEST]).removesuffix(".0")
        return codes.get(plain, Problem.BAD_PRECISION) if plain else 0.0

    return grade


_GRADERS = {name: _make_grader(codes) for name, codes in _CODES.items()}
