"""One server for every test that needs a running page."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.server import ROOT, Server, serve

# How long an example takes says something of the machine, not of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Our page, started from a folder that is not the project's."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with serve(ROOT / "dashboard" / "app.py", folder / "server.log", folder) as running:
        yield running
