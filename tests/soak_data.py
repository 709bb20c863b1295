"""Data files changed by chance: the corpus and the atlas load, and say in faults what is wrong."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import corpus
import geodata
from corpus.faults import Fault
from corpus.search.index import build_index
from geodata import checks
from tests.corpus.hostile import SEEDS as HOSTILE
from tests.soak_mutations import mutate
from tests.soak_worker import Case

PACKAGES = {"corpus": Path(corpus.__file__).parent, "geodata": Path(geodata.__file__).parent}
PATTERNS = ("*.yaml", "*.csv", "articles/*.md", "boundaries/*.geojson")
# The share of cases in which most of the other files are missing: they load in a third of the time.
SCANT = 0.75
# Names a folder may hold, though no editor would give them.
ODD_NAMES = (b"\xff.md", b"\xed\xa0\xbd.md", b"\n.md", b".md", b"a\x1b[2J.md", b"-.md")


@dataclass(frozen=True)
class DataFiles:
    """The files that are changed, each with what its bytes are changed from."""

    files: tuple[str, ...]
    hostile: tuple[tuple[str, bytes], ...] = ()
    name: str = "mutated data files"

    def prepare(self, folder: Path) -> Case:
        """Return what changes one file of a copy and loads its package, in a worker."""
        whole, scant = folder / "whole", folder / "scant"
        for file in self.files:
            for root in (whole, scant):
                (root / file).parent.mkdir(parents=True, exist_ok=True)
            data = PACKAGES[file.partition("/")[0]].parent / file
            shutil.copyfile(data, whole / file)
            if Path(file).match("articles/*.md") or Path(file).name == "zones.yaml":
                shutil.copyfile(data, scant / file)
        contents = {file: (whole / file).read_bytes() for file in self.files}
        shipped = corpus.load()

        def load(package: str, root: Path) -> Iterable[Fault]:
            if package == "corpus":
                return _load_corpus(root / package)
            return checks.check(geodata.load(shipped, root / package))

        def run(random: Random, case: Path) -> str:
            file, seed = self._choose(random, contents)
            data = mutate(random, seed, list(contents.values()))
            # A copy to keep, should this be a fault.
            (case / Path(file).name).write_bytes(data)
            root = scant if random.random() < SCANT else whole
            with _changed(root / file, data, random):
                return judge_faults(load(file.partition("/")[0], root))

        return run

    def _choose(self, random: Random, contents: dict[str, bytes]) -> tuple[str, bytes]:
        if self.hostile and random.random() < 0.25:
            return random.choice(self.hostile)
        file = random.choice(self.files)
        return file, contents[file]


def _load_corpus(folder: Path) -> tuple[Fault, ...]:
    loaded = corpus.load(folder)
    build_index(loaded).close()
    return loaded.faults


@contextmanager
def _changed(path: Path, data: bytes, random: Random) -> Iterator[None]:
    """Have a file hold other bytes, and sometimes an article another name, for a while."""
    kept = path.read_bytes() if path.exists() else None
    is_renamed = path.suffix == ".md" and random.random() < 0.1
    odd = os.fsencode(path.parent) + b"/" + random.choice(ODD_NAMES)
    changed = os.fsdecode(odd) if is_renamed else str(path)
    if is_renamed:
        path.unlink(missing_ok=True)
    Path(changed).write_bytes(data)
    try:
        yield
    finally:
        Path(changed).unlink()
        if kept is not None:
            path.write_bytes(kept)


def judge_faults(faults: Iterable[Fault]) -> str:
    """Return what a load is counted as; faults that cannot be encoded raise."""
    texts = [str(fault) for fault in faults]
    for text in texts:
        text.encode()
    if not all(text.isprintable() for text in texts):
        return "with faults that hold control signs"
    return "with faults" if texts else "without a fault"


def list_files() -> DataFiles:
    """Return the shipped data files and the hostile ones, by their names beside the packages."""
    files = [
        path.relative_to(package.parent).as_posix()
        for package in PACKAGES.values()
        for pattern in PATTERNS
        for path in sorted(package.glob(pattern))
    ]
    return DataFiles(tuple(files), tuple(HOSTILE.values()))
