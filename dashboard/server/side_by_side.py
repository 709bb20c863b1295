"""Several data folders side by side: a start page at ``/``, and each of them below its own name.

A process reads one data folder, so each has a server of its own on this machine; what comes in here
is passed on by the first part of its path. ``python -m dashboard.server.side_by_side PORT`` is such
a server, which ends with its parent.
"""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from corpus.data_folder import VARIABLE
from corpus.entries import parse_entry
from corpus.errors import ReadError
from corpus.processes import find_root, name_command
from corpus.reading import read_text
from corpus.terminal import print_lines
from geodata.exports.templating import make_environment

_TEMPLATES = Path(__file__).parents[1] / "templates"
_ALONE = Path(__file__).parents[1] / "assets" / "alone.css"
_LAYOUT = "main{max-width:44rem;margin:3rem auto;padding:0 1rem;font-size:1.1rem}"
_HEAD_SECONDS = 20
_PIECE = 2**16


@dataclass(frozen=True)
class Folder:
    """A data folder that is served: its name in addresses, and the port of its own server."""

    path: Path
    name: str
    port: int

    @property
    def title(self) -> str:
        """The title of its page, or its name where the zones cannot be read."""
        try:
            values = parse_entry(read_text(self.path / "geodata" / "zones.yaml")).values
        except ReadError:
            return self.name
        return str(values.get("title") or self.name)


def name_folders(paths: Sequence[Path]) -> list[str]:
    """Return the names of folders in addresses: of two with one name the second gets a number."""
    names: list[str] = []
    for path in paths:
        plain = re.sub("[^a-z0-9]+", "-", path.name.lower()).strip("-") or "data"
        number, name = 1, plain
        while name in names:
            number += 1
            name = f"{plain}-{number}"
        names.append(name)
    return names


def serve_folders(paths: Sequence[Path], host: str, port: int) -> int:
    """Serve data folders until a signal comes, and return the exit code: 2 if one cannot be."""
    folders = [
        Folder(path, name, _find_port(host))
        for path, name in zip(paths, name_folders(paths), strict=True)
    ]
    address = (os.environ.get("PUBLIC_URL") or f"http://{host}:{port}").rstrip("/")
    children = [_start(folder, address) for folder in folders]
    try:
        return asyncio.run(_serve(folders, children, host, port, address))
    finally:
        for child in children:
            assert child.stdin is not None
            child.stdin.close()
        for child in children:
            child.wait()


def _find_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
    return port


def _start(folder: Folder, address: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*name_command("dashboard.server.side_by_side"), str(folder.port)],
        cwd=find_root(),
        env={
            **os.environ,
            VARIABLE: str(folder.path),
            "PUBLIC_URL": f"{address}/{folder.name}",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )


async def _serve(
    folders: Sequence[Folder],
    children: "Sequence[subprocess.Popen[bytes]]",
    host: str,
    port: int,
    address: str,
) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    for folder, child in zip(folders, children, strict=True):
        while not stop.is_set() and not await _is_up(host, folder.port):
            if child.poll() is not None:
                return 2
            await asyncio.sleep(0.2)
    ports = {folder.name.encode(): folder.port for folder in folders}
    start_page = _write_start_page(folders)

    running: set[asyncio.Task[None]] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        with suppress(OSError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError):
            await _answer(reader, writer, host, ports, start_page)
        writer.close()
        running.discard(task)

    server = await asyncio.start_server(answer, host, port)
    async with server:
        print_lines([f"The maps are at {address}/ (stop them with Ctrl-C)."])
        await stop.wait()
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    return 0


async def _is_up(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


async def _answer(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    host: str,
    ports: Mapping[bytes, int],
    start_page: bytes,
) -> None:
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _HEAD_SECONDS)
    first, *fields = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    path = first.split(b" ")[1].partition(b"?")[0] if first.count(b" ") == 2 else b""
    port = ports.get(path.lstrip(b"/").partition(b"/")[0])
    if port is None:
        status = b"200 OK" if path == b"/" else b"404 Not Found"
        writer.write(b"HTTP/1.1 " + status + start_page)
        await writer.drain()
        return
    # A request a connection: the next one may be for another folder.
    if not any(field.lower().startswith(b"upgrade:") for field in fields):
        fields = [field for field in fields if not field.lower().startswith(b"connection:")]
        fields.append(b"Connection: close")
    there, back = await asyncio.open_connection(host, port)
    back.write(b"\r\n".join([first, *fields]) + b"\r\n\r\n")
    sending = asyncio.create_task(_pass_on(reader, back))
    try:
        await _pass_on(there, writer)
    finally:
        sending.cancel()
        back.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()


def _write_start_page(folders: Sequence[Folder]) -> bytes:
    """Return the start page after its status: header fields and body."""
    template = make_environment(_TEMPLATES).get_template("side_by_side.html")
    style = _ALONE.read_text(encoding="utf-8") + _LAYOUT
    body = template.render(folders=folders, style=Markup(style)).encode()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    fields = [
        "",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(body)}",
        f"Content-Security-Policy: default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
        "",
        "",
    ]
    return "\r\n".join(fields).encode() + body


def main() -> int:
    """Serve the data folder that the environment names, at a port, as long as the parent lives."""
    from corpus.command_line import run_command

    threading.Thread(target=_stop_with_input, daemon=True).start()

    def work() -> int:
        from dashboard.server.serving import serve

        return serve("127.0.0.1", int(sys.argv[1]))

    return run_command(work)


def _stop_with_input() -> None:
    # The parent's end of the pipe closes when it stops or dies.
    while os.read(0, _PIECE):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
