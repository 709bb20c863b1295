"""Every kind of fault, made in a copy of a small sound corpus and found by the command line."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Corpus, load
from corpus.__main__ import main

Replace = Callable[[str, str, str], None]

ALPHA = "articles/alpha-2017-05-05.md"
SOUND = {
    "articles": {"alpha-2017-05-05", "beta-2017-05-13"},
    "passages": {"alpha-four", "alpha-rain", "beta-agreed"},
    "key_dates": {"agreed", "rain"},
    "questions": {"how-many"},
}

# file, words in it, what they become; then the fault's record, its message, and the ids that are
# lost with it. The file of the fault is the one that was changed.
RECORD_FAULTS = {
    "quote not in its article": (
        "passages.yaml", "quote: Zones were agreed", "quote: Zones were drawn",
        "beta-agreed", "the quote is not in the text", {"beta-agreed", "agreed"},
    ),
    "quote that stands twice": (
        "passages.yaml", '  prefix: "In Idlib "\n', "",
        "alpha-rain", "more than once: give a prefix", {"alpha-rain", "rain"},
    ),
    "prefix that is not before the quote": (
        "passages.yaml", '"In Idlib "', '"In Hama "',
        "alpha-rain", "nowhere after this prefix", {"alpha-rain", "rain"},
    ),
    "quote from the site's boilerplate": (
        "passages.yaml", "quote: The zones are four.", "quote: All news",
        "alpha-four", "not in the article's own text", {"alpha-four", "how-many"},
    ),
    "empty quote": (
        "passages.yaml", "quote: it rains", 'quote: ""',
        "alpha-rain", "quote: string should have at least 1 character", {"alpha-rain", "rain"},
    ),
    "unknown article": (
        "passages.yaml", "article: beta-2017-05-13", "article: gamma",
        "beta-agreed", "article 'gamma' is unknown", {"beta-agreed", "agreed"},
    ),
    "unknown zone": (
        "passages.yaml", "zones: [idlib]", "zones: [hama]",
        "alpha-rain", r"zones.0: .*'idlib'.*not 'hama'", {"alpha-rain", "rain"},
    ),
    "zone named twice": (
        "passages.yaml", "zones: [south, idlib]", "zones: [idlib, idlib]",
        "beta-agreed", "zones: a zone is named twice", {"beta-agreed", "agreed"},
    ),
    "unknown topic": (
        "passages.yaml", "topic: violence", "topic: weather",
        "alpha-rain", "topic: .*not 'weather'", {"alpha-rain", "rain"},
    ),
    "position kept by hand": (
        "passages.yaml", "  note: Weather.", "  start: 3",
        "alpha-rain", "unknown key 'start'", {"alpha-rain", "rain"},
    ),
    "key that is missing": (
        "passages.yaml", "  topic: talks\n", "",
        "beta-agreed", "the key 'topic' is missing", {"beta-agreed", "agreed"},
    ),
    "key that stands twice": (
        "passages.yaml", "  note: Weather.", "  topic: talks",
        "alpha-rain", "the key 'topic' stands twice, again on line 14", {"alpha-rain", "rain"},
    ),
    "id that stands twice": (
        "passages.yaml", "id: beta-agreed", "id: alpha-four",
        "alpha-four", "the id stands twice, on lines 1 and 16", {"beta-agreed", "agreed"},
    ),
    "id with a space": (
        "passages.yaml", "id: alpha-rain", "id: alpha rain",
        "alpha rain", "id: .*pattern", {"alpha-rain", "rain"},
    ),
    "record without an id": (
        "passages.yaml", "- id: alpha-rain\n  article", "- article",
        "line 7", "the key 'id' is missing", {"alpha-rain", "rain"},
    ),
    "alias": (
        "passages.yaml", "zones: [south, idlib]", "zones: &loop [*loop]",
        "beta-agreed", "is used twice, through an alias", {"beta-agreed", "agreed"},
    ),
    "key that is a list": (
        "passages.yaml", "  note: Weather.", "  ? [a, b]\n  : c",
        "alpha-rain", "the key on line 14 is not a word", {"alpha-rain", "rain"},
    ),
    "record that is a word": (
        "key_dates.yaml", "- id: rain", "- rain\n- id: rain",
        "line 9", "not a record of keys and values", set(),
    ),
    "date that is no date": (
        "key_dates.yaml", "date: 2017-05-04", "date: 2017-05-34",
        "agreed", "date: '2017-05-34' is not in the calendar", {"agreed"},
    ),
    "set without quotation marks": (
        "key_dates.yaml", "date: 2017-05-04", "date: [2017-05-04,2017-05-06]",
        "agreed", "date: a set of dates stands in quotation marks", {"agreed"},
    ),
    "set of one day twice": (
        "key_dates.yaml", "date: 2017-05-04", "date: '[2017-05-04,2017-05-04]'",
        "agreed", "do not come one after the other", {"agreed"},
    ),
    "date in words": (
        "key_dates.yaml", "date: 2017-05-04", "date: next week",
        "agreed", "date: 'next week' is no date", {"agreed"},
    ),
    "span that ends before it begins": (
        "key_dates.yaml", "2017-05-01/2017-05-04~", "2017-05-04/2017-05-01~",
        "rain", "ends before it begins", {"rain"},
    ),
    "unknown kind": (
        "key_dates.yaml", "kind: happened\n  passages: [alpha-rain]",
        "kind: dreamt\n  passages: [alpha-rain]",
        "rain", "kind: .*not 'dreamt'", {"rain"},
    ),
    "unknown passage": (
        "key_dates.yaml", "[alpha-rain]", "[alpha-rain, nobody]",
        "rain", "passage 'nobody' is unknown", {"rain"},
    ),
    "key date without a passage": (
        "key_dates.yaml", "[alpha-rain]", "[]",
        "rain", "passages: .*at least 1 item", {"rain"},
    ),
    "passage named twice": (
        "key_dates.yaml", "[alpha-rain]", "[alpha-rain, alpha-rain]",
        "rain", "passages: a passage is named twice", {"rain"},
    ),
    "answer without a passage": (
        "questions.yaml", "      passages: [alpha-four]\n", "",
        "how-many", "answers.1: an answer needs a passage", {"how-many"},
    ),
    "passage without an answer": (
        "questions.yaml", "      answer: Four.\n", "",
        "how-many", "answers.1: a passage is named but there is no answer", {"how-many"},
    ),
    "answer from another article": (
        "questions.yaml", "[alpha-four]", "[beta-agreed]",
        "how-many", "passage 'beta-agreed' is from 'beta-2017-05-13'", {"how-many"},
    ),
    "article that answers twice": (
        "questions.yaml", "beta-2017-05-13", "alpha-2017-05-05",
        "how-many", "article 'alpha-2017-05-05' answers twice", {"how-many"},
    ),
    "answer with an unknown passage": (
        "questions.yaml", "[alpha-four]", "[nobody]",
        "how-many", "passage 'nobody' is unknown", {"how-many"},
    ),
    "answer of an unknown article": (
        "questions.yaml", "beta-2017-05-13", "gamma",
        "how-many", "article 'gamma' is unknown", {"how-many"},
    ),
}  # fmt: skip

ALPHA_AND_ALL_ON_IT = {"alpha-2017-05-05", "alpha-four", "alpha-rain", "rain", "how-many"}
ARTICLE_FAULTS = {
    "changed text": ("In Idlib it rains", "In Idlib it pours", "its sha256 is [0-9a-f]{64}, not"),
    "changed newline": ("are four.\nIn", "are four.\r\nIn", "the text was changed"),
    "added newline": ("Homs.\nAd", "Homs.\nAd\n", "the text was changed"),
    "unknown key": ("title: A title", "title: A title\nlength: 3", "unknown key 'length'"),
    "body as a key": ("title: A title", "title: A title\nbody: x", "unknown key 'body'"),
    "kind as a key": ("title: A title", "title: A title\nkind: x", "unknown key 'kind'"),
    "missing key": ("outlet: An outlet\n", "", "the key 'outlet' is missing"),
    "duplicate key": (
        "outlet_type: news site",
        "outlet_type: news site\noutlet_type: x",
        "'outlet_type' stands twice, again on line 6",
    ),
    "date that is no date": ("2017-05-05\nurl", "yesterday\nurl", "'yesterday' is no date"),
    "address that is none": ("https://", "javascript:", "url: .*pattern"),
    "id of another file": ("id: alpha-2017-05-05", "id: alpha", "differs from the file's name"),
    "opening words not there": ("text_begins: The", "text_begins: Some", "text_begins: .*not in"),
    "closing words not there": ("text_ends: —", "text_ends: on", "text_ends: .*not in the text"),
    "closing words first": ("text_ends: — in Homs.", "text_ends: All news", "stands before"),
    "bad YAML": ("title: A title", "title: 'A title", "bad YAML on line .* from line 3 on"),
    "note on a title not ours": (
        "title: A title",
        "title: A title\ntitle_note: x",
        "needs title_s",
    ),
    "title of ours without a note": (
        "title: A title",
        "title: A title\ntitle_supplied: true",
        "title_supplied needs a title_note",
    ),
    "retrieved before it was published": (
        "title: A title",
        "title: A title\nretrieved: 2017-05-04",
        "before that of publication",
    ),
    "retrieved in a month": (
        "title: A title",
        "title: A title\nretrieved: 2017-06",
        "retrieved: '2017-06' is no single day",
    ),
    "retrieved on about a day": (
        "title: A title",
        "title: A title\nretrieved: 2017-06-01~",
        "'2017-06-01~' is no single day",
    ),
    "archived nowhere": (
        "title: A title",
        "title: A title\narchived_url: a box",
        "archived_url: .*pattern",
    ),
    "author of one word": (
        "title: A title",
        "title: A title\nauthor: Ann",
        "author: an author has either 'family'",
    ),
    "author with a given name only": (
        "title: A title",
        "title: A title\nauthor: {given: Ann}",
        "an author has either 'family'",
    ),
    "organisation with a given name": (
        "title: A title",
        "title: A title\nauthor: {organisation: O, given: Ann}",
        "an organisation has no given name",
    ),
    "control of no known sort": (
        "title: A title",
        "title: A title\noutlet_control: secret",
        "outlet_control: .*not 'secret'",
    ),
    "nothing said of what is cut": (
        "cut: A menu and an advertisement.\n",
        "",
        "stands before text_begins or after .* cut is empty",
    ),
    "no front matter": ("---\nid:", "id:", "does not begin with front matter"),
}

ALPHA_ID, BETA_ID = sorted(SOUND["articles"])
SHARED_FAULTS = {
    "unknown article": ("gamma", "article 'gamma' is unknown"),
    "itself": (ALPHA_ID, "the article shares text with itself"),
    "an article that does not say so": (
        BETA_ID,
        f"article '{BETA_ID}' does not say that it shares text with this one",
    ),
}

FILE_FAULTS = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\n", "the file is empty"),
    "only a comment": (b"# nothing yet\n", "not a list of records"),
    "no records": (b"[]\n", "the file holds no records"),
    "no list": (b"id: x\n", "not a list of records"),
    "bad YAML": (
        b"- id: a\n  quote: 'open\n\n- id: b\n",
        "bad YAML on line 4: .*quoted scalar from line 2 on",
    ),
    "control character": (
        b"- id: a\x00\n",
        r"line 1: the character U\+0000 cannot be shown or exported",
    ),
    "two documents": (b"- id: a\n---\n- id: b\n", "bad YAML on line 2"),
    "too deep": (b"- " + b"[" * 100_000, "bad YAML"),
    "wrong encoding": ("- id: a\n  quote: caf\u00e9\n".encode("latin-1"), "line 2 is not UTF-8"),
    "another encoding": ("- id: a\n".encode("utf-16"), "line 1 is not UTF-8"),
}


def ids_of(corpus: Corpus) -> set[str]:
    return {
        record.id
        for records in (corpus.articles, corpus.passages, corpus.key_dates, corpus.questions)
        for record in records
    }


def assert_fault(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    expected: tuple[str, str, str],
    lost: set[str],
) -> None:
    """Hold that the command line names the fault, and that everything not lost still loads."""
    file, record, message = expected
    assert main(["check", "--folder", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    start = f"{file}: {record}: " if record else f"{file}: "
    assert any(line.startswith(start) and re.search(message, line) for line in lines), lines
    corpus = load(folder)
    assert [str(fault) for fault in corpus.faults] == lines
    assert ids_of(corpus) == set().union(*SOUND.values()) - lost


def test_the_small_corpus_has_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without this, none of the tests below would show that its own change is what is found."""
    assert main(["check", "--folder", str(folder)]) == 0
    assert "2 articles, 3 passages" in capsys.readouterr().out
    assert load(folder).faults == ()
    assert ids_of(load(folder)) == set().union(*SOUND.values())


