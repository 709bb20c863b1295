import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import load
from corpus.search.query import parse
from corpus.search.sentences import split_paragraphs, split_sentences
from corpus.search.snippets import find_snippet


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("The U.S. State Department met Mr. Jones.", ["The U.S. State Department met Mr. Jones."]),
        ("He left (at once.) They stayed.", ["He left (at once.)", "They stayed."]),
        ("It rose by 2.5 km. and fell.", ["It rose by 2.5 km. and fell."]),
        ("“Stop.” “Why?” he said.", ["“Stop.”", "“Why?” he said."]),
        ("In Syria. . .  Russia and Iran", ["In Syria. . .", "Russia and Iran"]),
        ("ASTANA, May 5. /TASS/. The round", ["ASTANA, May 5.", "/TASS/.", "The round"]),
        ("انتهى. بدأ", ["انتهى.", "بدأ"]),
        ("no stop", ["no stop"]),
        ("", []),
        ("." * 100_000, ["." * 100_000]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(alphabet="aA .\"'!\u2019\n1", max_size=60))
def test_sentences_leave_out_blanks_alone(text: str) -> None:
    spans = split_sentences(text)
    place = 0
    for start, end in spans:
        assert not text[place:start].strip()
        assert start < end
        place = end
    assert not text[place:].strip()


@pytest.mark.parametrize("article", load().articles, ids=lambda each: each.id)
def test_paragraphs_hold_all_of_the_text_but_its_blanks(article: object) -> None:
    body, span = article.body, article.text_span  # type: ignore[attr-defined]
    paragraphs = [body[start:end] for start, end in split_paragraphs(body, span)]
    assert " ".join(" ".join(paragraphs).split()) == " ".join(body[slice(*span)].split())
    assert all(paragraph == paragraph.strip() != "" for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("marked", "query", "shown"),
    [
        ("One aa. Two [bb]. Three.", "bb", "Two [bb]."),
        ("[A] one. [A] two. [B] three.", "a b", "[A] two. [B] three."),
        ("[A] one. Two. [B] three. [A] four [b].", "a b", "[A] four [b]."),
        ("[Aa] one. [Ab] two. [B] three.", "a* b", "[Ab] two. [B] three."),
        ("Over [one. Two] sentences.", '"one two"', "Over [one. Two] sentences."),
        ("[A b] one. [A] two.", '"a b"', "[A b] one."),
        ("[É] one. Two.", "e", "[É] one."),
    ],
)
def test_the_shortest_run_of_sentences_is_shown(marked: str, query: str, shown: str) -> None:
    pieces = marked.replace("]", "[").split("[")
    start, segments = find_snippet(pieces, parse(query))
    written = "".join(
        f"[{segment.text}]" if segment.is_match else segment.text for segment in segments
    )
    assert written == shown
    assert "".join(pieces)[start:].startswith("".join(segment.text for segment in segments))
