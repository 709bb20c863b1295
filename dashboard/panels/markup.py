"""The page's pieces of HTML around the reading document; every value is escaped."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus.collection import MOST_IN_FULL
from corpus.date_words import format_edtf
from corpus.errors import ReadError
from corpus.exports.extract import make_extract
from corpus.exports.scope import Scope
from corpus.faults import Fault
from corpus.provenance import join_words
from corpus.records import Article
from corpus.search.query import fold
from dashboard.library import Library
from dashboard.panels.about import list_facts
from dashboard.panels.article_view import list_fellows
from dashboard.panels.comparison import TITLE, compare, count_outcomes
from dashboard.panels.groups import dated_entries, later_lines
from dashboard.panels.sections import CONTENTS, Section
from dashboard.selection import Selection
from dashboard.templating import render

# Of the list of articles, where they do not all stand in it.
PAGE_LENGTH = MOST_IN_FULL
# The browser adds what is chosen to a link as it is reached or followed, so that these pieces are
# the same for every choice.
_link_to = Selection().link_to
_remembered = lru_cache(maxsize=64)


def title(library: Library, is_editing: bool = False) -> str:
    """Return the page's heading, with the button that copies its address."""
    return render("title.html", atlas=library.atlas, sections=CONTENTS, is_editing=is_editing)


def skip() -> str:
    """Return the link that leads past the map, for whoever uses the keyboard."""
    return render("skip.html")


def heading(section: Section, remark: str = "") -> str:
    """Return the heading of a section below the map."""
    return render("heading.html", id=section.id, text=section.title, remark=remark)


def notices(complaints: Sequence[str], faults: Sequence[Fault]) -> str:
    """Return what was wrong with the address and with the data files."""
    return render("notices.html", complaints=complaints, faults=faults)


@_remembered
def dates(library: Library) -> str:
    """Return every key date as a list of links, and what became of the zones, as background."""
    corpus = library.corpus
    entries = dated_entries(corpus.key_dates, corpus, _link_to)
    return render("dates.html", dates=entries, has_ids=False) + render(
        "aftermath.html", lines=later_lines(corpus)
    )


@_remembered
def questions(library: Library) -> str:
    """Return the table of what each article answers to each question."""
    return render(
        "questions.html",
        title=TITLE,
        articles=_describe_articles(library.corpus.articles_compared, library),
        others=len(library.corpus.articles) - len(library.corpus.articles_compared),
        comparisons=compare(library.corpus, _link_to),
    )


@_remembered
def describe_outcomes(library: Library) -> str:
    """Return how the articles compare, and on how many questions each."""
    return count_outcomes(compare(library.corpus, _link_to))


@_remembered
def sources(library: Library, words: str = "", number: int = 1) -> str:
    """Return the list of the articles, with what kind of source each is.

    Of many it is a page of those that have all these words in title, outlet or date.
    """
    found = list_articles(library, words)
    shown = found[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]
    return render("sources.html", articles=_describe_articles(shown, library))


@_remembered
def list_articles(library: Library, words: str) -> tuple[Article, ...]:
    """Return the articles that have all these words, or parts of them, in title, outlet or date."""
    wanted = fold(words).split()
    if not wanted:
        return library.corpus.articles
    found = []
    for article in library.corpus.articles:
        said = fold(f"{article.title} {article.outlet} {article.published}")
        if all(word in said for word in wanted):
            found.append(article)
    return tuple(found)


@_remembered
def about(library: Library) -> str:
    """Return what the data says of itself, and how to cite it; nothing where it cannot be read."""
    try:
        extract = make_extract(library.corpus, Scope())
    except ReadError:
        return ""
    return render("about.html", facts=list_facts(extract.about))


def _describe_articles(articles: Iterable[Article], library: Library) -> list[dict[str, str]]:
    return [
        {
            "title": source.title,
            "outlet": source.outlet,
            "kind": source.kind,
            "about_outlet": source.about_outlet,
            "published": format_edtf(source.published),
            "url": source.url,
            "address": Selection(article=source.id).address(),
            "fellows": join_words(
                [one.outlet for one in list_fellows(source, library.corpus, lambda _: "")]
            ),
        }
        for source in articles
    ]
