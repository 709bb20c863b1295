"""A data folder of its own for a review: the project's, to be added to."""

import shutil
from pathlib import Path

from tests.server import ROOT


def copy_data(folder: Path) -> Path:
    """Return a folder with the corpus to write to, and the zones as they are."""
    left_out = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=left_out)
    (folder / "geodata").symlink_to(ROOT / "geodata")
    shutil.copy(ROOT / "CITATION.cff", folder)
    return folder