@pytest.mark.parametrize("kind", RECORD_FAULTS)
def test_a_faulty_record_is_named_and_the_others_load(
    kind: str, folder: Path, replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    file, old, new, record, message, lost = RECORD_FAULTS[kind]
    replace(file, old, new)
    assert_fault(folder, capsys, (file, record, message), lost)


@pytest.mark.parametrize("kind", ARTICLE_FAULTS)
def test_a_faulty_article_is_named_and_what_rests_on_it_left_out(
    kind: str, folder: Path, replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, message = ARTICLE_FAULTS[kind]
    replace(ALPHA, old, new)
    assert_fault(folder, capsys, (ALPHA, "alpha-2017-05-05", message), ALPHA_AND_ALL_ON_IT)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"Only text.", "does not begin with front matter"),
        (b"---\nid: a\n---\n", "no text after the front matter"),
        (b"---\n- a\n---\nText.", "not a record of keys and values"),
        (b"---\n# nothing\n---\nText.", "not a record of keys and values"),
        ("---\nid: a\n---\ncaf\u00e9".encode("latin-1"), "line 4 is not UTF-8"),
    ],
)
def test_a_file_that_is_no_article_is_named(
    content: bytes, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ALPHA).write_bytes(content)
    assert_fault(folder, capsys, (ALPHA, "alpha-2017-05-05", message), ALPHA_AND_ALL_ON_IT)


