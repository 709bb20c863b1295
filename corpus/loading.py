"""Reading the corpus from its folder: every sound record, and a fault for everything else."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from corpus.anchoring import find
from corpus.background import load_background_dates
from corpus.claims import Sources, check_key_date, check_question
from corpus.collection import Corpus, publication_order
from corpus.data_folder import find_data_folder
from corpus.entries import (
    Entry,
    parse_entry,
    quote_values,
    read_entries,
    read_records,
    validate,
)
from corpus.errors import AnchorError, ReadError
from corpus.faults import Fault, describe_missing
from corpus.kept_texts import TextStore
from corpus.memorandum import load_clauses, load_differences
from corpus.plain_lines import read_plain
from corpus.reading import read_text
from corpus.records import Article, FrontMatter, KeyDate, Passage, PassageEntry, Question
from corpus.status_rules import load_status_rules

FOLDER = find_data_folder() / "corpus"

_FIELDS = set(Article.model_fields)
FileState = tuple[int, ...]
# The sound articles by the paths of their files, and the state in which each file was read.
Known = dict[str, tuple[FileState, Article]]

# The first line break belongs to the front matter, so that its lines are counted as the file's are.
_ARTICLE_FILE = re.compile(r"---(\r?\n.*?\n)---\r?\n(.*)", re.DOTALL)


def load(folder: Path = FOLDER, known: Known | None = None) -> Corpus:
    """Return the corpus in a folder: the sound records, and the faults of the others.

    Bad data never raises. A record that names a faulty record is left out with a fault of its own,
    so that nothing is shown whose source is in doubt. ``known`` is that of `load_articles`.
    """
    articles, faults = load_articles(folder / "articles", known)
    passages, passage_faults = _load_passages(folder / "passages.yaml", articles)
    sources = Sources(articles, passages)
    key_dates, key_date_faults = _load_key_dates(folder / "key_dates.yaml", sources)
    questions, question_faults = _load_questions(folder / "questions.yaml", sources)
    status_rules, status_faults = load_status_rules(folder / "status_rules.yaml", key_dates)
    clauses, clause_faults = load_clauses(folder / "memorandum.yaml")
    differences, difference_faults = load_differences(
        folder / "memorandum_differences.yaml", clauses, sources
    )
    background_dates, background_faults = load_background_dates(folder / "background_dates.yaml")
    return Corpus(
        articles=articles,
        passages=passages,
        key_dates=key_dates,
        questions=questions,
        status_rules=status_rules,
        clauses=clauses,
        differences=differences,
        background_dates=background_dates,
        faults=(
            *faults,
            *passage_faults,
            *key_date_faults,
            *question_faults,
            *status_faults,
            *clause_faults,
            *difference_faults,
            *background_faults,
        ),
    )


def load_articles(
    folder: Path, known: Known | None = None
) -> tuple[tuple[Article, ...], list[Fault]]:
    """Return the sound articles in a folder, in order of publication, and the others' faults.

    ``known`` are those that were read before: a file that was not written to since is not read
    anew. What is read is added to them.
    """
    known = {} if known is None else known
    articles: list[Article] = []
    faults: list[Fault] = []
    paths = sorted(folder.glob("*.md"))
    if not paths:
        return (), [Fault(f"{folder.name}/", "", "the folder holds no articles")]
    store = TextStore()
    for path in paths:
        file = f"{folder.name}/{path.name}"
        state = _read_state(path)
        before = known.get(str(path))
        if before and before[0] == state:
            articles.append(before[1])
            continue
        try:
            article, article_faults = parse_article(read_text(path), path.stem, file, store)
        except ReadError as error:
            faults.append(Fault(file, path.stem, str(error)))
            continue
        faults += article_faults
        if article is not None:
            articles.append(article)
            known[str(path)] = state, article
    articles, shared_faults = _check_shared(articles, folder.name)
    return tuple(sorted(articles, key=publication_order)), faults + shared_faults


def _read_state(path: Path) -> FileState:
    """Return what differs after a file was written to or replaced; nothing where there is none."""
    try:
        stated = path.stat()
    except OSError:
        return ()
    return stated.st_ino, stated.st_size, stated.st_mtime_ns, stated.st_ctime_ns


def parse_article(
    text: str, stem: str, file: str, store: TextStore | None = None
) -> tuple[Article | None, list[Fault]]:
    """Return the article that a file's text holds, or None and what is wrong with it.

    ``stem`` is the file's name without its ending, which is to be the article's id. The body is
    kept in the store, where one is given.
    """
    try:
        front_text, body = split_article(text)
        front, faults = _read_front_matter(front_text, file)
        return (None, faults) if front is None else (_build_article(front, body, stem, store), [])
    except (ReadError, AnchorError) as error:
        return None, [Fault(file, stem, str(error))]


def _read_front_matter(text: str, file: str) -> tuple[FrontMatter | None, list[Fault]]:
    values = read_plain(text)
    if values is not None:
        front, _ = validate(FrontMatter, Entry(1, values), file)
        if front is not None:
            return front, []
    # What is wrong is said of the whole of it, as it stands.
    return validate(FrontMatter, parse_entry(quote_values(text)), file)


def _check_shared(articles: list[Article], folder: str) -> tuple[list[Article], list[Fault]]:
    """Return the articles with the sound ones of their ``shares_with``, and the others' faults."""
    by_id = {article.id: article for article in articles}
    checked: list[Article] = []
    faults: list[Fault] = []
    for article in articles:
        sound = []
        for shared in article.shares_with:
            other = by_id.get(shared.article)
            if other is None:
                message = describe_missing("article", shared.article)
            elif other is article:
                message = "the article shares text with itself"
            elif article.id not in (back.article for back in other.shares_with):
                message = f"article '{other.id}' does not say that it shares text with this one"
            else:
                sound.append(shared)
                continue
            faults.append(Fault(f"{folder}/{article.id}.md", article.id, f"shares_with: {message}"))
        is_sound = len(sound) == len(article.shares_with)
        checked.append(
            article if is_sound else article.model_copy(update={"shares_with": tuple(sound)})
        )
    return checked, faults


