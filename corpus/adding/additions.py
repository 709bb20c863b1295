"""An article about to be added: worked out and checked before anything is written."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from corpus import edtf
from corpus.adding.drafts import Draft
from corpus.adding.front_matter import (
    choose_edges,
    compose_article,
    dump_yaml,
    make_id,
    mend_article,
    split_author,
    split_names,
)
from corpus.adding.kinds import tell_kind
from corpus.adding.reader import read_draft
from corpus.errors import AddError, MissingError, ReadError
from corpus.loading import load, parse_article
from corpus.quoting import quote
from corpus.reading import read_text
from corpus.records import Article
from corpus.suggesting.suggesting import load_sources, suggest
from corpus.suggesting.suggestions import HEAD, Suggestions, list_values
from corpus.writing import explaining, replacing, taking_turns

_LONGEST_TEXT = 300_000  # characters
_LONGEST_SUPPLIED = 90
_SUPPLIED_NOTE = "The text as stored has no title line; these are its first words."


@dataclass(frozen=True)
class Wishes:
    """What an editor says of an article, which counts for more than what its file says."""

    id: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    outlet: str = ""
    url: str = ""
    retrieved: str = ""
    outlet_type: str = "website"
    outlet_control: str = "not known"
    outlet_country: str = ""


@dataclass(frozen=True)
class Addition:
    """An article that is sound, with the text of its file, what is suggested, and where both go."""

    article: Article
    text: str
    suggestions: Suggestions
    folder: Path

    @property
    def article_path(self) -> Path:
        """Where the article goes."""
        return self.folder / "articles" / f"{self.article.id}.md"

    @property
    def suggestions_path(self) -> Path:
        """Where the suggestions go."""
        return self.folder / "suggestions" / f"{self.article.id}.yaml"

    def write(self) -> None:
        """Write the article and its suggestions, or nothing.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        files = {
            self.article_path: self.text,
            self.suggestions_path: HEAD + dump_yaml(list_values(self.suggestions)),
        }
        with ExitStack() as stack:
            for path, text in files.items():
                with explaining(path):
                    path.parent.mkdir(exist_ok=True)
                part = stack.enter_context(replacing(path))
                with explaining(path):
                    part.write_bytes(text.encode())

    def list_proposals(self) -> list[tuple[str, str]]:
        """Return what was taken for the title, the author and so on, for the editor to look at."""
        article = self.article
        return [
            ("title", article.cited_title),
            *([("author", article.author.name)] if article.author else []),
            ("outlet", article.outlet),
            ("published", article.published),
            ("language", article.language),
            ("url", article.url),
        ]

    def list_missing(self) -> list[str]:
        """Return which keys of the front matter nothing was found for."""
        wanted = ("author", "outlet_country", "outlet_owner", "retrieved", "reprints")
        return [key for key in wanted if not getattr(self.article, key)]


def prepare(data: bytes, name: str, folder: Path, wishes: Wishes) -> Addition:
    """Return the article that a file holds, ready to be written to a corpus's folder.

    ``name`` is that of the file, by whose ending it is read; empty for standard input.

    Raises
    ------
    ReadError
        If it cannot be read, holds no article, does not say what an article needs, or is there.
    """
    draft = read_draft(data, tell_kind(name, data))
    if len(draft.text) > _LONGEST_TEXT:
        raise ReadError("its text is longer than any article's")
    front = _make_front(draft, wishes)
    nouns = {"published": "day of publication", "url": "address"}
    if missing := tuple(key for key in nouns if not front[key]):
        problem = f"it names no {' and no '.join(nouns[key] for key in missing)}"
        raise MissingError(problem, missing)
    corpus = load(folder)
    _refuse_known(draft, str(front["url"]), corpus.articles)
    front["id"] = wishes.id or _choose_id(front, folder)
    text = compose_article(front, draft.body)
    file = f"articles/{front['id']}.md"
    article, faults = parse_article(text, str(front["id"]), file)
    if article is None:
        problem = "; ".join(fault.message for fault in faults)
        raise MissingError(problem, tuple(key for key in front if f"{key}: " in f"{problem} "))
    if _is_taken(folder, article.id):
        raise MissingError(f"the article {article.id} is already there", ("id",))
    sources, term_faults = load_sources(folder, corpus.passages)
    if term_faults:
        raise ReadError(f"what suggestions are made from has a fault: {term_faults[0]}")
    return Addition(article, text, suggest(article, sources), folder)


