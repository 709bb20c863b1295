"""``python -m corpus search`` as a user runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.__main__ import main

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "corpus", "search", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_hits_are_printed_with_the_words_marked() -> None:
    result = run("maps", '"late may"')
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "Article: TASS, 2017-05-05: Fourth round of Astana talks on Syria ends with "
        "de-escalation zones deal\n"
        "  By [late May], the [maps] of these areas will be drawn up.\n"
        "  (tass-2017-05-05, 3072-3126; tass-maps)\n"
        "\n"
        "Answer to a question: When are the [maps] or the borders of the areas due?\n"
        "  The [maps] by [late May]. A joint working group, to be established ten days after the "
        "signing, is to designate the borders.\n"
        "  (tass-2017-05-05; tass-maps; tass-working-group)\n"
        "\n"
        "Key date: by [late May] 2017: [Maps] of the zones drawn up (TASS)\n"
        '  "By [late May]" in an article of 5 May 2017: about the end of May at the latest; from '
        "when on is not said.\n"
        "  (tass-2017-05-05; tass-maps)\n"
        "\n"
        "Beside the articles' own words: 1 answer to a question, 1 key date.\n"
        "1 hit.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Lavrentiv"], "Nothing found: no article has 'Lavrentiv'. Nearest spelling: lavrentiev "),
        (["!?"], "There is no word to search for."),
        (["--outlet", "Radio", "Idlib"], "Nothing found: no outlet is called 'Radio'."),
        (["--outlet", "Tabnak", "Idlib"], "No hits with these filters; 2 without them."),
        (["--", "--de-escalation", "zones"], "15 hits."),
        (["-Idlib"], "Say what to search for, beside what to leave out."),
    ],
)
def test_nothing_found_is_said_and_is_no_error(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", *arguments]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith(message)


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["--zone", "idlib"], "9 hits."),
        (["--topic", "monitoring"], "4 hits."),
        (["--speaker", "lavrentyev"], "2 hits."),
        (["--kind", "magazine"], "3 hits."),
        (["--from", "2017-05-06"], "3 hits."),
        (["--from", "2017-05-02", "--to", "2017-05-02"], "1 hit."),
        (["--limit", "1"], "18 hits."),
        (["-Idlib"], "17 hits."),
        (["NOT", "Idlib", "--limit", "1"], "17 hits."),
        (["-homs", "-Idlib"], "17 hits."),
        (["OR", "Ghouta", "--", "-Idlib"], "17 hits."),
    ],
)
def test_hits_are_limited(
    options: list[str], total: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "ceasefire", *options]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == total


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["x", "--zone", "hama"],
        ["x", "--topic", "weather"],
        ["x", "--from", "yesterday"],
        ["x", "--to", "2017-02-30"],
        ["x", "--limit", "0"],
        ["x", "--limit", "many"],
        ["x", "--limit", "1" * 10_000],
    ],
)
def test_wrong_usage_is_2(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["search", *options])
    assert caught.value.code == 2
    assert "usage: python -m corpus search" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--from", "2017-05-03", "--to", "2017-05-02"], "--from 2017-05-03 is after --to 2017-05"),
        (["--folder", "{tmp}/nowhere"], "There is no folder {tmp}/nowhere."),
        (["--cache", "{tmp}"], "Cannot write {tmp}: it is a folder."),
        (["--cache", "{tmp}/file"], "Cannot write {tmp}/file: it is a file of another kind."),
        (["--cache", "{tmp}/file/x"], "Cannot write {tmp}/file/x: Not a directory."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_2(
    options: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    assert main(["search", "x", *(each.format(tmp=tmp_path) for each in options)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(sentence.format(tmp=tmp_path))
    assert captured.err.count("\n") == 1


def test_faults_are_listed_beside_the_hits(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "passages.yaml").write_bytes(b"")
    arguments = ["search", "zones", "--folder", str(folder)]
    for extra in ([], ["--cache", str(tmp_path / "cache")], ["--cache", str(tmp_path / "cache")]):
        assert main([*arguments, *extra]) == 1
        captured = capsys.readouterr()
        assert captured.out.endswith("2 hits.\n")
        assert captured.err.startswith("passages.yaml: the file is empty\n")


def test_a_text_cannot_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = folder / "articles" / "alpha-2017-05-05.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("title: A title", 'title: "A\\x9b2J title"'), encoding="utf-8")
    assert main(["search", "rains", "--folder", str(folder)]) == 0
    assert "\x9b" not in capsys.readouterr().out
