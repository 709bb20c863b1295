"""Taking apart what a reader asks for: one name, other spellings of it, and where it should lie."""

import re
from dataclasses import dataclass

from geodata.gazetteer.name_parts import strip_kind
from geodata.gazetteer.spots import is_no_name

_LONGEST = 200
_UNSEEN = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_BETWEEN = re.compile(r"\s*[/|=\n]\s*")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^][]*)\]")
# "A town, a region", "a town in a region", "سراقب في ريف إدلب", "سراقب بريف إدلب".
_COMMAS = re.compile(
    r"\s*[,،;]\s*|\s+[-–—]\s+|\s+in\s+(?:the\s+)?|\s+(?:في\s+|ب(?=ريف|محافظة|منطقة|ناحية))",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
# Where Latin letters end and Arabic ones begin, or the other way round.
_SCRIPTS = re.compile(r"(?<=[A-Za-z\u00c0-\u024f'’])[\s:–-]+(?=[\u0621-\u064a])|"
                      r"(?<=[\u0621-\u064a])[\s:–-]+(?=[A-Za-z\u00c0-\u024f'’])")  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What is asked for: ``names`` are spellings of one name, ``hints`` say where it lies.

    ``whole`` is the text that they were taken from.
    """

    names: tuple[str, ...]
    hints: tuple[str, ...]
    whole: str

    @property
    def name(self) -> str:
        """The first of the names, by which an answer calls it."""
        return self.names[0]

    @property
    def text(self) -> str:
        """All names, as an answer calls them."""
        return " / ".join(self.names)


def read_question(text: str) -> Question:
    """Return what a text asks for: "Hana / هناء" is two spellings, "Hana, East" has a hint."""
    seen = " ".join(_UNSEEN.sub("", text[:_LONGEST]).split())
    hints = [inner for found in _BRACKETS.findall(seen) for inner in found if inner]
    bare = _BRACKETS.sub(" ", seen)
    names = []
    for part in _BETWEEN.split(bare):
        name, *rest = _COMMAS.split(part.strip(" ,،;"))
        names += _SCRIPTS.split(name)
        hints += rest
    found = tuple(dict.fromkeys(filter(None, (name.strip() for name in names))))
    return Question(
        names=found or (seen,),
        hints=tuple(
            where
            for hint in filter(is_hint, hints)
            if (where := strip_kind(f"x {hint}")[2:].strip())
        ),
        whole=seen,
    )


def is_hint(text: str) -> bool:
    """Return whether a text says anything of where a place lies; "unknown" and "-" say nothing."""
    return _LETTER.search(text) is not None and not is_no_name(text)
