"""The language of a text, by its script and its commonest words."""

import re

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
# A script, and the letters that only one of its languages has; the first is the commonest.
_SCRIPTS: tuple[tuple[re.Pattern[str], str, dict[str, str]], ...] = (
    (re.compile("[\u0600-\u06ff]"), "ar", {"fa": "پچژگ", "ur": "ٹڈڑے"}),
    (re.compile("[\u0400-\u04ff]"), "ru", {"uk": "іїєґ"}),
    (re.compile("[\u0590-\u05ff]"), "he", {}),
)
_COMMON = {
    "en": "the of and to in that is was for on with by",
    "de": "der die und den das von mit ist nicht auch ein eine",
    "fr": "le la les des et dans une pour que qui sur est",
    "es": "el los las del que en una por con para como se",
    "it": "il di che della per una sono del nel con gli alla",
    "tr": "ve bir bu için ile olarak da olan daha sonra göre de",
}
_SAMPLE = 20_000  # characters
_OFTEN = 0.005  # of the letters: more than a few names hold


def guess_language(text: str) -> str:
    """Return the tag of the language that a text is most likely in; empty where none is."""
    sample = text[:_SAMPLE]
    letters = sum(sign.isalpha() for sign in sample)
    for script, commonest, others in _SCRIPTS:
        if 2 * len(script.findall(sample)) > letters:
            for language, signs in others.items():
                if sum(sign in signs for sign in sample.lower()) > _OFTEN * letters:
                    return language
            return commonest
    words = re.findall(r"[^\W\d_]+", sample.lower())
    counts = {
        language: sum(word in common.split() for word in words)
        for language, common in _COMMON.items()
    }
    best = max(counts, key=lambda language: counts[language])
    return best if words and counts[best] else ""


def read_tag(text: str) -> str:
    """Return the tag of a language as it is written, ``en-GB``; empty where it is none."""
    tag = text.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
