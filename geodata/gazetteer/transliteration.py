"""Normalising the usual spellings of a place's name to one form.

Latin spellings of Arabic names differ in articles, doubled letters, apostrophes and vowels; Arabic
ones in the article, the hamza and the last letter. The form is for comparing, not for showing.
"""

import re
import unicodedata

_LONGEST = 100
# Arabic letters that are written one for the other, in Arabic and on Persian keyboards.
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ء": None, "ـ": None})
_LATIN = str.maketrans(dict.fromkeys("'’‘`´ʿʾʻʼ′\"“”«»", None))
_ARTICLE = re.compile(r"^(?:al|el|ul|an|en|ar|er|as|es|ash|esh|at|et|ath|ad|ed|adh|az|ez|l)$")
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
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name[:_LONGEST].casefold())
        if not unicodedata.combining(letter)
    )
    words = re.findall(r"[^\W_]+", plain.translate(_LATIN).translate(_ARABIC))
    kept = [word for word in words if not _ARTICLE.match(word)] or words
    return " ".join(_normalise_word(word) for word in kept)


def _normalise_word(word: str) -> str:
    if word[0] >= "\u0600":
        return word.removeprefix("ال") if len(word) > 4 else word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
