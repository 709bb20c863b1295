"""Exports made by another process, in another folder, time zone and order of hashes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def export_elsewhere(name: str, layer: str, folder: Path) -> bytes:
    """Return what the command line writes of a layer in a format, started in this folder."""
    return subprocess.run(
        [sys.executable, "-m", "geodata", "export", "--format", name, "--layer", layer],
        cwd=folder,
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "4", "TZ": "UTC-13", "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
