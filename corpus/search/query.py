"""What a person types, taken apart into terms that are safe to hand to SQLite's FTS5.

Nothing but letters and digits reaches the query language, each term between quotation marks of our
own, so that no word can act as an operator and no sign can end a term.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

MOST_WORDS = 256
_MOST_NESTED = 8

_QUOTES = '"“”„«»'
_CLOSING = {"“": "”", "„": "“", "«": "»"}
_PIECE = re.compile(
    rf"((?<![^\s(])-(?=[^\W_]|[({_QUOTES}]))"
    rf"|[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?(\*?)"
    rf"|([()])"
    rf"|([^\s(){_QUOTES}]+)"
)
_OPERATORS = ("AND", "OR", "NOT")
_WORD = re.compile(r"[^\W_]+")
# Words parted by nothing but a hyphen: the hyphen-minus and Unicode's own two.
_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+\*?")


class QueryError(ValueError):
    """What was typed has no meaning; the text says why in a sentence."""


@dataclass(frozen=True)
class Term:
    """Words that have to follow one another; the last may be the beginning of one.

    ``is_exact`` says that it was typed between quotation marks, ``is_compound`` that it is one word
    with hyphens between its parts.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    is_exact: bool = False
    is_compound: bool = False

    @property
    def expression(self) -> str:
        """The term in FTS5's query language."""
        return f'"{" ".join(self.words)}"' + ("*" if self.is_prefix else "")


Node: TypeAlias = "Term | Group"


@dataclass(frozen=True)
class Group:
    """What has to stand in a text, and what must not.

    ``clauses`` are needed, of each at least one alternative; of ``excluded`` there may be none.
    """

    clauses: tuple[tuple["Node", ...], ...]
    excluded: tuple["Node", ...] = ()

    @property
    def expression(self) -> str:
        """The group in FTS5's query language."""
        needed = " AND ".join(_join_alternatives(clause) for clause in self.clauses)
        if not self.excluded:
            return f"({needed})"
        return f"(({needed}) NOT {_join_alternatives(self.excluded)})"

    @property
    def leaves_out(self) -> bool:
        """Whether there is something that must not stand in a text, within brackets too."""
        nested = (each for clause in self.clauses for each in clause if isinstance(each, Group))
        return bool(self.excluded) or any(each.leaves_out for each in nested)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that may stand in a text, each once, in the order they were typed."""
        return tuple(dict.fromkeys(_list_terms(self)))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of these terms."""
        return tuple(word for term in self.terms for word in term.words)


def _join_alternatives(alternatives: tuple[Node, ...]) -> str:
    return f"({' OR '.join(each.expression for each in alternatives)})"


def count_words(node: Node) -> int:
    """Return how many words a part of a query has, those to be left out among them."""
    if isinstance(node, Term):
        return len(node.words)
    return sum(count_words(each) for part in (*node.clauses, node.excluded) for each in part)


def _list_terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
        return
    for clause in node.clauses:
        for alternative in clause:
            yield from _list_terms(alternative)


def parse(text: str) -> Group:
    """Return the query that a person typed; without a word it has no clauses.

    All words are needed. ``OR`` between two makes either enough and binds closer than a blank;
    ``-word`` or ``NOT word`` is what must not be there; brackets group. Operators are written in
    capitals, and mean nothing where there is nothing beside them to join. Words in quotation marks
    form a phrase, and so do the parts of ``cease-fire`` or ``Ma'arrat``; a star at the end of a
    word or phrase stands for any further letters. Everything else that is neither letter nor digit
    parts words and has no other meaning.

    Raises
    ------
    QueryError
        If there are too many words or brackets, or what must not be there stands alone or by an OR.
    """
    return _read_group(_read_parts(text), depth=0)


class _GroupReader:
    """A group so far, and the operators that wait for what comes next."""

    def __init__(self) -> None:
        self._clauses: list[list[Node]] = []
        self._excluded: list[Node] = []
        self._operators: set[str] = set()
        self._is_last_excluded = False

    def note(self, operator: str) -> None:
        """Keep an operator; a contrary one that waits is given up."""
        self._operators -= {"AND", "OR"} - {operator} if operator != "NOT" else set()
        self._operators.add(operator)

    def add(self, node: Node) -> None:
        """Add what the operators are about."""
        is_excluded = "NOT" in self._operators
        is_alternative = "OR" in self._operators and bool(self._clauses or self._excluded)
        if is_alternative and (is_excluded or self._is_last_excluded):
            raise QueryError("OR cannot stand beside a word to leave out: put that word last.")
        if is_excluded:
            self._excluded.append(node)
        elif is_alternative:
            self._clauses[-1].append(node)
        else:
            self._clauses.append([node])
        self._is_last_excluded = is_excluded
        self._operators.clear()

    def finish(self) -> Group:
        """Return the group, without what stands in it twice."""
        if self._excluded and not self._clauses:
            raise QueryError("Say what to search for, beside what to leave out.")
        clauses = dict.fromkeys(tuple(dict.fromkeys(clause)) for clause in self._clauses)
        group = Group(tuple(clauses), tuple(dict.fromkeys(self._excluded)))
        if count_words(group) > MOST_WORDS:
            raise QueryError(f"Search for at most {MOST_WORDS} words at once.")
        return group


def _read_group(parts: Iterator[Term | str], depth: int) -> Group:
    if depth > _MOST_NESTED:
        raise QueryError(f"Nest brackets at most {_MOST_NESTED} deep.")
    reader = _GroupReader()
    for part in parts:
        if isinstance(part, Term):
            reader.add(part)
        elif part == "(":
            group = _read_group(parts, depth + 1)
            if group.clauses:
                reader.add(group)
        elif part != ")":
            reader.note(part)
        elif depth:
            break
    return reader.finish()


def _read_parts(text: str) -> Iterator[Term | str]:
    """Yield each term, bracket and operator of what a person typed, ``-`` as ``NOT``."""
    for piece in _PIECE.finditer(compose(text)):
        minus, phrase, star, bracket, chunk = piece.groups()
        if minus:
            yield "NOT"
        elif bracket or chunk in _OPERATORS:
            yield bracket or chunk
        else:
            content = chunk if phrase is None else phrase.rstrip() + star
            words = tuple(_WORD.findall(content))
            is_compound = phrase is None and _COMPOUND.fullmatch(content) is not None
            if words:
                yield Term(words, content.endswith("*"), phrase is not None, is_compound)


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
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def fold_words(text: str) -> str:
    """Return the folded words of a text, each between spaces."""
    return f" {' '.join(_WORD.findall(fold(text)))} "
