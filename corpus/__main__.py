"""The command line of the corpus: ``python -m corpus check``, ``export``, ``search`` and ``add``.

Its exit codes are those of all commands: see corpus.command_line.
"""

import sys
from collections.abc import Sequence

from corpus.command_line import run_command
from corpus.data_folder import take_data_option


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code after doing what the arguments say."""
    return run_command(lambda: _work(sys.argv[1:] if arguments is None else arguments))


def _work(arguments: Sequence[str]) -> int:
    words = take_data_option(arguments)
    # Only now: the commands read which zones there are.
    from corpus.commands import work

    return work(words)


if __name__ == "__main__":
    sys.exit(main())
