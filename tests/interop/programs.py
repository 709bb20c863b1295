"""The programs that open the exports: ``python -m tests.interop.programs`` installs them."""

import os
import shutil
import subprocess
import sys

# A command that shows that it is there, and the Debian packages it comes from.
PROGRAMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "GDAL": (("ogrinfo", "--version"), ("gdal-bin",)),
    "QGIS": (
        ("/usr/bin/python3", "-c", "import qgis.core"),
        ("python3-qgis", "qgis-providers"),
    ),
    "LibreOffice": (("soffice", "--version"), ("libreoffice-calc-nogui",)),
    "poppler": (("pdftoppm", "-v"), ("poppler-utils",)),
    "nginx": (("/usr/sbin/nginx", "-v"), ("nginx-light",)),
    "nginx's brotli": (
        ("test", "-e", "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"),
        ("libnginx-mod-http-brotli-static",),
    ),
    "wrk": (("sh", "-c", "command -v wrk"), ("wrk",)),
    "systemd-analyze": (("systemd-analyze", "--version"), ("systemd",)),
    "bubblewrap": (("bwrap", "--version"), ("bubblewrap",)),
    "npm": (("npm", "--version"), ("nodejs", "npm")),
}


def install_programs() -> int:
    """Install what is missing; return 0, or 2 where that cannot be done here."""
    missing = [name for name, (command, _) in PROGRAMS.items() if not _runs(command)]
    if not missing:
        return 0
    packages = [package for name in missing for package in PROGRAMS[name][1]]
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print(
            f"Missing: {', '.join(missing)}. On Debian, as root: "
            f"apt-get install --no-install-recommends {' '.join(packages)}",
            file=sys.stderr,
        )
        return 2
    print(f"Installing {', '.join(missing)} from Debian's packages (once) ...", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(
            ["apt-get", *command], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    return 0


def _runs(command: tuple[str, ...]) -> bool:
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(install_programs())
