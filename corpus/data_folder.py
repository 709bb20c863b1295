"""The folder that the data is read from: one for the whole process, chosen as it starts.

It holds ``corpus/`` and ``geodata/`` with data files, as this project does, and ``CITATION.cff``.
Which zones and topics there are is read from it as modules are loaded, so it is chosen before; the
variable of the environment tells child processes, and ``streamlit run``, too.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import FolderError

VARIABLE = "ZONES_DATA"
OPTION = "--data"
HELP = "the folder with corpus/ and geodata/ to read the data from (default: this project's own)"

SHIPPED = Path(__file__).resolve().parents[1]


def find_data_folder() -> Path:
    """Return the folder that was chosen, or this project's own."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else SHIPPED


def add_folder_options(commands: Iterable[ArgumentParser], default: Path, told: str) -> None:
    """Add ``--data``, which `take_data_option` takes before, and ``--folder`` to commands.

    ``default`` is the folder of a package's own, ``told`` what ``--folder`` stands for.
    """
    for command in commands:
        command.add_argument(OPTION, metavar="DIR", help=HELP)
        command.add_argument("--folder", type=Path, default=default, help=f"deprecated: {told}")


def take_data_option(arguments: Sequence[str]) -> list[str]:
    """Return a command's arguments without ``--data DIR``, after choosing that folder.

    Raises
    ------
    FolderError
        If the option stands there without a folder or twice, or the folder holds no data.
    """
    kept, named = split_data_options(arguments)
    if len(named) > 1:
        raise FolderError(f"{OPTION} stands twice: data is read from one folder.")
    folder = named[0] if named else find_data_folder()
    check_data_folder(folder)
    if folder != find_data_folder() and "corpus.zone_ids" in sys.modules:
        raise FolderError(f"{OPTION} can only be chosen as a process starts.")
    if named:
        os.environ[VARIABLE] = str(folder)
    return kept


def split_data_options(arguments: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Return a command's arguments without ``--data DIR``, and the folders that it names.

    Raises
    ------
    FolderError
        If the option stands there without a folder.
    """
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    named: list[str] = []
    kept: list[str] = []
    wanted = iter(words[:end])
    for word in wanted:
        option, equals, value = word.partition("=")
        if option == OPTION:
            named.append(value if equals else next(wanted, ""))
        else:
            kept.append(word)
    if "" in named:
        raise FolderError(f"{OPTION} needs the folder to read the data from.")
    return kept + words[end:], [Path(name).absolute() for name in named]


def check_data_folder(folder: Path) -> None:
    """Refuse a folder that holds no data.

    Raises
    ------
    FolderError
        If it is none, or has no corpus or geodata in it.
    """
    if not folder.is_dir():
        raise FolderError(f"There is no folder {folder}.")
    for name in ("corpus", "geodata"):
        if not (folder / name).is_dir():
            raise FolderError(f"The folder {folder} has no {name}/ in it, and so no data to read.")
