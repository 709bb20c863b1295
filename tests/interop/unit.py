"""The unit of docs/deploy without systemd: its command, confined as it says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.interop.nginx import DEPLOY
from tests.server import ROOT

UNIT = DEPLOY / "zones.service"
_NOBODY = "65534"
_PROGRAM, _FOLDER, _PORT = "/opt/zones/.venv/bin/python", "/opt/zones", "8501"


@dataclass(frozen=True)
class Unit:
    """What a unit says of its service, by name; a name may stand there more than once."""

    settings: dict[str, list[str]]

    def get(self, name: str) -> str:
        """Return the one value of a setting."""
        (value,) = self.settings[name]
        return value

    def command(self, port: int) -> list[str]:
        """Return the service's command, with the Python and the folder of these tests."""
        words = self.get("ExecStart").split()
        assert words[0] == _PROGRAM
        assert words[-1] == _PORT
        return [sys.executable, *words[1:-1], str(port)]

    def environment(self) -> list[str]:
        """Return the variables of the service, each as ``NAME=value``."""
        return self.settings["Environment"]


def read_unit() -> Unit:
    """Return the unit that docs/deploy has."""
    settings = defaultdict(list)
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not name.startswith("#"):
            settings[name].append(value)
    return Unit(dict(settings))


def adapt_unit(folder: Path) -> Path:
    """Write the unit with a program and a folder that are there, for which systemd looks."""
    text = UNIT.read_text(encoding="utf-8").replace(_PROGRAM, "/usr/bin/env")
    adapted = folder / UNIT.name
    adapted.write_text(text.replace(_FOLDER, str(folder)), encoding="utf-8")
    return adapted


def confine(unit: Unit, command: list[str], temporary: Path) -> list[str]:
    """Return a command that runs another one as the unit would.

    A file system that can only be read but for ``/tmp``, homes and devices hidden, nobody's rights,
    the unit's variables and its limit of open files. Where no name space can be made, as in most
    containers, root becomes a user who may write to nothing but ``temporary``; where that one
    cannot run the command, root gives up its capabilities alone.
    """
    limited = ["prlimit", f"--nofile={unit.get('LimitNOFILE')}", *command]
    jail = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    for hidden in ("/tmp", "/var/tmp", "/home", "/root"):  # noqa: S108
        jail += ["--tmpfs", hidden]
    for seen in (ROOT, *map(Path, (sys.prefix, sys.base_prefix))):
        jail += ["--ro-bind", str(seen.resolve()), str(seen.resolve())]
    # Else what was mounted to hide could be written to.
    for hidden in ("/var/tmp", "/home", "/root"):  # noqa: S108
        jail += ["--remount-ro", hidden]
    jail += ["--unshare-user", "--unshare-ipc", "--unshare-uts", "--uid", _NOBODY, "--gid", _NOBODY]
    jail += ["--cap-drop", "ALL", "--new-session", "--die-with-parent", "--chdir", str(ROOT)]
    clean = ["env", "-i", f"PATH={os.environ['PATH']}", *unit.environment()]
    if subprocess.run([*jail, "true"], capture_output=True, check=False).returncode == 0:
        return [*jail, *clean, *limited]
    person = ["--reuid", _NOBODY, "--regid", _NOBODY, "--clear-groups"]
    program = shutil.which(command[0]) or command[0]
    if subprocess.run(["setpriv", *person, "test", "-x", program], check=False).returncode:
        # A Python in root's own home: whoever else there is cannot run it.
        person = []
    temporary.chmod(0o777)
    rights = ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    return [
        *clean,
        f"TMPDIR={temporary}",
        f"HOME={temporary}",
        "setpriv",
        *person,
        *rights,
        *limited,
    ]
