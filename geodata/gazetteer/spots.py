"""What a text says it is the name of, where that is no town: a road, a hospital, nothing at all.

"Hass hospital" lies somewhere in or by Hass, "M5" is a road, and "the hospital" may be any.
"""

import re
from collections.abc import Callable, Iterator

from geodata.gazetteer.phonetics import fold_letters
from geodata.gazetteer.transliteration import ARABIC_FORMS, MARKS

_AIRBASES = (
    "military airbase",
    "military airport",
    "military air base",
    "airbase",
    "air base",
    "military airfield",
    "airfield",
    "airport",
)
_CROSSINGS = ("border crossing", "crossing", "border gate")
# Words that are used one for the other, the longer ones first.
_SYNONYMS = (_AIRBASES, _CROSSINGS)
_ARABIC_AIRBASE = re.compile(r"مطار\s+(.+?)(?:\s+(?:العسكري|الحربي))?")
_SPOTS = (
    "hospital|clinic|polyclinic|school|schools|university|market|souk|souq|mosque|church|bakery|"
    "prison|checkpoint|bases?|"
    r"air\s?base|air\s?field|airport|crossing|gate|camp|dam|plant|silos?|factory|bridge|"
    "roundabout|barracks|station|square|headquarters|depot|hopital|ecole|marche|mosquee|aeroport|"
    "krankenhaus|schule|markt|flughafen|hastanesi|okulu|camii|kampi|havaalani"
)
# What kind of hospital, prison or airport it is.
_SORTS = (
    r"(?:national|central|military|international|general|local|field|surgical|public|main|"
    r"primary|secondary|elementary|girls|boys|idp|refugee|border|vegetable|power|grain)"
)
_ARABIC_SPOTS = (
    "مشفي مستشفي مستوصف مدرسه مدارس سوق جامع مسجد كنيسه مطار معبر مخيم سد حاجز سجن فرن مخبز جسر "
    "قاعده ساحه دوار صوامع محطه"
).replace(" ", "|")
_ARABIC_SORTS = "(?:الوطني|العسكري|الدولي|الحدودي|المركزي|الجراحي|الميداني|العام|الشعبي)"
_SPOT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(.+?)(?:\s+{_SORTS})*\s+(?:{_SPOTS})",
        rf".+\s(?:{_SPOTS}),?(?:\s+(?:in|of|at|near|de|a))?\s+(.+)",
        rf"(?:the\s+)?(?:{_SORTS}\s+)*(?:{_SPOTS})\s+(?:in|of|at|near|de|d|a)\s+(.+)",
        rf"(?:{_ARABIC_SPOTS})\s+(?:في\s+)?(.+?)(?:\s+{_ARABIC_SORTS})*",
    )
)
_ROADS = "road|roads|highway|motorway|freeway|autobahn|autoroute|route|yolu|otoyolu"
_ROAD = re.compile(
    rf"(?:(?:on|along|near)\s+)?(?:the\s+)?(?:.+?[\s-]+(?:{_ROADS})|"
    rf"(?:international\s+)?(?:{_ROADS})\s+(?:from|between|to)?\s*.+|"
    rf"m[\s-]?\d{{1,2}}(?:\s+(?:{_ROADS}))?|(?:(?:{_ROADS})\s+)?m[\s-]?\d{{1,2}}|اوتوستراد\s+.+)"
)
_SEVERAL = re.compile(
    r"\s+(?:and|or|to|und|oder|bis|et|ou|ve|ile|и)\s+|\s*[&+→;،]\s*|\s*->\s*|\s+[–—-]\s+|"
    r"\s+و\s*(?=\S{3})",
    re.IGNORECASE,
)
# Letters at the end that are written one for the other.
_ENDS = str.maketrans({"ة": "ه", "ى": "ي"})
# Of these words alone no name is made, in whatever order.
_GENERIC = (
    "the a an of in at on near by no not or and is de "
    "main local national military international central general public field other others "
    "hospital clinic school university market mosque church bakery prison checkpoint base airbase "
    "air airport airfield crossing border gate camp camps idp idps refugee refugees dam bridge "
    "road highway street building buildings house houses farm farms "
    "village villages town towns city cities area areas centre center downtown neighbourhood "
    "neighborhood district districts subdistrict governorate province region countryside place "
    "location locations site sites position positions spot somewhere elsewhere everywhere "
    "unknown unspecified undisclosed unnamed unclear undetermined various multiple several "
    "different many all none null nil nan na n tbc tbd tba test "
    "rebel rebels held opposition controlled control government regime territory territories "
    "zone zones escalation deescalation front frontline turkish "
    "inconnu inconnue hopital ecole marche mosquee aeroport unbekannt krankenhaus schule markt "
    "flughafen neizvestno bilinmiyor hastane okul "
    "مشفي مستشفي مستوصف مدرسه سوق جامع مسجد مطار معبر مخيم حاجز سجن فرن جسر طريق قريه بلده مدينه "
    "قري بلدات منطقه مناطق ناحيه محافظه حي غير معروف معروفه مجهول مجهوله لا يوجد عده مختلفه متفرقه "
    "وطني عسكري دولي"
)
_NO_NAMES = frozenset(_GENERIC.split())


def is_no_name(text: str) -> bool:
    """Return whether a text holds nothing but words such as "hospital", "village" or "unknown"."""
    words = [word for word in re.findall(r"[^\W_]+", _fold(text)) if not word.isdigit()]
    return bool(words) and _NO_NAMES.issuperset(
        word.removeprefix("ال") if len(word) > 3 else word for word in words
    )


def is_road(text: str) -> bool:
    """Return whether a text says that it names a road."""
    return _ROAD.fullmatch(_fold(text)) is not None


def find_town(text: str, is_place: Callable[[str], bool]) -> str:
    """Return the place that a hospital, a market or a crossing is named after; empty if none is."""
    folded = _fold(text)
    for pattern in _SPOT:
        if (found := pattern.fullmatch(folded)) and is_place(found[1]):
            return found[1]
    return ""


def list_several(text: str, is_place: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the places that a text names, where it is but a row of them: "Saraqib and Binnish"."""
    parts = [part.strip() for part in _SEVERAL.split(text.strip())]
    if len(parts) < 2 or not all(len(part) > 2 and is_place(part) for part in parts):
        return ()
    return tuple(parts)


def translate_spot(name: str) -> Iterator[str]:
    """Yield a name with other words for the same: an air base is called a military airport too."""
    lowered = name.casefold()
    for words in _SYNONYMS:
        said = next((word for word in words if lowered.endswith(f" {word}")), "")
        if said:
            rest = name[: -len(said)].strip()
            yield from (f"{rest} {word}" for word in words if word != said)
    if found := _ARABIC_AIRBASE.fullmatch(name):
        yield from (f"{found[1]} {word}" for word in _AIRBASES)


def _fold(text: str) -> str:
    folded = fold_letters(text).translate(MARKS).translate(ARABIC_FORMS)
    folded = folded.translate(_ENDS)
    return " ".join(folded.split())
