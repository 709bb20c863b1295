"""Names of months and weekdays as articles write them, in English, Arabic and Russian.

A month is a number from 1 to 12, a weekday one from 0 (Monday) to 6, as in `datetime`.
"""

import re
from collections.abc import Iterable
from datetime import date

_ENGLISH_MONTHS = (
    "January Jan,February Feb,March Mar,April Apr,May,June Jun,July Jul,August Aug,"
    "September Sept Sep,October Oct,November Nov,December Dec"
)
_RUSSIAN_MONTHS = (
    "января январе январь,февраля феврале февраль,марта марте март,апреля апреле апрель,"
    "мая мае май,июня июне июнь,июля июле июль,августа августе август,"
    "сентября сентябре сентябрь,октября октябре октябрь,ноября ноябре ноябрь,"
    "декабря декабре декабрь"
)
# As in the Levant and as in Egypt and the Gulf; an underscore stands for a blank.
_ARABIC_MONTHS = (
    "كانون_الثاني يناير,شباط فبراير,آذار اذار مارس,نيسان أبريل ابريل إبريل,أيار ايار مايو,"
    "حزيران يونيو يونيه,تموز يوليو يوليه,آب أغسطس اغسطس,أيلول ايلول سبتمبر,"
    "تشرين_الأول أكتوبر اكتوبر,تشرين_الثاني نوفمبر,كانون_الأول ديسمبر"
)
_WEEKDAYS = (
    "Monday Mon понедельник понедельника الاثنين الإثنين,"
    "Tuesday Tues Tue вторник вторника الثلاثاء,"
    "Wednesday Wed среду среда среды الأربعاء الاربعاء,Thursday Thurs Thu четверг четверга الخميس,"
    "Friday Fri пятницу пятница пятницы الجمعة,Saturday Sat субботу суббота субботы السبت,"
    "Sunday Sun воскресенье воскресенья الأحد الاحد"
)
# Digits of Arabic and Persian texts, as ASCII has them.
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def _number(groups: str, first: int) -> dict[str, int]:
    return {
        word.replace("_", " ").lower(): number
        for number, group in enumerate(groups.split(","), first)
        for word in group.split()
    }


MONTHS = {
    **_number(_ENGLISH_MONTHS, 1),
    **_number(_RUSSIAN_MONTHS, 1),
    **_number(_ARABIC_MONTHS, 1),
}
WEEKDAYS = _number(_WEEKDAYS, 0)


def join_words(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; a blank in one is any gap."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered)


_MONTH = join_words(MONTHS)
_FULL_DATES = tuple(
    re.compile(rf"(?<![\w/-]){pattern}(?![\w/-])", re.IGNORECASE)
    for pattern in (
        r"(?P<year>[12]\d{3})-(?P<number>\d\d)-(?P<day>\d\d)(?:T[\d:.+Z-]*)?",
        rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,،]?\s+(?P<year>[12]\d{{3}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?"
        rf"(?:\s*/\s*(?:{_MONTH}))?[,،]?\s+(?P<year>[12]\d{{3}})",
        r"(?P<day>\d\d)\.(?P<number>\d\d)\.(?P<year>[12]\d{3})",
        # With slashes only where the first number can be no month.
        r"(?P<day>1[3-9]|2\d|3[01])/(?P<number>\d\d?)/(?P<year>[12]\d{3})",
    )
)


def find_full_date(text: str) -> date | None:
    """Return the first date in a text that has its day, month and year."""
    text = text.translate(DIGITS)
    found = sorted(
        (match for pattern in _FULL_DATES for match in pattern.finditer(text)),
        key=lambda match: match.start(),
    )
    for match in found:
        parts = match.groupdict()
        month = MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["number"])
        try:
            return date(int(parts["year"]), month, int(parts["day"]))
        except ValueError:
            continue
    return None
