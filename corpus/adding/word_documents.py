"""Articles in documents of Word (.docx)."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO
from xml.etree import ElementTree

import lxml.html
import mammoth
from lxml.html import HtmlElement

from corpus.adding.drafts import Draft
from corpus.adding.languages import guess_language
from corpus.errors import ReadError
from corpus.reading import strip_unfit
from corpus.suggesting.edges import describe_cut, find_edges

_MOST_PARTS = 5_000
_MOST_BYTES = 100_000_000  # of all parts together, unpacked
_MOST_XML = 20_000_000
_MOST_ELEMENTS = 300_000  # of one part
_MOST_DEPTH = 200  # of elements in each other; Word's own are some thirty deep
_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
# Styles by their names and, where a document does not name them, by their ids.
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p.Title => h1.title:fresh
p[style-name^='caption'] => p.caption:fresh
p[style-name^='Caption'] => p.caption:fresh
p.Caption => p.caption:fresh
p[style-name^='toc '] => p.contents:fresh
p[style-name='header'] => p.around:fresh
p.Header => p.around:fresh
p[style-name='footer'] => p.around:fresh
p.Footer => p.around:fresh
"""
_LEFT_OUT = {
    "caption": "Captions",
    "contents": "The table of contents",
    "around": "Above and below the pages",
}
_TAGS = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def read_word_document(data: bytes) -> Draft:
    """Return the draft of a document of Word: its paragraphs, without pictures.

    Raises
    ------
    ReadError
        If it is none, is damaged, holds no text, or more than such a document does.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            core = _check(archive)
            document = _read_document(io.BytesIO(data))
    except RecursionError:
        raise ReadError("it is nested too deeply") from None
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        AttributeError,
        SyntaxError,
    ) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError("it is damaged") from error
    except (NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise ReadError("it is damaged, or a password protects it") from error
    body = strip_unfit("\n\n".join(document.paragraphs))
    if not body:
        raise ReadError("it holds no text")
    edges = find_edges(body, document.title)
    return Draft(
        body=body,
        start=edges.start,
        end=edges.end,
        title=edges.title or core.get("title", ""),
        authors=tuple(filter(None, [edges.author])),
        published=edges.published,
        language=guess_language(body),
        cut=(*document.cut, *edges.cut),
    )


@dataclass(frozen=True)
class _Document:
    """The paragraphs of a document, its title by its style, and what was left out."""

    paragraphs: list[str]
    title: str
    cut: tuple[str, ...]


def _read_document(file: IO[bytes]) -> _Document:
    """Return what stands in a document: rows of tables in a line each, without notes."""
    markup = mammoth.convert_to_html(
        file,
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(lambda _image: {}),
    ).value
    if not markup:
        return _Document([], "", ())
    tree = lxml.html.document_fromstring(f"<div>{markup}</div>")
    left_out: dict[str, list[str]] = {}
    for each in list(tree.iter("sup", "li", "p")):
        is_note = any("note-" in (part.get("id") or "") for part in [each, *each.iter("a")])
        noun = "Notes" if is_note and each.tag != "p" else _LEFT_OUT.get(each.get("class") or "")
        if noun and each.getparent() is not None:
            words = _read_words(each)
            if each.tag != "sup" and words:
                left_out.setdefault(noun, []).append(words)
            each.drop_tree()
    titles = [_read_words(each) for each in tree.iter("h1") if each.get("class") == "title"]
    paragraphs = []
    for each in tree.iter("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"):
        if each.tag == "tr":
            paragraphs.append(" | ".join(filter(None, map(_read_words, each.iter("td", "th")))))
        elif not any(True for _ in each.iterancestors("tr", "li")):
            paragraphs.append(_read_words(each))
    cut = tuple(describe_cut(noun, words) for noun, words in left_out.items())
    return _Document(list(filter(None, paragraphs)), next(iter(titles), ""), cut)


def _read_words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _check(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return what the document says of itself, after a look at everything it holds."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise ReadError(f"it holds more than {_MOST_PARTS:,} parts")
    if len({part.filename for part in parts}) < len(parts):
        raise ReadError("it is damaged: a part stands in it twice")
    if sum(part.file_size for part in parts) > _MOST_BYTES:
        raise ReadError(f"unpacked it is larger than {_MOST_BYTES // 1_000_000} MB")
    if _MAIN not in archive.namelist():
        raise ReadError("it is a compressed file, and no document of Word")
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _check_xml(_unpack(archive, part))
    if _CORE not in archive.namelist():
        return {}
    # Read by expat, which has seen no entities: there are none.
    root = ElementTree.fromstring(archive.read(_CORE))  # noqa: S314
    title = root.findtext(f"{_DUBLIN_CORE}title") or ""
    return {"title": " ".join(title.split())[:250]}


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as file:
        # A size that is declared need not be that of what is packed.
        data = file.read(_MOST_XML + 1)
    if len(data) > _MOST_XML:
        raise ReadError(f"a part of it is larger than {_MOST_XML // 1_000_000} MB unpacked")
    return data


def _check_xml(data: bytes) -> None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:64]:
        raise ReadError("it is damaged: a part of it is not in UTF-8")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadError("a part of it declares entities, which no document of Word does")
    if data.count(b"<") > 2 * _MOST_ELEMENTS:
        raise ReadError(f"a part of it has more than {_MOST_ELEMENTS:,} elements")
    depth = 0
    for match in _TAGS.finditer(data):
        if match.group(1):
            depth -= 1
        elif not match.group(2):
            depth += 1
            if depth > _MOST_DEPTH:
                raise ReadError("it is nested too deeply")
