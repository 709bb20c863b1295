"""Boilerplate: the lines of a page that are the site's and not the article's.

Lines are told by their words, in English, Arabic and Russian. What is told by a page's markup is in
`web_pages`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.quoting import shorten
from corpus.suggesting.calendar_words import find_full_date

# What opens a list of other articles, or the site's words about itself.
_HEADING = re.compile(
    r"(?:related(?: (?:news|articles?|stories|topics|posts|content|coverage|links))?"
    r"|recent posts"
    r"|read (?:more|also|next|on)|see also|also read|more (?:on|from|in|stories|news|about)\b.*"
    r"|most (?:read|popular|viewed|shared)|recommended.*|you (?:may|might) (?:also )?(?:like"
    r"|be interested).*"
    r"|trending.*|latest (?:news|stories|headlines)|top stories|popular(?: now)?"
    r"|what to read next"
    r"|editor.s note|powered by .*|share (?:this|on|via)\b.*|comments?(?: \(\d+\))?"
    r"|leave a (?:reply|comment)"
    r"|sign up (?:for|to)\b.*|subscribe\b.*|follow us.*|newsletter|topics?|tags?|filed under.*"
    r"|اقرأ أيضا.*|اقرأ المزيد.*|مواضيع ذات صلة|أخبار ذات صلة|المزيد من.*|الأكثر قراءة"
    r"|تابعنا.*|شارك.*"
    r"|читайте также.*|по теме|новости по теме|материалы по теме|самое читаемое"
    r"|подписывайтесь.*|поделиться.*"
    r"|теги|реклама)\s*(?::.*)?",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:(?:sign up (?:for|to) (?:our|the)|subscribe to|follow us|share this|join our)\b.*"
    r"|read (?:more|also):.*|"
    r"all news|home(?:page)?|menu|search|print|e-?mail|share|tweet|advertisements?"
    r"|sponsored(?: content)?"
    r"|log ?in|sign ?in|register|contact(?: us)?|about us|translate\b.{0,3}|start typing .*"
    r"|(?:privacy|cookies?) (?:policy|notice|settings|preferences).*|terms (?:of (?:use"
    r"|service)|and conditions).*"
    r"|accept(?: all)?(?: cookies)?"
    r"|(?:we|this (?:site|website)|our (?:site|website)) uses? cookies.*|by (?:continuing"
    r"|clicking|using) .*\b(?:cookies|site)\b.*"
    r"|(?:©|\(c\)|copyright\b).*|.{0,80}\ball rights reserved.*|skip to (?:main )?content"
    r"|back to top|load more"
    r"|click here .*|download (?:our|the) app.*|get (?:the|our) .*(?:newsletter|app)\b.*"
    r"|in instagram"
    r"|(?:photo|image|picture|video)(?: credit)?:.*|read more\b.*|continue reading.*"
    r"|\d+ (?:shares|comments?|views)"
    r"|updated? .{0,40}\d{4}.{0,20}|published .{0,40}\d{4}.{0,20}|\d+ min(?:ute)?s? read"
    r"|.*(?:جميع الحقوق محفوظة|حقوق النشر|ملفات تعريف الارتباط).*|.*(?:все права защищены"
    r"|файлы cookie).*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|written by|بقلم"
    r"|автор:?)\s+(?P<name>[^\d.,:;]{3,60})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[|·•]")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…؟。:][\"'”’»)\]]*\Z")
_LONGEST_LABEL = 8  # words of a line that is no sentence and no paragraph
_LONGEST_TITLE = 250
_LONGEST_HEADING = 12  # words of a heading that ends like a sentence
# What closes a page, and stands on one line with what it heads.
_CLOSING = ("editor", "powered by")


@dataclass(frozen=True)
class Edges:
    """Where the article's own text begins and ends, and what the lines above it say."""

    start: int
    end: int
    title: str = ""
    author: str = ""
    published: str = ""
    cut: tuple[str, ...] = ()


def is_boilerplate(line: str) -> bool:
    """Return whether a line is the site's own by its words alone."""
    line = line.strip()
    return bool(_LINE.fullmatch(line)) or opens_boilerplate(line)