def add_article(data: bytes, name: str, folder: Path, wishes: Wishes, shown: str) -> Addition:
    """Write the article that a file holds to a corpus's folder, with what is suggested for it.

    ``name`` and ``wishes`` are as for `prepare`; ``shown`` is what a message calls the file.

    Raises
    ------
    AddError
        If nothing was added; what is wrong stands in it.
    OutputError
        If a file cannot be written; nothing is then added.
    """
    try:
        # Of two at once the second sees what the first wrote, and takes another id.
        with taking_turns(folder):
            addition = prepare(data, name, folder, wishes)
            addition.write()
    except ReadError as error:
        fields = error.fields if isinstance(error, MissingError) else ()
        raise AddError(f"Nothing was added from {shown}: {error}.", fields) from error
    return addition


def mend(folder: Path, file: str) -> tuple[str, list[str]]:
    """Mend the front matter of an article in a folder; return its file and which keys were wrong.

    ``file`` is a path or the article's id.

    Raises
    ------
    AddError
        If there is no such article, or more is wrong with it than can be worked out.
    OutputError
        If its file cannot be written.
    """
    path = folder / "articles" / Path(file if file.endswith(".md") else f"{file}.md").name
    shown = f"articles/{path.name}"
    try:
        text, mended = mend_article(read_text(path))
        _, faults = parse_article(text, path.stem, shown)
    except ReadError as error:
        raise AddError(f"Nothing was mended in {quote(shown, 200)}: {error}.") from error
    if faults:
        problems = "; ".join(fault.message for fault in faults)
        raise AddError(f"Nothing was mended in {quote(shown, 200)}: {problems}.")
    if mended:
        with replacing(path) as part, explaining(path):
            part.write_bytes(text.encode())
    return shown, mended


def _make_front(draft: Draft, wishes: Wishes) -> dict[str, object]:
    url = wishes.url or draft.url
    outlet = wishes.outlet or draft.outlet or _name_host(url) or "not known"
    title = wishes.title or draft.title
    begins, ends = choose_edges(draft.body, draft.start, draft.end)
    names = [wishes.author] if wishes.author else split_names(draft.authors)
    notes = [*draft.notes]
    if len(names) > 1:
        notes.append(f"Further authors: {', '.join(names[1:])}.")
    front: dict[str, object] = {
        "id": "",
        "title": title or _supply_title(draft.text),
        "title_supplied": None if title else "true",
        "title_note": "" if title else _SUPPLIED_NOTE,
        "outlet": outlet,
        "outlet_type": wishes.outlet_type,
        "outlet_country": wishes.outlet_country,
        "outlet_control": "" if wishes.outlet_control == "not known" else wishes.outlet_control,
        "author": split_author(names, outlet) or None,
        "language": wishes.language or draft.language or "en",
        "published": wishes.published or draft.published,
        "url": url,
        "retrieved": wishes.retrieved or draft.retrieved,
        "notes": " ".join(notes),
        "cut": "; ".join(draft.cut) + "." if draft.cut else "",
        "text_begins": begins,
        "text_ends": ends,
    }
    return front


def _supply_title(text: str) -> str:
    words = text.split()
    title = ""
    for word in words:
        if len(title) + len(word) > _LONGEST_SUPPLIED:
            return f"{title} ..."
        title = f"{title} {word}".strip()
    return title


def _name_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _choose_id(front: dict[str, object], folder: Path) -> str:
    """Return an id that is not taken: ``outlet-2017-05-05``, and with a number after that."""
    try:
        day = edtf.parse(str(front["published"])).first_named.isoformat()
    except ValueError as error:
        raise MissingError(f"published: {error}", ("published",)) from error
    name = make_id(str(front["outlet"])) or make_id(_name_host(str(front["url"])).split(".")[0])
    wanted = f"{name or 'article'}-{day}"
    number = 1
    article_id = wanted
    while _is_taken(folder, article_id):
        number += 1
        article_id = f"{wanted}-{number}"
    return article_id


def _is_taken(folder: Path, article_id: str) -> bool:
    # Suggestions that are left without an article may hold somebody's decisions.
    files = (
        folder / "articles" / f"{article_id}.md",
        folder / "suggestions" / f"{article_id}.yaml",
    )
    return any(file.exists() for file in files)


def _refuse_known(draft: Draft, url: str, articles: tuple[Article, ...]) -> None:
    words = draft.text.split()
    for article in articles:
        if _strip_address(article.url) == _strip_address(url):
            raise ReadError(f"the article {article.id} is already there, with the same address")
        if article.text.split() == words:
            raise ReadError(f"the article {article.id} is already there, with the same text")


def _strip_address(url: str) -> str:
    return url.partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")
