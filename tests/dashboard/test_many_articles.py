"""The page of a collection with more articles than fit on it."""

import pytest

from corpus.exports.scope import Scope
from corpus.loading import load
from dashboard.document import open_document, write_article
from dashboard.first_view.description import count_views, list_views
from dashboard.library import Library, open_library
from dashboard.panels import markup
from geodata.exports.extract import make_map_extract
from geodata.exports.figure.notes import list_notes
from tests.bench_collection import write_folder

COUNT = 130


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Library:
    data = tmp_path_factory.mktemp("many") / "data"
    write_folder(data, COUNT)
    return Library(load(data / "corpus"), open_library().atlas)


def test_the_document_holds_the_articles_of_passages_and_others_come_one_by_one(
    many: Library,
) -> None:
    html = open_document(many).html.decode()
    shown = [each for each in many.corpus.articles if f'id="article-{each.id}"' in html]
    assert shown == list(many.corpus.articles_in_full)
    assert len(shown) == len(open_library().corpus.articles)
    assert f"{COUNT} more are found" in html
    other = next(each for each in many.corpus.articles if each not in shown)
    part = write_article(many, other.id) or ""
    assert f'id="article-{other.id}"' in part
    assert other.text.split("\n")[0] in part
    assert write_article(many, "nobody") is None


def test_questions_are_compared_among_those_who_answer_and_the_others_counted(
    many: Library,
) -> None:
    html = markup.questions(many)
    assert html.count('<th scope="col">') == 1 + len(open_library().corpus.articles)
    assert f"The other {COUNT} articles answer none" in html
    assert f"{COUNT} articles that answer no question" in open_document(many).html.decode()


def test_the_list_of_articles_is_turned_and_searched(many: Library) -> None:
    pages = [markup.sources(many, "", number) for number in (1, 2)]
    total = len(many.corpus.articles)
    assert [page.count('class="original"') for page in pages] == [100, total - 100]
    found = markup.list_articles(many, "ARTICLE 12 said")
    assert {each.title.split(":")[0] for each in found} >= {"Article 12", "Article 120"}
    assert all("Article" in each.title for each in found)


def test_sitemaps_name_every_view_once(many: Library) -> None:
    count = count_views(many)
    views = [each for start in range(0, count, 50) for each in list_views(many, start, 50)]
    assert len(views) == len(set(views)) == count
    assert views == list_views(many, 0, count)


def test_a_figure_counts_its_sources(many: Library) -> None:
    notes = " ".join(list_notes(make_map_extract(many.atlas, many.corpus, Scope())))
    assert f"Sources: {len(many.corpus.articles)} articles of " in notes
