"""The forms in which English, Arabic and Russian sentences say who says them, as patterns."""

import re

SAY = (
    r"(?:said|says?|saying|told|tells|added|adds|noted|notes|stated|states|stressed|explained|believes|"
    r"emphasi[sz]ed|concluded|urged|announced|reported|reports?|wrote|writes|remarked|remarks|commented|"
    r"comments|warned|claimed|insisted|recalled|confirmed|revealed|denied|argued|estimates?)"
)
_CAPITAL = (
    r"(?:(?:al|el|ad|as|ar|at|an|ash|az|de|bin|ibn|van|von)[- ])?(?:[A-Z][\w.’'-]{1,40}|U\.S\.)"
)
_NAME = (
    rf"(?P<name>(?:(?:the|The)\s+)?{_CAPITAL}"
    rf"(?:\s+(?:of\s+the\s+|of\s+|for\s+the\s+|for\s+|the\s+|and\s+)?{_CAPITAL}){{0,7}})"
)
_SAID_RU = r"(?:сказал|заявил|отметил|сообщил|подчеркнул|добавил|рассказал|пояснил)[аи]?"
_NAME_RU = r"[А-ЯЁ][а-яё]{1,40}(?:-[А-ЯЁ][а-яё]{1,40})?"
_SAID_AR = r"(?<!\w)[وف]?(?:قال|أعلن|أضاف|صرح|صرّح|أكد|أوضح|ذكر|اعتبر)ت?"
_WORD_AR = r"[\u0621-\u0652]{1,40}"
# What goes on after an Arabic name: that, in, on ..., or what somebody is.
_AFTER_AR = (
    r"(?:و?(?:أن|إن|ان|بأن|إنه|إنها|أنه|أنها|إنهم|في|خلال|عن|على|من|يوم|أمس|إلى|له|لها)"
    r"|ال(?:متحدث|ناطق)\w*)(?!\w)"
)

NAMED = (
    re.compile(rf"(?:[Aa]ccording\s+to|as\s+cited\s+by|cited\s+by|[Cc]iting)\s+{_NAME}"),
    re.compile(rf"[”\"’,]\s*{SAY}\s+{_NAME}"),
    re.compile(rf"{_NAME}(?:,[^,.]{{1,80}},)?\s+(?:also\s+|has\s+|had\s+)?{SAY}\b"),
    re.compile(
        rf"{_SAID_RU}\s+(?:[^.,;:«»\"()]{{0,100}}?\s)?(?P<name>{_NAME_RU}(?:\s+{_NAME_RU}){{1,2}})"
    ),
    re.compile(rf"(?P<name>{_NAME_RU}(?:\s+{_NAME_RU}){{0,2}})\s+{_SAID_RU}\b"),
    re.compile(rf"{_SAID_RU}\s+(?P<name>{_NAME_RU})"),
    re.compile(
        rf"{_SAID_AR}\s+(?!{_AFTER_AR})"
        rf"(?P<name>{_WORD_AR}(?:\s+(?!{_AFTER_AR}){_WORD_AR}){{0,4}})(?=\s+{_AFTER_AR}|[،,:.])"
    ),
)
# Those who are not named: *a commander*, *local residents*, *the source*.
UNNAMED = (
    re.compile(
        r"(?:^|[,”\"’;:]\s+|\b(?:according\s+to|but|and|as)\s+)"
        r"(?P<name>(?:[Aa]n?\s+|[Tt]he\s+)?(?:[\w.’'-]{1,40}\s+){0,4}?"
        r"(?:sources?|officials?|residents?|activists?|rebels?|diplomats?|analysts?|experts?|doctors?|"
        r"commanders?|fighters?|traders?|witness(?:es)?|spokes(?:man|woman|men|person)|statement|"
        r"council|ministry|army|monitors?|reporter|authorities)"
        rf"(?:\s+(?:in|of|from|at|near)\s+(?:the\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})?)"
        rf"\s+(?:also\s+|has\s+|had\s+)?{SAY}\b"
    ),
    re.compile(
        rf"[”\"’,]\s*{SAY}\s+(?P<name>(?:an?|the|one|two|three|several)\s+[a-z][\w'’-]{{1,30}}"
        rf"(?:\s+(?!in\b|on\b|who\b|that\b|as\b|by\b|after\b|when\b)(?:{_CAPITAL}|[a-z][\w'’-]{{0,30}})){{0,7}})"
    ),
)
# The one who spoke before.
SAME = re.compile(
    rf"\b(?:he|she|the\s+(?:diplomat|envoy|official|minister|spokes\w+|source|expert|head\s+of[^,.]{{1,40}}|statement))\s+{SAY}\b"
    rf"|{_SAID_RU}\s+(?:он|она|министр|дипломат|генерал|военный)\b|\bпо\s+(?:его|ее|её)\s+словам"
    rf"|{_SAID_AR}\s+(?:أن|إن|ان|بأن|أنه|إنه)(?!\w)",
    re.IGNORECASE,
)
# *This was said by*: who said the sentence before.
OF_THE_ONE_BEFORE = re.compile(r"Об этом\b")
# What leads to a place: *a commander in* ...
WHERE = re.compile(r"\b(?:in|near|from|at|of|outside|inside|around)\s+(?:the\s+)?\Z")
