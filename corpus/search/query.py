"""What a person types, taken apart into terms that are safe to hand to SQLite's FTS5.

Nothing but letters and digits reaches the query language, each term between quotation marks of our
own, so that no word can act as an operator and no sign can end a term.
"""

import re
import unicodedata
from dataclasses import dataclass

MOST_WORDS = 256

_QUOTES = '"“”„«»'
_CLOSING = {"“": "”", "„": "“", "«": "»"}
_PIECE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?(\*?)|([^\s{_QUOTES}]+)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Term:
    """Words that have to follow one another; the last may be the beginning of one."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def expression(self) -> str:
        """The term in FTS5's query language."""
        return f'"{" ".join(self.words)}"' + ("*" if self.is_prefix else "")


@dataclass(frozen=True)
class Query:
    """All the terms that have to stand in a text, each once, in the order they were typed."""

    terms: tuple[Term, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of every term."""
        return tuple(word for term in self.terms for word in term.words)

    @property
    def expression(self) -> str:
        """The query in FTS5's query language."""
        return " AND ".join(term.expression for term in self.terms)


def parse(text: str) -> Query:
    """Return the query that a person typed.

    Words in quotation marks form a phrase, and so do the parts of ``de-escalation`` or
    ``Ma'arrat``; a star at the end of a word or phrase stands for any further letters. Everything
    else that is neither letter nor digit parts words and has no other meaning.
    """
    terms = []
    for piece in _PIECE.finditer(compose(text)):
        phrase, star, chunk = piece.groups()
        content = chunk if phrase is None else phrase.rstrip() + star
        words = tuple(_WORD.findall(content))
        if words:
            terms.append(Term(words, content.endswith("*")))
    return Query(tuple(dict.fromkeys(terms)))


def compose(text: str) -> str:
    """Return the text with letters and their accents as one character, where there is such."""
    return unicodedata.normalize("NFC", text)


def replace_word(text: str, word: str, other: str) -> str:
    """Return what a person typed with a word of the query replaced wherever it stands."""
    return _WORD.sub(lambda match: other if match.group() == word else match.group(), compose(text))


def close_phrase(text: str) -> str:
    """Return what a person typed with its last phrase closed, or a lone quotation mark left out."""
    marks = [mark.start() for mark in re.finditer(f"[{_QUOTES}]", text)]
    if len(marks) % 2 == 0:
        return text
    before, mark, after = text[: marks[-1]], text[marks[-1]], text[marks[-1] + 1 :]
    if not _WORD.search(after):
        return f"{before}{after}".rstrip()
    return f"{text.rstrip()}{_CLOSING.get(mark, mark)}"


def fold(text: str) -> str:
    """Return the text in small letters without accents, much as the index keeps its words."""
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def fold_words(text: str) -> str:
    """Return the folded words of a text, each between spaces."""
    return f" {' '.join(_WORD.findall(fold(text)))} "
