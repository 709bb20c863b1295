"""One grammar of degrees: how a longitude, a latitude or both are read from a text.

Decimal numbers with a point or comma, in any script's digits; degrees, minutes and seconds; letters
and words of the hemisphere; whole positions as pairs, Kobo's geopoints, geo URIs, WKT, WKB and
GeoJSON. Tables, HTTP and the page read coordinates with these functions.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

import shapely

Axis = Literal["lon", "lat", ""]
# Longer texts are no coordinates; patterns below need not be tried on them.
LONGEST = 200


class Angle(NamedTuple):
    """Degrees (or metres, in a table of such), and which axis the hemisphere's letter names."""

    degrees: float
    axis: Axis = ""


class Position(NamedTuple):
    """Longitude and latitude."""

    lon: float
    lat: float


_MARKS = str.maketrans(
    {
        "\u066b": ".", "\u066c": "", "\u060c": ",", "\u2212": "-", "\u2013": "-", "\ufe63": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ",
        "\u00ba": "°", "\u02da": "°", "\u2218": "°",
        "\u2032": "'", "\u2019": "'", "\u2018": "'", "\u02b9": "'", "\u00b4": "'", "`": "'",
        "\u02bc": "'", "\u2033": '"', "\u201d": '"', "\u201c": '"', "\u02ba": '"', "\u05f4": '"',
    }
)  # fmt: skip

# Letters and words of the hemispheres, in lower case and without accents or vowels. An O alone is
# left out: it is east in German and west in French.
_HEMISPHERE_WORDS: tuple[tuple[tuple[Axis, int], str], ...] = (
    (("lat", 1), "n north nord norte k kuzey с с.ш. сш ش شمال شمالا شمالي شمالی"),
    (("lat", -1), "s south sud sur g guney ю ю.ш. юш ج جنوب جنوبا جنوبي جنوبی"),
    (("lon", 1), "e east est este ost d dogu в в.д. вд ق شرق شرقا شرقي شرقی"),
    (("lon", -1), "w west ouest oeste b bati з з.д. зд غ غرب غربا غربي غربی"),
)
_HEMISPHERES: dict[str, tuple[Axis, int]] = {
    word: meaning for meaning, words in _HEMISPHERE_WORDS for word in words.split()
}
_HEMISPHERE = "|".join(sorted(map(re.escape, _HEMISPHERES), key=len, reverse=True))
_NUMBER = r"(?:\d{1,12}(?:[.,]\d{0,20})?|[.,]\d{1,20})"
_DECIMAL = re.compile(rf"[+-]?{_NUMBER}(?:e[+-]?\d{{1,2}})?", re.IGNORECASE)
_LETTERED = re.compile(
    rf"(?:(?P<before>{_HEMISPHERE})[ :]*)?(?P<body>[+-]?[\d.,].*?)(?: *(?P<after>{_HEMISPHERE}))?",
)
_PARTS = re.compile(
    rf"(?P<sign>[+-]?)(?P<degrees>{_NUMBER}) *(?:(?P<mark>°|:)|(?= )|$) *"
    rf"(?:(?P<minutes>{_NUMBER}) *(?:'(?!')|:|(?= )|$) *)?"
    rf"(?:(?P<seconds>{_NUMBER}) *(?:\"|''|$) *)?"
)
_EXCEL = re.compile(r'=?"(.*)"|\'(.*)\'|[\'=](.*)')
_SYSTEM = re.compile(r"[ ,;]*\(?wgs[ -]?84\)?$")
# Thousands, where no other reading is left: "286 432,12", "286,432.12", "3.979.000,55".
_THOUSANDS = re.compile(
    r"[+-]?\d{1,3}(?:(?: \d{3})+(?:[.,]\d+)?|(?:,\d{3})+\.\d+|(?:\.\d{3})+,\d+)"
)
# A comma between three digits may part thousands.
_MAYBE_THOUSANDS = re.compile(r"[+-]?\d{1,3},\d{3}")
_WKT = re.compile(
    rf"(?:srid=4326; *)?(?:multi)?point *(?:z|m|zm)? *\(+ *([+-]?{_NUMBER}) +([+-]?{_NUMBER})"
    rf"(?: +[+-]?{_NUMBER}){{0,2}} *\)+"
)
_GEOJSON = re.compile(
    rf'\{{ *"type" *: *"point" *, *"coordinates" *: *\[ *([+-]?{_NUMBER}) *, *([+-]?{_NUMBER})'
    rf"(?: *, *[+-]?{_NUMBER})? *\] *\}}"
)
# Words for ° ' ", of which some end in the letter of a hemisphere.
_WORDS = tuple(
    (re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])\.?"), mark)
    for words, mark in (
        ("deg|degrees?|grad|derece|درجة|градусов|градуса", "°"),
        ("min|minutes?|dakika|دقيقة|минут|минуты", "'"),
        ("sec|seconds?|saniye|ثانية|секунд|секунды", '"'),
    )
)
# PostGIS writes points so in tables: the order of bytes, the kind, and longitude and latitude.
_LETTERS_DMS = re.compile(r"(\d) ?d ?(\d{1,2}) ?m ?(\d[\d.,]*) ?s")
_DASH = re.compile(r"(?<=\d) ?- ?(?=\d)")
# In links to maps: a place that was looked up or marked, not the middle of what is shown.
_LINKED = re.compile(
    rf"https?://\S*?(?:[?&](?:q|query|daddr|destination)=(?:loc:)?|/place/|/search/|!3d|[?&]mlat=)"
    rf"([+-]?{_NUMBER})(?:,\+?|%2c(?:\+|%20)?|!4d|&mlon=)([+-]?{_NUMBER})(?![\d.])\S*"
)
_LAT_LABEL = r"(?:lat(?:itude)?|(?:خط )?العرض|широта|enlem)\.?[ :=]*"
_LON_LABEL = r"(?:lon(?:g(?:itude)?)?|lng|(?:خط )?الطول|долгота|boylam)\.?[ :=]*"
_LABELLED = (
    re.compile(rf"{_LAT_LABEL}(?P<lat>[^a-z].*?)[ ,;/]*{_LON_LABEL}(?P<lon>[^a-z].*)"),
    re.compile(rf"{_LON_LABEL}(?P<lon>[^a-z].*?)[ ,;/]*{_LAT_LABEL}(?P<lat>[^a-z].*)"),
)
_WKB = re.compile(r"0[01][0-9a-f]{40,64}")
_GEO_URI = re.compile(r"geo: *([^;?]*)(?:[;?].*)?")
# A hemisphere's letter that a number follows at once ends the latitude: 35.93N36.63E.
_NUMBERS_ALONE = re.compile(
    rf"(?:(?<![^\W\d_])(?:lat|lon|lng|long|{_HEMISPHERE})(?![^\W\d_])|[^\w]|\d)+"
)
_JOINED = re.compile(rf"(?<=[\d°'\"]) ?(?:{_HEMISPHERE})(?=\d)")


