"""How a place's name sounds, whether it is written in Latin, Cyrillic or Arabic letters.

A name is a row of consonants with a slot of vowels before, between and after them. Two names are
the same only if their consonants agree one by one; vowels, which romanisations change and Arabic
mostly leaves out, may differ a little. Each usual romanisation of a letter is listed: English,
French, German, Turkish, Kurdish, and those of GeoNames and of the United Nations.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf

# The Arabic letters that a Latin spelling may stand for; the letters of Arabic names stand for one.
_LATIN_SOUNDS: dict[str, frozenset[str]] = {
    written: frozenset(sounds.split())
    for written, sounds in {
        "sch": "sh", "tch": "sh j", "dsch": "j", "kh": "kh", "gh": "gh", "sh": "sh",
        "th": "th t dh",
        "dh": "dh d dd", "ch": "sh kh", "dj": "j", "b": "b", "p": "b", "t": "t", "d": "d dd",
        "z": "z dh",
        "s": "s", "j": "j", "g": "j gh q", "q": "q", "c": "k q j", "k": "k q", "x": "kh", "r": "r",
        "l": "l", "m": "m", "n": "n", "f": "f", "h": "h", "ħ": "h", "ş": "s sh",
        "ç": "sh j", "χ": "h kh", **{digit: digit for digit in "0123456789"},
    }.items()
}  # fmt: skip
_ARABIC_SOUNDS: dict[str, frozenset[str]] = {
    letter: frozenset({sound})
    for letter, sound in {
        "ب": "b", "پ": "b", "ت": "t", "ث": "th", "ج": "j", "چ": "j", "ح": "h", "خ": "kh", "د": "d",
        "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "dd", "ط": "t",
        "ظ": "dh",
        "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "گ": "j", "ل": "l", "م": "m", "ن": "n",
        "ه": "h",
    }.items()
}  # fmt: skip
# Cyrillic letters as Latin ones; Russian has one letter for h and kh. Letters of other languages
# count too: a name without one of its consonants is another's, as Abla is not Џабла.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z",
        "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "χ", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "џ": "j",
        "ј": "y", "і": "i", "ї": "yi", "є": "ye", "қ": "q", "ғ": "gh", "ҳ": "h", "ұ": "u",
        "ә": "a",
    }
)  # fmt: skip
# Sounds of which one is often written for the other, though no romanisation says so.
_NEAR = {frozenset({"k", "kh"}), frozenset({"q", "kh"}), frozenset({"gh", "q"})}
# In spellings with these letters ş is no sh, as it is in Turkish, but the Arabic letter ص.
_SCHOLARLY = re.compile("[āūīţḑḩ]")
# Turkish has no other letter for kh.
_TURKISH = re.compile("[şç]")
_TURKISH_H = frozenset({"h", "kh"})
_LATIN = re.compile("|".join(sorted(_LATIN_SOUNDS, key=len, reverse=True)) + "|[aeiouvwy]+")
# In this order: vowels of Latin spellings as a, e, i and u, the long ones in capitals.
_VOWELS = tuple(
    (re.compile(pattern), vowel)
    for pattern, vowel in (
        (r"iyy?|yy", "i"),
        (r"ay(?=a)", "Ai"),
        (r"ee|ei|ey|ai|ay|ie$|(?<=.)y(?![aeou])", "I"),
        # Turkish and Slavic spellings have v for the Arabic w, so that Nava is no Nafa.
        (r"v", "w"),
        (r"oo|ou|au|aw|ow|uw", "U"),
        (r"aa", "a"),
        (r"y", "i"),
        (r"[ow]", "u"),
        (r"(.)\1+", r"\1"),
    )
)
_ARABIC_VOWELS = {"ا": "A", "و": "U", "ي": "I", "ة": "a", "ى": "a"}
# What a vowel costs where the other spelling has another one or none.
_MISSING = {
    "a": 0.3,
    "e": 0.3,
    "i": 0.4,
    "u": 0.4,
    "A": 0.5,
    "I": 0.6,
    "U": 0.6,
    "?": 0.0,
    "*": 0.15,
}
_CHANGED = {
    frozenset("ae"): 0.1, frozenset("ei"): 0.05, frozenset("ai"): 0.25, frozenset("au"): 0.25,
    frozenset("eu"): 0.25, frozenset("iu"): 0.35,
}  # fmt: skip
_NEAR_COST = 0.3
_FINAL = 1.0
_DOUBLED = 0.15
_FINAL_CLUSTER = 0.15
_WORST_SLOT = 0.5


@dataclass(frozen=True)
class Sound:
    """The consonants of a name, each as the letters it may stand for, and the vowels round them.

    ``doubled`` are the numbers of the consonants that are written twice, in Latin letters.
    """

    consonants: tuple[frozenset[str], ...]
    slots: tuple[str, ...]
    doubled: frozenset[int]
    is_arabic: bool


def hear(name: str) -> Sound:
    """Return how a name sounds, its words run together; it holds no consonant if none is found."""
    consonants: list[frozenset[str]] = []
    slots = [""]
    doubled: set[int] = set()
    for word in name.split():
        for sounds, vowels in _read_word(word):
            if sounds:
                if consonants and not slots[-1] and consonants[-1] == sounds:
                    doubled.add(len(consonants) - 1)
                    continue
                consonants.append(sounds)
                slots.append("")
            else:
                slots[-1] += vowels
    is_arabic = name[:1] >= "\u0600"
    return Sound(tuple(consonants), tuple(slots), frozenset(doubled), is_arabic)


def measure_difference(one: Sound, other: Sound) -> float | None:
    """Return how far the vowels of two names differ for their length; None: two names."""
    if len(one.consonants) != len(other.consonants) or not one.consonants:
        return None
    cost = 0.0
    if not (one.is_arabic or other.is_arabic):
        cost += _DOUBLED * len(one.doubled ^ other.doubled)
    for mine, theirs in zip(one.consonants, other.consonants, strict=True):
        if mine.isdisjoint(theirs):
            if not are_near(mine, theirs):
                return None
            cost += _NEAR_COST
    last = len(one.slots) - 1
    for place, (mine_vowels, their_vowels) in enumerate(zip(one.slots, other.slots, strict=True)):
        slot = _compare_slot(mine_vowels, their_vowels, is_last=place == last)
        # Two consonants at the end are spoken, and often written, with a vowel between them.
        if place == last - 1 and not (mine_vowels and their_vowels) and not one.slots[last]:
            slot = min(slot, _FINAL_CLUSTER)
        if slot > _WORST_SLOT:
            return None
        cost += slot
    return cost / max(last - 1, 0.5)


def sound_alike(some: Iterable[Sound], others: Iterable[Sound], most: float = inf) -> bool:
    """Return whether two of these sounds are of one name, and their vowels differ by no more."""
    known = [*others]
    return any(
        (difference := measure_difference(one, other)) is not None and difference <= most
        for one in some
        for other in known
    )


@cache
def are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two consonants may be one, or are near enough to be taken for each other."""
    return not one.isdisjoint(other) or any(frozenset({a, b}) in _NEAR for a in one for b in other)


