"""What is shipped, as the parameters of tests, so that a failure names the record."""

import pytest

from corpus.zone_ids import ZONE_IDS
from dashboard.library import open_library
from tests.loops import each

_CORPUS = open_library().corpus

ARTICLE_IDS = [article.id for article in _CORPUS.articles]
PASSAGE_IDS = [passage.id for passage in _CORPUS.passages]
KEY_DATE_IDS = [key_date.id for key_date in _CORPUS.key_dates]

each_zone = pytest.mark.parametrize("zone_id", ZONE_IDS)
each_article = pytest.mark.parametrize("article_id", ARTICLE_IDS)
each_passage = each("passage_id", PASSAGE_IDS)
each_key_date = pytest.mark.parametrize("key_date_id", KEY_DATE_IDS)