def split_article(text: str) -> tuple[str, str]:
    """Return an article's front matter, as YAML, and its body.

    Raises
    ------
    ReadError
        If the text has no front matter, or nothing after it.
    """
    match = _ARTICLE_FILE.fullmatch(text)
    if match is None:
        raise ReadError("the file does not begin with front matter between two lines of ---")
    front_text, body = match.groups()
    if not body.strip():
        raise ReadError("there is no text after the front matter")
    return front_text, body


def _build_article(front: FrontMatter, body: str, stem: str, store: TextStore | None) -> Article:
    if front.id != stem:
        raise ReadError(f"the id differs from the file's name, '{stem}'")
    actual = hashlib.sha256(body.encode()).hexdigest()
    if not front.sha256:
        raise ReadError(f"the key 'sha256' is missing: that of the text is {actual}")
    if actual != front.sha256:
        raise ReadError(f"the text was changed: its sha256 is {actual}, not {front.sha256}")
    whole = body.strip()
    start, _ = _find_edge(body, front.text_begins or whole, "text_begins")
    _, end = _find_edge(body, front.text_ends or whole, "text_ends")
    if start >= end:
        raise ReadError("text_ends stands before text_begins")
    outside = (body[:start] + body[end:]).strip()
    if outside and not front.cut:
        raise ReadError("text stands before text_begins or after text_ends, but cut is empty")
    kept = store.keep(body) if store else body
    # All of it has been validated. The names of the fields take as much memory as their values
    # where each article has its own.
    return Article.model_construct(
        _FIELDS, **front.__dict__, kept_body=kept, text_span=(start, end)
    )


def _find_edge(body: str, words: str, key: str) -> tuple[int, int]:
    try:
        return find(body, words)
    except AnchorError as error:
        raise AnchorError(f"{key}: {error}") from error


def _load_passages(
    path: Path, articles: Iterable[Article]
) -> tuple[tuple[Passage, ...], list[Fault]]:
    by_id = {article.id: article for article in articles}
    entries, faults = read_entries(path)
    passages: list[Passage] = []
    for entry in entries:
        draft, draft_faults = validate(PassageEntry, entry, path.name)
        faults += draft_faults
        if draft is None:
            continue
        article = by_id.get(draft.article)
        if article is None:
            faults.append(Fault(path.name, draft.id, describe_missing("article", draft.article)))
            continue
        try:
            start, end = find(article.body, draft.quote, draft.prefix)
        except AnchorError as error:
            faults.append(Fault(path.name, draft.id, f"{error} (article '{article.id}')"))
            continue
        text_start, text_end = article.text_span
        if start < text_start or end > text_end:
            message = f"the quote is not in the article's own text ('{article.id}')"
            faults.append(Fault(path.name, draft.id, message))
            continue
        passages.append(Passage(**draft.model_dump(), start=start, end=end))
    return tuple(passages), faults


def _load_key_dates(path: Path, sources: Sources) -> tuple[tuple[KeyDate, ...], list[Fault]]:
    def check(key_date: KeyDate) -> list[str]:
        missing = [each for each in key_date.passages if each not in sources.passages]
        if missing:
            return [describe_missing("passage", each) for each in missing]
        return check_key_date(key_date, sources)

    key_dates, faults = read_records(path, KeyDate, check)
    return tuple(key_dates), faults


def _load_questions(path: Path, sources: Sources) -> tuple[tuple[Question, ...], list[Fault]]:
    order = {article_id: place for place, article_id in enumerate(sources.articles)}
    questions, faults = read_records(
        path, Question, lambda question: check_question(question, sources)
    )
    return tuple(
        question.model_copy(
            update={
                "answers": tuple(sorted(question.answers, key=lambda answer: order[answer.article]))
            }
        )
        for question in questions
    ), faults