def normalise(text: str) -> str:
    """Return a text with plain digits, marks and spaces, in lower case, without Excel's quoting."""
    if not text.isascii():
        # Before, so that letters that are joined from two are found as one.
        kept = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
        text = "".join(
            str(unicodedata.decimal(c)) if c.isdecimal() else _strip_accents(c)
            for c in "".join(kept).translate(_MARKS)
        )
    text = " ".join(text.split())
    if found := _EXCEL.fullmatch(text):
        text = next(inner for inner in found.groups() if inner is not None).strip()
    return text.lower()


def _strip_accents(letter: str) -> str:
    if letter in "°" or letter.isascii():
        return letter
    # A dotless i has no accent to strip.
    spread = unicodedata.normalize("NFD", letter.replace("ı", "i"))
    return "".join(c for c in spread if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=10_000)
def read_angle(text: str) -> Angle | None:
    """Return the longitude or latitude that a text is, or None where it is none."""
    return _read_plain(normalise(text).rstrip(",;")) if len(text) <= LONGEST else None


def _read_plain(text: str) -> Angle | None:
    if _DECIMAL.fullmatch(text):
        number = float(text.replace(",", "."))
        if abs(number) > 180 and _MAYBE_THOUSANDS.fullmatch(text):
            return None
        return Angle(number)
    if _THOUSANDS.fullmatch(text):
        *whole, rest = re.split("[ .,]", text)
        return Angle(float("".join(whole) + ("." if re.search(r"[.,]", text) else "") + rest))
    for words, mark in _WORDS:
        text = words.sub(mark, text)
    text = _LETTERS_DMS.sub("\\1°\\2'\\3\"", text)
    found = _LETTERED.fullmatch(text)
    if not found or (found["before"] and found["after"]):
        return None
    letter = found["before"] or found["after"]
    degrees = _read_degrees(found["body"].strip(), bool(letter))
    if degrees is None:
        return None
    if not letter:
        return Angle(degrees)
    axis, sign = _HEMISPHERES[letter]
    # A minus before a letter says the same twice, or the contrary.
    return None if found["body"].startswith(("-", "+")) else Angle(sign * degrees, axis)


