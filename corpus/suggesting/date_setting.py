"""What the dates of an article are worked out from: publication, tense, days named before."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.edtf import Span
from corpus.suggesting.date_values import Value, make_month

_AHEAD = re.compile(
    r"\b(?:will|shall|would|to be|is due|are due|due to|expect\w*|schedul\w*|plan(?:s|ned)?|"
    r"by|until|"
    r"upcoming|next|envisage\w*|starting|intends?|is to|are to|later|continue|going to)\b|"
    r"\b(?:будет|будут|должн\w+|планиру\w+|состоится|пройдет|пройдёт|ожида\w+|к)\b|"
    # A verb of what is ahead begins with these letters, as do six, year, car, to seize and policy.
    r"(?:^|\s)(?:سوف|و?س(?!تة|تين|تون|نة|نوات|يار|يطر|ياس|ينا|يد|ند)[تين]\w{3,}|المقبل\w*|القادم\w*|"
    r"بحلول|من المقرر)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|has been|said|told|began|started|kicked off|opened|signed|ended|took|"
    r"held|killed|"
    r"ago|since|last|announced|reported|walked)\b|"
    r"\b(?:был[аио]?|прош\w+|состоял\w+|сообщил\w*|заявил\w*|подписа\w+)\b|(?:^|\s)[وف]?(?:كان\w*|"
    r"الماضي\w*|قال\w*|قد|وقع\w*)",
    re.IGNORECASE,
)
# The end of most English verbs of what is past, shortly before.
_TOLD = re.compile(r"\b[a-z]{2,}(?:ed|fell|gone|rose)\b[^.;]{0,25}\Z")
REACH = 90  # characters around a date in which its tense is looked for


@dataclass(frozen=True)
class Setting:
    """What a date stands in.

    Attributes
    ----------
    published : Span
        When the article was published; what is counted from it is as sure as it is.
    before, after : str
        The words of its sentence shortly before it, back to the last date, and after it.
    previous : Value or None
        The date named last in the paragraph.
    earlier : Value or None
        The one named last in the article.
    events : dict of str to date
        Patterns of the events that days are counted from, with their days.
    lasting : tuple of date
        The days from which a term of the agreement may be counted.
    """

    published: Span
    before: str = ""
    after: str = ""
    previous: Value | None = None
    earlier: Value | None = None
    events: tuple[tuple[re.Pattern[str], date], ...] = ()
    lasting: tuple[date, ...] = ()

    @property
    def today(self) -> date:
        """The day of publication, the last where it is not one."""
        return self.published.last_named

    @property
    def is_vague(self) -> bool:
        """Whether the day of publication is not surely known."""
        return not self.published.is_day

    @property
    def reason(self) -> str:
        """Where relative dates come from."""
        return f"worked out from the date of publication, {self.today}"

    @property
    def is_told(self) -> bool:
        """Whether the words before tell of what is past: *collapsed within three weeks*."""
        return self.tense < 0 or (not self.tense and _TOLD.search(self.before) is not None)

    @property
    def tense(self) -> int:
        """1 where the words speak of what is ahead, -1 of what is past, 0 where they do not say."""
        for pattern in (self.before, self.after):
            ahead = [match.start() for match in _AHEAD.finditer(pattern)]
            behind = [match.start() for match in _BEHIND.finditer(pattern)]
            if ahead or behind:
                # The nearest word decides: the last before the date, the first after it.
                if pattern is self.after:
                    return 1 if ahead and (not behind or ahead[0] < behind[0]) else -1
                return 1 if ahead and (not behind or ahead[-1] > behind[-1]) else -1
        return 0

    def choose_year(self, month: int, day: int | None = None) -> int:
        """Return the year that puts a month or a day nearest to publication, by the tense."""

        def far(year: int) -> float:
            whole = make_month(year, month)
            try:
                start, end = (date(year, month, day),) * 2 if day else (whole.first, whole.last)
            except ValueError:
                return 1e9
            if end < self.today:
                return (self.today - end).days * (3 if self.tense > 0 else 1)
            ahead = max(0, (start - self.today).days)
            return ahead * (0.9 if self.tense > 0 else 2)

        # The 29th of February is in one year of four.
        years = range(self.today.year - 2, self.today.year + 4)
        return min(years, key=lambda year: (far(year), abs(year - self.today.year)))

    def choose_weekday(self, weekday: int, which: str) -> date:
        """Return the day of the week that is meant: the last one, or the next by the tense."""
        back = (self.today.weekday() - weekday) % 7
        if which == "next":
            return self.today + timedelta(days=7 - back if back else 7)
        if which == "last":
            return self.today - timedelta(days=back or 7)
        if back and (which == "this" or self.tense > 0):
            ahead = self.today + timedelta(days=7 - back)
            if self.tense >= 0:
                return ahead
        return self.today - timedelta(days=back)
