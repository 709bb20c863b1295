"""Exports for the web: made one at a time in a process of their own, and cached as files.

Whatever is requested, the server's own process does none of the work: it waits, or refuses because
too many requests are waiting.
"""

import asyncio
import hashlib
import json
from asyncio.subprocess import PIPE
from collections import OrderedDict
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus.errors import OutputError
from corpus.exports.scope import Scope
from corpus.processes import find_root, name_command

# Different filtered files that may wait at once: at two seconds each, under a minute's wait.
MOST_WAITING = 24
# Filtered files that are cached; those without filters are few, and all are cached.
MOST_CACHED = 64


class BusyError(Exception):
    """More exports are waiting than can be made in reasonable time."""


class DisconnectError(Exception):
    """The client has closed the connection."""


@dataclass(frozen=True)
class MadeFile:
    """An export that is ready: where it lies, and the digest of its bytes."""

    path: Path
    digest: str


@dataclass(eq=False)
class _Job:
    task: "asyncio.Task[MadeFile]"
    waiting: int = 0
    is_begun: bool = False


_Key = tuple[str, Scope]


class ExportQueue:
    """Makes each export once, however often it is requested."""

    def __init__(self, base: str) -> None:
        """Take the public address of the page, empty where none is known."""
        self._base = base
        self._folder: TemporaryDirectory[str] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        # Filtered files wait here before they wait for their turn, so that one without filters, of
        # which there are few, waits for two others at most.
        self._queue = asyncio.Lock()
        self._jobs: dict[_Key, _Job] = {}
        self._whole: dict[_Key, MadeFile] = {}
        self._filtered: OrderedDict[_Key, MadeFile] = OrderedDict()

    async def find(
        self, path: str, scope: Scope, wait_for_disconnect: Callable[[], "asyncio.Future[None]"]
    ) -> MadeFile:
        """Return the file of a download, which is made if it is not cached.

        Parameters
        ----------
        path
            One of `downloads.MADE`.
        scope
            Its filters.
        wait_for_disconnect
            Returns a future that is done once the client has closed the connection.

        Raises
        ------
        BusyError
            If too many other files are being waited for.
        DisconnectError
            If the client closes the connection first; a file that nobody waits for is not begun.
        OutputError
            If it cannot be made.
        """
        key = (path, scope)
        if made := self._find_cached(key):
            return made
        job = self._jobs.get(key)
        if job is None:
            if scope.filters and len(self._jobs) >= MOST_WAITING:
                raise BusyError("Too many files are being made; ask again in a few seconds.")
            job = _Job(asyncio.create_task(self._make(key)))
            # Where all clients are gone, nothing else awaits the task.
            job.task.add_done_callback(lambda task: task.cancelled() or task.exception())
            self._jobs[key] = job
        job.waiting += 1
        disconnected = wait_for_disconnect()
        either: set[asyncio.Future[Any]] = {job.task, disconnected}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            disconnected.cancel()
            job.waiting -= 1
            if not job.waiting and not job.is_begun and not job.task.done():
                del self._jobs[key]
                job.task.cancel()
        if not job.task.done():
            raise DisconnectError
        if job.task.cancelled():
            raise OutputError("The file could not be made: the server is stopping.")
        return job.task.result()

    def _find_cached(self, key: _Key) -> MadeFile | None:
        if key in self._filtered:
            self._filtered.move_to_end(key)
        made = self._whole.get(key) or self._filtered.get(key)
        # A cleaner of temporary files may have deleted it.
        return made if made and made.path.is_file() else None

    async def _make(self, key: _Key) -> MadeFile:
        async with self._queue if key[1].filters else nullcontext(), self._turn:
            job = self._jobs[key]
            job.is_begun = True
            try:
                made = await self._run(key)
            finally:
                del self._jobs[key]
        if not key[1].filters:
            self._whole[key] = made
            return made
        self._filtered[key] = made
        if len(self._filtered) > MOST_CACHED:
            _, oldest = self._filtered.popitem(last=False)
            oldest.path.unlink(missing_ok=True)
        return made

    async def _run(self, key: _Key) -> MadeFile:
        """Have the process make a file; it is called for one file at a time."""
        path, scope = key
        try:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="exports-")
            Path(self._folder.name).mkdir(mode=0o700, parents=True, exist_ok=True)
            target = Path(self._folder.name) / hashlib.sha256(repr(key).encode()).hexdigest()
            order = {"path": path, "filters": scope.filters, "base": self._base}
            line = await self._ask(json.dumps({**order, "target": str(target)}))
        except OSError as error:
            raise OutputError(f"No file can be made now: {error.strerror or error}.") from error
        if not line:
            raise OutputError("The file could not be made: its process was ended.")
        answer = json.loads(line)
        if "error" in answer:
            raise OutputError(answer["error"])
        return MadeFile(target, answer["digest"])

    async def _ask(self, order: str) -> bytes:
        """Return the line with which the process answers, or nothing where it ended."""
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                *name_command("dashboard.api.export_process"),
                cwd=find_root(),
                stdin=PIPE,
                stdout=PIPE,
            )
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        line = b""
        with suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(order.encode() + b"\n")
            await process.stdin.drain()
            line = await process.stdout.readline()
        if not line:
            # It has ended, or is about to: nothing of it is to be left.
            await self._end_process()
        return line

    async def forget(self) -> None:
        """Make every file anew from now on: the data has changed."""
        async with self._turn:
            await self._end_process()
            self._whole.clear()
            self._filtered.clear()

    async def close(self) -> None:
        """End the process and all that wait for it, and delete the files."""
        tasks = [job.task for job in self._jobs.values()]
        for task in tasks:
            task.cancel()
        # Else the next in turn would start the process again.
        await asyncio.gather(*tasks, return_exceptions=True)
        self._jobs.clear()
        await self._end_process()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    async def _end_process(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None