def opens_boilerplate(line: str) -> bool:
    """Return whether a line is a heading over other articles, or over the site's own words."""
    line = line.strip().strip("»«›‹*#- ")
    # A sentence may begin with such words too.
    is_sentence = len(line.split()) > _LONGEST_HEADING and line.endswith(".")
    return not is_sentence and _HEADING.fullmatch(line) is not None


def read_byline(line: str) -> str:
    """Return the name in a line such as ``By Ann Example``; empty where it is no such line."""
    match = _BYLINE.fullmatch(line.strip())
    return match.group("name").strip() if match else ""


def describe_cut(where: str, lines: Sequence[str]) -> str:
    """Return what was cut with some of its words: ``After the text: "Related news ..."``."""
    words = " / ".join(" ".join(line.split()) for line in lines)
    return f'{where}: "{shorten(words, 80)}"'


def find_edges(body: str, title: str = "") -> Edges:
    """Return where the article's own text stands in a plain text.

    Above it go the title, the names and the day that are printed there, and the site's lines;
    below it what follows a heading such as ``Related news``, and short lines that are no sentence.
    Without such lines it is the whole text.
    """
    lines = [
        (match.start(), match.group().strip())
        for match in re.finditer(r"[^\r\n]+", body)
        if match.group().strip()
    ]
    first, found = _skip_head(lines, title)
    last = _skip_tail(lines, first)
    start = _find_start(body, lines[first])
    end = _find_start(body, lines[last]) + len(lines[last][1])
    cut = []
    if head := [line for _, line in lines[:first]]:
        cut.append(describe_cut("Before the text", head))
    if tail := [line for _, line in lines[last + 1 :]]:
        cut.append(describe_cut("After the text", tail))
    return Edges(start, end, found["title"], found["author"], found["published"], tuple(cut))


def _find_start(body: str, line: tuple[int, str]) -> int:
    return body.index(line[1], line[0])


def _skip_head(lines: Sequence[tuple[int, str]], title: str) -> tuple[int, dict[str, str]]:
    """Return which line is the text's first, and what the lines above it say."""
    found = {"title": title, "author": "", "published": ""}
    for index, (_, line) in enumerate(lines[:-1]):
        # By Ann Example | 5 May 2017 | 10:32
        parts = [part for part in _BETWEEN.split(line) if part.strip()]
        told = [_read_label(part) for part in parts]
        if all(told):
            for key, value in (pair for label in told for pair in label.items()):
                found[key] = found[key] or value
        elif not is_boilerplate(line) and line.strip("# ") != found["title"]:
            if found["title"] or not _could_be_title(line):
                return index, found
            found["title"] = line.strip("# ")
            day = find_full_date(line)
            found["published"] = found["published"] or (day.isoformat() if day else "")
    return len(lines) - 1, found


def _read_label(part: str) -> dict[str, str]:
    """Return what a name, a day, a time or a word of the site's says; nothing if it is none."""
    if name := read_byline(part):
        return {"author": name}
    if (day := find_full_date(part)) and len(part.split()) <= _LONGEST_LABEL:
        return {"published": day.isoformat()}
    return {"author": ""} if _TIME.fullmatch(part.strip()) or is_boilerplate(part) else {}


def _could_be_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line)


def _skip_tail(lines: Sequence[tuple[int, str]], first: int) -> int:
    """Return which line is the text's last."""
    sizes = [len(line) for _, line in lines]
    half = sum(sizes[first:]) / 2
    stop = len(lines)
    for index in range(first + 1, len(lines)):
        # What stands under a heading halfway down is more likely a part of the article.
        if sum(sizes[first:index]) >= half and _opens_tail(lines[index][1]):
            stop = index
            break
    while stop > first + 1 and _is_label(lines[stop - 1][1]):
        stop -= 1
    return stop - 1


def _opens_tail(line: str) -> bool:
    """Return whether a line heads what follows it: ``Read more: A title`` is all it has to say."""
    is_whole = ":" in line.strip(": ") and not line.lower().startswith(_CLOSING)
    return opens_boilerplate(line) and not is_whole


def _is_label(line: str) -> bool:
    is_short = len(line.split()) <= _LONGEST_LABEL and not _SENTENCE_END.search(line)
    return is_short or is_boilerplate(line)
