"""The words of dates in several languages: months, days of the week, and times of day.

All are as `angles.normalise` leaves them: in lower case, without accents.
"""

import re
from collections.abc import Iterable

from geodata.points.angles import normalise

# Of each month: English, French, Russian, Arabic of the Levant and of Egypt, German, Turkish,
# Spanish, Italian. Of the longer words, beginnings of three letters or more are read too.
_MONTH_NAMES = """
january janvier январь января يناير januar jänner ocak enero gennaio
february février февраль февраля شباط فبراير februar şubat febrero febbraio
march mars март марта آذار مارس märz mart marzo
april avril апрель апреля نيسان أبريل إبريل nisan abril aprile
may mai май мая أيار مايو mayıs mayo maggio
june juin июнь июня حزيران يونيو juni haziran junio giugno
july juillet июль июля تموز يوليو juli temmuz julio luglio
august août август августа آب أغسطس ağustos agosto
september septembre сентябрь сентября أيلول سبتمبر eylül septiembre settembre
october octobre октябрь октября أكتوبر oktober ekim octubre ottobre
november novembre ноябрь ноября نوفمبر kasım noviembre
december décembre декабрь декабря ديسمبر dezember aralık diciembre dicembre
"""
_ARABIC_PAIRS = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}
# In the same languages, with the usual short forms.
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt çar per cum cmt paz
lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom
lunedì martedì mercoledì giovedì venerdì sabato domenica gio
"""
# Within a day. Not a night, nor midnight, which are of two days.
_PARTS_OF_DAY = """
morning afternoon evening noon midday dawn am pm a.m a.m. p.m p.m.
matin matinée après-midi soir midi утра утром дня днём вечера вечером
ص م صباحا مساء ظهرا عصرا فجرا morgens vormittags mittags nachmittags abends
sabah öğle öğleden akşam mañana tarde mattina pomeriggio
"""
_BEFORE_TIMES = "at um à a las alle в الساعة saat time"
_HOURS = "h hr hrs hour hours uhr ч час часа часов heures heure horas ore"
_ZONES = "z utc gmt eet eest cet cest msk est edt pst pdt local"
# After a year, as in "2017م": of our era, and no more than "year" in Russian.
_ERAS = "г года год م ميلادي ميلادية ad ce a.d"
# Before a date: "on 5 May", "le 5 mai", "بتاريخ 5 أيار".
_BEFORE_DATES = "on the date am den le el il في بتاريخ يوم"
_SOURCES = "source sources src via quelle fuente fonte источник المصدر مصدر kaynak"


def _list_months() -> dict[str, int]:
    months = {normalise(words): month for words, month in _ARABIC_PAIRS.items()}
    starts: dict[str, set[int]] = {}
    for month, line in enumerate(_MONTH_NAMES.strip().splitlines(), start=1):
        for name in map(normalise, line.split()):
            months[name] = month
            for end in range(3, len(name)):
                starts.setdefault(name[:end], set()).add(month)
    # "jui" may be June or July in French, and says nothing.
    return {start: found.pop() for start, found in starts.items() if len(found) == 1} | months


def _join(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, and for no beginning of a longer one."""
    plain = sorted({normalise(word) for word in words}, key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(map(re.escape, plain))})(?![^\W\d_])"


MONTHS = _list_months()
WEEKDAY = _join(_WEEKDAYS.split())
ERA = rf"{_join(_ERAS.split())}\.?"
# What says which day of the week a date is, or that one follows.
LEAD = re.compile(rf"(?:{_join(_BEFORE_DATES.split())}:? )*(?:{WEEKDAY}\.?,? )?")
_PART_OF_DAY = rf"(?:{_join(_PARTS_OF_DAY.split())}|[ap]\. ?m\.)"
_HOUR = _join(_HOURS.split())
_BEFORE = rf"(?:(?:{_join(_BEFORE_TIMES.split())}|@):? ?)*"
# Not 24:00, which is of the next day.
_SMALL = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d(?:[.,:]\d{1,9})?)?"
_CLOCK = (
    rf"(?:{_SMALL}(?: ?(?:{_HOUR}\.?|{_PART_OF_DAY}))?|[0-2]?\d(?:\.[0-5]\d)? ?(?:{_PART_OF_DAY}|"
    rf"{_HOUR}\.?)|[0-2]?\d ?h ?[0-5]\d|[0-2]\d[0-5]\d ?{_HOUR})"
)
_SHIFT = r"[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?"
# Programs spell a zone out: "GMT+0300 (Eastern European Summer Time)", "[Asia/Damascus]".
_SPELT = (
    r"(?: ?\([^()\d]*(?:time|zeit|heure|hora|ora|saati|время|توقيت)[^()\d]*\)|"
    r" ?\[?(?:asia|europe|america|africa|etc)/[a-z_/]+\]?| ?\((?:utc|gmt|eest|eet|z)\))"
)
_ZONE = rf"(?: ?(?:{_join(_ZONES.split())}(?: time)?(?:{_SHIFT})?|{_SHIFT}))*{_SPELT}?"
# A time of day with minutes or a unit, which is no second date: " at 10:30 pm", "T10:00:00Z".
_TIME = (
    rf"(?:(?:t| t |[ ,·]*[ ,·]){_BEFORE}\(?{_CLOCK}{_ZONE}\)?|t[0-2]\d(?:[0-5]\d){{0,2}}{_ZONE})"
)
# Of a date without a time, as XML has it.
_ZONE_OF_DAY = r"(?:z|[+-](?:0\d|1[0-4]):[0-5]\d|(?: (?:utc|gmt)))"
_DAY_OF_WEEK = rf"(?:[ ,]*[ ,]{WEEKDAY}\.?| ?\({WEEKDAY}\.?\))"
NOTE = re.compile(
    rf"[ ,;]*[(\[]?{_join([*_SOURCES.split(), 'according to'])}:? ?(?P<note>[^\d?~%]*)"
)
_END = r"[.,;]?"
# All that may stand after a date of which one day is meant.
HARMLESS = re.compile(
    rf"(?: ?{ERA})?(?:{_DAY_OF_WEEK})?,?"
    rf"(?:{_TIME}| ?{_ZONE_OF_DAY}|[ ,]*[ ,](?:in the |at )?{_PART_OF_DAY})?"
    rf"(?:{_DAY_OF_WEEK})?{_END}"
)
# The same after a year of two digits, which an hour may seem to be: "9 May 10 pm".
HARMLESS_TO_SHORT = re.compile(
    rf"(?: ?(?:г|года)\.?)?(?:{_DAY_OF_WEEK})?,?"
    rf"(?:[ ,]*[ ,t]{_BEFORE}{_SMALL}(?: ?{_PART_OF_DAY})?{_ZONE})?{_END}"
)
