"""Debian's nginx, with the configurations that docs/deploy holds."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server import ROOT, free_port, process_is_over

NGINX = "/usr/sbin/nginx"
BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
DEPLOY = ROOT / "docs" / "deploy"
# What Debian's own main configuration has around the files of conf.d, in a folder of our own.
MAIN = """
{user}{modules}daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    gzip on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/conf.d/*.conf;
}}
"""


@contextmanager
def serve(name: str, folder: Path, *more: str, **changes: str) -> Iterator[int]:
    """Run nginx with a configuration of docs/deploy, and yield its port.

    ``more`` are configurations beside it; ``changes`` are what is to stand in the place of the
    port, files and addresses of the example.
    """
    port = free_port()
    text = (DEPLOY / name).read_text(encoding="utf-8")
    for old, new in {"listen 80;": f"listen 127.0.0.1:{port};", **changes}.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "conf.d").mkdir(parents=True)
    (folder / "conf.d" / name).write_text(text, encoding="utf-8")
    for one in more:
        shutil.copy(DEPLOY / one, folder / "conf.d")
    modules = f"load_module {BROTLI};\n" if "brotli.conf" in more else ""
    user = "user root;\n" if os.geteuid() == 0 else ""
    main = MAIN.format(folder=folder, user=user, modules=modules)
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        while not _listens(port):
            assert not process_is_over(process, 0.1), (folder / "error.log").read_text()
        log = (folder / "error.log").read_text(encoding="utf-8")
        assert log == "", log
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
