"""What is told of a zone and of the memorandum: all of it, once, in the promised order."""

from itertools import pairwise

from corpus.date_words import format_edtf
from corpus.records import TOPICS
from corpus.zone_ids import ZONE_IDS
from dashboard.library import Library
from dashboard.panels.comparison import compare
from dashboard.panels.excerpts import describe_passage, list_excerpts
from dashboard.panels.groups import dated_entries, provision_groups
from dashboard.selection import Selection, parse_address, read_selection
from tests.dashboard.shipped import each_passage


def test_every_passage_on_all_four_zones_is_shown_once_with_the_memorandum(
    library: Library,
) -> None:
    groups = provision_groups(library.corpus, Selection().link_to)
    shown = [excerpt.passage.id for group in groups for excerpt in group.excerpts]
    expected = [passage.id for passage in library.corpus.passages if passage.zones == ZONE_IDS]
    assert sorted(shown) == sorted(expected)
    assert len(groups) <= len(TOPICS)
    for group in groups:
        assert len({excerpt.passage.topic for excerpt in group.excerpts}) == 1


@each_passage
def test_an_excerpt_is_verbatim_in_its_paragraph(passage_id: str, library: Library) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    excerpt = describe_passage(passage, library.corpus, Selection().link_to)
    assert excerpt.article.body[passage.start : passage.end] == passage.quote
    paragraph = excerpt.before + passage.quote + excerpt.after
    assert paragraph in excerpt.article.text
    assert "\n" not in excerpt.before + excerpt.after
    at = excerpt.article.body.index(paragraph)
    assert at <= passage.start < passage.end <= at + len(paragraph)


@each_passage
def test_an_excerpt_says_who_speaks_where_and_when(passage_id: str, library: Library) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    excerpt = describe_passage(passage, library.corpus, Selection().link_to)
    article = library.corpus.article(passage.article)
    assert article is not None
    assert article.outlet in excerpt.attribution
    assert passage.speaker in excerpt.attribution
    assert excerpt.published == format_edtf(article.published)


@each_passage
def test_an_excerpt_opens_its_article_at_the_passage(passage_id: str, library: Library) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    for zone_id in (None, *passage.zones):
        excerpt = describe_passage(passage, library.corpus, Selection(zone=zone_id).link_to)
        target, complaints = read_selection(parse_address(excerpt.address), library.corpus)
        assert complaints == ()
        assert (target.passage, target.article) == (passage.id, passage.article)


def test_the_excerpts_of_one_paragraph_show_it_once(library: Library) -> None:
    corpus = library.corpus
    excerpts = list_excerpts(corpus.passages, corpus, Selection().link_to)
    assert [excerpt.passage for excerpt in excerpts] == [*corpus.passages]
    paragraphs = [(one.article.id, one.passage.start - len(one.before)) for one in excerpts]
    assert not excerpts[0].continues
    for (above, here), excerpt in zip(pairwise(paragraphs), excerpts[1:], strict=True):
        assert excerpt.continues == (above == here)
    assert any(excerpt.continues for excerpt in excerpts)


def test_every_key_date_is_listed_once_in_order_of_time(library: Library) -> None:
    corpus = library.corpus
    entries = dated_entries(corpus.key_dates, corpus, Selection().link_to)
    assert sorted(entry.date.id for entry in entries) == sorted(one.id for one in corpus.key_dates)
    days = [entry.date.span.first_named for entry in entries]
    assert days == sorted(days)


def test_every_key_date_leads_to_the_words_it_rests_on(library: Library) -> None:
    corpus = library.corpus
    for entry in dated_entries(corpus.key_dates, corpus, Selection().link_to):
        assert [excerpt.passage.id for excerpt in entry.words] == [*entry.date.passages]
        for excerpt in entry.words:
            target, complaints = read_selection(parse_address(excerpt.address), corpus)
            assert complaints == ()
            assert target.passage == excerpt.passage.id


def test_every_answer_is_shown_with_its_passage_and_silence_is_counted(library: Library) -> None:
    corpus = library.corpus
    shown = compare(corpus, Selection().link_to)
    assert [comparison.question for comparison in shown] == [*corpus.questions]
    for comparison in shown:
        answers = {one.article: one for one in comparison.question.answers if one.answer}
        assert [reply.article for reply in comparison.replies] == [*corpus.articles]
        assert [article.id in answers for article in comparison.silent] == [False] * len(
            comparison.silent
        )
        assert len(comparison.given) == len(answers)
        for reply in comparison.given:
            answer = answers[reply.article.id]
            assert reply.text == answer.answer
            assert len(reply.addresses) == len(answer.passages)
            address = reply.addresses[0]
            target, complaints = read_selection(parse_address(address), corpus)
            assert complaints == ()
            assert target.passage in answer.passages
