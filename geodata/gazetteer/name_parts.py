"""The words of a place's name: the article, what kind of place it says it is, the rest.

Kafr, Tell, Deir and their like belong to a name, however they are spelt; "city", "town of" and
"بلدة" are said beside it, and are no part of it.
"""

import re
from functools import lru_cache
from itertools import product

from geodata.gazetteer.phonetics import Sound, fold_letters, hear
from geodata.gazetteer.transliteration import ARABIC_FORMS, ARTICLES, MARKS, normalise_name
from geodata.records.country import COUNTRY

_LONGEST = 100
# Of each part that many names share, one spelling stands for the others.
_SHARED_PARTS = {
    spelling: spellings.split()[0]
    for spellings in (
        "kafr kfar kafar kefr kfr kufr kafer kfer kufur kifr",
        "tal tel tell tall til",
        "deir dayr der dair deyr dyr",
        "khirbat khirbet kherbet khirbah khirba kharbet kherbat khirbeh kharba khurbet khirbit",
        "umm um oum oumm im imm om",
        "abu abou abo abi bu abul aboul",
        "ain ein ayn aein ayin in",
        "jabal jebel djebel gabal jabel jbel cebel",
        "sheikh shaykh cheikh shekh schaich sheik shaikh seyh sheykh schech chikh",
        "beit bayt bait bet beyt bit",
        "maarrat maaret maarat marrat marat maarret maarra maara marret maarah",
        "hawsh hosh hoch housh haush hoosh",
        "burj borj bourj burg",
        "qasr kasr kasser qaser",
        "qalaat qalat kalaat qalet qalah qala kalat",
        "bir beer bi ber",
        "jisr jisser jser gisr djisr",
        "ras raas",
        "mazraat mazrat mezraat mazra mazraa",
        "jubb jub joub jib jeb",
        "wadi ouadi wady uadi",
        "khan chan han",
    )
    for spelling in spellings.split()
}
# Parts of Arabic names after which the space is often left out; the article then shows it.
_ARABIC_JOINED = re.compile(
    r"\b(جسر|دير|عين|تل|خان|ابو|راس|بيت|ام|وادي|جبل|شيخ|برج|كفر|قلعة|معرة)(?=ال)"
)
# Letters that are neither Latin nor Cyrillic nor Arabic.
_UNHEARD = re.compile(
    r"(?![\u0000-\u024f\u1e00-\u1eff\u02b0-\u036f\u0400-\u04ff\u0600-\u06ff])[^\W\d_]"
)
_SAID_BESIDE = (
    "city town village hamlet locality neighbourhood neighborhood suburb "
    "ville village stadt dorf sehri ili koyu gorod"
)
_SAID_BESIDE_ARABIC = "مدينة بلدة قرية بلده مدينه قريه ضيعة حي"
_BESIDE = re.compile(
    rf"^(?:the\s+)?(?:{_SAID_BESIDE.replace(' ', '|')})\s+of\s+|"
    rf"^(?:{'|'.join({*_SAID_BESIDE.split(), *_SAID_BESIDE_ARABIC.split()})})\s+|"
    rf"\s+(?:{_SAID_BESIDE.replace(' ', '|')})$|"
    rf"[\s,،]+(?:{'|'.join(map(re.escape, COUNTRY.names))})$",
    re.IGNORECASE,
)


def strip_kind(name: str) -> str:
    """Return a name without the words that say what kind of place it is, if any other is left."""
    stripped = " ".join(name.split())
    while (shorter := _BESIDE.sub("", stripped).strip()) and shorter != stripped:
        stripped = shorter
    return stripped


def is_part_alone(name: str) -> bool:
    """Return whether a name is but a part that many share, such as Tell, without the article."""
    return name.strip().casefold() in _SHARED_PARTS


def fold_name(name: str) -> str:
    """Return a name without the article, accents and marks: what is the same letter for letter."""
    words = _split(name)
    kept = [word for word in words if word not in ARTICLES] or words
    return " ".join(kept).replace("ħ", "h").replace("ş", "s").replace("ç", "c")


@lru_cache(maxsize=20_000)
def hear_name(name: str) -> frozenset[Sound]:
    """Return how a name may sound; nothing if it holds no consonant that is known.

    The article is left out, in whatever form it is written. Of other scripts nothing is heard: a
    letter or two of them that is known would make another name.
    """
    if _UNHEARD.search(name):
        return frozenset()
    words = _split(name)
    kept = [word for word in words if word not in ARTICLES] or words
    readings = [
        _list_readings(word, is_last=number == len(kept) - 1) for number, word in enumerate(kept)
    ]
    # So many readings that a name is rather a text: the first of each word will do.
    if len(kept) > 6:
        readings = [found[:1] for found in readings]
    sounds = (hear(" ".join(reading)) for reading in product(*readings))
    return frozenset(sound for sound in sounds if sound.consonants)


def unify_parts(name: str) -> str:
    """Return the normalised form of a name, its shared parts in one spelling, for likeness."""
    words = (word for word in _split(name) if word not in ARTICLES)
    return normalise_name(" ".join(_SHARED_PARTS.get(word, word) for word in words))


def _split(name: str) -> list[str]:
    text = fold_letters(name[:_LONGEST]).translate(MARKS).translate(ARABIC_FORMS)
    text = _ARABIC_JOINED.sub(r"\1 ", text)
    return re.findall(r"[^\W_]+", text)


def _list_readings(word: str, *, is_last: bool) -> tuple[str, ...]:
    if word[0] >= "\u0600":
        bare = word.removeprefix("ال") if len(word) > 3 else word
        if bare.endswith("ه") and len(bare) > 2:
            bare = f"{bare[:-1]}ة"
        if bare.endswith("ة") and not is_last:
            return f"{bare[:-1]}ت", bare
        return (bare,)
    if word in _SHARED_PARTS and not is_last:
        word = _SHARED_PARTS[word]
    readings = [word]
    if attached := re.match(r"(?:al|el|a(?=([^aeiouy])\1))(?=[^aeiouy\W]\w{2})", word):
        readings.append(word[attached.end() :])
    if not is_last and re.search(r"[aei]t$", word):
        readings.append(word[:-1])
    return tuple(readings)
