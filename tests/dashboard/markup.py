"""Reading HTML back: what a browser would make of it, as far as the tests need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    """An element: its tag, its attributes, all the text in it and where it stands."""

    tag: str
    attributes: dict[str, str]
    within: tuple[Element, ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in the element and in everything in it, as it stands."""
        return "".join(self.pieces)

    @property
    def words(self) -> str:
        """The same text as it is read, with single spaces."""
        return " ".join(self.text.split())

    def has_class(self, name: str) -> bool:
        """Return whether the element has this class."""
        return name in self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, tuple(self.open))
        self.elements.append(element)
        self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)


def read_html(html: str) -> list[Element]:
    """Return the elements of a piece of HTML in order; fail where one is not closed."""
    return _read(_Reader(), html)


def _read(reader: _Reader, html: str) -> list[Element]:
    reader.feed(html)
    reader.close()
    assert not reader.open, f"<{reader.open[-1].tag}> is not closed"
    return reader.elements


class _Outliner(_Reader):
    def handle_data(self, data: str) -> None:
        """Pass over the words."""


def outline(html: str) -> list[tuple[str, tuple[str, ...], int]]:
    """Return the shape of a piece of HTML without its words: tags, attributes' names, depth."""
    elements = _read(_Outliner(), html)
    return [(one.tag, tuple(one.attributes), len(one.within)) for one in elements]


def links(html: str) -> list[Element]:
    """Return the links of a piece of HTML: what can be followed."""
    return [element for element in read_html(html) if "href" in element.attributes]
