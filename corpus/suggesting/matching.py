"""Finding thousands of names and phrases in a text, in one pass.

Text and phrases are compared word by word: without capitals, accents, vowel signs, apostrophes and
hyphens. Arabic words may have particles before them, which are written as one word with them.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

_WORD = re.compile(r"[^\W_]+(?:['’ʿʾ`´][^\W_]+)*", re.UNICODE)
_MARKS = re.compile("['’ʿʾ`´\u0640]")
_ARABIC = str.maketrans("أإآٱىةؤئ", "ااااىهوي")
# And, so, with, for, like, and the article, alone or together.
_PARTICLES = re.compile("[وف]?[بلك]?(?:ال|ل)?")
_LONGEST_TEXT = 2_000_000

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Found(Generic[K]):
    """A phrase in a text: what it stands for, and where, as code points."""

    key: K
    start: int
    end: int


def fold(word: str) -> str:
    """Return a word as it is compared."""
    decomposed = unicodedata.normalize("NFKD", _MARKS.sub("", word))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return plain.casefold().translate(_ARABIC)


def split_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each word of a text."""
    return (match.span() for match in _WORD.finditer(text))


class Matcher(Generic[K]):
    """Phrases to look for, each with the keys that it stands for."""

    def __init__(self, phrases: Iterable[tuple[str, K]]) -> None:
        """Take the phrases; a star in one stands for any ending of its word."""
        self._keys: dict[str, list[tuple[re.Pattern[str], K]]] = {}
        self._automaton = ahocorasick.Automaton()
        for phrase, key in phrases:
            words = [
                re.escape(fold(part.rstrip("*"))) + (r"\S*" if part.endswith("*") else "")
                for part in re.findall(r"[^\W_]+(?:['’ʿʾ`´][^\W_]+)*['’]?\*?", phrase)
            ]
            if not words:
                continue
            # The automaton finds the words up to the first star; the pattern looks at the others.
            literal, *_ = " ".join(words).split(r"\S*")
            literal = literal.replace("\\", "")
            pattern = re.compile(" ".join(words) + r"(?= )")
            self._keys.setdefault(literal, []).append((pattern, key))
        for literal in self._keys:
            self._automaton.add_word(literal, literal)
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Found[K]]:
        """Return every phrase found in a text, in order; the same words may stand for several."""
        if not self._keys:
            return []
        spans = list(split_words(text[:_LONGEST_TEXT]))
        words = [fold(text[start:end]) for start, end in spans]
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        position = 1
        for index, word in enumerate(words):
            starts[position] = index
            ends[position + len(word)] = index
            position += len(word) + 1
        joined = f" {' '.join(words)} "
        found: set[tuple[int, int, K]] = set()
        for last, literal in self._automaton.iter(joined):
            begin = last + 1 - len(literal)
            word_begin = joined.rfind(" ", 0, begin + 1) + 1
            if begin != word_begin and not (
                _is_arabic(literal) and _PARTICLES.fullmatch(joined, word_begin, begin)
            ):
                continue
            for pattern, key in self._keys[literal]:
                match = pattern.match(joined, begin)
                if match:
                    start = spans[starts[word_begin]][0]
                    found.add((start, spans[ends[match.end()]][1], key))
        return [Found(key, start, end) for start, end, key in sorted(found, key=lambda f: f[:2])]


def _is_arabic(text: str) -> bool:
    return "\u0600" <= text[0] <= "\u06ff"
