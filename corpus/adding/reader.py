"""``python -m corpus.adding.reader``: read one file in a process of its own, with limits.

Files may come from anybody: what a reader of theirs costs, this process pays, and if one of them
ends it, that is said in a sentence. The file comes on standard input after a line of JSON that says
its kind; the draft, or what is wrong, goes to standard output as JSON.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict

from corpus.adding.drafts import Draft, make_draft
from corpus.adding.kinds import MARKDOWN, PAGE, PDF, TEXT, WORD, Kind
from corpus.errors import ReadError
from corpus.processes import Limits, find_root, limit_process, name_command, redirect_output

_LIMITS = Limits(memory=1_500_000_000, file=1_000_000, seconds=30)
_MOST_SECONDS = 180  # by the clock, on a machine with much else to do


def read_draft(data: bytes, kind: Kind) -> Draft:
    """Return the draft of an article, read from a file of this kind.

    Raises
    ------
    ReadError
        If it cannot be read, holds no article, or costs more time or memory than one may.
    """
    head = json.dumps({"kind": kind.id}).encode()
    try:
        done = subprocess.run(
            name_command("corpus.adding.reader"),
            cwd=find_root(),
            input=head + b"\n" + data,
            capture_output=True,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError("reading it takes too long") from None
    if done.returncode == 1:
        raise ReadError("it is damaged")
    if done.returncode:
        raise ReadError("reading it takes too much time or memory")
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise ReadError(answer["problem"])
    return make_draft(answer)


def find_reader(kind_id: str) -> Callable[[bytes], Draft]:
    """Return what reads a file of a kind, in this process and without limits."""
    # Each library is loaded where a file of its kind is read, and nowhere else.
    if kind_id == PAGE.id:
        from corpus.adding.web_pages import read_web_page

        return read_web_page
    if kind_id == PDF.id:
        from corpus.adding.pdf_files import read_pdf

        return read_pdf
    if kind_id == WORD.id:
        from corpus.adding.word_documents import read_word_document

        return read_word_document
    from corpus.adding.plain_text import read_markdown, read_plain_text

    return {MARKDOWN.id: read_markdown, TEXT.id: read_plain_text}[kind_id]


def main() -> None:
    """Read the file on standard input and write its draft to standard output."""
    output = redirect_output()
    limit_process(_LIMITS)
    kind_id = json.loads(sys.stdin.buffer.readline())["kind"]
    try:
        answer = asdict(find_reader(kind_id)(sys.stdin.buffer.read()))
    except ReadError as error:
        answer = {"problem": str(error)}
    except (MemoryError, RecursionError):
        answer = {"problem": "reading it takes too much memory"}
    output.write(json.dumps(answer).encode())
    output.close()


if __name__ == "__main__":
    main()
