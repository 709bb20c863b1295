"""Sharing the parts of a folder among many computers or processes with Dask distributed."""

import logging
import secrets
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geodata.errors import SchedulerError
from geodata.placement import Tally
from geodata.point_folders import Part, Run, locate_part, run_here

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"


@contextmanager
def share(address: str | None) -> Iterator[Run]:
    """Yield what does parts on the workers of a scheduler.

    ``local`` starts workers on this machine; None does the parts in this process.

    The workers need this project at the same version, and the folders under the same paths. A part
    whose worker is lost is done again by another one.

    Raises
    ------
    SchedulerError
        If the scheduler does not answer, has no workers, or is lost.
    """
    if address is None:
        yield run_here
        return
    # Half a second and 40 MB that only a shared run needs.
    import dask
    from distributed import Client, LocalCluster

    # A lost worker is no news to the user while another one does its part.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    patience = dask.utils.parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
    if address == LOCAL:
        with _ignoring_interrupts():
            cluster = LocalCluster(
                threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
            )
        with cluster, Client(cluster) as client:
            yield lambda parts: _run(client, address, parts)
        return
    try:
        client = Client(address, timeout=patience)
    except (OSError, ValueError) as error:
        raise SchedulerError(
            f"The scheduler {address!r} does not answer within {patience:g} s."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError:
            raise SchedulerError(f"The scheduler {address!r} has no workers.") from None
        yield lambda parts: _run(client, address, parts)


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Start processes that leave Ctrl-C to this one, which then ends them."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _run(client: "Client", address: str, parts: Sequence[Part]) -> Iterator[Tally]:
    from distributed import as_completed
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    run = secrets.token_hex(8)
    futures = [client.submit(locate_part, part, key=f"locate-{run}-{part.name}") for part in parts]
    try:
        for future in as_completed(futures):
            yield future.result()
    except KilledWorker:
        raise SchedulerError("A part was given up: the workers that tried it were lost.") from None
    except (FutureCancelledError, OSError) as error:
        raise SchedulerError(f"The scheduler {address!r} was lost before all was done.") from error
    except ModuleNotFoundError as error:
        raise SchedulerError(f"The workers do not have this project: {error}.") from error
    finally:
        client.cancel(futures)
