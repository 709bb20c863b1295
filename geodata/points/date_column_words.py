"""The words by which a column of dates is known: which of them is the event's, and which is not.

All are as `column_names.split_name` leaves them: in lower case, without accents.
"""

import re

# In lower case; ACLED writes event_date, UCDP GED date_start, GDELT SQLDATE.
USUAL_NAMES = ("event_date", "date_start", "date", "event date", "eventdate", "sqldate")
DATE_WORDS = {
    "date", "datetime", "datum", "дата", "tarih", "tarihi", "تاريخ", "التاريخ", "تاریخ", "fecha",
    "when", "dt",
}  # fmt: skip
# A date of the event goes before one of its beginning, and that before any other.
EVENT_WORDS = {
    "event", "incident", "occurred", "occurrence", "attack", "strike", "ereignis", "vorfall",
    "attaque", "evenement", "события", "инцидента", "olay", "الحادث", "الحادثة", "الحدث", "حادثة",
    "الواقعة", "الهجوم", "القصف", "الاستهداف", "الانتهاك", "الحدوث", "الوقوع",
}  # fmt: skip
START_WORDS = {
    "start", "begin", "beginning", "from", "debut", "beginn", "начала", "البداية", "البدء",
}  # fmt: skip
END_WORDS = {
    "end", "until", "till", "to", "through", "finish", "fin", "fine", "ende", "bis", "hasta",
    "окончания", "bitis", "النهاية", "الانتهاء", "نهاية", "انتهاء",
}  # fmt: skip
# A date of the record is never the event's.
RECORD_WORDS = {
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
RECORD_BEGINNINGS = (
    "melde", "bericht", "veroffentlich", "erfass", "erstell", "ander", "publi", "updat", "upload",
    "expir", "modif", "actuali", "aktuali", "aggiorn", "добавл", "обновл", "опублик", "публик",
    "создан", "измен", "загруз", "регистр", "оконч", "заверш", "внесен", "провер", "истеч",
    "guncel", "eklen", "ekleme", "yukle", "kayd", "yayim", "lastupd", "hinzugefug", "vencim",
)  # fmt: skip
# Of a date that is no more than near the event's.
NEAR_WORDS = {
    "approx", "approximate", "approximately", "estimated", "estimate", "circa", "approximative",
    "ungefahr", "geschatzt", "tahmini", "تقريبي", "التقريبي", "примерная",
}  # fmt: skip
# Of a longer time, unless the name spells out how a day is written.
PERIODS = {"week", "month", "quarter", "period", "range", "mois", "monat", "woche", "semaine"}
DAYS = {"day", "dd", "tag", "jour"}
FILLERS = {"of", "the", "de", "la", "l", "d", "du", "des", "der", "utc", "time", "وقت"}
# Words that only end as those of dates do.
NO_DATES = {"mandate", "candidate", "validate", "consolidate", "accommodate", "liquidate"}
JOINED = re.compile(r"(?P<before>[^\W\d_]{3,}?)(?:date|datum)|date(?P<after>[^\W\d_]{5,})")
# One column each, of numbers: the Global Terrorism Database writes iyear, imonth and iday.
PARTS = (
    {"year", "iyear", "jahr", "annee", "год", "yil", "السنة", "سنة", "العام"},
    {"month", "imonth", "monat", "mois", "месяц", "ay", "الشهر", "شهر"},
    {"day", "iday", "tag", "jour", "день", "gun", "اليوم", "يوم"},
)