def read_hemisphere(text: str) -> tuple[Axis, int]:
    """Return the axis and the sign that a letter or word stands for, without axis if it is none.

    ``text`` is normalised.
    """
    return _HEMISPHERES.get(text, ("", 0))


def _read_degrees(text: str, has_letter: bool) -> float | None:
    found = _PARTS.fullmatch(_DASH.sub(" ", text) if has_letter else text)
    # Numbers with spaces alone between them are degrees and minutes only where a letter says so.
    if not found or not (found["mark"] or has_letter):
        return None
    parts = [found[name] for name in ("degrees", "minutes", "seconds") if found[name] is not None]
    if any(not part.isdecimal() for part in parts[:-1]) or (found["seconds"] and len(parts) < 3):
        return None
    numbers = [float(part.replace(",", ".")) for part in parts]
    if any(number >= 60 for number in numbers[1:]):
        return None
    degrees: float = sum(number / 60**power for power, number in enumerate(numbers))
    return -degrees if found["sign"] == "-" else degrees


@lru_cache(maxsize=10_000)
def read_position(text: str) -> Position | None:
    """Return the position that a text holds, or None where it holds none, or not surely one.

    Of two numbers without letters the first is the latitude, as in Kobo's geopoints and in what
    maps on the web give; in WKT and GeoJSON it is the longitude.
    """
    if len(text) > LONGEST:
        return None
    plain = _SYSTEM.sub("", normalise(text))
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(plain):
            return read(found)
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1].strip()
    pairs = {pair for one, other in _split(plain) if (pair := _read_pair(one, other))}
    return pairs.pop() if len(pairs) == 1 else None


def looks_like_position(text: str) -> bool:
    """Return whether a text holds numbers, marks and letters of hemispheres, and nothing else."""
    plain = normalise(text) if len(text) <= LONGEST else ""
    for words, mark in _WORDS:
        plain = words.sub(mark, plain)
    return _NUMBERS_ALONE.fullmatch(plain) is not None and any(map(str.isdigit, plain))


def _read_wkb(found: re.Match[str]) -> Position | None:
    """Return the position of a point as well-known binary in hexadecimal digits, of WGS 84."""
    point = shapely.from_wkb(found[0], on_invalid="ignore")
    if point is None or point.geom_type != "Point" or point.is_empty:
        return None
    return Position(point.x, point.y) if shapely.get_srid(point) in (0, 4326) else None


def _read_lon_first(found: re.Match[str]) -> Position | None:
    return None if "," in found[1] + found[2] else Position(float(found[1]), float(found[2]))


def _read_linked(found: re.Match[str]) -> Position | None:
    return None if "," in found[1] + found[2] else Position(float(found[2]), float(found[1]))


def _read_uri(found: re.Match[str]) -> Position | None:
    one, _, other = found[1].partition(",")
    return _read_pair(one, other.partition(",")[0])


def _read_labelled(found: re.Match[str]) -> Position | None:
    lat, lon = _read_plain(found["lat"].strip()), _read_plain(found["lon"].strip())
    if lat is None or lon is None or lat.axis == "lon" or lon.axis == "lat":
        return None
    return Position(lon.degrees, lat.degrees)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Position | None]], ...] = (
    (_WKT, _read_lon_first),
    (_GEOJSON, _read_lon_first),
    (_WKB, _read_wkb),
    (_GEO_URI, _read_uri),
    (_LINKED, _read_linked),
    *((labelled, _read_labelled) for labelled in _LABELLED),
)


def _split(text: str) -> list[tuple[str, str]]:
    """Return the ways in which a text may be parted into a latitude and a longitude."""
    for mark in (";", "/", "|"):
        if text.count(mark) == 1:
            one, other = text.split(mark)
            return [(one, other)]
    parts = text.split(" ")
    if 3 <= len(parts) <= 4 and all(map(_DECIMAL.fullmatch, parts)) and "," not in text:
        # Kobo's geopoint: after them the height in metres, and how sure all that is.
        return [(parts[0], parts[1])]
    for mark in (", ", ","):
        if text.count(mark) == 1:
            one, other = text.split(mark)
            return [(one, other)]
    joined = [(text[: found.end()], text[found.end() :]) for found in _JOINED.finditer(text)]
    spaced = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, min(len(parts), 8))]
    return joined + spaced


def _read_pair(one: str, other: str) -> Position | None:
    first, second = _read_plain(one.strip()), _read_plain(other.strip())
    if first is None or second is None:
        return None
    axes = first.axis, second.axis
    if axes in (("lat", "lon"), ("", "")):
        return Position(second.degrees, first.degrees)
    return Position(first.degrees, second.degrees) if axes == ("lon", "lat") else None
