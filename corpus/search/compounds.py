"""Compounds and how else they are written: ceasefire, cease-fire and cease fire."""

import re
from collections.abc import Iterable

from corpus.search.index import Index
from corpus.search.query import Group, Node, Term, count_words, fold

_LONGEST = 40  # letters of a word whose parts are looked for
_SHORTEST_PART = 2
_SHORTEST_BEGINNING = 3  # of a last part that a star follows
_MOST_SPELLINGS = 3  # of one word: each costs as much as a phrase
_MOST_WORDS = 24  # of a query: a longer one is a pasted text, and would cost too much
# With one of these beside it a word is mostly just a neighbour: "of ten", "not able", "may be".
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a all am an and any are as at be been but by can did do for from get had has have he her "
        "him his how i if in is it its may me my nor not of on one or our she so some such "
        "than that the them then there they this to too us was we were what when where who will "
        "with you",
    )
)


def add_spellings(index: Index, query: Group) -> Group:
    """Return the query with each other spelling of a compound that the articles may have.

    ``cease-fire`` is looked for as ``ceasefire`` too; ``ceasefire`` as ``cease fire``, which finds
    the hyphen as well, where the articles have both parts; and two words beside each other as one,
    where the articles have that. What stands in quotation marks is looked for as it is.
    """
    return query if count_words(query) > _MOST_WORDS else _respell_group(index, query)


def _respell_group(index: Index, group: Group) -> Group:
    clauses: list[tuple[Node, ...]] = []
    is_joined = False
    for clause, after in zip(group.clauses, (*group.clauses[1:], ()), strict=True):
        if is_joined:
            is_joined = False
            continue
        if joined := _join(index, clause, after):
            is_joined = True
            clauses.append((Group((clause, after)), joined))
        else:
            clauses.append(_respell_all(index, clause))
    return Group(tuple(clauses), _respell_all(index, group.excluded))


def _respell_all(index: Index, nodes: Iterable[Node]) -> tuple[Node, ...]:
    spellings: list[Node] = []
    for node in nodes:
        if isinstance(node, Group):
            spellings.append(_respell_group(index, node))
        else:
            spellings.append(node)
            if node.is_compound:
                spellings.append(Term(("".join(node.words),), node.is_prefix))
            elif not node.is_exact and len(node.words) == 1:
                spellings.extend(_split(index, node))
    return tuple(spellings)


def _join(index: Index, clause: tuple[Node, ...], after: tuple[Node, ...]) -> Term | None:
    """Return two clauses of a word each as one word, if there is such a word."""
    terms = [
        node
        for nodes in (clause, after)
        for node in nodes
        if isinstance(node, Term) and not node.is_exact
    ]
    words = [fold(word) for term in terms for word in term.words]
    if not len(clause) == len(after) == len(words) / 2 == len(terms) / 2 == 1:
        return None
    if terms[0].is_prefix or not _FUNCTION_WORDS.isdisjoint(words):
        return None
    joined = "".join(words)
    return Term((joined,), terms[1].is_prefix) if index.count_paragraphs([joined]) else None


def _split(index: Index, term: Term) -> list[Term]:
    """Return a word as two words that the articles have, those of the commonest parts first."""
    word = fold(term.words[0])
    if len(word) > _LONGEST:
        return []
    shortest_last = _SHORTEST_BEGINNING if term.is_prefix else _SHORTEST_PART
    pairs = [
        (word[:place], word[place:])
        for place in range(_SHORTEST_PART, len(word) - shortest_last + 1)
        if _FUNCTION_WORDS.isdisjoint((word[:place], word[place:]))
    ]
    counts = index.count_paragraphs({part for pair in pairs for part in pair})
    known = {}
    for pair in pairs:
        # Whether a word begins like the last part, the search itself finds out.
        needed = pair[:1] if term.is_prefix else pair
        if all(part in counts for part in needed):
            known[pair] = min(counts[part] for part in needed)
    best = sorted(known, key=lambda pair: (-known[pair], pair))[:_MOST_SPELLINGS]
    return [Term(pair, term.is_prefix) for pair in best]
