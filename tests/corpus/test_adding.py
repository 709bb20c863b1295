"""``python -m corpus add``: an article from a file, whole or not at all."""

import io
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus import load
from corpus.__main__ import main
from corpus.adding import additions
from corpus.adding.front_matter import dump_yaml
from corpus.adding.kinds import tell_kind
from corpus.adding.pdf_files import is_scrambled
from corpus.adding.reader import find_reader
from corpus.entries import parse_entry
from corpus.errors import ReadError
from corpus.processes import find_root
from corpus.records import Article
from corpus.writing import taking_turns
from tests.corpus.adding import (
    ADDRESS,
    ARABIC,
    BOILERPLATE,
    HOSTILE,
    PARAGRAPHS,
    make_arabic_pdf,
    make_page,
    make_pdf,
    make_printed_page,
    make_word,
)

GIVEN = ["--url", ADDRESS, "--published", "2017-05-12", "--outlet", "Example News", "--id", "added"]
TEXT = "\n\n".join(PARAGRAPHS)
Add = Callable[..., Article]


@pytest.fixture(autouse=True)
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the test's own process, where the process is not what is promised."""
    if request.node.get_closest_marker("parametrize") or "saved" not in request.node.name:
        read = lambda data, kind: find_reader(kind.id)(data)  # noqa: E731
        monkeypatch.setattr(additions, "read_draft", read)


@pytest.fixture
def add(folder: Path, tmp_path: Path) -> Add:
    """Return what adds a file to a small sound corpus and returns the article there."""

    def add(name: str, data: bytes, *options: str) -> Article:
        before = {article.id for article in load(folder).articles}
        path = tmp_path / name
        path.write_bytes(data)
        assert main(["add", str(path), "--folder", str(folder), *options]) == 0
        corpus = load(folder)
        assert not corpus.faults
        (article,) = (each for each in corpus.articles if each.id not in before)
        return article

    return add


def test_a_saved_page_is_added_with_what_it_says_of_itself(
    add: Add, capsys: pytest.CaptureFixture[str]
) -> None:
    article = add("../saved page.html".lstrip("./"), make_page())
    assert (article.id, article.title) == (
        "example-news-2017-05-12",
        "Shelling: what # remains of the truce?",
    )
    assert article.author
    assert article.author.sorted_name == "Example, Ann"
    assert (article.published, article.language) == ("2017-05-12", "en")
    assert (article.url, article.outlet) == (ADDRESS, "Example News")
    assert article.text == TEXT
    assert not [words for words in BOILERPLATE if words in article.text]
    for named in ("cookie notice", "links for sharing", "Related links", "The page's foot"):
        assert named.lower() in article.cut.lower()
    assert "example-news-2017-05-12.md" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", f"All news\n\nA title\nBy Ann Example\n\n{TEXT}\n\nRelated news:\nX\n".encode()),
        ("a.md", f"---\ntitle: A title\nauthor: Ann Example\n---\n# A title\n\n{TEXT}".encode()),
        ("a.docx", make_word(("A title", "By Ann Example", *PARAGRAPHS, "Related news", "More"))),
        ("a.pdf", make_pdf(("A title", "By Ann Example", *PARAGRAPHS))),
    ],
    ids=["txt", "md", "docx", "pdf"],
)  # fmt: skip
def test_every_kind_of_file_is_added(add: Add, name: str, data: bytes) -> None:
    article = add(name, data, *GIVEN)
    assert article.id == "added"
    assert article.title == "A title"
    assert article.author
    assert article.author.family == "Example"
    assert article.text.split() == TEXT.split()


def test_of_a_page_printed_from_a_browser_only_the_article_is_kept(add: Add) -> None:
    article = add("a.pdf", make_printed_page())
    assert (article.title, article.published, article.url) == (
        "Guarantors sign a memorandum in Astana on Thursday",
        "2017-05-05",
        "https://herald.example/2017/05/05/zones",
    )
    assert article.author
    assert article.author.sorted_name == "Example, Ann"
    assert article.text.split("\n\n") == [
        "Russia, Iran and Turkey signed a memorandum on zones in Syria, of which the first is "
        "Idlib province, and the second is al-Rastan with what lies about it.",
        "The third is East Ghouta, and the fourth the south, with Daraa and the country as far as "
        "the border, as the staff said on Friday evening.",
        "Members of the opposition left the hall while the three were signing and came back when "
        "they had done so.",
    ]
    for named in ("Most read / Aleppo evacuation", "The Example Herald / Home", "10:32 AM"):
        assert named in article.cut


def test_one_line_on_another_article_cuts_nothing_after_it(add: Add) -> None:
    text = f"{TEXT}\n\nRead more: Another title\n\nIt went on.\n\nRead also\nOne more\nAnother."
    article = add("a.txt", text.encode(), *GIVEN)
    assert article.text.endswith("It went on.")
    assert "One more" in article.cut


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Déjà signé à Astana, où l'été commence: les zones de Syrie, selon l'accord."),
        ("cp1251", "Россия, Иран и Турция подписали в четверг меморандум о зонах в Сирии."),
        ("cp1256", "وقعت الدول الضامنة مذكرة إنشاء مناطق خفض التصعيد في سوريا يوم الخميس."),
        ("utf-16", "The memorandum was signed on Thursday."),
    ],
)
def test_texts_that_are_not_utf_8_are_read(add: Add, encoding: str, words: str) -> None:
    article = add("a.txt", words.encode(encoding), *GIVEN)
    assert article.text == words
    assert (encoding in article.notes) == (encoding != "utf-16")


