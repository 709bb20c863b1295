"""What visitors send is kept within a budget, for them alone, and goes with them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from dashboard.uploads.folder import (
    ALL_BYTES,
    LARGEST,
    SESSION_BYTES,
    SESSION_FILES,
    RefusalError,
    UploadFolder,
)
from dashboard.uploads.receiver import UploadReceiver


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
