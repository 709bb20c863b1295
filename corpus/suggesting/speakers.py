"""Who says a sentence: found by verbs of speech, and by the quotation marks around it."""

import re
from collections.abc import Iterable, Sequence

from corpus.suggesting.readings import Sentence

_SAY = (
    r"(?:said|says|saying|told|tells|added|adds|noted|notes|stated|states|stressed|explained|believes|"
    r"emphasi[sz]ed|concluded|urged|announced|reported|reports|wrote|writes|remarked|remarks|commented|"
    r"comments|warned|claimed|insisted|recalled|confirmed|revealed)"
)
_NAME = (
    r"(?P<name>(?:(?:the|The)\s+)?(?:[A-Z][\w.’'-]{1,40}|U\.S\.)"
    r"(?:\s+(?:of\s+the\s+|of\s+|for\s+the\s+|for\s+|the\s+|and\s+)?[A-Z][\w.’'-]{1,40}){0,7})"
)
_FORMS = (
    re.compile(rf"(?:according\s+to|as\s+cited\s+by|cited\s+by|[Cc]iting)\s+{_NAME}"),
    re.compile(rf"[”\"’,]\s*{_SAY}\s+{_NAME}"),
    re.compile(rf"{_NAME}(?:,[^,.]{{1,80}},)?\s+(?:also\s+|has\s+|had\s+)?{_SAY}\b"),
    re.compile(
        r"(?P<name>[А-ЯЁ]\w{1,40}(?:\s+[А-ЯЁ]\w{1,40})*)\s+(?:сказал|заявил|отметил|сообщил|подчеркнул)\w*"
    ),
    re.compile(
        r"(?:заявил|сказал|отметил|сообщил|подчеркнул)[а-я]*\s+(?P<name>[А-ЯЁ]\w{1,40}(?:\s+[А-ЯЁ]\w{1,40})*)"
    ),
    re.compile(
        r"(?:وقال|قال|أعلن|وأضاف|صرح)\s+(?P<name>[\u0621-\u064a]{1,40}(?:\s+[\u0621-\u064a]{1,40}){0,3})"
    ),
)
_SAME = re.compile(
    rf"\b(?:he|she|the\s+(?:diplomat|envoy|official|minister|spokes\w+|expert|head\s+of[^,.]{{1,40}}|statement))\s+{_SAY}\b",
    re.IGNORECASE,
)
_SENTENCE_OPENERS = {
    "He",
    "She",
    "It",
    "They",
    "This",
    "That",
    "The",
    "In",
    "On",
    "As",
    "But",
    "We",
    "I",
}
_LONGEST = 5_000  # characters of a sentence that are looked at
_QUOTE = re.compile('[“”"«»]')


def name_speakers(sentences: Sequence[Sentence], known: Iterable[str] = ()) -> list[str]:
    """Return who says each sentence; empty where it is the outlet, or not found.

    ``known`` are speakers as other articles' passages have them: the one that holds the name
    found, and no other, is taken with its titles.
    """
    speakers = [_find(sentence.text[:_LONGEST]) for sentence in sentences]
    last = ""
    for index, sentence in enumerate(sentences):
        if not speakers[index] and last and _SAME.search(sentence.text[:_LONGEST]):
            speakers[index] = last
        last = speakers[index] or last
    _carry_back(sentences, speakers)
    titled = tuple(dict.fromkeys(filter(None, known)))
    return [_complete(name, titled) for name in speakers]


def _find(text: str) -> str:
    for form in _FORMS:
        for match in form.finditer(text):
            name = " ".join(match["name"].split()).strip(".,'’")
            if name not in _SENTENCE_OPENERS and name.split()[0] not in ("He", "She", "It", "They"):
                return name.removesuffix("’s").removesuffix("'s")
    return ""


def _carry_back(sentences: Sequence[Sentence], speakers: list[str]) -> None:
    """Give a quotation of several sentences the speaker that its last one names."""
    for index in range(len(sentences) - 2, -1, -1):
        here, following = sentences[index], sentences[index + 1]
        if speakers[index] or here.paragraph != following.paragraph:
            continue
        is_open = len(_QUOTE.findall(here.text)) % 2 == 1
        if is_open and speakers[index + 1]:
            speakers[index] = speakers[index + 1]


def _complete(name: str, known: Sequence[str]) -> str:
    if not name:
        return ""
    last = name.rsplit(maxsplit=1)[-1]
    fitting = [each for each in known if re.search(rf"\b{re.escape(last)}\b", each)]
    return fitting[0] if len(fitting) == 1 else name
