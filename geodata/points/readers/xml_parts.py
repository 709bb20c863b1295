"""XML from anywhere, read by Expat: no entities, no depth, and only the elements that are wanted.

Expat reads no other file and asks no host unless it is told to. What a document declares of its own
is refused: entities of entities unpack to gigabytes.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from geodata.errors import TableError

_BLOCK = 2**16
_DEEPEST = 200
# Of one element that is wanted, with all in it.
_MOST_PARTS = 200_000
_MOST_TEXT = 32 * 2**20
# It stands in every row that is inside.
_LONGEST_NAME = 200


@dataclass(slots=True)
class Element:
    """An element: its name without a prefix, its attributes, the elements and the text in it.

    ``inside`` are the containers it was found in, from the outermost.
    """

    tag: str
    attributes: dict[str, str]
    parts: list["Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    inside: tuple["Container", ...] = ()

    @property
    def text(self) -> str:
        """Its own text, without spaces around it."""
        return "".join(self.texts).strip()

    def find(self, tag: str) -> "Element | None":
        """Return the first element in it of a name."""
        return next((part for part in self.parts if part.tag == tag), None)


@dataclass(slots=True)
class Container:
    """An element that holds some that are wanted: its place among its kind there, and its name."""

    tag: str
    number: int
    depth: int
    name: str = ""
    held: Counter[str] = field(default_factory=Counter)


def make_parser(
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> Callable[[bytes, bool], None]:
    """Return a function that takes a document piece by piece, and calls these for what is in it.

    Names have no prefix. The function raises TableError for what is not sound, or not bounded.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def refuse_entity(*_: object) -> None:
        raise TableError(f"{name}: it declares entities of its own, which are not read.")

    def open_element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise TableError(f"{name}: its elements are nested too deeply.")
        start(tag.rpartition(":")[2], attributes)

    def close_element(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag.rpartition(":")[2])

    parser.EntityDeclHandler = refuse_entity
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.CharacterDataHandler = text

    def parse(data: bytes, is_last: bool) -> None:
        try:
            parser.Parse(data, is_last)
        except expat.ExpatError as error:
            raise TableError(f"{name}: not sound XML ({error}).") from None
        # Among others, of an encoding that is not known.
        except (ValueError, LookupError) as error:
            raise TableError(f"{name}: not sound XML ({error}).") from None

    return parse


def read_elements(
    file: BinaryIO, name: str, wanted: Collection[str], containers: Collection[str] = ()
) -> Iterator[Element]:
    """Yield the elements of these names in order, from a file's beginning.

    ``containers`` are the names of elements which those that are wanted say that they are inside
    of.

    Raises
    ------
    TableError
        If the file is not sound XML, or one of the elements is too large.
    """
    gathered = _Elements(name, wanted, containers)
    parse = make_parser(name, gathered.start, gathered.end, gathered.text)
    file.seek(0)
    while block := file.read(_BLOCK):
        parse(block, False)
        yield from gathered.found
        gathered.found.clear()
    parse(b"", True)
    yield from gathered.found


class _Elements:
    """The elements that are wanted, as far as the document has been read."""

    def __init__(self, name: str, wanted: Collection[str], containers: Collection[str]) -> None:
        self._name, self._wanted, self._containers = name, wanted, containers
        self.found: list[Element] = []
        self._opened: list[Element] = []
        self._inside = [Container("", 0, 0)]
        self._depth = self._parts = self._length = 0
        self._is_name = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._opened:
            element = Element(tag, attributes)
            self._opened[-1].parts.append(element)
            self._parts += 1
            if self._parts > _MOST_PARTS:
                raise TableError(f"{self._name}: more than {_MOST_PARTS:,} parts in one element.")
        elif tag in self._wanted:
            element = Element(tag, attributes, inside=tuple(self._inside[1:]))
            self._parts = self._length = 0
        else:
            holder = self._inside[-1]
            self._is_name = tag == "name" and self._depth == holder.depth + 1
            if tag in self._containers:
                holder.held[tag] += 1
                self._inside.append(Container(tag, holder.held[tag], self._depth))
            return
        self._opened.append(element)

    def end(self, _: str) -> None:
        self._is_name = False
        if self._opened:
            element = self._opened.pop()
            if not self._opened:
                self.found.append(element)
        elif self._depth == self._inside[-1].depth:
            self._inside.pop()
        self._depth -= 1

    def text(self, data: str) -> None:
        if self._opened:
            self._length += len(data)
            if self._length > _MOST_TEXT:
                raise TableError(f"{self._name}: more than 32 MB of text in one element.")
            self._opened[-1].texts.append(data)
        elif self._is_name:
            holder = self._inside[-1]
            holder.name = (holder.name + data)[:_LONGEST_NAME]
