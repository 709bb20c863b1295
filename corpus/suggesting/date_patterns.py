"""The forms that dates are written in, in English, Arabic and Russian, as patterns."""

import re

from corpus.suggesting.calendar_words import MONTHS, WEEKDAYS, join_words

NUMBERS = {
    word: number
    for number, words in {
        1: "a an one один одну одного",
        2: "two два две двух",
        3: "three три трех трёх ثلاثة ثلاث",
        4: "four четыре четырех أربعة أربع",
        5: "five пять пяти خمسة خمس",
        6: "six шесть шести ستة ست",
        7: "seven семь семи سبعة سبع",
        8: "eight восемь восьми ثمانية ثماني",
        9: "nine девять девяти تسعة تسع",
        10: "ten десять десяти عشرة عشر",
        11: "eleven",
        12: "twelve",
        14: "fourteen",
        15: "fifteen",
        20: "twenty",
        30: "thirty",
        90: "ninety",
    }.items()
    for word in words.split()
}
UNITS = {
    word: unit
    for unit, words in {
        "day": "days day дней дня день أيام يوما",
        "week": "weeks week недель недели неделю أسابيع أسبوع",
        "month": "months month месяцев месяца месяц أشهر شهر",
        "year": "years year лет года год سنوات سنة",
    }.items()
    for word in words.split()
}
# Arabic has a form of its own for two.
PAIRS = {"أسبوعين": "week", "شهرين": "month", "يومين": "day"}
THIRDS = {
    word: third
    for third, words in {
        "early": "early,the beginning of,the start of,beginning of,в начале,начале,начала,"
        "أوائل,مطلع,بداية",
        "mid": "mid,the middle of,middle of,в середине,середине,середины,منتصف,أواسط",
        "first": "the first half of,first half of,первой половине",
        "week": "the first week of,first week of,первой неделе",
        "second": "the second half of,second half of,второй половине",
        "late": "late,the end of,end of,в конце,конце,концу,конца,أواخر,نهاية,آخر",
    }.items()
    for word in words.split(",")
}
DAYS_FROM_TODAY = {
    "today": 0, "tonight": 0, "this morning": 0, "this evening": 0, "this afternoon": 0,
    "yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the night before last": -2, "позавчера": -2,
    "сегодня": 0, "вчера": -1, "завтра": 1, "اليوم": 0, "أمس": -1, "غدا": 1, "غداً": 1,
}  # fmt: skip
WHICH = {
    word: which
    for which, words in {
        "last": "last past previous прошлой прошлого прошлом прошлую прошлый минувшей минувшую",
        "next": "next coming следующей следующем следующую следующего будущей будущем ближайшую",
        "this": "this этой этого этом эту",
    }.items()
    for word in words.split()
}
# In Arabic such words follow; without its article the word for a month is one for any month.
WHICH_AFTER = {
    word: which
    for which, words in {
        "last": "الماضي الماضية المنصرم الفائت",
        "next": "المقبل المقبلة القادم القادمة",
        "this": "الجاري الجارية الحالي الحالية",
    }.items()
    for word in words.split()
}
PERIODS = {
    word: unit
    for unit, words in {
        "week": "week неделе недели неделю",
        "month": "month месяце месяца месяц",
        "year": "year году года год",
    }.items()
    for word in words.split()
}
PERIODS_AR = {
    "الأسبوع": "week",
    "الاسبوع": "week",
    "الشهر": "month",
    "العام": "year",
    "السنة": "year",
}

M = rf"(?P<month>{join_words(MONTHS)})\b\.?"
# May and March are words of their own without a capital, or without something around them.
BARE = rf"(?P<month>{join_words(MONTHS)})\b"
D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|-?го)?\b"
D2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th|-?го)?\b"
Y = r"(?P<year>(?:19|20)\d\d)\b(?:\s*(?:года|год|г\.))?"
TO = (
    r"\s*(?P<to>-|–|—|\bto\b|\band\b|\bor\b|&|\bthrough\b|\buntil\b|\bи\b|\bпо\b|\bна\b|"
    r"\bأو\b|\bو)\s*"
)
SECOND_NAME = rf"(?:\s*/\s*(?:{join_words(MONTHS)})\b)?"
COUNT = rf"(?P<count>\d{{1,3}}|{join_words(NUMBERS)})[\s-]+(?P<unit>{join_words(UNITS)})\b"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


