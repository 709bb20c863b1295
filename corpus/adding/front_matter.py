"""The front matter of an added article, and mending that of one whose text was changed."""

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.anchoring import find
from corpus.errors import AnchorError, ReadError
from corpus.loading import split_article
from corpus.suggesting.edges import find_edges

_FEWEST_WORDS = 8  # of text_begins and text_ends, where the text has as many
_LONGEST_EDGE = 2_000
_JOINT = re.compile(r",? and (?=[A-Z]\S* [A-Z])|, (?=[A-Z]\S* [A-Z])| & (?=[A-Z]\S* [A-Z])")
_ORGANISATION = re.compile(
    r"\b(?:staff|agency|news|desk|team|editors?|editorial|press|reporters?|correspondents?|office|"
    r"ministry|network|observatory|service|group|centre|center|foundation|institute)\b",
    re.IGNORECASE,
)


def compose_article(front: Mapping[str, Any], body: str) -> str:
    """Return the text of an article's file: front matter, with the body's hash, and the body."""
    entries = {key: value for key, value in front.items() if value not in ("", None, ())}
    entries["sha256"] = hash_body(body)
    for key in ("text_begins", "text_ends"):
        entries[key] = entries.pop(key)
    return f"---\n{dump_yaml(entries)}---\n{body}"


def hash_body(body: str) -> str:
    """Return the SHA-256 of a body's bytes, in hexadecimal digits."""
    return hashlib.sha256(body.encode()).hexdigest()


def dump_yaml(value: Any) -> str:
    """Return a value as YAML that keeps every text as it is, in lines for a hand to edit."""
    # Loaded where something is written: the page only reads.
    from ruamel.yaml import YAML

    yaml = YAML()
    # Folding a line that is escaped can add a blank to it.
    yaml.width = 1_000_000 if _is_odd_within(value) else 100
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_quote_odd(value), out)
    return out.getvalue()


def _is_odd(text: str) -> bool:
    return not text.isprintable() or "  " in text


def _is_odd_within(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_is_odd_within, value.values()))
    if isinstance(value, list):
        return any(map(_is_odd_within, value))
    return isinstance(value, str) and not value.isprintable()


def _quote_odd(value: Any) -> Any:
    """Return a value whose texts with odd blanks and the like are escaped."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, dict):
        return {key: _quote_odd(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_quote_odd(each) for each in value]
    return DoubleQuotedScalarString(value) if isinstance(value, str) and _is_odd(value) else value


def choose_edges(body: str, start: int, end: int) -> tuple[str, str]:
    """Return the words that open and close a part of a body, each standing in it once.

    Raises
    ------
    ReadError
        If the words it opens or closes with stand elsewhere too, however many are taken.
    """
    part = body[start:end]
    words = list(re.finditer(r"\S+", part))
    for count in range(min(_FEWEST_WORDS, len(words)), len(words) + 1):
        begins = part[: words[count - 1].end()]
        if _stands_once(body, begins):
            break
        if len(begins) > _LONGEST_EDGE:
            raise ReadError("its first words stand in it more than once")
    else:
        raise ReadError("its first words stand in it more than once")
    for count in range(min(_FEWEST_WORDS, len(words)), len(words) + 1):
        ends = part[words[-count].start() :]
        if _stands_once(body, ends):
            return begins, ends
        if len(ends) > _LONGEST_EDGE:
            break
    raise ReadError("its last words stand in it more than once")


def split_names(names: Iterable[str]) -> list[str]:
    """Return each name of bylines that join several: ``Ann Example and Bob Sample``."""
    parts: list[str] = []
    for name in names:
        pieces = [piece.strip() for piece in _JOINT.split(name)]
        # What stands after a name may be where its bearer works.
        people = [piece for piece in pieces if not _ORGANISATION.search(piece)]
        parts += people if people and people[0] == pieces[0] else [name.strip()]
    return list(dict.fromkeys(filter(None, parts)))


def split_author(names: Iterable[str], outlet: str) -> dict[str, str]:
    """Return the author as the corpus keeps one: a person's two names, or an organisation.

    Of several the first is the author; the others are to be named in a note.
    """
    name = next(iter(names), "")
    if not name:
        return {}
    words = name.split()
    is_outlet = name.casefold() in (outlet.casefold(), outlet.casefold().removeprefix("the "))
    if is_outlet or len(words) == 1 or _ORGANISATION.search(name) or len(words) > 5:
        return {"organisation": name}
    return {"family": words[-1], "given": " ".join(words[:-1])}


def make_id(*parts: str) -> str:
    """Return an id from words: small letters of ASCII, digits and dashes."""
    text = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", text.lower()))[:100].strip("-")


def mend_article(text: str) -> tuple[str, list[str]]:
    """Return the text of an article's file with a right front matter, and which keys were mended.

    Comments and the order of its keys stay. Words that open or close the article's text are
    replaced only where they no longer stand in it once.

    Raises
    ------
    ReadError
        If the file has no front matter, or one that cannot be read.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    front_text, body = split_article(text)
    yaml = YAML()
    yaml.width = 100
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        front = yaml.load(front_text)
    except (YAMLError, RecursionError, ValueError) as error:
        raise ReadError("its front matter is no YAML") from error
    if not isinstance(front, dict):
        raise ReadError("its front matter is not a record of keys and values")
    edges = find_edges(body)
    begins, ends = choose_edges(body, edges.start, edges.end)
    wanted = {"sha256": hash_body(body), "text_begins": begins, "text_ends": ends}
    mended = []
    for key, value in wanted.items():
        if key == "sha256" and front.get(key) == value:
            continue
        if key != "sha256" and _stands_once(body, front.get(key)):
            continue
        front[key] = value
        mended.append(key)
    if not mended:
        return text, []
    out = io.StringIO()
    yaml.dump(front, out)
    return f"---\n{out.getvalue().lstrip()}---\n{body}", mended


def _stands_once(body: str, words: object) -> bool:
    try:
        find(body, words if isinstance(words, str) else "")
    except AnchorError:
        return False
    return True
