"""One server for every test that needs a running page."""

from collections.abc import Iterator

import pytest

from tests.server import ROOT, Server, serve


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Our page, started from a folder that is not the project's."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with serve(ROOT / "dashboard" / "app.py", folder / "server.log", folder) as running:
        yield running
