"""Programs written for Node.js, from npm, in a folder of their own."""

import subprocess
from pathlib import Path


def install(folder: Path, *packages: str) -> None:
    """Install packages, each with its version, into a folder; what they need comes along."""
    subprocess.run(
        ["npm", "install", "--no-package-lock", "--no-save", "--no-audit", "--no-fund", *packages],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def run(folder: Path, script: str, *arguments: str) -> str:
    """Return what a module of JavaScript writes that uses what is installed in a folder."""
    return subprocess.run(
        ["node", "--input-type=module", "--eval", script, "--", *arguments],
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout
