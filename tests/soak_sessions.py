"""Sessions of the page without browsers: Streamlit's own protocol, spoken by one client process.

A click is what the page's script sends when a zone is chosen: a run of the fragment that holds the
zones, with the new state of that widget. It is over for a reader when the reading panel has come.
"""

import asyncio
import math
import time
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

SECONDS_BETWEEN = 5.0
# What each first visit may take before it is given up, as a click may.
PATIENCE = 120.0
# How the panel's own heading and its excerpts are known.
_HEADING, _EXCERPTS = 'id="reading-title"', 'class="excerpts"'
_ERRORS = ("exception", "alert")


@dataclass
class Visits:
    """What many sessions saw, in seconds."""

    first: list[float] = field(default_factory=list)
    panel: list[float] = field(default_factory=list)
    finished: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    late: int = 0
    unmade: int = 0


def measure_sessions(port: int, count: int, seconds: float) -> Visits:
    """Return what so many sessions of the page saw, each with a click every five seconds."""
    visits = Visits()
    asyncio.run(_visit_all(port, count, seconds, visits))
    return visits


async def _visit_all(port: int, count: int, seconds: float, visits: Visits) -> None:
    begin = time.monotonic()
    await asyncio.gather(*(_visit(port, begin, at / count, seconds, visits) for at in range(count)))


async def _visit(port: int, begin: float, share: float, seconds: float, visits: Visits) -> None:
    """Open the page at its turn, and choose a zone after the other at even intervals.

    After twice the time nothing more is chosen.
    """
    start = begin + share * SECONDS_BETWEEN
    await _sleep_until(start)
    try:
        async with connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            # Without a name the page takes it that no map is to be waited for, and sends all.
            user_agent_header=None,
            max_size=None,
            open_timeout=PATIENCE,
            proxy=None,
        ) as socket:
            session = _Session(socket)
            visits.first.append((await session.open()).finished)
            clicks = math.floor(seconds / SECONDS_BETWEEN)
            for number in range(1, clicks + 1):
                due = start + number * SECONDS_BETWEEN
                if time.monotonic() > begin + 2 * seconds:
                    visits.unmade += clicks + 1 - number
                    return
                # A reader clicks when the page has come: a click that is due before waits for it.
                visits.late += time.monotonic() > due
                await _sleep_until(due)
                run = await session.choose(number + round(share * 100))
                if run.failure:
                    visits.failures.append(run.failure)
                else:
                    visits.panel.append(run.panel)
                    visits.finished.append(run.finished)
    except (OSError, TimeoutError, websockets.WebSocketException, LookupError) as error:
        visits.failures.append(f"{type(error).__name__}: {error}")


async def _sleep_until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))


@dataclass
class _Run:
    """A run of the page as its client saw it, in seconds from the asking."""

    panel: float = math.nan
    finished: float = math.nan
    failure: str = ""


class _Session:
    """One session of the page: what its browser would know of it."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._query = self._page = self._fragment = self._radio = ""
        self._options: list[str] = []

    async def open(self) -> _Run:
        """Have the whole page made, as a first visit does."""
        run = await self._ask(BackMsg())
        if not self._radio:
            raise LookupError("the page has no list of zones")
        return run

    async def choose(self, number: int) -> _Run:
        """Choose one of the zones, or all, by the place in their list."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self._query, self._page
        state.fragment_id = self._fragment
        widget = state.widget_states.widgets.add()
        widget.id, widget.string_value = self._radio, self._options[number % len(self._options)]
        run = await self._ask(message)
        if not run.failure and math.isnan(run.panel):
            run.failure = "the run brought no reading panel"
        return run

    async def _ask(self, message: BackMsg) -> _Run:
        if message.WhichOneof("type") is None:
            message.rerun_script.SetInParent()
        run = _Run()
        start = time.monotonic()
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while math.isnan(run.finished):
                answer = ForwardMsg()
                answer.ParseFromString(_as_bytes(await self._socket.recv()))
                self._take(answer, run, start)
        return run

    def _take(self, answer: ForwardMsg, run: _Run, start: float) -> None:
        match answer.WhichOneof("type"):
            case "new_session":
                self._page = answer.new_session.page_script_hash
            case "page_info_changed":
                self._query = answer.page_info_changed.query_string
            case "delta" if answer.delta.WhichOneof("type") == "new_element":
                self._take_element(answer.delta, run, time.monotonic() - start)
            case "script_finished":
                run.finished = time.monotonic() - start
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    run.failure = "the page's script cannot be compiled"

    def _take_element(self, delta: Delta, run: _Run, moment: float) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "radio" and element.radio.id.endswith("-zone"):
            self._radio, self._fragment = element.radio.id, delta.fragment_id
            self._options = list(element.radio.options)
        elif kind == "html" and (_EXCERPTS in element.html.body or _HEADING in element.html.body):
            run.panel = moment
        elif kind in _ERRORS:
            run.failure = f"the page shows an error: {str(element)[:200]}"


def _as_bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode()
