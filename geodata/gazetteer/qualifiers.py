"""Words that tell places of one name apart: eastern and western, great and little, upper and lower.

A village's reports leave them out: "al-Ghariyah" may be al-Ghariyah al-Sharqiyah or al-Gharbiyah.
English lists put their translation in front: "Eastern Gharyeh".
"""

import re

from geodata.gazetteer.transliteration import normalise_name

# By the English words, the usual spellings; the first two are the masculine and the feminine form.
_SPELLINGS = {
    "east eastern": "sharqi sharqiyah sharqieh charqi charki charkiye sharki شرقي شرقية",
    "west western": "gharbi gharbiyah gharbieh garbi gharbiyye غربي غربية",
    "north northern": "shamali shamaliyah chamali chmali shmali شمالي شمالية",
    "south southern": "janubi janubiyah qibli qibliyah jnoubi جنوبي جنوبية قبلي قبلية",
    "great greater big large": "kabir kabirah kubra kebir kbir kbireh كبير كبيرة كبرى",
    "little lesser small": "saghir saghirah sughra sghir sghireh صغير صغيرة صغرى",
    "upper": "fawqani fawqaniyah fawqa fouqa foqani fouqani ulya فوقاني فوقانية فوقا عليا",
    "lower": "tahtani tahtaniyah tahta sufla تحتاني تحتانية تحتا سفلى",
    "new": "jadid jadidah jdid jdideh jdide جديد جديدة",
    "old": "qadim qadimah atiq atiqah قديم قديمة عتيق عتيقة",
    "middle central": "awsat wusta wustani wastani اوسط أوسط وسطى وسطاني",
}
_FORMS = {
    english: tuple(spellings.split()[:2])
    for words, spellings in _SPELLINGS.items()
    for english in words.split()
}
_ALL = frozenset(
    normalise_name(spelling) for spellings in _SPELLINGS.values() for spelling in spellings.split()
)
_LAST_WORD = re.compile(r"(.*[^\W_])[\s-]+(?:(?:a[lsztdrn]|ash|el|es|ech|esh)[\s-]+)?([^\W_]+)")
_ENGLISH = "|".join(_FORMS)
_BEFORE = re.compile(rf"({_ENGLISH})[\s-]+(.+)", re.IGNORECASE)
_BEHIND = re.compile(rf"(.+?)[\s,-]+({_ENGLISH})", re.IGNORECASE)


def strip_qualifier(name: str) -> str:
    """Return a name without such a word at its end; empty if it has none."""
    found = _LAST_WORD.fullmatch(" ".join(name.split()))
    if found is None or normalise_name(_strip_article(found[2])) not in _ALL:
        return ""
    return found[1]


def translate_qualifier(name: str) -> tuple[str, ...]:
    """Return a name with such a word in English as Arabic has it, behind the name."""
    rest, qualifier = _part(name)
    return tuple(f"{rest} al-{form}" for form in _FORMS.get(qualifier, ()))


def drop_qualifier(name: str) -> str:
    """Return a name without such a word in English; empty if it has none."""
    return _part(name)[0]


def _part(name: str) -> tuple[str, str]:
    if found := _BEFORE.fullmatch(name):
        return found[2], found[1].lower()
    if found := _BEHIND.fullmatch(name):
        return found[1], found[2].lower()
    return "", ""


def _strip_article(word: str) -> str:
    return word.removeprefix("ال") if len(word) > 3 else word
