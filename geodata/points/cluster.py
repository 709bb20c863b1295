"""Sharing the parts of a folder among computers or processes, with Dask distributed."""

import asyncio
import logging
import secrets
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar

from geodata.errors import SchedulerError
from geodata.points.folders import Part, Run, locate_part, run_here
from geodata.points.placement import Tally

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")

LOCAL = "local"

# After so many seconds in which nothing is done, the scheduler is asked for its workers.
_CHECK_SECONDS = 5


@contextmanager
def sharing_parts(address: str | None) -> Iterator[Run]:
    """Yield a function that does parts on the workers of a scheduler.

    ``local`` starts workers on this machine; None does the parts in this process.

    The workers need this project at the same version, and the folders under the same paths. A part
    whose worker is lost is done again by another one. A part may take as long as it takes while
    there are workers.

    Raises
    ------
    SchedulerError
        If the scheduler does not answer, has no workers, or is lost.
    """
    if address is None:
        yield run_here
        return
    # Half a second and 40 MB that only a shared run needs.
    from distributed import Client, LocalCluster

    # The loss of a worker need not be reported while another one does its part.
    for name in ("asyncio", "distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    timeout = _read_timeout()
    if address == LOCAL:
        with _ignoring_interrupts():
            cluster = LocalCluster(
                threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
            )
        with cluster, Client(cluster) as client:
            yield lambda parts: _run(client, address, parts)
        return
    try:
        # The client itself would wait for ever where nobody answers at an open port.
        asyncio.run(_try_connection(address, timeout))
        client = Client(address, timeout=timeout)
    except (OSError, ValueError) as error:
        raise SchedulerError(
            f"The scheduler {address!r} does not answer within {timeout:g} s."
        ) from error
    with client:
        asked = monotonic()
        while not _has_workers(client):
            if monotonic() - asked > timeout:
                raise SchedulerError(f"The scheduler {address!r} has no workers.")
            sleep(0.1)
        yield lambda parts: _run(client, address, parts)


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Start processes that ignore Ctrl-C: this process ends them."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _run(client: "Client", address: str, parts: Sequence[Part]) -> Iterator[Tally]:
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    run = secrets.token_hex(8)
    futures = [client.submit(locate_part, part, key=f"locate-{run}-{part.name}") for part in parts]
    done: SimpleQueue[Future[Tally]] = SimpleQueue()
    for future in futures:
        future.add_done_callback(done.put)
    try:
        for _ in futures:
            future = _wait(lambda seconds: done.get(timeout=seconds), client, address)
            # What was done by a worker lost since then is done again.
            yield _wait(future.result, client, address)
    except KilledWorker:
        raise SchedulerError("A part was given up: the workers that tried it were lost.") from None
    except (FutureCancelledError, OSError) as error:
        raise SchedulerError(f"The scheduler {address!r} was lost before all was done.") from error
    except ModuleNotFoundError as error:
        raise SchedulerError(f"The workers do not have this project: {error}.") from error
    finally:
        client.cancel(futures)


def _wait(get: Callable[[float], T], client: "Client", address: str) -> T:
    """Return what there is to get, which may take long while there are workers.

    ``get`` takes the number of seconds to wait, and raises TimeoutError or Empty after that.

    Raises
    ------
    SchedulerError
        If there is nothing, and for the time of the timeout no worker that could make it.
    """
    timeout = _read_timeout()
    alive = monotonic()
    while True:
        try:
            return get(_CHECK_SECONDS)
        except (TimeoutError, Empty):
            if _has_workers(client):
                alive = monotonic()
            elif monotonic() - alive > timeout:
                raise SchedulerError(
                    f"The scheduler {address!r} does not answer any more, or has lost its workers."
                ) from None


def _read_timeout() -> float:
    """Return for how many seconds a scheduler may be silent or without workers: Dask's setting."""
    import dask

    return float(dask.utils.parse_timedelta(dask.config.get("distributed.comm.timeouts.connect")))


async def _try_connection(address: str, timeout: float) -> None:
    """Connect to a scheduler, and close the connection.

    Raises
    ------
    OSError
        If it does not answer in time.
    """
    from distributed.comm.core import connect

    async with asyncio.timeout(timeout):
        comm = await connect(address, timeout=timeout)
    await comm.close()


def _has_workers(client: "Client") -> bool:
    """Return whether the scheduler answers in time, and has workers."""
    scheduler = client.scheduler
    if scheduler is None:
        return False
    try:
        identity = client.sync(scheduler.identity, n_workers=-1, callback_timeout=_read_timeout())
    except (TimeoutError, OSError):
        return False
    return bool(identity["workers"])
