"""A small grammar of dates: what each form comes to, where it stands in its article."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from corpus.suggesting import date_patterns as patterns
from corpus.suggesting.calendar_words import MONTHS, WEEKDAYS
from corpus.suggesting.date_setting import Setting
from corpus.suggesting.date_values import (
    Value,
    make_day,
    make_month,
    make_season,
    make_set,
    make_third,
    make_year,
    shift,
)

Match = re.Match[str]
Reader = Callable[[Match, Setting], Value | None]


def _key(text: str) -> str:
    return " ".join(text.lower().split())


def _month(text: str) -> int:
    return MONTHS[_key(text)]


def _read_year(match: Match, setting: Setting, month: int, day: int | None) -> tuple[int, str]:
    """Return the year that is printed or the nearest one, and a reason for the latter."""
    printed = match.groupdict().get("year")
    if printed:
        return int(printed), ""
    year = setting.choose_year(month, day)
    return year, f"the year is that nearest to the date of publication, {setting.today}"


def _read_days(match: Match, setting: Setting) -> Value | None:
    """Read ``May 4``, ``3-4 May 2017``, ``May 3 and 4``, ``30 April to 2 May``, ``May 4 or 5``."""
    parts = match.groupdict()
    month = _month(parts["month"] or parts["month_after"])
    day, day2 = int(parts["day"]), parts.get("day2")
    if day2 is None:
        year, reason = _read_year(match, setting, month, day)
        return make_day(year, month, day, *filter(None, [reason]))
    # The month before the days is the first one's, that after them the last one's.
    first_month = _month(parts["month1"]) if parts.get("month1") else month
    last_month = _month(parts["month2"]) if parts.get("month2") else month
    year, reason = _read_year(match, setting, last_month, int(day2))
    reasons = filter(None, [reason])
    first_year = int(parts["year1"]) if parts.get("year1") else year - (first_month > last_month)
    first = make_day(first_year, first_month, day)
    last = make_day(year, last_month, int(day2), *reasons)
    if first is None or last is None or first.first > last.first:
        return None
    if parts["to"].strip().lower() in ("or", "أو"):
        return make_set([first.first, last.first], *last.reasons)
    return Value(first.first, last.last, reasons=last.reasons)


def _read_numbers(match: Match, setting: Setting) -> Value | None:
    return make_day(int(match["year"]), int(match["number"]), int(match["day"]))


def _read_slashed(match: Match, setting: Setting) -> Value | None:
    """Read ``4/5/2017``: where either number can be the month, one of two days."""
    year, one, two = int(match["year"]), int(match["one"]), int(match["two"])
    days = [make_day(year, one, two), make_day(year, two, one)]
    found = [day.first for day in days if day is not None]
    if not found:
        return None
    return make_set(
        found, *(["day and month may be either way round"] if len(set(found)) > 1 else [])
    )


def _read_third(match: Match, setting: Setting) -> Value | None:
    third = patterns.THIRDS[_key(match["third"])]
    if match["only"]:
        return make_third(make_year(int(match["only"])), third)
    if match["that"]:
        return make_third(make_year(setting.today.year), third, setting.reason)
    reason = f"taken as days of the month: {match['third']}"
    if match["this"]:
        month = make_month(setting.today.year, setting.today.month, setting.reason)
    else:
        number = _month(match["month"])
        year, why = _read_year(match, setting, number, None)
        month = make_month(year, number, *filter(None, [why]))
    return make_third(month, third, reason)


def _read_month_year(match: Match, setting: Setting) -> Value | None:
    return make_month(int(match["year"]), _month(match["month"]))


def _read_month_range(match: Match, setting: Setting) -> Value | None:
    first, last = _month(match["month"]), _month(match["month2"])
    is_range = patterns.RANGE_LEAD.search(match.string[max(0, match.start() - 12) : match.start()])
    is_list = match["to"].strip().lower() in ("or", "and", "&", "и", "و")
    if not _is_month_word(match) or (is_list and not is_range):
        return None
    year, reason = _read_year(match, setting, last, None)
    start = make_month(year - (first > last), first)
    return Value(start.first, make_month(year, last).last, reasons=tuple(filter(None, [reason])))


def _is_month_word(match: Match) -> bool:
    """Return whether *may* and *march* are months here: with a capital, after a preposition."""
    word = match["month"]
    if word.lower() in ("mon", "mar", "sat", "sun") or not word[0].isalpha():
        return False
    if not word.isascii():
        return len(word) > 3 or _has_preposition(match)
    if not word[0].isupper():
        return False
    if word in ("May", "March", "Mar", "August"):
        return bool(match.groupdict().get("which")) or _has_preposition(match)
    return True


def _has_preposition(match: Match) -> bool:
    before = match.string[max(0, match.start() - 20) : match.start()]
    return patterns.IN.search(before) is not None


def _read_month(match: Match, setting: Setting) -> Value | None:
    if not _is_month_word(match):
        return None
    number = _month(match["month"])
    which = patterns.find_which(match)
    this_year, month = setting.today.year, setting.today.month
    if which == "last":
        year = this_year - (number >= month)
    elif which == "next":
        year = this_year + (number <= month)
    elif which == "this":
        year = this_year
    else:
        year = setting.choose_year(number)
    return make_month(year, number, setting.reason)


def _read_weekday(match: Match, setting: Setting) -> Value | None:
    word = match["weekday"]
    if word.isascii() and (not word[0].isupper() or word in ("Mon", "Sat", "Sun", "Wed", "Tue")):
        return None
    following = patterns.FOLLOWING_DAY.match(match.string, match.end())
    if following and not match["which"]:
        named = _read_days(following, setting)
        if named is not None and named.first.weekday() == WEEKDAYS[_key(word)]:
            return None  # Thursday, May 4: one date, which is read next
    day = setting.choose_weekday(WEEKDAYS[_key(word)], patterns.find_which(match))
    # A weekday is one day even where that of publication is not surely known.
    return Value(day, day, reasons=(setting.reason,))


def _read_season(match: Match, setting: Setting) -> Value | None:
    season, which = match["season"].lower(), (match["which"] or "").lower()
    if match["year"]:
        return make_season(int(match["year"]), season)
    if which not in ("last", "this", "next"):
        return None
    year = setting.today.year
    found = make_season(year, season, setting.reason)
    if which == "last" and found.last >= setting.today:
        found = make_season(year - 1, season, setting.reason)
    if which == "next" and found.first <= setting.today:
        found = make_season(year + 1, season, setting.reason)
    return found


def _read_period(match: Match, setting: Setting) -> Value | None:
    which = {"last": -1, "this": 0, "next": 1}[patterns.find_which(match)]
    ar = match["unit_ar"]
    unit = patterns.PERIODS_AR[ar] if ar else patterns.PERIODS[match["unit"].lower()]
    first, _ = shift(setting.published, which, unit)
    if unit == "week":
        monday = first - timedelta(days=first.weekday())
        return Value(monday, monday + timedelta(days=6), True, (setting.reason,))
    whole = make_month(first.year, first.month) if unit == "month" else make_year(first.year)
    return replace(whole, reasons=(setting.reason,))


def _read_today(match: Match, setting: Setting) -> Value | None:
    if match["word"] == "Today" and setting.before.strip():
        return None  # Russia Today
    count = patterns.DAYS_FROM_TODAY[_key(match["word"])]
    first, last = shift(setting.published, count, "day")
    return _as_sure(Value(first, last, reasons=(setting.reason,)), setting)


def _read_years(match: Match, setting: Setting) -> Value | None:
    first, last = int(match["year"]), int(match["year2"])
    last += first // 100 * 100 if last < 100 else 0
    return Value(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _read_lone_year(match: Match, setting: Setting) -> Value | None:
    return make_year(int(match["year"])) if _has_preposition(match) else None


def _read_neighbour(match: Match, setting: Setting) -> Value | None:
    """Read ``the next day`` and ``the day before``, counted from the date named last."""
    if setting.previous is None or setting.previous.first != setting.previous.last:
        return None
    count = -1 if match["side"] == "before" else 1
    first, last = shift(setting.previous, count, "day")
    reason = f"counted from the date before it, {setting.previous.edtf}"
    return Value(first, last, setting.previous.approximate, (reason,))


def _read_counted(match: Match, setting: Setting) -> Value | None:
    """Read ``two weeks ago``, ``within ten days of the signing``, ``two weeks before that``."""
    count, unit = read_count(match)
    side = (match["side"] or "").lower()
    within = _key(match["within"] or "")
    if within == "قبل" and not side:
        side = "ago"
    is_back = side in ("ago", "earlier", "before", "prior to", "назад", "до", "قبل")
    is_limit = bool(re.match(r"within|no later|not later|в течение|خلال", within))
    anchor = _find_anchor(match["anchor"] or "", side, setting)
    if anchor is None and side in ("ago", "назад"):
        anchor = Value(setting.published.first_named, setting.today, reasons=(setting.reason,))
    if (
        anchor is None
        and within
        and not side
        and (setting.tense > 0 or within == "через" or (is_limit and not setting.is_told))
    ):
        anchor = Value(setting.published.first_named, setting.today, reasons=(setting.reason,))
    if anchor is None:
        return None
    first, last = shift(anchor, -count if is_back else count, unit)
    # Two days later is a day; two weeks later, or ten days after an event, about that day.
    is_counted_on = unit == "day" and side in ("ago", "later", "earlier")
    found = Value(first, last, anchor.approximate or not is_counted_on, anchor.reasons)
    if is_limit and not is_back:
        return replace(found, is_open=True, approximate=anchor.approximate)
    if unit == "year":
        return make_year(first.year, *anchor.reasons)
    return found


def _find_anchor(words: str, side: str, setting: Setting) -> Value | None:
    """Return what days are counted from: the date before it, or an event of the agreement."""
    if not side or side in ("ago", "назад"):
        return None
    words = words.strip()
    if side in ("later", "earlier") or patterns.THAT.match(words):
        previous = setting.previous or (setting.earlier if side in ("later", "earlier") else None)
        if previous is None:
            return None
        return replace(previous, reasons=(f"counted from the date before it, {previous.edtf}",))
    for pattern, day in setting.events:
        if pattern.match(words):
            return Value(day, day, reasons=(f"counted from {day}, the day of what is named",))
    return None


def read_count(match: Match) -> tuple[int, str]:
    """Return a number and its unit, as ``two weeks`` has them."""
    if match.groupdict().get("pair"):
        return 2, patterns.PAIRS[match["pair"]]
    count = match["count"].lower()
    number = int(count) if count.isdecimal() else patterns.NUMBERS[count]
    return number, patterns.UNITS[match["unit"].lower()]


def _as_sure(value: Value, setting: Setting) -> Value:
    return replace(value, approximate=True) if setting.is_vague else value


# In this order: the first that fits a place, and comes to something, counts.
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (patterns.ISO, _read_numbers),
    (patterns.DOTTED, _read_numbers),
    (patterns.SLASHED, _read_slashed),
    (patterns.MONTH_FIRST, _read_days),
    (patterns.DAY_FIRST, _read_days),
    (patterns.ONE_DAY, _read_days),
    (patterns.THIRD, _read_third),
    (patterns.MONTH_YEAR, _read_month_year),
    (patterns.MONTH_RANGE, _read_month_range),
    (patterns.COUNTED, _read_counted),
    (patterns.NEIGHBOUR, _read_neighbour),
    (patterns.WEEKDAY, _read_weekday),
    (patterns.MONTH, _read_month),
    (patterns.SEASON, _read_season),
    (patterns.PERIOD, _read_period),
    (patterns.TODAY, _read_today),
    (patterns.YEARS, _read_years),
    (patterns.YEAR, _read_lone_year),
)
