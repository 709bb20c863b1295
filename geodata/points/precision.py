"""How precisely an event's place is known: by the codes of five data sets, or in kilometres.

The codes are explained, with their sources, in docs/method.md.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from geodata.points.angles import LONGEST, normalise
from geodata.points.column_names import list_names, split_name
from geodata.points.coordinate_columns import find_column
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
# Populated places, and spots such as buildings and farms. The class of hills is that of ranges,
# plains and deserts too, and does not say which.
_GEONAMES: Mapping[str, Grade] = {
    "p": 0.0,
    "s": 0.0,
    "a": Problem.DISTRICT,
    **dict.fromkeys("lhrtuv", Problem.LINE),
}
# The middle of the smallest region that is known, of whatever level, for 2 and 3.
_GTD: Mapping[str, Grade] = {
    "1": 0.0,
    "2": Problem.REGION,
    "3": Problem.REGION,
    "4": Problem.PROVINCE,
    "5": Problem.COUNTRY,
}
# Whether an event was near the town and not in it; -9 where that is not known.
_GTD_VICINITY: Mapping[str, Grade] = {
    **dict.fromkeys(("0", "no", "false"), 0.0),
    **dict.fromkeys(("1", "-9", "yes", "true"), _NEAR_KM),
}
_GDELT: Mapping[str, Grade] = {
    "1": Problem.COUNTRY,
    "2": Problem.PROVINCE,
    "3": 0.0,
    "4": 0.0,
    "5": Problem.PROVINCE,
}
# By the words of a column's name, without what joins them.
_CODES: Mapping[str, Mapping[str, Grade]] = {
    **dict.fromkeys(("geoprecision", "geoprec"), _ACLED),
    **dict.fromkeys(("whereprec", "whereprecision"), _GED),
    **dict.fromkeys(("featureclass", "fclass"), _GEONAMES),
    "actiongeotype": _GDELT,
    "specificity": _GTD,
    "vicinity": _GTD_VICINITY,
}
# Words that others use too, and what tells a table of the Global Terrorism Database.
_GTD_NAMES = {"specificity", "vicinity"}
_SIGNS_OF_GTD = {"iyear", "imonth", "iday", "gname", "attacktype1", "attacktype1txt", "provstate"}


# Words that people write, Airwars among them.
_WORDS: Mapping[str, Grade] = {
    word: grade
    for grade, words in (
        (0.0, "exact precise point building street address neighbourhood neighborhood quarter"),
        (0.0, "village hamlet town city camp settlement locality neighbourhood/area"),
        (0.0, "دقيق قرية بلدة مدينة حي مخيم"),
        (Problem.REGION, "region area countryside ريف منطقة"),
        (Problem.DISTRICT, "district subdistrict sub-district nahiya nahya ناحية adm2 adm3"),
        (Problem.PROVINCE, "governorate province محافظة adm1"),
        (Problem.COUNTRY, "country national دولة adm0"),
    )
    for word in map(normalise, words.split())
}
# "Exact location (other)", "Town level", "within 1 km".
_AROUND_WORD = re.compile(r"^within | (?:location|level)$| \(.*")
_PRECISION_WORDS = {
    "precision", "accuracy", "uncertainty", "genauigkeit", "دقة", "الدقة", "точность", "exactitude",
    "hassasiyet", "hassasiyeti", "dogruluk", "dogrulugu", "kesinlik", "kesinligi", "exactitud",
    "exactness", "precisione", "precisao", "погрешность", "specificity", "radius",
}  # fmt: skip
# Of a receiver's few metres, or of a date.
_OTHER_PRECISIONS = {
    "gps", "time", "date", "horizontal", "vertical", "day", "temporal", "datetime", "datum", "дата",
    "даты", "tarih", "fecha", "التاريخ", "blast", "damage", "impact", "search", "hdop",
}  # fmt: skip
# Words that are of places beside one of these alone: "loc_prec", "geoConfidence", "error_km".
_OF_A_PLACE = re.compile(
    r"(?:geo|loc|location|place|site|position|coord|coords|coordinates?|spatial|point|geocod(?:e|ing)|"
    r"geoloc|geolocation|latlong?|konum|место|موقع|الموقع)"
    r"(?:prec|precis|precision|accuracy|acc|uncertainty|confidence|certainty|error|quality|"
    r"reliability|resolution|granularity|approx|approximate|estimated|isapprox|isapproximate|"
    r"radius|buffer|margin|exact)(?:score|code|level)?(?:in)?(?:km|m|met(?:er|re)s)?|"
    r"(?:max)?(?:error|buffer|margin|tolerance|offset)(?:in)?(?:km|m|met(?:er|re)s)"
)

# In kilometres. A number alone is of kilometres, unless the column's name says metres.
_METRES = frozenset(("m", "metre", "metres", "meter", "meters", "mtr", "م", "متر", "м"))
_UNITS: Mapping[str, float] = {
    **dict.fromkeys(("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "км"), 1.0),
    **dict.fromkeys(("كم", "كيلومتر"), 1.0),
    **dict.fromkeys(_METRES, 0.001),
    **dict.fromkeys(("mi", "mile", "miles"), 1.609344),
}
_LENGTH = re.compile(
    r"(?:\+/?-|[±~≈<≤])? ?(?P<number>\d{1,12}(?:[.,]\d{1,20})?(?:e[+-]?\d{1,2})?) ?"
    r"(?P<unit>[^\W\d_]*)\.?"
)
# A code that a program wrote as a number: 6.0, 6.00, 06.
_ZEROS = re.compile(r"(?<=\d)\.0+$|^0+(?=\d)")
# A comma before three digits may part thousands.
_MAYBE_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True)
class PrecisionColumn:
    """A column that says how precisely an event's place is known, and what its cells mean."""

    name: str
    place: int
    grade: Callable[[str], Grade]

    def apply(self, read: Coordinates, texts: Iterable[object] | Labels) -> Coordinates:
        """Return coordinates with their radius; rows that are not known well have that problem.

        ``texts`` are the column's cells; an empty one or None says nothing, and is as good as none.
        Of several columns the coarser counts: a radius that is there already is never made smaller.
        """
        if not isinstance(texts, Labels):
            texts = Labels.of("" if text is None else str(text) for text in texts)
        grades = [self.grade(text) for text in texts.values]
        codes = np.array([int(g) if isinstance(g, Problem) else 0 for g in grades])[texts.codes]
        radius = np.array([0.0 if isinstance(g, Problem) else g for g in grades])[texts.codes]
        if read.radius_km is not None:
            radius = np.maximum(radius, read.radius_km)
        # A name of a place is no pair of coordinates.
        may_be = np.isin(read.problems, (Problem.NONE, Problem.NO_PAIR))
        problems = np.where(may_be & (codes > 0), codes, read.problems)
        return replace(read, problems=problems, radius_km=radius)