@pytest.mark.parametrize("kind", SHARED_FAULTS)
def test_a_dependence_that_does_not_hold_costs_itself_alone(
    kind: str, folder: Path, replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    other, message = SHARED_FAULTS[kind]
    shared = f"title: A title\nshares_with: [{{article: {other}, note: Words.}}]"
    replace(ALPHA, "title: A title", shared)
    assert_fault(folder, capsys, (ALPHA, ALPHA_ID, f"shares_with: {message}"), set())
    assert [article.shares_with for article in load(folder).articles] == [(), ()]


def test_articles_that_share_text_name_each_other(folder: Path, replace: Replace) -> None:
    for own, other in ((ALPHA_ID, BETA_ID), (BETA_ID, ALPHA_ID)):
        shared = f"title: A title\nshares_with: [{{article: {other}, note: Words.}}]"
        replace(f"articles/{own}.md", "title: A title", shared)
    corpus = load(folder)
    assert corpus.faults == ()
    assert [one.shares_with[0].article for one in corpus.articles] == [BETA_ID, ALPHA_ID]


def test_what_is_cut_must_be_there(folder: Path, replace: Replace) -> None:
    replace(f"articles/{BETA_ID}.md", "text_begins", "cut: A menu.\ntext_begins")
    (fault, *_) = load(folder).faults
    assert "cut names text, but none stands outside" in str(fault)


@pytest.mark.parametrize("kind", FILE_FAULTS)
def test_a_faulty_file_is_named_and_the_others_load(
    kind: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, message = FILE_FAULTS[kind]
    (folder / "questions.yaml").write_bytes(content)
    assert_fault(folder, capsys, ("questions.yaml", "", message), {"how-many"})


@pytest.mark.parametrize("file", ["passages.yaml", "key_dates.yaml", "questions.yaml"])
def test_a_missing_file_is_named(
    file: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / file).unlink()
    assert main(["check", "--folder", str(folder)]) == 1
    assert f"{file}: the file is missing" in capsys.readouterr().out


def test_a_folder_in_place_of_a_file_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "questions.yaml").unlink()
    (folder / "questions.yaml").mkdir()
    expected = ("questions.yaml", "", "cannot be read: Is a directory")
    assert_fault(folder, capsys, expected, {"how-many"})


def test_nothing_to_check_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--folder", str(tmp_path)]) == 1
    assert "articles/: the folder holds no articles" in capsys.readouterr().out
    assert ids_of(load(tmp_path)) == set()


def test_every_fault_is_listed_not_only_the_first(folder: Path, replace: Replace) -> None:
    replace("passages.yaml", "topic: violence", "topic: weather")
    replace("passages.yaml", "zones: [south, idlib]", "zones: [hama]")
    replace("key_dates.yaml", "date: 2017-05-04", "date: soon")
    places = {(fault.file, fault.record) for fault in load(folder).faults}
    assert places == {
        ("passages.yaml", "alpha-rain"),
        ("passages.yaml", "beta-agreed"),
        ("key_dates.yaml", "agreed"),
        ("key_dates.yaml", "rain"),
    }


def test_an_article_is_added_by_adding_a_file(folder: Path) -> None:
    body = "A third article."
    (folder / "articles" / "gamma.md").write_text(
        "---\nid: gamma\ntitle: T\noutlet: O\noutlet_type: magazine\npublished: 2017-05-01\n"
        f"url: https://example.org/\nsha256: {hashlib.sha256(body.encode()).hexdigest()}\n"
        f"text_begins: A third\ntext_ends: article.\n---\n{body}",
        encoding="utf-8",
    )
    corpus = load(folder)
    assert corpus.faults == ()
    assert [article.id for article in corpus.articles] == ["gamma", *sorted(SOUND["articles"])]


def test_byte_order_marks_and_foreign_newlines_in_the_yaml_do_no_harm(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    article = folder / ALPHA
    article.write_bytes(b"\xef\xbb\xbf" + article.read_bytes())
    assert load(folder).faults == ()
