"""Normalising the usual spellings of a place's name to one form.

Latin spellings of Arabic names differ in articles, doubled letters, apostrophes and vowels; Arabic
ones in the article, the hamza and the last letter. The form is for comparing, not for showing.
"""

import re
import unicodedata
from functools import lru_cache

_LONGEST = 100
# Written or left out, seen or unseen: no letters of a name.
MARKS = str.maketrans(dict.fromkeys("'’‘`´ʿʾʻʼ′\"“”«»ءـ\u200e\u200f\u200c\u200d\u061c", None))
# As Persian keyboards have them, and with a mark of reading.
ARABIC_FORMS = str.maketrans({"ی": "ي", "ک": "ك", "ٱ": "ا"})
# Letters at the end that are written one for the other.
_ARABIC_ENDS = str.maketrans({"ة": "ه", "ى": "ي"})
ARTICLES = frozenset(
    ("al", "el", "ul", "an", "en", "ar", "er", "as", "es", "ash", "esh", "ech", "at", "et", "ath",
     "ad", "ed", "adh", "az", "ez", "il", "l", "ehl")
)  # fmt: skip
# In this order: one sound each, however it is spelt.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ou|oo|au|aw|ow|uw", "u"),
        (r"w", "u"),
        (r"ee|ei|ey|ai|ay|ie|iy", "i"),
        (r"[ey]", "i"),
        (r"o", "u"),
        (r"[qc]", "k"),
        (r"dh", "d"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aiu])h$", ""),
        (r"i[au]$", "i"),
    )
)


def normalise_name(name: str) -> str:
    """Return the form that the usual spellings of a name have in common; empty if nothing is left.

    Only the first 100 characters count.
    """
    return _normalise(name[:_LONGEST])


# The names of governorates and of what many places share are compared with every name asked for.
@lru_cache(maxsize=20_000)
def _normalise(name: str) -> str:
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )
    words = re.findall(
        r"[^\W_]+", plain.translate(MARKS).translate(ARABIC_FORMS).translate(_ARABIC_ENDS)
    )
    kept = [word for word in words if word not in ARTICLES] or words
    return " ".join(_normalise_word(word) for word in kept)


def _normalise_word(word: str) -> str:
    if word[0] >= "\u0600":
        return word.removeprefix("ال") if len(word) > 4 else word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
