"""Two data folders served at once: a start page, and each below its own name."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from dashboard.server.side_by_side import name_folders
from tests.dashboard.agreement import DATA, FOREIGN
from tests.server import ROOT, free_port

FOLDERS = (ROOT, DATA)


def test_folders_of_one_name_are_told_apart() -> None:
    paths = [Path("/x/Hana Accord"), Path("/y/hana-accord"), Path("/"), Path("/z/HANA accord")]
    assert name_folders(paths) == ["hana-accord", "hana-accord-2", "data", "hana-accord-3"]


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address at which both are served, and the process."""
    port = free_port()
    options = [word for folder in FOLDERS for word in ("--data", str(folder))]
    with subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(port), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said == f"The maps are at http://127.0.0.1:{port}/ (stop them with Ctrl-C).\n"
        yield f"http://127.0.0.1:{port}", process
        process.kill()


def fetch(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        text: str = answer.read().decode()
    return text


def test_each_is_served_below_its_name_until_both_stop(
    running: tuple[str, subprocess.Popen[str]],
) -> None:
    address, process = running
    names = name_folders(FOLDERS)
    start = fetch(address)
    assert [f'href="{name}/"' in start for name in names] == [True, True]
    assert "The quiet areas of the Hana accord" in start
    zones = [
        [
            feature["id"]
            for feature in json.loads(fetch(f"{address}/{name}/api/zones.geojson"))["features"]
        ]
        for name in names
    ]
    assert zones == [["idlib", "north-homs", "east-ghouta", "south"], ["bay", "plain", "springs"]]
    page = fetch(f"{address}/agreement/?zone=plain")
    assert address not in page
    assert "<h1>The quiet areas of the Hana accord, an invented example</h1>" in page
    assert "All three" in page
    assert [word for word in FOREIGN if word in page] == []
    place = quote("Ain al-Rim, Tunisie")
    found = json.loads(fetch(f"{address}/agreement/api/locate?place={place}"))
    assert (found["zone"], found["in_tunisia"]) == ("springs", True)
    abroad = json.loads(fetch(f"{address}/agreement/api/locate?lon=7.5&lat=34.5"))
    assert abroad["sentence"].startswith("Outside Tunisia, ")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(f"{address}/nothing/")
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as rude:
        rude.sendall(b"\x00\r\n\r\n")
        assert rude.recv(100).startswith(b"HTTP/1.1 404")
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.terminate()
    _, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")
    assert not any(child.is_running() for child in children)


def test_a_folder_without_data_is_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "--data", str(ROOT), "--data", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == f"The folder {tmp_path} has no corpus/ in it, and so no data to read.\n"