def have_same_syllables(one: Sound, other: Sound) -> bool:
    """Return whether vowels stand in the same places; Arabic leaves out those that are short."""
    if one.is_arabic or other.is_arabic:
        return True
    return [bool(slot) for slot in one.slots[:-1]] == [bool(slot) for slot in other.slots[:-1]]


def begin_alike(one: Sound, other: Sound) -> bool:
    """Return whether both names begin with a vowel, or both with a consonant."""
    return bool(one.slots[0]) == bool(other.slots[0])


def _read_word(word: str) -> Iterator[tuple[frozenset[str], str]]:
    yield from _read_arabic(word) if word[0] >= "\u0600" else _read_latin(word)


def _read_latin(word: str) -> Iterator[tuple[frozenset[str], str]]:
    word = re.sub(r"qu(?=[aei])", "q", word)
    word = re.sub(r"eh$", "ah", word)
    # Silent at the end after a vowel, if it is not the letter that GeoNames writes with a cedilla.
    word = re.sub(r"(?<=[aeiouy])h$", "", word)
    is_turkish = _TURKISH.search(word) is not None
    for found in _LATIN.findall(word):
        if found == "h" and is_turkish:
            yield _TURKISH_H, ""
        elif found in _LATIN_SOUNDS:
            yield _LATIN_SOUNDS[found], ""
        else:
            vowels = found
            for pattern, vowel in _VOWELS:
                vowels = pattern.sub(vowel, vowels)
            yield frozenset(), vowels


def _read_arabic(word: str) -> Iterator[tuple[frozenset[str], str]]:
    previous = ""
    for number, letter in enumerate(word):
        following = word[number + 1 : number + 2]
        if letter in _ARABIC_SOUNDS:
            if previous in _ARABIC_SOUNDS:
                yield frozenset(), "?"
            yield _ARABIC_SOUNDS[letter], ""
        elif letter in "عأإآئؤ" or (letter == "ا" and not previous):
            # A vowel of some kind stands beside these, or the letter is not heard at all.
            yield frozenset(), "*"
        elif letter in _ARABIC_VOWELS:
            vowel = _ARABIC_VOWELS[letter]
            yield frozenset(), vowel if following else vowel.lower()
        previous = letter


def _compare_slot(one: str, other: str, *, is_last: bool) -> float:
    if one == other:
        return 0.0
    if is_last and (not one or not other):
        left = one or other
        # A final e of a French spelling is not heard.
        return 0.1 if left == "e" else _FINAL
    return _edit(one, other)


def _edit(one: str, other: str) -> float:
    """Return the least cost of changing one row of vowels into another."""
    costs = [0.0]
    for vowel in other:
        costs.append(costs[-1] + _MISSING[vowel])
    for mine in one:
        row = [costs[0] + _MISSING[mine]]
        for (kept, dropped), theirs in zip(pairwise(costs), other, strict=True):
            row.append(
                min(
                    kept + _change(mine, theirs),
                    dropped + _MISSING[mine],
                    row[-1] + _MISSING[theirs],
                )
            )
        costs = row
    return costs[-1]


def _change(one: str, other: str) -> float:
    if one == other or "*" in (one, other):
        return 0.0
    if "?" in (one, other):
        # Arabic writes the long vowels.
        vowel = other if one == "?" else one
        return 0.35 if vowel == "I" else 0.0 if vowel.islower() or vowel == "?" else 0.6
    pair = frozenset((one.lower(), other.lower()))
    cost = _CHANGED[pair] if len(pair) == 2 else 0.0
    if one.islower() and other.islower():
        return cost
    # A long vowel is seldom heard as another one.
    return cost + (0.05 if cost <= _CHANGED[frozenset("ei")] else 0.3)


def fold_letters(name: str) -> str:
    """Return a name in small letters without marks, all but those that tell two sounds apart.

    Cyrillic letters become Latin ones.
    """
    text = name.casefold().translate(_CYRILLIC)
    if _SCHOLARLY.search(text):
        text = text.replace("ş", "s")
    text = text.replace("ḩ", "ħ").replace("ḥ", "ħ")
    kept = unicodedata.normalize("NFKD", text.replace("ş", "\ue000").replace("ç", "\ue001"))
    plain = "".join(letter for letter in kept if not unicodedata.combining(letter))
    return plain.replace("\ue000", "ş").replace("\ue001", "ç").replace("ı", "i")
