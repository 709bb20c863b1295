"""What visitors send is kept on disk, within a budget, for them alone, and goes with them."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from socket import create_connection
from typing import Any

import pytest
import websockets
from starlette.responses import PlainTextResponse
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard.uploads.folder import (
    ALL_BYTES,
    LARGEST,
    SESSION_BYTES,
    SESSION_FILES,
    RefusalError,
    UploadFolder,
)
from dashboard.uploads.receiver import UploadReceiver
from tests.dashboard.test_routes import ask
from tests.server import Server, serve_page

BOUNDARY = "x-boundary-x"


@pytest.fixture
def folder() -> Iterator[UploadFolder]:
    made = UploadFolder()
    yield made
    made.close()


def keep(folder: UploadFolder, session: str, file: str, data: bytes = b"data") -> Path:
    path = folder.reserve(session, file)
    folder.charge(session, file, len(data))
    path.write_bytes(data)
    folder.record_size(session, file)
    return path


def test_a_visitor_may_hold_only_so_many_files(folder: UploadFolder) -> None:
    for number in range(SESSION_FILES):
        keep(folder, "one", f"{number}")
    for number in range(100):
        with pytest.raises(RefusalError, match=f"may hold {SESSION_FILES}"):
            folder.reserve("one", f"more-{number}", 1)
    with pytest.raises(RefusalError, match="may hold"):
        folder.find("one", "more-99")
    # Others are not concerned, and removing one makes the budget free again.
    keep(folder, "two", "0")
    folder.remove("one", "0")
    keep(folder, "one", "again")


def test_a_visitor_may_hold_only_so_much(folder: UploadFolder) -> None:
    for number in range(4):
        folder.reserve("one", f"{number}", SESSION_BYTES // 4)
    with pytest.raises(RefusalError, match="Remove one"):
        folder.reserve("one", "more", 1)
    # What is not written is not counted.
    path = folder.find("one", "0")
    path.write_bytes(b"little")
    folder.record_size("one", "0")
    folder.reserve("one", "more-2", LARGEST)


def test_all_together_may_hold_only_so_much(folder: UploadFolder) -> None:
    for number in range(ALL_BYTES // LARGEST):
        folder.reserve(f"visitor-{number}", "0", LARGEST)
    with pytest.raises(RefusalError, match="try again in some minutes"):
        folder.reserve("late", "0", LARGEST)
    with pytest.raises(RefusalError, match="try again in some minutes"):
        folder.find("late", "0")


def test_what_comes_is_counted_as_it_comes(folder: UploadFolder) -> None:
    folder.reserve("one", "0")
    for _ in range(SESSION_BYTES // LARGEST):
        folder.charge("one", "0", LARGEST)
    with pytest.raises(RefusalError, match="may hold"):
        folder.charge("one", "0", LARGEST)
    with pytest.raises(RefusalError):
        folder.charge("one", "unknown", 1)


def test_a_folder_that_was_tidied_up_is_made_again(folder: UploadFolder) -> None:
    path = keep(folder, "one", "0")
    shutil.rmtree(path.parent.parent)
    assert keep(folder, "one", "1").is_file()
    assert keep(folder, "two", "0").is_file()


def test_files_go_with_their_visitor(folder: UploadFolder) -> None:
    gone, here = keep(folder, "gone", "0"), keep(folder, "here", "0")
    token = folder.offer("gone", "0", "located-table.csv")
    assert folder.find_offered(token) == (gone, "located-table.csv")
    folder.sweep(lambda session: session == "here", grace=1000)
    assert gone.is_file()
    folder.sweep(lambda session: session == "here", grace=0)
    assert here.is_file()
    assert not gone.parent.exists()
    for find in (lambda: folder.find("gone", "0"), lambda: folder.find_offered(token)):
        with pytest.raises(RefusalError, match="no longer here"):
            find()


def test_nobody_finds_what_is_anothers(folder: UploadFolder) -> None:
    keep(folder, "one", "0")
    token = folder.offer("one", "0", "table.csv")
    with pytest.raises(RefusalError):
        folder.find("two", "0")
    for guess in ("", "0", "one", token[:-1], token + "x"):
        with pytest.raises(RefusalError):
            folder.find_offered(guess)
    folder.remove("one", "0")
    with pytest.raises(RefusalError):
        folder.find_offered(token)


def test_nothing_is_left_when_the_server_ends() -> None:
    folder = UploadFolder()
    path = keep(folder, "one", "0")
    folder.close()
    assert not path.parent.parent.exists()


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


@pytest.fixture(scope="module")
def uploads_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    folder = tmp_path_factory.mktemp("uploads")
    temporary = folder / "temporary"
    temporary.mkdir()
    with serve_page(folder / "server.log", TMPDIR=str(temporary)) as server:
        yield server, temporary
    assert [*temporary.iterdir()] == []


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


def test_who_sends_nothing_is_given_up(folder: UploadFolder) -> None:
    answers: list[int] = []

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("nothing comes")

    async def send(message: Message) -> None:
        answers.append(message.get("status", 0))

    headers = [(b"content-length", b"9"), (b"content-type", b"multipart/form-data; boundary=x")]
    address = {"path": "/_stcore/upload_file/one/silent", "query_string": b"", "headers": headers}
    receiver = UploadReceiver(PlainTextResponse(), folder, lambda session: True, 0.1)
    receiving = receiver({"type": "http", "method": "PUT", **address}, receive, send)
    # Not in this thread, where a browser's loop may be running.
    with ThreadPoolExecutor(1) as other:
        other.submit(lambda: asyncio.run(receiving)).result()
    assert answers[0] == 408
    with pytest.raises(RefusalError, match="no longer here"):
        folder.find("one", "silent")


def test_a_table_that_the_disk_does_not_take_leaves_nothing(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    # No file of more than half a megabyte can be written.
    with (
        serve_page(tmp_path / "server.log", limit="-f 1024", TMPDIR=str(temporary)) as server,
        visit(server, temporary) as visitor,
    ):
        for size in (600_000, 3_000_000):
            assert visitor.send(f"large-{size}", bytes(size)) == 204
            visitor.expect([])
        assert visitor.send("small", b"data") == 204
        assert len(visitor.files()) == 1
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["nothing", "..%2f..%2fetc%2fpasswd", "x" * 3000])
def test_no_result_is_found_without_its_word(word: str, visitor: Visitor) -> None:
    answer = ask(visitor.server, f"/located/{word}")
    assert answer.status in (400, 404) or b"<html" in answer.body
    assert b"root:" not in answer.body
