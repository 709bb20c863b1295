"""The process that makes exports; `dashboard.api.export_queue` starts and ends it."""

import hashlib
import json
import os
import sys
from pathlib import Path

from corpus.errors import OutputError, ReadError
from corpus.exports.scope import read_filters
from corpus.processes import limit_process, redirect_output
from dashboard.api.downloads import MADE, make_download
from dashboard.library import find_last_change, open_library


def main() -> None:
    """Make a file for every line of JSON on standard input; write its digest, or what is wrong."""
    answers = redirect_output()
    limit_process()
    for line in sys.stdin.buffer:
        try:
            answer = {"digest": make_file(**json.loads(line))}
        except (OutputError, ReadError) as error:
            answer = {"error": str(error)}
        except OSError as error:
            reason = error.strerror or error
            answer = {"error": f"The folder for temporary files cannot be written to: {reason}."}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def make_file(path: str, filters: dict[str, list[str]], base: str, target: str) -> str:
    """Write a download to a file, dated by what it is made from; return the digest of its bytes."""
    library = open_library()
    scope = read_filters(library.corpus, filters)
    data = make_download(library, MADE[path], scope, base)
    Path(target).write_bytes(data)
    changed = find_last_change()
    os.utime(target, (changed, changed))
    return hashlib.sha256(data).hexdigest()[:16]


if __name__ == "__main__":
    main()
