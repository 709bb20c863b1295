"""Every kind of fault of an article, and of what one says of another."""

import hashlib
import re
from pathlib import Path

import pytest

from corpus import load
from tests.corpus.faults import ALPHA, SOUND, Replace, assert_fault

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


@pytest.mark.parametrize(
    "title",
    ["Astana: a report", "Syria #deal signed", "It's: #1", "Why:", "Plain", "'Quoted: x' # aside"],
)
def test_a_title_is_read_as_it_stands(title: str, tmp_path: Path) -> None:
    body = "\nThe zones are four.\n"
    front = f"id: a\ntitle: {title}\noutlet: O\noutlet_type: news site\npublished: 2017-05-06\n"
    path = tmp_path / "articles" / "a.md"
    path.parent.mkdir()
    path.write_text(f"---\n{front}url: https://example.org/a\n---\n{body}")
    (fault,) = [each for each in load(tmp_path).faults if each.file == "articles/a.md"]
    found = re.search("'sha256' is missing: that of the text is (.*)", fault.message)
    assert found is not None
    path.write_text(f"---\n{front}url: https://example.org/a\nsha256: {found[1]}\n---\n{body}")
    (article,) = load(tmp_path).articles
    assert article.title == ("Quoted: x" if "Quoted" in title else title)
    assert article.text == "The zones are four."
