"""Locating a reader's table while the page goes on: how far it is, its end, and stopping it."""

import secrets
import shutil
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from corpus.processes import Limits
from dashboard.uploads.folder import MEGABYTE, RefusalError, UploadFolder, format_disk_error
from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.file_types import is_packed
from geodata.points.name_tables import NameColumns
from geodata.points.shown_rows import measure_file
from geodata.points.uploads import LIMITS, Job, LocatedTable, PartDone, locate_in_process
from geodata.records import Atlas

# So many are drawn at once; the file that comes back has all.
MOST_SHOWN = 100_000
# Tables located at once: each may occupy a processor and much memory.
MOST_AT_ONCE = 2
# The result may be so many times larger: five columns are more than a short row of coordinates.
_GROWTH = 6
# And where the file is packed as a whole: what is in it is that much longer.
_PACKED_GROWTH = 30
_TURN_SECONDS = 0.2
_FAILED = "Locating the table failed; the server's log has the details."


@dataclass(frozen=True)
class Request:
    """A table that a reader sent: the session and the id it is stored under, its name, options.

    ``names`` are the columns of a table of names of places, None for one of points.
    """

    session: str
    file: str
    name: str
    options: TableOptions
    names: NameColumns | None = None


@dataclass(frozen=True)
class Located:
    """A table with its rows located, and the tokens with which it and its map can be fetched.

    ``shown`` is that of the file for the map; see `geodata.points.shown_rows`.
    """

    table: LocatedTable
    token: str
    shown: str


class Locating:
    """A table that is being located, in a thread of its own that ends with the reader's visit.

    ``done`` is how much of it is, None while other tables are located first; ``size`` how many
    bytes were sent. ``result`` is the located table, or the sentence why there is none, once
    `poll` has found it.
    """

    def __init__(
        self,
        request: Request,
        atlas: Atlas,
        folder: UploadFolder,
        is_connected: Callable[[str], bool],
    ) -> None:
        """Prepare to locate a table that the folder holds, for a session while it is connected."""
        self.request = request
        self.done: PartDone | None = None
        self.size = 0
        self.result: Located | str | None = None
        self._outcome: Located | str | None = None
        self._atlas, self._folder, self._is_connected = atlas, folder, is_connected
        self._result_id, self._shown_id = secrets.token_hex(16), secrets.token_hex(16)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)

    @property
    def located(self) -> Located | None:
        """The located table, if it has come to that."""
        return self.result if isinstance(self.result, Located) else None

    @property
    def is_abandoned(self) -> bool:
        """Whether it ended without a word, since the reader was gone or the table was removed."""
        return not self._thread.is_alive() and self._outcome is None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def poll(self, seconds: float = 0) -> bool:
        """Return whether there is nothing more to wait for, and take over what came of it.

        What is drawn in one run of the page shows one state, whatever happens meanwhile. With
        ``seconds``, wait for the end as long as that at most.
        """
        self._thread.join(seconds)
        if self._thread.is_alive():
            return False
        self.result = self._outcome
        return True

    def stop(self) -> None:
        """End at once, with the process that locates, and delete the result or what there is."""
        self._stopped.set()
        self._thread.join()
        self._remove_results()

    def _remove_results(self) -> None:
        for file in (self._result_id, self._shown_id):
            self._folder.remove(self.request.session, file)

    def _is_wanted(self) -> bool:
        session = self.request.session
        return (
            not self._stopped.is_set()
            and self._is_connected(session)
            and self._folder.holds(session, self.request.file)
        )

    def _run(self) -> None:
        self._outcome = _FAILED
        try:
            self._outcome = self._locate()
        except (TableError, RefusalError) as error:
            self._outcome = str(error)
        except OSError as error:
            self._outcome = format_disk_error(error)
        finally:
            if not isinstance(self._outcome, Located):
                self._remove_results()

    def _locate(self) -> Located | None:
        source = self._folder.find(self.request.session, self.request.file)
        self.size = source.stat().st_size
        turns = _open_turns()
        while not turns.acquire(timeout=_TURN_SECONDS):
            if not self._is_wanted():
                return None
        try:
            return self._locate_now(source)
        finally:
            turns.release()

    def _locate_now(self, source: Path) -> Located | None:
        session = self.request.session
        most = _GROWTH * self.size + MEGABYTE
        if is_packed(source):
            most = max(most, min(LIMITS.file, _PACKED_GROWTH * self.size))
        for_map = measure_file(MOST_SHOWN)
        # What the process may write of one file holds for the other, too.
        most = max(most, for_map)
        target = self._folder.reserve(session, self._result_id, most)
        shown = self._folder.reserve(session, self._shown_id, for_map)
        # A process that is ended at once leaves what it had begun to write: all of it in here.
        scratch = target.with_name(f"{target.name}-unfinished")
        try:
            scratch.mkdir(mode=0o700)
            table = self._locate_in(scratch, source, replace(LIMITS, file=most))
            if table is None:
                return None
            table.file.replace(target)
            (scratch / "shown").replace(shown)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        self._folder.record_size(session, self._result_id)
        self._folder.record_size(session, self._shown_id)
        token = self._folder.offer(session, self._result_id, f"located-{table.saved_as}")
        for_map_token = self._folder.offer(session, self._shown_id, "points")
        return Located(replace(table, file=target), token, for_map_token)

    def _locate_in(self, folder: Path, source: Path, limits: Limits) -> LocatedTable | None:
        """Return the located table, or None where it is no longer wanted."""
        request = self.request
        job = Job(
            source, request.name, folder / "table", folder / "shown", request.options, MOST_SHOWN
        )
        if request.names is not None:
            job = replace(job, names=request.names, atlas=self._atlas)
        with closing(locate_in_process(job, make_outlines(self._atlas), limits)) as steps:
            for step in steps:
                if isinstance(step, LocatedTable):
                    return step
                if not self._is_wanted():
                    return None
                self.done = step
        raise AssertionError("a table is located, or an error is raised")


@cache
def _open_turns() -> threading.Semaphore:
    return threading.BoundedSemaphore(MOST_AT_ONCE)
