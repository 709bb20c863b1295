"""Choosing the folder that the data is read from, and what is wrong with it in one sentence."""

from pathlib import Path

import pytest

from corpus import data_folder
from corpus.agreement import Agreement
from corpus.data_folder import SHIPPED, take_data_option
from corpus.entries import read_frame
from corpus.errors import FolderError
from corpus.exports.dataset import describe_zones
from corpus.zone_ids import ZONE_IDS, read_zone_ids


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(data_folder.VARIABLE, raising=False)


def test_words_are_kept_without_the_option() -> None:
    assert take_data_option(["check", "--data", str(SHIPPED)]) == ["check"]
    assert take_data_option([f"--data={SHIPPED}", "search", "a"]) == ["search", "a"]
    assert take_data_option(["search", "--", "--data"]) == ["search", "--", "--data"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--data"], "--data needs the folder"),
        (["--data", "a", "--data", "b"], "--data stands twice"),
        (["--data", "nowhere"], "There is no folder "),
        (["--data", "empty"], "The folder .* has no corpus/ in it"),
        (["--data", "another"], "can only be chosen as a process starts"),
    ],
)
def test_a_folder_that_cannot_be_read_is_one_sentence(
    words: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("empty", "another/corpus", "another/geodata"):
        (tmp_path / folder).mkdir(parents=True)
    with pytest.raises(FolderError, match=message):
        take_data_option(words)
    assert data_folder.find_data_folder() == SHIPPED


def test_the_zones_are_those_of_the_data_in_its_order() -> None:
    assert read_zone_ids(SHIPPED / "geodata" / "zones.yaml") == ZONE_IDS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "the file is missing"),
        ("zones: [", "bad YAML"),
        ("- id: a\n", "it names none"),
        ("zones: []\n", "it names none"),
        ("zones:\n  - id: all\n", "'all' is no id of a zone"),
        ("zones:\n  - id: North Bank\n", "'North Bank' is no id of a zone"),
    ],
)
def test_zones_that_cannot_be_read_are_one_sentence(
    text: str | None, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "zones.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(FolderError, match=rf"^The zones cannot be read from .*{message}"):
        read_zone_ids(path)


def test_all_that_is_wrong_with_the_agreement_is_said(tmp_path: Path) -> None:
    text = (SHIPPED / "corpus" / "agreement.yaml").read_text(encoding="utf-8")
    path = tmp_path / "agreement.yaml"
    path.write_text(text.replace("\ntitle:", "\ntitel:"), encoding="utf-8")
    with pytest.raises(FolderError, match="unknown key 'titel'") as caught:
        read_frame(path, Agreement)
    assert "the key 'title' is missing" in str(caught.value)


def test_without_a_citation_the_zones_say_what_the_data_set_is() -> None:
    made = describe_zones(SHIPPED / "geodata" / "zones.yaml")
    assert made.licence_url == "https://creativecommons.org/licenses/by/4.0/"
    assert made.citation.startswith(f"Makers not named ({made.released[:4]}): {made.title}. ")