def test_what_reads_files_is_not_loaded_with_the_page() -> None:
    code = (
        "import sys, geodata, dashboard.server.serving; "
        "sys.exit(bool({'trafilatura', 'mammoth', 'pypdf', 'ahocorasick', 'ruamel.yaml'} "
        "& set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=find_root(), check=False).returncode == 0
    )


def test_options_count_for_more_than_the_page(add: Add) -> None:
    options = ["--title", "One: two # three", "--author", "Bo Other", "--language", "en-US"]
    article = add("page.html", make_page(), *options, *GIVEN, "--outlet-type", "news agency")
    assert (article.title, article.language) == ("One: two # three", "en-US")
    assert article.author
    assert article.author.name == "Bo Other"
    assert article.outlet_type == "news agency"


def test_standard_input_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(make_page())))
    assert main(["add", "-", "--folder", str(folder)]) == 0
    assert (folder / "articles/example-news-2017-05-12.md").exists()


def waits_for_lock(pid: int) -> bool:
    """Return whether a process waits for another to unlock a file or a folder."""
    lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return any(line.split()[1:2] == ["->"] and f" {pid} " in line for line in lines)


def test_another_that_is_added_meanwhile_waits(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(TEXT)
    command = [sys.executable, "-m", "corpus", "add", str(file), *GIVEN, "--folder", str(folder)]
    with taking_turns(folder):
        run = subprocess.Popen(command, cwd=find_root())
        while not waits_for_lock(run.pid):
            with suppress(subprocess.TimeoutExpired):
                run.wait(0.01)
                pytest.fail("it did not wait")
        assert not (folder / "articles/added.md").exists()
    assert run.wait() == 0
    assert (folder / "articles/added.md").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_holds_no_article_is_refused_in_a_sentence(name: str) -> None:
    data, expected = HOSTILE[name]
    with pytest.raises(ReadError, match=expected):
        find_reader(tell_kind(name, data).id)(data)


def test_arabic_that_comes_out_backwards_is_refused(tmp_path: Path) -> None:
    data = make_arabic_pdf(ARABIC, tmp_path / "a.pdf")
    with pytest.raises(ReadError, match="scrambled: paste the text instead"):
        find_reader("pdf")(data)
    assert not is_scrambled("\n".join(ARABIC))
    assert is_scrambled("\ufe8d\ufee0\ufecb\ufeae\ufe91\ufbfe" * 10)


@pytest.mark.parametrize(
    ("file", "options", "expected"),
    [
        ("page.html", ["--id", "../../x"], "id: "),
        ("page.html", ["--id", "alpha-2017-05-05"], "is already there: give --id."),
        ("page.html", ["--published", "yesterday"], "published: "),
        ("page.html", ["--url", "file:///etc/passwd"], "url: "),
        (
            "text.txt",
            [],
            "names no day of publication and no address: give --published and --url.\n",
        ),
        ("missing.html", [], "the file is missing"),
        ("", [], "Nothing was added from"),
    ],
)
def test_nothing_is_written_where_something_is_wrong(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    options: list[str],
    expected: str,
) -> None:
    (tmp_path / "page.html").write_bytes(make_page())
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    before = sorted(folder.rglob("*"))
    assert main(["add", str(tmp_path / file), "--folder", str(folder), *options]) == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert said.err.count("\n") == 1
    assert not said.out
    assert sorted(folder.rglob("*")) == before


def test_an_article_that_is_there_is_not_added_again(
    add: Add, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("page.html", make_page())
    for options, reason in (([], "same address"), (["--url", "https://b.org/"], "same text")):
        path = tmp_path / "page.html"
        assert main(["add", str(path), "--folder", str(folder), *options]) == 2
        assert reason in capsys.readouterr().err


def test_a_changed_text_is_mended_on_request(
    add: Add, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("a.txt", TEXT.encode(), *GIVEN, "--title", "A: b # c")
    path = folder / "articles/added.md"
    front, body = path.read_text("utf-8").rsplit("---\n", 1)
    front = front.replace("title:", "# mine\ntitle:")
    path.write_text(f"{front}---\n{body.replace('shelled', 'fired at')}", "utf-8")
    assert main(["check", "--folder", str(folder)]) == 1
    assert main(["add", "added", "--mend", "--folder", str(folder)]) == 0
    assert "Mended sha256, text_begins of articles/added.md." in capsys.readouterr().out
    assert "# mine\n" in path.read_text("utf-8")
    (article,) = (each for each in load(folder).articles if each.id == "added")
    assert article.title == "A: b # c"
    assert main(["add", str(path), "--mend", "--folder", str(folder)]) == 0
    assert "articles/added.md is right." in capsys.readouterr().out
    assert main(["add", "gone", "--mend", "--folder", str(folder)]) == 2


@pytest.mark.parametrize(
    "words",
    [
        "a: b # c",
        "'\u0085x",
        "a  b",
        "\u2028",
        "\ttab",
        "- a",
        "null",
        "2017",
        "a\r\nb",
        "\ufeff" * 90,
    ],
)
def test_every_text_comes_back_from_the_files_written(words: str) -> None:
    for text in (words, f"{'word ' * 30}{words}{' word' * 30}"):
        assert parse_entry(dump_yaml({"a": text})).values == {"a": text}
