"""Floods of a server on this machine: figures in a loop, and connections left half open."""

import asyncio
import math
import resource
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

HOST = "127.0.0.1"
# What bounds a flood besides its time.
MOST_REQUESTS = 20_000
PATIENCE = 120.0
HANG_UP_AFTER = 0.1
# A client that is refused asks again so much later.
PAUSE = 0.5
FIRST_DAY, DAYS = date(2016, 12, 1), 760
SMALL = "/api/zones.geojson"


@dataclass
class Answers:
    """What the clients of a flood were answered, and how long another reader waited meanwhile."""

    statuses: Counter[str] = field(default_factory=Counter)
    small: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def flood_figures(port: int, clients: int, seconds: float, seed: int) -> Answers:
    """Ask for figures in a loop, every fourth time hanging up, while another reader looks in."""
    answers = Answers()
    asyncio.run(_flood(port, clients, time.monotonic() + seconds, seed, answers))
    return answers


async def _flood(port: int, clients: int, end: float, seed: int, answers: Answers) -> None:
    async with asyncio.TaskGroup() as group:
        for at in range(clients):
            group.create_task(_ask_for_figures(port, end, Random(f"{seed} {at}"), answers))
        for path, times in ((SMALL, answers.small), ("/", answers.first)):
            group.create_task(_look_in(port, path, end, times, answers.others))


async def _ask_for_figures(port: int, end: float, random: Random, answers: Answers) -> None:
    while time.monotonic() < end and answers.statuses.total() < MOST_REQUESTS:
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        ending = random.choice(("pdf", "pdf", "png"))
        hangs_up = random.random() < 0.25
        status = await get(
            port, f"/api/figure.{ending}?asof={day}", HANG_UP_AFTER if hangs_up else PATIENCE
        )
        answers.statuses["hung up" if hangs_up and status == "no answer" else status] += 1
        if status not in ("200", "no answer"):
            await asyncio.sleep(PAUSE)


async def _look_in(
    port: int, path: str, end: float, times: list[float], others: Counter[str]
) -> None:
    while time.monotonic() < end:
        start = time.monotonic()
        status = await get(port, path, PATIENCE)
        if status == "200":
            times.append(time.monotonic() - start)
        else:
            others[f"{path} {status}"] += 1
        await asyncio.sleep(1)


async def get(port: int, path: str, patience: float) -> str:
    """Return the status of an answer that was read to its end, or "no answer", or the error."""
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                request = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n"
                writer.write(request.encode())
                await writer.drain()
                head = await reader.readline()
                while await reader.read(1 << 16):
                    pass
            finally:
                writer.close()
    except TimeoutError:
        return "no answer"
    except OSError as error:
        return error.strerror or type(error).__name__
    return head.split()[1].decode("ascii", "replace") if len(head.split()) > 1 else "no status"


def time_get(port: int, path: str, patience: float = 30.0) -> tuple[str, float]:
    """Return the status of one answer, and the seconds until it was whole."""
    start = time.monotonic()
    return asyncio.run(get(port, path, patience)), time.monotonic() - start


@contextmanager
def half_open(port: int, count: int) -> Iterator[list[socket.socket]]:
    """Hold connections to the server: half of them silent, half with the start of a request."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft = hard if hard != resource.RLIM_INFINITY else 65536
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    with ExitStack() as stack:
        held = []
        for number in range(count):
            connection = stack.enter_context(socket.socket())
            connection.settimeout(5)
            try:
                connection.connect((HOST, port))
                if number % 2:
                    connection.sendall(b"GET / HT")
            except OSError:
                # The server takes no more: what it does then is what is measured.
                continue
            connection.setblocking(False)
            held.append(connection)
        yield held


def count_open(held: list[socket.socket]) -> int:
    """Return how many connections the server has not closed."""
    return sum(map(_is_open, held))


def _is_open(connection: socket.socket) -> bool:
    try:
        while data := connection.recv(4096):
            del data
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def find_share(values: list[float], share: float) -> float:
    """Return the value below which that share of the values lies; NaN where there is none."""
    ordered = sorted(values)
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else math.nan
