"""What is told of a zone and of the memorandum: all of it, once, in the promised order."""

from itertools import chain

from corpus.date_words import format_edtf
from corpus.records import TOPICS
from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.library import Library
from dashboard.panels.comparison import compare
from dashboard.panels.excerpts import describe_passage
from dashboard.panels.groups import dated_lines, provision_groups, zone_groups
from dashboard.selection import Selection, parse_address, read_selection
from tests.dashboard.shipped import each_passage, each_zone


@each_zone
def test_the_passages_on_the_zone_itself_come_first(zone_id: ZoneId, library: Library) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    own, shared = zone_groups(zone, library.corpus, Selection(zone=zone_id).link_to)
    assert zone.name in own.heading
    assert own.excerpts
    assert all(zone_id in excerpt.passage.zones for excerpt in own.excerpts)
    assert all(excerpt.passage.specific for excerpt in own.excerpts)
    assert all(excerpt.passage.zones == ZONE_IDS for excerpt in shared.excerpts)


@each_zone
def test_every_passage_on_a_zone_is_shown_once_in_reading_order(
    zone_id: ZoneId, library: Library
) -> None:
    zone = library.atlas.zone(zone_id)
    assert zone is not None
    groups = zone_groups(zone, library.corpus, Selection(zone=zone_id).link_to)
    shown = [excerpt.passage.id for excerpt in chain(*(group.excerpts for group in groups))]
    expected = [passage.id for passage in library.corpus.passages if zone_id in passage.zones]
    assert sorted(shown) == sorted(expected)
    assert shown == [passage.id for passage in library.corpus.passages_of_zone(zone_id)]


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
        assert not excerpt.chosen
        assert describe_passage(passage, library.corpus, target.link_to, passage.id).chosen


def test_every_key_date_is_listed_once_in_order_of_time(library: Library) -> None:
    lines = dated_lines(library.corpus, Selection())
    labels = [line.label for line in lines]
    assert sorted(labels) == sorted(date.label for date in library.corpus.key_dates)
    by_label = {date.label: date for date in library.corpus.key_dates}
    days = [by_label[label].span.first_named for label in labels]
    assert days == sorted(days)


@each_zone
def test_a_zone_has_the_key_dates_that_concern_it(zone_id: ZoneId, library: Library) -> None:
    lines = dated_lines(library.corpus, Selection(zone=zone_id), zone_id)
    concerning = [date for date in library.corpus.key_dates if zone_id in date.zones]
    assert sorted(line.label for line in lines) == sorted(date.label for date in concerning)


def test_every_key_date_leads_to_the_words_it_rests_on(library: Library) -> None:
    by_label = {date.label: date for date in library.corpus.key_dates}
    for line in dated_lines(library.corpus, Selection()):
        key_date = by_label[line.label]
        target, complaints = read_selection(parse_address(line.address), library.corpus)
        assert complaints == ()
        assert target.passage in key_date.passages
        assert line.derivation == key_date.derivation
        passage = library.corpus.passage(target.passage or "")
        assert passage is not None
        article = library.corpus.article(passage.article)
        assert article is not None
        assert article.outlet in line.source


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