MONTH_FIRST = _compile(
    rf"{M}\s+{D}(?:{TO}(?:(?P<month2>{join_words(MONTHS)})\b\.?\s+)?{D2}(?!\d|[:.]\d))?(?:,?\s+{Y})?"
)
DAY_FIRST = _compile(
    rf"{D}(?:\s+(?:of\s+)?(?P<month1>{join_words(MONTHS)})\b\.?)?(?:\s+(?P<year1>(?:19|20)\d\d))?"
    rf"{TO}{D2}\s+(?:of\s+)?{M}{SECOND_NAME}(?:,?\s+{Y})?"
)
ONE_DAY = _compile(rf"(?:the\s+)?{D}\s+(?:of\s+|من\s+)?{M}{SECOND_NAME}(?:,?\s+{Y})?")
FOLLOWING_DAY = _compile(
    rf"(?:,?\s+|\s*[(\[])(?:(?P<month>{join_words(MONTHS)})\b\.?\s+)?{D}(?(month)|\s+(?P<month_after>{join_words(MONTHS)})\b)"
    rf"(?:,?\s+{Y})?"
)
ISO = _compile(r"(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b")
DOTTED = _compile(r"(?P<day>[0-3]\d)\.(?P<number>[01]\d)\.(?P<year>(?:19|20)\d\d)\b")
SLASHED = _compile(r"(?P<one>[0-3]?\d)/(?P<two>[0-3]?\d)/(?P<year>(?:19|20)\d\d)\b")
THIRD = _compile(
    rf"(?P<third>{join_words(THIRDS)})[\s-]+"
    rf"(?:{M}{SECOND_NAME}(?:,?\s+{Y})?|(?P<this>(?:the|this)\s+month|месяца|الشهر)\b|"
    rf"(?P<that>(?:the|this)\s+year)\b|(?P<only>(?:19|20)\d\d)\b)"
)
MONTH_YEAR = _compile(rf"{M}{SECOND_NAME},?\s+(?:of\s+)?{Y}")
MONTH_RANGE = _compile(rf"{M}{TO}(?P<month2>{join_words(MONTHS)})\b\.?(?:,?\s+{Y})?")
MONTH = _compile(
    rf"(?:(?P<which>{join_words(WHICH)})\s+)?{BARE}{SECOND_NAME}"
    rf"(?:\s+(?P<after>{join_words(WHICH_AFTER)})\b)?"
)
WEEKDAY = _compile(
    rf"(?:(?P<which>{join_words(WHICH)})\s+)?"
    rf"(?P<weekday>{join_words(WEEKDAYS)})\b(?:\s+(?P<after>{join_words(WHICH_AFTER)})\b)?"
)
SEASON = _compile(
    rf"(?:(?P<which>last|this|next|the)\s+)?(?P<season>spring|summer|autumn|winter)\b(?:\s+(?:of\s+)?{Y})?"
)
PERIOD = _compile(
    rf"(?P<which>{join_words(WHICH)})\s+(?P<unit>{join_words(PERIODS)})\b"
    rf"|(?P<unit_ar>{join_words(PERIODS_AR)})\s+(?P<after>{join_words(WHICH_AFTER)})\b"
)
TODAY = _compile(rf"(?P<word>{join_words(DAYS_FROM_TODAY)})\b")
YEARS = _compile(r"(?P<year>(?:19|20)\d\d)\s*[-–—]\s*(?P<year2>(?:19|20)?\d\d)\b(?![-–]\d)")
YEAR = _compile(rf"{Y}")
COUNTED = _compile(
    rf"(?P<within>(?:with)?in(?:\s+the\s+(?:next|coming))?|no\s+later\s+than|not\s+later\s+than|в\s+течение|"
    rf"через|خلال|بعد|قبل|за)?\s*(?:{COUNT}|(?P<pair>{join_words(PAIRS)})\b)"
    rf"(?:\s+(?P<side>ago|later|earlier|before|after|from|of|following|since|prior\s+to|назад|после|до|من|بعد|"
    rf"قبل)\b(?P<anchor>[^.;!?\n]{{0,60}})?)?"
)
NEIGHBOUR = _compile(
    r"the\s+(?:(?P<next>next|following)\s+day|day\s+(?P<side>after|before)(?!\s+(?:yesterday|"
    r"tomorrow)))\b"
)
LASTING = _compile(
    rf"(?:for|during|lasts?|within|period\s+of|term\s+of|на|сроком\s+на|لمدة|مدته|مدتها|خلال)\s+(?:an?\s+)?(?:(?:initial|further)\s+)?(?:period\s+of\s+)?{COUNT}"
)
SAME_PERIOD = _compile(r"(?:for\s+)?the\s+same\s+(?:period|term)\b")
# What days are counted from, where it was named before.
THAT = _compile(r"(?:that|this|then|it|него|нее|неё|этого)\b")
SINCE = _compile(r"(?:since|с\s+момента|со\s+времени|منذ)\s+")
# What stands before a date and says how it bounds.
LEADS = _compile(
    r"(?:\b(?P<by>by|until|till|no\s+later\s+than|not\s+later\s+than|up\s+to|не\s+позднее|к|до)"
    r"|(?P<by_ar>بحلول|حتى)|\b(?P<before>before|ahead\s+of|prior\s+to))\s+(?:about\s+|"
    r"around\s+|the\s+)?\Z"
)
RANGE_LEAD = _compile(r"\b(?:from|between|с|من|بين)\s+\Z")
IN = _compile(
    r"(?:\b(?:in|of|since|by|until|during|from|between|for|before|after|last|next|this|and|to|through|"
    r"в|во|с|на)"
    r"|في|منذ|شهر|(?:январе|феврале),)\s+\Z|[(,]\s*\Z"
)


def find_which(match: re.Match[str]) -> str:
    """Return ``last``, ``this`` or ``next`` where a word before or after says so."""
    before, after = match["which"], match["after"]
    return WHICH.get((before or "").lower(), WHICH_AFTER.get(after or "", ""))