def find_precisions(
    names: Sequence[str], given: str | None, where: str
) -> tuple[PrecisionColumn, ...]:
    """Return the columns that say how precisely a place is known, as many as the table has.

    ``given`` names a column of kilometres or metres; those of the codes are known by their names.

    Raises
    ------
    TableError
        If the given one is not there, or there twice.
    """
    given_place = None if given is None else find_column(names, given, where)
    found = []
    # "Geo Precision", "geoPrecision" and "geoprecision" are ACLED's column as well.
    joined = ["".join(split_name(name)).removesuffix("code") for name in names]
    is_gtd = not _SIGNS_OF_GTD.isdisjoint(joined) or {*joined} >= _GTD_NAMES
    for place, (name, known) in enumerate(zip(names, joined, strict=True)):
        if known in _GRADERS and (known not in _GTD_NAMES or is_gtd or place == given_place):
            found.append(PrecisionColumn(name, place, _GRADERS[known]))
        elif place == given_place:
            in_metres = _METRES.intersection(split_name(name))
            grade = _grade_metres if in_metres else _grade_km
            found.append(PrecisionColumn(name, place, grade))
    return tuple(found)


def list_unused(names: Sequence[str], found: Sequence[PrecisionColumn]) -> list[str]:
    """Return a sentence on columns that may say how precisely places are known, if none is read."""
    if found:
        return []
    words = [{*split_name(name)} for name in names]
    unused = [
        name
        for name, parts in zip(names, words, strict=True)
        if (parts & _PRECISION_WORDS or _OF_A_PLACE.fullmatch("".join(split_name(name))))
        and not parts & _OTHER_PRECISIONS
    ]
    if not unused:
        return []
    return [
        f"How precisely places are known is not read: {list_names(unused)} may say it; name the "
        f"column with --precision."
    ]


def _cut(plain: str) -> str:
    """Return a grade without what stands around its word."""
    for _ in range(2):
        plain = _AROUND_WORD.sub("", plain)
    return plain


@lru_cache(maxsize=1000)
def _grade_km(text: str) -> Grade:
    return _grade_length(text, "km")


@lru_cache(maxsize=1000)
def _grade_metres(text: str) -> Grade:
    return _grade_length(text, "m")


def _grade_length(text: str, usual: str) -> Grade:
    plain = normalise(text[:LONGEST])
    if not plain:
        return 0.0
    plain = _cut(plain)
    if plain in _WORDS:
        return _WORDS[plain]
    found = _LENGTH.fullmatch(plain)
    unit = _UNITS.get(found["unit"] or usual) if found else None
    if found is None or unit is None or _MAYBE_THOUSANDS.fullmatch(found["number"]):
        return Problem.BAD_PRECISION
    return float(found["number"].replace(",", ".")) * unit


def _make_grader(codes: Mapping[str, Grade]) -> Callable[[str], Grade]:
    @lru_cache(maxsize=1000)
    def grade(text: str) -> Grade:
        plain = _ZEROS.sub("", normalise(text[:LONGEST]))
        return codes.get(plain, _WORDS.get(_cut(plain), Problem.BAD_PRECISION)) if plain else 0.0

    return grade


_GRADERS = {name: _make_grader(codes) for name, codes in _CODES.items()}
