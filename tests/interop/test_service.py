"""The unit for systemd: systemd takes it, and the app does its work within what it allows."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest
from playwright.sync_api import expect, sync_playwright

from tests.chromium import find_browser
from tests.dashboard.client import ask
from tests.interop.unit import Unit, adapt_unit, confine, read_unit
from tests.server import ROOT, Server, free_port, serve_command

PATIENCE_MS = 60_000
BYTES = {"M": 2**20, "G": 2**30}
# Of 10; what is left is the network, which it serves, and system calls, which are not filtered.
MOST_EXPOSED = 4.0


@pytest.fixture(scope="module")
def unit() -> Unit:
    return read_unit()


@pytest.fixture(scope="module")
def temporary() -> Iterator[Path]:
    """A folder that another user can reach, as those of pytest cannot be."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def service(
    unit: Unit, temporary: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The unit's own command, confined."""
    log = tmp_path_factory.mktemp("service") / "log"
    port = free_port()
    command = confine(unit, unit.command(port), temporary)
    with serve_command(command, port, log, ROOT, {}) as server:
        yield server


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, encoding="utf-8", check=False
    )


def test_the_unit_is_one_that_systemd_takes_and_finds_safe(tmp_path: Path) -> None:
    adapted = adapt_unit(tmp_path)
    done = analyze("verify", "--man=no", str(adapted))
    assert [line for line in done.stderr.splitlines() if "zones.service" in line] == []
    judged = analyze("security", "--offline=true", "--no-pager", str(adapted))
    found = re.search(r"Overall exposure level for zones.service: ([\d.]+)", judged.stdout)
    assert found, judged.stderr
    assert float(found[1]) < MOST_EXPOSED


def test_nothing_of_the_project_can_be_written(unit: Unit, temporary: Path) -> None:
    target = ROOT / "written-by-the-service"
    done = subprocess.run(
        confine(unit, ["touch", str(target)], temporary), capture_output=True, check=False
    )
    assert done.returncode != 0
    assert not target.exists()


def test_the_app_does_all_its_work_within_the_units_limits(service: Server, unit: Unit) -> None:
    for path in ("/", "/embed", "/api/atlas.gpkg", "/api/figure.png", "/api/locate?place=Idlib"):
        assert ask(service, path).status == 200, path
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            args=["--no-proxy-server", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        page = browser.new_page()
        page.goto(service.address)
        expect(page.locator("#first-view")).to_have_count(0, timeout=PATIENCE_MS)
        page.get_by_role("tab", name="Which of my events lie in a zone?").click()
        page.locator(".stFileUploader input[type=file]").set_input_files(
            {"name": "a.csv", "mimeType": "text/csv", "buffer": b"lon,lat\n36.63,35.93\n"}
        )
        expect(page.locator(".table-counts")).to_contain_text("1 row", timeout=PATIENCE_MS)
        processes = psutil.Process(service.pid).children(recursive=True)
        browser.close()
    allowed = unit.get("MemoryMax")
    used = sum(one.memory_info().rss for one in processes)
    assert 0 < used < int(allowed[:-1]) * BYTES[allowed[-1]]
    assert sum(one.num_threads() for one in processes) < int(unit.get("TasksMax"))
    said = service.log.read_text(encoding="utf-8")
    assert not re.search("Traceback|Read-only|denied", said), said
