"""Who says a sentence: found by verbs of speech, and by the quotation marks around it."""

import re
from collections.abc import Iterable, Sequence

from corpus.suggesting import speech
from corpus.suggesting.readings import Sentence

_PRONOUNS = {"He", "She", "It", "They"}
_SENTENCE_OPENERS = {*_PRONOUNS, "This", "That", "The", "In", "On", "As", "But", "We", "I"}
_LONGEST = 5_000  # characters of a sentence that are looked at
_LONGEST_ROLE = 6  # words before a place: *a commander in*
_QUOTE = re.compile('[“”"«»]')
_CLAUSE = re.compile(r"[,.;:“”\"]\s*")
# What a passage's speaker says beside who it is: where it was printed, how it came there.
_PRINTED = re.compile(r", (?:in|on|as|with|cited|citing)\b.*")


def name_speakers(sentences: Sequence[Sentence], known: Iterable[str] = ()) -> list[str]:
    """Return who says each sentence; empty where it is the outlet, or not found.

    ``known`` are speakers as other articles' passages have them: the one that holds the name
    found, and no other, is taken with its titles. Later a family name alone stands for the whole.
    """
    speakers = [_find(sentence.text[:_LONGEST]) for sentence in sentences]
    last = ""
    for index, sentence in enumerate(sentences):
        text = sentence.text[:_LONGEST]
        if not speakers[index] and last and speech.SAME.search(text):
            speakers[index] = last
        for form in speech.UNNAMED:
            if not speakers[index] and (match := form.search(text)):
                speakers[index] = match["name"]
        last = speakers[index] or last
    _carry_back(sentences, speakers)
    titled = tuple(dict.fromkeys(_PRINTED.sub("", each) for each in known if each))
    whole = [name for name in dict.fromkeys(speakers) if " " in name]
    return [_complete(_lengthen(name, whole), titled) for name in speakers]


def _find(text: str) -> str:
    for form in speech.NAMED:
        for match in form.finditer(text):
            name = " ".join(match["name"].split()).strip(".,'’")
            if name in _SENTENCE_OPENERS or not name or name.split()[0] in _PRONOUNS:
                continue
            name = name.removesuffix("’s").removesuffix("'s")
            if not speech.WHERE.search(text[: match.start("name")]):
                return name
            if role := _find_role(text[: match.start("name")]):
                return f"{role} {name}"
    return ""


def _find_role(before: str) -> str:
    """Return who is said to be in a place: *a commander in*."""
    words = _CLAUSE.split(before)[-1].split()
    return " ".join(words) if 2 <= len(words) <= _LONGEST_ROLE else ""


def _carry_back(sentences: Sequence[Sentence], speakers: list[str]) -> None:
    """Give a quotation of several sentences the speaker that its last one names."""
    for index in range(len(sentences) - 2, -1, -1):
        here, following = sentences[index], sentences[index + 1]
        if speakers[index] or here.paragraph != following.paragraph:
            continue
        is_open = len(_QUOTE.findall(here.text)) % 2 == 1
        if is_open or speech.OF_THE_ONE_BEFORE.match(following.text):
            speakers[index] = speakers[index + 1]


def _lengthen(name: str, whole: Sequence[str]) -> str:
    """Return the first name of the article that a single word ends."""
    return (
        name
        if not name or " " in name
        else next((each for each in whole if each.endswith(f" {name}")), name)
    )


def _complete(name: str, known: Sequence[str]) -> str:
    words = name.split()
    fitting = [
        each
        for each in known
        if words and (head := each.split(",")[0].split())[-1] == words[-1] and {*words} <= {*head}
    ]
    return fitting[0] if len(fitting) == 1 else name
