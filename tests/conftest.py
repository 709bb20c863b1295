"""One server for every test that needs a running page."""

import gc
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.server import Server, serve_page

# Started in the background, a shell has it ignore these, and so would all that it starts.
for number, usual in (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGHUP, signal.SIG_DFL),
):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)
# How long an example takes says something of the machine, not of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Leave what is loaded by now, and stays to the end, out of every search for garbage."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case by no bytes of a file: packed ones hold the moment, and workers must agree."""
    return "bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Our page."""
    folder = tmp_path_factory.mktemp("server")
    with serve_page(folder / "server.log") as running:
        yield running
