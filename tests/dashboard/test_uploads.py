"""What visitors send to the server goes to disk, and nothing of it stays where it is refused."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from socket import create_connection
from typing import Any

import psutil
import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard.uploads.folder import (
    LARGEST,
    SESSION_FILES,
)
from tests.dashboard.client import ask
from tests.server import Server, serve_page

BOUNDARY = "x-boundary-x"


@dataclass(frozen=True)
class Visitor:
    """A session of a running page, and the folder in which its server keeps what is temporary."""

    server: Server
    session: str
    temporary: Path

    def files(self) -> list[Path]:
        return [path for path in self.temporary.glob("uploads-*/*/*") if path.is_file()]

    def expect(self, files: list[Path]) -> None:
        """Wait until these are the files: what is deleted may be so after the answer."""
        while self.files() != files:
            assert ask(self.server, "/_stcore/health").status == 200

    def send(
        self,
        file: str,
        data: bytes | None,
        name: str = "table.csv",
        session: str = "",
        method: str = "PUT",
        forged: bool = False,
        chunked: bool = False,
        **headers: str,
    ) -> int:
        """Return the status that an upload is answered with."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        cookies = SimpleCookie(answer.getheader("set-cookie", ""))
        token = cookies["_streamlit_xsrf"].value if "_streamlit_xsrf" in cookies else ""
        address = f"/_stcore/upload_file/{session or self.session}/{file}"
        sent = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Cookie": f"_streamlit_xsrf={token}",
            "X-Xsrftoken": "forged" if forged else token,
            **headers,
        }
        body = None if data is None else wrap(name, data)
        connection.request(method, address, [body] if body and chunked else body, sent)
        status = connection.getresponse().status
        connection.close()
        return status


def wrap(name: str, data: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'
    return head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()


def is_served(port: int) -> bool:
    """Return whether somebody listens at a port of this machine."""
    try:
        create_connection(("127.0.0.1", port), timeout=60).close()
    except ConnectionError:
        return False
    return True


@pytest.fixture(scope="module")
def uploads_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    folder = tmp_path_factory.mktemp("uploads")
    temporary = folder / "temporary"
    temporary.mkdir()
    log = folder / "server.log"
    # As few open files as some machines give.
    with serve_page(log, limit="-n 256", TMPDIR=str(temporary)) as server:
        yield server, temporary
        # A terminal that is closed ends it, and frees its port.
        os.kill(server.pid, signal.SIGHUP)
        while is_served(server.port):
            pass
    # With a clean-up.
    assert [*temporary.iterdir()] == []
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture
def visitor(uploads_server: tuple[Server, Path]) -> Iterator[Visitor]:
    with visit(*uploads_server) as visitor:
        yield visitor


@contextmanager
def visit(server: Server, temporary: Path) -> Iterator[Visitor]:
    """Visit the page as a browser does, which gives the visitor a session."""
    with connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        subprotocols=[websockets.Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
        close_timeout=1,
    ) as socket:
        message = BackMsg()
        message.rerun_script.SetInParent()
        socket.send(message.SerializeToString())
        answer = ForwardMsg()
        while answer.WhichOneof("type") != "new_session":
            received = socket.recv()
            assert isinstance(received, bytes)
            answer.ParseFromString(received)
        yield Visitor(server, answer.new_session.initialize.session_id, temporary)


def test_a_table_goes_to_disk(visitor: Visitor) -> None:
    before = {*visitor.files()}
    data = os.urandom(3_000_000)
    assert visitor.send("a-table", data, 'a "name" with\u00e9.csv') == 204
    (path,) = {*visitor.files()} - before
    assert path.read_bytes() == data
    assert visitor.send("a-table", None, method="DELETE") == 204
    visitor.expect([*before])


def test_invented_ids_are_of_no_use(visitor: Visitor) -> None:
    before = {*visitor.files()}
    for number in range(3 * SESSION_FILES):
        # The page says what is wrong: a browser would only show a number.
        assert visitor.send(f"invented-{number}", b"data") == 204
    assert len({*visitor.files()} - before) == SESSION_FILES


@pytest.mark.parametrize(
    ("status", "how"),
    [
        (400, {"session": "nobody"}),
        (403, {"forged": True}),
        (413, {"Content_Length": str(2 * LARGEST)}),
        (411, {"chunked": True}),
        (400, {"Content_Type": "multipart/form-data"}),
        (400, {"Content_Type": "multipart/form-data; boundary=other"}),
        (400, {"Content_Type": "text/plain"}),
    ],
    ids=str,
)
def test_what_is_no_upload_leaves_nothing(
    status: int, how: dict[str, Any], visitor: Visitor
) -> None:
    before = visitor.files()
    named = {name.replace("_", "-"): value for name, value in how.items()}
    assert visitor.send("bad", b"data", **named) == status
    visitor.expect(before)


def test_what_is_only_announced_takes_nobodys_place(visitor: Visitor) -> None:
    before = visitor.files()
    with ExitStack() as stack:
        for number in range(6):
            connection = stack.enter_context(
                create_connection(("127.0.0.1", visitor.server.port), timeout=60)
            )
            head = f"PUT /_stcore/upload_file/{visitor.session}/silent-{number} HTTP/1.1\r\n"
            size = f"Host: x\r\nContent-Length: {LARGEST}\r\n"
            kind = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
            connection.sendall((head + size + kind).encode())
            stack.callback(connection.close)
        assert visitor.send("loud", b"data") == 204
    assert visitor.send("loud", None, method="DELETE") == 204
    visitor.expect(before)


def test_a_table_that_the_disk_does_not_take_leaves_nothing(visitor: Visitor) -> None:
    before = visitor.files()
    process = psutil.Process(visitor.server.pid)
    _, most = process.rlimit(psutil.RLIMIT_FSIZE)
    # No file of more than half a megabyte can be written.
    process.rlimit(psutil.RLIMIT_FSIZE, (1 << 19, most))
    try:
        for size in (600_000, 3_000_000):
            assert visitor.send(f"large-{size}", bytes(size)) == 204
            visitor.expect(before)
        assert visitor.send("small", b"data") == 204
        assert len(visitor.files()) == len(before) + 1
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, (most, most))
    assert visitor.send("small", None, method="DELETE") == 204


def test_connections_that_say_nothing_take_no_descriptor_that_is_needed(visitor: Visitor) -> None:
    server = visitor.server
    size = server.log.stat().st_size
    with ExitStack() as stack:
        for number in range(200):
            with suppress(OSError):
                silent = create_connection(("127.0.0.1", server.port), timeout=60)
                stack.enter_context(silent)
                silent.sendall(b"GET / HT")
            # More at once than the server lets wait would try again after a second.
            if number % 8 == 0:
                assert ask(server, "/_stcore/health").status == 200
        for path in ("/", "/api/zones.geojson", "/api/locate?place=Idlib"):
            assert ask(server, path).status == 200
    assert server.log.stat().st_size < size + 10_000


@pytest.mark.parametrize("word", ["nothing", "..%2f..%2fetc%2fpasswd", "x" * 3000])
def test_no_result_is_found_without_its_word(word: str, visitor: Visitor) -> None:
    answer = ask(visitor.server, f"/located/{word}")
    assert answer.status in (400, 404) or b"<html" in answer.body
    assert b"root:" not in answer.body
