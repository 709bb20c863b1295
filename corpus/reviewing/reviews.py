"""The suggestions for an article as they are on disk, each with a digest of what it holds."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from corpus.anchoring import find
from corpus.errors import AnchorError, ReadError
from corpus.loading import parse_article
from corpus.quoting import quote
from corpus.reading import read_text
from corpus.records import Article
from corpus.suggesting.suggestions import Suggestion, Suggestions, load_suggestions

Kind = Literal["passages", "dates", "places"]
KINDS: tuple[Kind, ...] = ("passages", "dates", "places")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Item:
    """A suggestion and its place in the file; its span is that in the article's body, or None."""

    kind: Kind
    index: int
    suggestion: Suggestion
    span: tuple[int, int] | None

    @cached_property
    def digest(self) -> str:
        """What the suggestion's values come to: another one once somebody has changed it."""
        text = self.suggestion.model_dump_json()
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Review:
    """An article with its suggestions."""

    folder: Path
    article: Article
    suggestions: Suggestions

    @property
    def path(self) -> Path:
        """The file of the suggestions."""
        return find_file(self.folder, self.article.id)

    @cached_property
    def items(self) -> list[Item]:
        """All suggestions in the order of their words, a passage before the dates in it."""
        items = [
            Item(kind, index, suggestion, self._locate(suggestion))
            for kind in KINDS
            for index, suggestion in enumerate(getattr(self.suggestions, kind))
        ]
        return sorted(items, key=lambda item: _order(item.span))

    def find(self, kind: Kind, index: int) -> Item | None:
        """Return a suggestion by its place in the file."""
        return next((each for each in self.items if (each.kind, each.index) == (kind, index)), None)

    def _locate(self, suggestion: Suggestion) -> tuple[int, int] | None:
        try:
            return find(self.article.body, suggestion.quote, suggestion.prefix)
        except AnchorError:
            return None


def _order(span: tuple[int, int] | None) -> tuple[int, int]:
    start, end = span or (10**9, 0)
    return start, -end


def find_file(folder: Path, article_id: str) -> Path:
    """Return where the suggestions for an article lie in a corpus's folder."""
    return folder / "suggestions" / f"{article_id}.yaml"


def open_review(folder: Path, article_id: str) -> Review:
    """Return an article with its suggestions, as they are on disk now.

    Raises
    ------
    ReadError
        If there is none with this id, or its files have faults.
    """
    shown = quote(article_id)
    if not _ID.fullmatch(article_id) or not find_file(folder, article_id).is_file():
        raise ReadError(f"There are no suggestions for an article {shown}.")
    file = f"articles/{article_id}.md"
    try:
        article, faults = parse_article(read_text(folder / file), article_id, file)
    except ReadError as error:
        raise ReadError(f"{file}: {error}.") from error
    if article is None:
        raise ReadError(f"{faults[0]}.")
    # Words that are no longer in the text are a fault of one suggestion, which is shown as such.
    suggestions, faults = load_suggestions(find_file(folder, article_id), [article])
    if suggestions is None:
        raise ReadError(f"{faults[0]}.")
    return Review(folder, article, suggestions)


def list_reviews(folder: Path) -> Iterator[Review | str]:
    """Yield each article that has suggestions, or in a sentence why it cannot be reviewed."""
    for path in sorted((folder / "suggestions").glob("*.yaml")):
        try:
            yield open_review(folder, path.stem)
        except ReadError as error:
            yield str(error)
