"""A small sound corpus in a folder of its own, for tests to break."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

BODIES = {
    "alpha-2017-05-05": (
        "All news\n\nThe zones are four.\nIn Idlib it rains. Now it rains — in Homs.\nAd"
    ),
    "beta-2017-05-13": "Zones were agreed on May 4th.\r\nNobody drew them.",
}
EDGES = {
    "alpha-2017-05-05": ("The zones are four.", "— in Homs."),
    "beta-2017-05-13": ("Zones were", "drew them."),
}

PASSAGES = """\
- id: alpha-four
  article: alpha-2017-05-05
  quote: The zones are four.
  zones: all
  topic: boundaries

- id: alpha-rain
  article: alpha-2017-05-05
  prefix: "In Idlib "
  quote: it rains
  zones: [idlib]
  topic: violence
  speaker: a passer-by
  note: Weather.

- id: beta-agreed
  article: beta-2017-05-13
  quote: Zones were agreed on May 4th.
  zones: [south, idlib]
  topic: talks
"""
KEY_DATES = """\
- id: agreed
  date: 2017-05-04
  label: Zones agreed
  zones: [idlib, south]
  kind: happened
  passages: [beta-agreed]
  derivation: The year is the article's.

- id: rain
  date: 2017-05-01/2017-05-04~
  label: Rain in Idlib
  zones: [idlib]
  kind: happened
  passages: [alpha-rain]
"""
QUESTIONS = """\
- id: how-many
  question: How many zones are there?
  answers:
    - article: beta-2017-05-13
    - article: alpha-2017-05-05
      answer: Four.
      passages: [alpha-four]
"""


def article_file(article_id: str, body: str) -> str:
    begins, ends = EDGES[article_id]
    cut = "cut: A menu and an advertisement.\n" if body.startswith("All news") else ""
    return (
        f"---\nid: {article_id}\ntitle: A title\noutlet: An outlet\noutlet_type: news site\n"
        f"published: {article_id[-10:]}\nurl: https://example.org/{article_id}\n"
        f"sha256: {hashlib.sha256(body.encode()).hexdigest()}\n"
        f"{cut}text_begins: {begins}\ntext_ends: {ends}\n---\n{body}"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small corpus that has no fault."""
    root = tmp_path / "small"
    (root / "articles").mkdir(parents=True)
    for article_id, body in BODIES.items():
        path = root / "articles" / f"{article_id}.md"
        path.write_bytes(article_file(article_id, body).encode())
    for name, text in (
        ("passages.yaml", PASSAGES),
        ("key_dates.yaml", KEY_DATES),
        ("questions.yaml", QUESTIONS),
    ):
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def replace(folder: Path) -> Callable[[str, str, str], None]:
    """A function that replaces words which stand exactly once in a file of the small corpus."""

    def replace_once(file: str, old: str, new: str) -> None:
        path = folder / file
        data = path.read_bytes()
        assert data.count(old.encode()) == 1
        path.write_bytes(data.replace(old.encode(), new.encode()))

    return replace_once
