"""The columns that hold the dates of a table's events, and how precisely each date is known."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.quoting import quote
from geodata.points.column_names import fold_name, list_names, split_name
from geodata.points.date_precision import (
    KNOWN_TO,
    choose_coarsest,
    find_date_precisions,
    is_precision,
    list_unread,
    read_known_to,
)
from geodata.points.labels import Labels

# In lower case; ACLED writes event_date, UCDP GED date_start, GDELT SQLDATE.
_USUAL_NAMES = ("event_date", "date_start", "date", "event date", "eventdate", "sqldate")
_DATE_WORDS = {
    "date", "datetime", "datum", "дата", "tarih", "tarihi", "تاريخ", "التاريخ", "تاریخ", "fecha",
    "when", "dt",
}  # fmt: skip
# A date of the event goes before one of its beginning, and that before any other.
_EVENT_WORDS = {
    "event", "incident", "occurred", "occurrence", "attack", "strike", "ereignis", "vorfall",
    "attaque", "evenement", "события", "инцидента", "olay", "الحادث", "الحادثة", "الحدث", "حادثة",
    "الواقعة", "الهجوم", "القصف", "الاستهداف", "الانتهاك", "الحدوث", "الوقوع",
}  # fmt: skip
_START_WORDS = {
    "start",
    "begin",
    "beginning",
    "from",
    "debut",
    "beginn",
    "начала",
    "البداية",
    "البدء",
}
# A date of the record is never the event's.
_RECORD_WORDS = {
    "end", "report", "reported", "reporting", "source", "created", "creation", "modified",
    "updated", "update", "upload", "uploaded", "submission", "submitted", "publication",
    "published", "publish", "posted", "post", "entry", "entered", "precision", "prec", "birth",
    "added", "retrieved", "verified", "verification", "collected", "collection", "acquired",
    "acquisition", "scraped", "scrape", "download", "downloaded", "archived", "archive", "edited",
    "edit", "recorded", "registered", "registration", "released", "release", "coded", "checked",
    "accessed", "access", "reviewed", "crawled", "imported", "exported", "received", "interview",
    "survey", "meldung", "bericht", "veroffentlichung", "erfassung", "erstellung", "anderung",
    "ende", "fin", "publie", "saisie", "modification", "rapport", "publicacion", "registro",
    "публикации", "создания", "обновления", "окончания", "yayin", "kayit", "bitis",
    "النشر", "الادخال", "التوثيق", "التقرير", "الابلاغ", "التسجيل", "النهاية", "الانتهاء",
    "الولادة", "الميلاد", "التحديث", "الرفع", "الانشاء", "التعديل", "الاضافة", "الصلاحية",
    "نشر", "ادخال", "توثيق", "تقرير", "ابلاغ", "تسجيل", "نهاية", "انتهاء", "تحديث", "رفع",
    "انشاء", "تعديل", "اضافة", "اخر", "صلاحية", "until", "till", "to", "through", "thru",
    "expiry", "due", "deadline", "last", "latest", "final", "next", "previous", "close", "closed",
    "closing", "closure", "valid", "validity", "completed", "completion", "finish", "finished",
    "stop", "stopped", "resolved", "approved", "approval", "issue", "issued", "printed", "version",
    "revision", "revised", "extracted", "extraction", "loaded", "sync", "synced", "ingested",
    "insert", "inserted", "logged", "filed", "born", "mod", "pub", "crawl", "ajout", "ajoute",
    "maj", "mise", "echeance", "cloture", "jusqu", "jusque", "dernier", "derniere", "hasta",
    "caducidad", "carga", "ultima", "creacion", "bis", "ablauf", "letzte", "letzter", "stand",
    "eingabe", "eintrag", "scadenza", "inserimento", "fine", "son", "записи", "ввода", "отчета",
}  # fmt: skip
_RECORD_BEGINNINGS = (
    "melde", "bericht", "veroffentlich", "erfass", "erstell", "ander", "publi", "updat", "upload",
    "expir", "modif", "actuali", "aktuali", "aggiorn", "добавл", "обновл", "опублик", "публик",
    "создан", "измен", "загруз", "регистр", "оконч", "заверш", "внесен", "провер", "истеч",
    "guncel", "eklen", "ekleme", "yukle", "kayd", "yayim", "lastupd", "hinzugefug", "vencim",
)  # fmt: skip
# Of a date that is no more than near the event's.
_NEAR_WORDS = {
    "approx", "approximate", "approximately", "estimated", "estimate", "circa", "approximative",
    "ungefahr", "geschatzt", "tahmini", "تقريبي", "التقريبي", "примерная",
}  # fmt: skip
_FILLERS = {"of", "the", "de", "la", "l", "d", "du", "des", "der", "utc", "time", "وقت"}
# Words that only end as those of dates do.
_NO_DATES = {"mandate", "candidate", "validate", "consolidate", "accommodate", "liquidate"}
_JOINED = re.compile(r"(?P<before>[^\W\d_]{3,}?)(?:date|datum)|date(?P<after>[^\W\d_]{5,})")
# One column each, of numbers: the Global Terrorism Database writes iyear, imonth and iday.
_PARTS = (
    {"year", "iyear", "jahr", "annee", "год", "yil", "السنة", "سنة", "العام"},
    {"month", "imonth", "monat", "mois", "месяц", "ay", "الشهر", "شهر"},
    {"day", "iday", "tag", "jour", "день", "gun", "اليوم", "يوم"},
)


@dataclass(frozen=True)
class DateColumns:
    """Which columns hold the dates of events: one of whole dates, or those of year, month and day.

    ``places`` are those of the columns, none where no column surely holds them; ``precisions``
    are those of the columns that say how precisely a date is known, and what their codes mean.
    ``notes`` say how the columns were chosen, where a reader should know.
    """

    places: tuple[int, ...] = ()
    precisions: tuple[tuple[int, Mapping[str, str]], ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.places)

    def list_places(self) -> list[int]:
        """Return the places of all columns that are read."""
        return [*self.places, *(place for place, _ in self.precisions)]

    def read(self, take: Callable[[int], Labels]) -> Labels | None:
        """Return the dates of rows as texts for `event_dates.EventDates`; None where none are.

        ``take`` returns the cells of the column at a place.
        """
        if not self.places:
            return None
        columns = [take(place) for place in self.list_places()]
        if len(columns) == 1:
            return columns[0]
        shape = [max(1, len(column.values)) for column in columns]
        groups, codes = np.unique(
            np.ravel_multi_index([column.codes for column in columns], shape), return_inverse=True
        )
        places = np.transpose(np.unravel_index(groups, shape)).tolist()
        texts = (
            [column.values[at] for column, at in zip(columns, each, strict=True)] for each in places
        )
        return Labels([self.join(each) for each in texts], codes)

    def join(self, cells: Sequence[str]) -> str:
        """Return the text of a date from the cells at `list_places`."""
        parts, grades = cells[: len(self.places)], cells[len(self.places) :]
        text = parts[0] if len(parts) == 1 else _join_parts(parts)
        known_to = choose_coarsest(
            [
                read_known_to(cell, codes)
                for cell, (_, codes) in zip(grades, self.precisions, strict=True)
            ]
        )
        return f"{text}{KNOWN_TO}{known_to}" if known_to else text


def _join_parts(parts: Sequence[str]) -> str:
    year, month, day = (part.strip().removesuffix(".0") for part in [*parts, ""][:3])
    known = [part for part in (year, month, day) if part not in ("", "0", "00")]
    if len(known) < 3 and known != [year, month]:
        return year
    return "-".join(known) if month.isdecimal() else " ".join(reversed(known))


def find_dates(names: Sequence[str], first_row: Sequence[object] = ()) -> DateColumns:
    """Return the columns that hold the events' dates, empty where none surely do.

    Where ``first_row``, the cells below the names, holds tags of HXL, these count before the names.
    """
    tags = tuple(str(cell).strip() for cell in first_row)
    if any(tag.startswith("#geo") for tag in tags) and (found := _find_dates(tags, tuple(names))):
        return found
    return _find_dates(tuple(names), tuple(names))


@lru_cache(maxsize=256)  # features of GeoJSON have the same names over and over
def _find_dates(names: tuple[str, ...], shown: tuple[str, ...]) -> DateColumns:
    known = [fold_name(name) for name in names]
    words = [set(_split_joined(name)) for name in names]
    dates = [
        place for place, parts in enumerate(words) if parts & _DATE_WORDS and not _is_code(parts)
    ]
    of_events = [place for place in dates if not _is_of_record(words[place])]
    found = next((known.index(usual) for usual in _USUAL_NAMES if usual in known), None)
    if found is None:
        found = _choose(of_events, words, (_EVENT_WORDS, _START_WORDS))
    places = (found,) if found is not None else _find_parts(words)
    # GTD's approxdate, beside columns of year, month and day, holds what they do not.
    if len(places) < 3 and found is None and of_events:
        found = _choose(of_events, words, (None,))
        places = () if found is None else (found,)
    if not places and not of_events and "day" in known:
        places = (known.index("day"),)
    joined = ["".join(split_name(name)) for name in names]
    twins = [place for place, name in enumerate(joined) if name in {joined[at] for at in places}]
    if len(twins) > len(places):
        return DateColumns(notes=(_describe_twins(shown, twins),))
    notes = _describe(shown, words, dates, of_events, places)
    if not places:
        return DateColumns(notes=notes)
    precisions = find_date_precisions(names)
    unread = list_unread(names, [*places, *(place for place, _ in precisions)])
    return DateColumns(places, precisions, (*notes, *unread))


def _split_joined(name: str) -> Iterator[str]:
    """Yield the words of a name, and those that a word such as ``incidentdate`` is made of."""
    for word in split_name(name):
        yield word
        found = _JOINED.fullmatch(word) if word not in _NO_DATES | _RECORD_WORDS else None
        if found:
            yield "date"
            yield (found["before"] or found["after"]).removeprefix("of").removesuffix("s")


def _is_code(words: set[str]) -> bool:
    """Return whether a column says how well a date is known, and holds none."""
    return is_precision(words)


def _is_of_record(words: set[str]) -> bool:
    return bool(words & (_RECORD_WORDS | _NEAR_WORDS)) or any(
        word.startswith(_RECORD_BEGINNINGS) for word in words - _EVENT_WORDS
    )


def _choose(
    dates: Sequence[int], words: Sequence[set[str]], kinds: Sequence[set[str] | None]
) -> int | None:
    """Return the one column that has words of the first kind that any has, if there is one."""
    for wanted in kinds:
        found = [place for place in dates if wanted is None or words[place] & wanted]
        # Beside incident_date, incident_date_time is the same with more.
        plain = [one for one in found if not any(words[other] < words[one] for other in found)]
        if found:
            return plain[0] if len(plain) == 1 else None
    return None


def _find_parts(words: Sequence[set[str]]) -> tuple[int, ...]:
    """Return the columns of year, month and day, or of year and month."""
    found = [
        [
            place
            for place, parts in enumerate(words)
            if len(parts & part) == 1 and parts <= part | _EVENT_WORDS | _DATE_WORDS | _FILLERS
        ]
        for part in _PARTS
    ]
    counts = [len(places) for places in found]
    if counts in ([1, 1, 1], [1, 1, 0]):
        return tuple(places[0] for places in found if places)
    return ()


def _describe_twins(names: Sequence[str], twins: Sequence[int]) -> str:
    return (
        f"Columns have the same name, {list_names([names[place] for place in twins])}: no date is "
        f"read, so there is no month and no status; give them names that differ."
    )


def _describe(
    names: Sequence[str],
    words: Sequence[set[str]],
    dates: Sequence[int],
    of_events: Sequence[int],
    places: tuple[int, ...],
) -> tuple[str, ...]:
    def show(listed: Sequence[int]) -> str:
        more = " ..." if len(listed) > 6 else ""
        return ", ".join(quote(names[place]) for place in listed[:6]) + more

    if len(places) > 1:
        return (f"The dates are those of the columns {show(places)} together.",)
    if places:
        plain = words[places[0]] <= _DATE_WORDS | _EVENT_WORDS | _START_WORDS | _FILLERS | {"day"}
        is_said = len({*dates, *places}) > 1 or not (
            plain or fold_name(names[places[0]]) == "sqldate"
        )
        return (f"The dates are those of the column {show(places)}.",) if is_said else ()
    if of_events:
        return (
            f"Several columns may hold the dates of events, {show(of_events)}: none is read, so "
            f"there is no month and no status; call the right one event_date.",
        )
    if dates:
        return (
            f"No date of an event is read, for {show(dates)} seems to be of the record, or only "
            f"near the event's: no month and no status; call a column event_date that holds it.",
        )
    return ()
