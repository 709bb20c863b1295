"""The browser the tests drive: ``python -m tests.chromium`` makes sure that there is one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Chromium without its own window first: a page costs a sixth less.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome on this machine, or None for Playwright's own."""
    found = (path for name in NAMES if (path := shutil.which(name)))
    return next(found, str(MAC_CHROME) if MAC_CHROME.exists() else None)


def install_browser() -> int:
    """Install a browser where there is none; return the exit code of the installer."""
    if shutil.which(SHELL):
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium from Debian's packages (once) ...", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", SHELL]):
            done = subprocess.run(
                ["apt-get", *command],
                env=environment,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        if done.returncode == 0:
            return 0
    if find_browser():
        return 0
    print("Installing Playwright's Chromium (once) ...", flush=True)
    return subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(install_browser())
