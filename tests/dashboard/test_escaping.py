"""No text of ours or of others becomes markup: whatever it holds is shown as it was written."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from corpus.collection import Corpus
from corpus.faults import Fault
from dashboard.library import Library, open_library
from dashboard.panels import markup
from dashboard.selection import Selection, read_selection
from dashboard.templating import render
from geodata.records import Atlas
from tests.dashboard.markup import outline, read_html
from tests.dashboard.pieces import every_panel

NASTY = [
    "<script>alert(1)</script>",
    "</p></article><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus '",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "{{ 7 * 7 }}{% raw %}",
    "\u202e<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
]
# As few as can be, where all pages are made for each: what begins a comment or ends a section would
# hide the rest.
SPOILING = [" ".join(NASTY[:5]), *NASTY[5:7], " ".join(NASTY[7:])]
# Texts that a record may hold; what has a form of its own (ids, dates, addresses) is left alone.
TEXTS = {
    "title", "title_note", "outlet", "outlet_country", "outlet_owner", "outlet_note", "reprints",
    "family", "given", "organisation", "published_note", "contains", "notes", "cut",
    "quote", "speaker", "note", "label", "derivation", "question", "answer", "name", "name_ar",
    "alt_names", "governorates", "method", "description", "text", "part", "basis",
    "publisher", "located_by",
}  # fmt: skip


def spoil(record: Any, text: str) -> Any:
    """Return a record with every text that it holds replaced."""
    if isinstance(record, BaseModel):
        changes = {name: _spoil_field(name, value, text) for name, value in record}
        return record.model_copy(update=changes)
    if isinstance(record, tuple):
        return tuple(spoil(part, text) for part in record)
    return record


def _spoil_field(name: str, value: Any, text: str) -> Any:
    if name in TEXTS and isinstance(value, str):
        return text if value else value
    if name in TEXTS and isinstance(value, tuple):
        return tuple(text for _ in value)
    return spoil(value, text)


def spoiled_library(text: str) -> Library:
    """Return the shipped library with this text in place of every other."""
    sound = open_library()
    line = text.replace("\n", " ").replace("\r", " ")
    articles = tuple(
        spoil(article, text).model_copy(
            update={"kept_body": f"(x{line})", "text_span": (0, len(line) + 3)}
        )
        for article in sound.corpus.articles
    )
    passages = tuple(
        spoil(passage, text).model_copy(update={"start": 1, "end": len(line) + 2})
        for passage in sound.corpus.passages
    )
    corpus = Corpus(
        articles=articles,
        passages=passages,
        key_dates=spoil(sound.corpus.key_dates, text),
        questions=spoil(sound.corpus.questions, text),
        clauses=spoil(sound.corpus.clauses, text),
        differences=spoil(sound.corpus.differences, text),
        background_dates=spoil(sound.corpus.background_dates, text),
    )
    atlas = Atlas(
        version=text,
        licence=text,
        publication=spoil(sound.atlas.publication, text),
        zones=spoil(sound.atlas.zones, text),
        posts=spoil(sound.atlas.posts, text),
    )
    return Library(corpus=corpus, atlas=atlas)


@cache
def plain_outlines() -> dict[str, Any]:
    """Return the shape of each panel where every text is an ordinary word."""
    return {name: outline(html) for name, html in every_panel(spoiled_library("word"))}


@pytest.mark.parametrize("text", SPOILING)
def test_markup_in_any_text_is_shown_and_does_nothing(text: str) -> None:
    for name, html in every_panel(spoiled_library(text)):
        assert outline(html) == plain_outlines()[name], name
        if name not in ("title", "about"):  # these tell of no record
            assert any(text in element.text for element in read_html(html)), name


# Every panel of every zone and article is made for each example.
@settings(max_examples=6, deadline=None)
@given(st.text(min_size=1).filter(str.strip))
def test_no_text_changes_the_shape_of_the_page(text: str) -> None:
    for name, html in every_panel(spoiled_library(text)):
        assert outline(html) == plain_outlines()[name], name


@given(st.text() | st.sampled_from(NASTY))
def test_a_complaint_is_shown_as_it_was_typed(text: str) -> None:
    selection, complaints = read_selection({"zone": text, "article": text, "asof": text}, Corpus())
    if complaints and selection == Selection():
        html = markup.notices(complaints, [])
        assert [element.tag for element in read_html(html)] == ["div", "p"]
        assert complaints[0] in read_html(html)[0].text


@given(st.text(min_size=1) | st.sampled_from(NASTY))
def test_a_fault_is_shown_as_it_was_found(text: str) -> None:
    fault = Fault(text, text, text)
    (shown,) = (e for e in read_html(markup.notices([], [fault])) if e.tag == "li")
    assert shown.text == str(fault)


@given(st.text() | st.sampled_from(NASTY))
def test_a_template_escapes_whatever_it_is_given(text: str) -> None:
    head, title, *rest = read_html(render("heading.html", text=text, remark=""))
    assert (head.tag, title.tag, rest) == ("header", "h2", [])
    assert title.text == text
