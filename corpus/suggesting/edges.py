"""Where an article's own text begins and ends among a page's lines, and what those above it say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.quoting import shorten
from corpus.suggesting.calendar_words import find_full_date
from corpus.suggesting.site_lines import is_boilerplate, opens_boilerplate, read_byline

_BETWEEN = re.compile(r"[|·•]")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…؟。:][\"'”’»)\]]*\Z")
_NAMES = re.compile(
    r"[^\W\d_a-z][\w.’'-]+(?: [\w.’'-]+){1,3}"
    r"(?:(?:,? and |, | & |،? و)[^\W\d_a-z][\w.’'-]+(?: [\w.’'-]+){1,3}){0,4}"
)
_BY = re.compile(r"by\s+", re.IGNORECASE)
_DATELINE = re.compile(r"[^\n.!?]{0,40}?\b[12]\d{3}\b[^\n.!?]{0,20}?\s?[-–—:]\s")
_LONGEST_LABEL = 8  # words of a line that is no sentence and no paragraph
_LONGEST_TITLE = 250
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
    found["published"] = found["published"] or read_dateline(lines[first][1])
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
    is_post = False
    for index, (_, line) in enumerate(lines[:-1]):
        if _is_post(line) and index == 1 and found["title"] and not title:
            # Above what somebody wrote on a network stands who did, and no title.
            is_post, found["author"], found["title"] = True, found["title"], ""
        # By Ann Example | 5 May 2017 | 10:32
        parts = [part for part in _BETWEEN.split(line) if part.strip()]
        told = [_read_label(part) for part in parts]
        if all(told):
            for key, value in (pair for label in told for pair in label.items()):
                found[key] = found[key] or value
        elif not is_boilerplate(line) and line.strip("# ") != found["title"]:
            if found["title"] and (names := _read_names(lines, index)):
                found["author"] = found["author"] or names
                continue
            if found["title"] or is_post or not _could_be_title(line):
                return index, found
            if line.isupper() and _could_be_title(lines[index + 1][1], len(line.split()) + 1):
                continue
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


def _could_be_title(line: str, least: int = 1) -> bool:
    is_long = len(line.split()) >= least
    return is_long and len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line)


def _is_post(line: str) -> bool:
    return line.endswith("·") and find_full_date(line) is not None


def _read_names(lines: Sequence[tuple[int, str]], index: int) -> str:
    """Return the names on a line above a printed day: ``Ann Example and Bob Sample``."""
    line = lines[index][1]
    following = [next_line for _, next_line in lines[index + 1 : index + 3]]
    is_headed = any("published" in _read_label(each) for each in following)
    names = _BY.sub("", line)
    return names if is_headed and _NAMES.fullmatch(names) else ""


def read_dateline(line: str) -> str:
    """Return the day that a paragraph begins with: ``BEIRUT, May 12, 2017 - ...``; or nothing."""
    match = _DATELINE.match(line)
    day = find_full_date(match.group()) if match else None
    return day.isoformat() if day else ""


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
