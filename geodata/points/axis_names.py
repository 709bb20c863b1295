"""The words by which a column's name says that it holds longitudes or latitudes."""

from collections.abc import Sequence
from itertools import pairwise

from geodata.points.angles import Axis

# Words, without accents: English, Spanish, Italian, German, Turkish, Russian, Ukrainian, Chinese.
LON_WORDS = {
    "lon", "lng", "longitude", "longitud", "longitudine", "langengrad", "laengengrad", "boylam",
    "долгота", "долготы", "довгота", "经度", "longtitude", "longitute", "longtitute",
}  # fmt: skip
LAT_WORDS = {
    "lat", "latitude", "latitud", "latitudine", "breitengrad", "enlem", "широта", "широты", "纬度",
    "lattitude", "latitute", "lattitute",
}  # fmt: skip
# Two words, in Arabic and Persian, with and without the article.
_LON_PHRASES = {
    ("خط", "الطول"), ("خط", "طول"), ("خطوط", "الطول"), ("دايرة", "الطول"),
    ("طول", "جغرافیایی"),
}  # fmt: skip
_LAT_PHRASES = {
    ("خط", "العرض"), ("خط", "عرض"), ("خطوط", "العرض"), ("دايرة", "العرض"),
    ("عرض", "جغرافیایی"),
}  # fmt: skip
_GERMAN: dict[str, Axis] = {"lange": "lon", "laenge": "lon", "breite": "lat"}
# Of an angle, or of time: with Spanish, German, Turkish, Russian and Arabic.
MINUTE_WORDS = {
    "min", "mins", "minute", "minutes", "mn", "minuto", "minutos", "minuten", "minuti", "dakika",
    "мин", "минута", "минуты", "минут", "دقيقة", "دقايق",
}  # fmt: skip
# A column of how sure or of what kind a coordinate is holds no coordinates.
ASIDE_WORDS = {
    "precision", "accuracy", "error", "uncertainty", "source", "type", "quality", "method", "note",
    "notes", "comment", "max", "direction", "hemisphere", "hemisferio", "ref", "delta", "dir",
    "altitude", *MINUTE_WORDS, "sec", "secs", "second", "seconds",
}  # fmt: skip
_UNITS = {"dd", "deg", "degree", "degrees", "decimal", "wgs84", "wgs", "84", "e", "x"}


def name_axis(words: Sequence[str]) -> Axis:
    """Return ``lon`` or ``lat`` for the words of a name that says so, else an empty text."""
    pairs = set(pairwise(words))
    known = set(words)
    if known & ASIDE_WORDS:
        return ""
    is_lon = bool(known & LON_WORDS or pairs & _LON_PHRASES) or _ends(words, "longitude")
    # "long" is a coordinate in point_long, not in long_description.
    is_lon |= bool(words) and [word for word in words if word not in _UNITS][-1:] == ["long"]
    is_lat = bool(known & LAT_WORDS or pairs & _LAT_PHRASES) or _ends(words, "latitude")
    if not is_lon and not is_lat and any(word.startswith("geo") for word in words):
        return next((_GERMAN[word] for word in words if word in _GERMAN), "")
    return "" if is_lon == is_lat else "lon" if is_lon else "lat"


def _ends(words: Sequence[str], ending: str) -> bool:
    return any(word.endswith(ending) for word in words)
