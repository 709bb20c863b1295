"""``python -m tests.bench``: how quick the page is, beside a bare page, in one run and in turns.

It prints figures and judges none of them. The bare page is two polygons with streamlit-folium as
its README shows it, on the same server with the same Leaflet.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.scripts import NOTE_SHIFT
from tests.chromium import find_browser
from tests.server import ROOT, Server, free_port, serve_app, serve_page

ROUNDS = 12
CLICKS = 6
CPU_CLICKS = 30
SESSIONS = 10
ROUND_TRIP_SECONDS = 0.1

# Notes when both of the bare page's zones have first been painted anywhere, and when in the map's
# frame.
NOTE_PAINTED = """if (window === top) {
    const note = (find, name) => (function look() {
        const within = find();
        const isThere = ['idlib', 'south'].every(zone => within?.querySelector(`.zone-${zone}`));
        if (!isThere) return requestAnimationFrame(look);
        requestAnimationFrame(() => { window[name] = performance.now(); });
    })();
    const inFrame = () => document.querySelector('iframe')?.contentDocument;
    note(() => document.querySelector('#first-view') ?? inFrame(), 'seen');
    note(inFrame, 'painted');
}"""
# Notes when the words in the panel change after a click in the map's frame, to the millisecond. The
# text is read as it is, not as it is laid out, which would cost the page what it is measured for.
WATCH = """() => {
    window.shown = [];
    window.watcher?.disconnect();
    window.watcher = new MutationObserver(() => window.shown.push([
        performance.timeOrigin + performance.now(),
        document.querySelector('.st-key-excerpts')?.textContent ?? '']));
    window.watcher.observe(document.querySelector('.st-key-excerpts').closest('.stColumn'),
        {childList: true, subtree: true, characterData: true});
}"""
WATCH_CLICK = """() => window.addEventListener('mousedown', () =>
    { window.parent.clicked = performance.timeOrigin + performance.now(); }, true)"""


@dataclass
class Subject:
    """A page that is measured, with what was measured of it, in seconds."""

    name: str
    server: Server
    words: dict[str, str]
    first_view: list[float] = field(default_factory=list)
    first_map: list[float] = field(default_factory=list)
    shift: list[float] = field(default_factory=list)
    click: list[float] = field(default_factory=list)
    far_click: list[float] = field(default_factory=list)


def main() -> int:
    """Measure both pages and print the figures; return 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"visits of each ({ROUNDS})")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            serve_page(folder / "ours.log") as ours,
            serve_app(ROOT / "tests" / "bare_page" / "app.py", folder / "bare.log", folder) as bare,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(
                executable_path=find_browser(),
                args=["--no-sandbox"] if os.geteuid() == 0 else [],
            )
            subjects = (
                Subject("this page", ours, {"idlib": "On Idlib", "south": "On Southern Syria"}),
                Subject("bare page", bare, {"idlib": "Chosen: idlib", "south": "Chosen: south"}),
            )
            _measure(subjects, browser, rounds)
            _report(*subjects)
            _measure_server(subjects, browser)
    return 0


def _measure(subjects: tuple[Subject, ...], browser: Browser, rounds: int) -> None:
    for subject in subjects:  # a first visit that is not counted
        visit(subject, browser, subject.server.address)
    for _ in range(rounds):
        for subject in subjects:
            subject.click.extend(visit(subject, browser, subject.server.address, note=True))
    for subject in subjects:
        with _far_away(subject.server.port) as address:
            for _ in range(max(1, rounds // 3)):
                subject.far_click.extend(visit(subject, browser, address))


def visit(subject: Subject, browser: Browser, address: str, note: bool = False) -> list[float]:
    """Return how long each click took, in seconds; ``note`` down what came before, if asked."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(NOTE_PAINTED)
    context.add_init_script(NOTE_SHIFT)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    painted = page.wait_for_function("() => window.painted").json_value()
    # What comes after the map may still move it.
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    if note:
        subject.first_view.append(page.evaluate("() => window.seen") / 1000)
        subject.first_map.append(painted / 1000)
        subject.shift.append(page.evaluate("() => window.shift"))
    clicks = [_click(page, *words) for _ in range(CLICKS // 2) for words in subject.words.items()]
    context.close()
    return clicks


def _click(page: Page, zone: str, words: str) -> float:
    page.wait_for_function("() => document.querySelector('.st-key-excerpts')?.innerText.length > 5")
    # Nothing of an earlier run may still be on its way.
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    page.evaluate(WATCH)
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    frame.evaluate(WATCH_CLICK)
    # The styles, and with them the shape's place, may arrive after the shape.
    found = frame.wait_for_function(
        """zone => {
            const shape = [...document.querySelectorAll(`.zone-${zone}`)].at(-1);
            const box = shape.getBoundingClientRect();
            for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
                const x = box.left + box.width * i / 40, y = box.top + box.height * j / 40;
                if (document.elementFromPoint(x, y) === shape) return [x, y];
            }
            return null;
        }""",
        arg=zone,
    )
    x, y = found.json_value()
    place = page.locator("iframe").first.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + x, place["y"] + y)
    seen = page.wait_for_function(
        "words => window.shown.find(([_, text]) => text.includes(words))", arg=words
    )
    moment: float = seen.json_value()[0]
    clicked: float = page.evaluate("() => window.clicked")
    return (moment - clicked) / 1000


@contextmanager
def _far_away(port: int) -> Iterator[str]:
    """Yield an address that leads to a local port with half the round trip added each way."""
    loop = asyncio.new_event_loop()
    own = free_port()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, data = await arrived.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                writer.write(data)
                if not data:
                    return

        delivery = loop.create_task(deliver())
        data = b"-"
        while data:
            data = await reader.read(65536)
            arrived.put_nowait((loop.time() + ROUND_TRIP_SECONDS / 2, data))
        await delivery
        writer.close()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        ways = carry(reader, back), carry(there, writer)
        with suppress(asyncio.CancelledError):  # the measurement is over
            await asyncio.gather(*ways, return_exceptions=True)

    def run() -> None:
        # Playwright keeps this thread's own loop for itself.
        loop.run_until_complete(asyncio.start_server(accept, "127.0.0.1", own))
        loop.call_soon(listening.set)
        loop.run_forever()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.close()

    listening = threading.Event()
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    listening.wait()
    yield f"http://127.0.0.1:{own}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


def _report(ours: Subject, bare: Subject) -> None:
    print(f"{'median of':34}{ours.name:>12}{bare.name:>12}{'ratio':>8}")
    for label, name in (
        ("address opened -> zones seen", "first_view"),
        ("address opened -> map drawn", "first_map"),
        ("click -> excerpts", "click"),
        (f"click, {ROUND_TRIP_SECONDS * 1000:.0f} ms farther away", "far_click"),
    ):
        one, other = getattr(ours, name), getattr(bare, name)
        mine, theirs = statistics.median(one), statistics.median(other)
        print(
            f"{label:34}{mine * 1000:9.0f} ms{theirs * 1000:9.0f} ms{mine / theirs:7.2f}x"
            f"   ({len(one)} and {len(other)} times)"
        )

    shifts = (max(subject.shift) for subject in (ours, bare))
    print(f"{'most layout shift while loading':34}" + "".join(f"{one:12.3f}" for one in shifts))


def _measure_server(subjects: tuple[Subject, ...], browser: Browser) -> None:
    for subject in subjects:
        process = psutil.Process(subject.server.pid)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(subject.server.address)
        for zone in subject.words:
            page.frame_locator("iframe").locator(f".zone-{zone}").first.wait_for(state="attached")
        before = sum(process.cpu_times()[:2])
        zones = list(subject.words.items())
        for number in range(CPU_CLICKS):
            _click(page, *zones[number % 2])
        spent = (sum(process.cpu_times()[:2]) - before) / CPU_CLICKS
        one = process.memory_info().rss
        pages = [context.new_page() for _ in range(SESSIONS - 1)]
        for other in pages:
            other.goto(subject.server.address)
            other.frame_locator("iframe").locator(".zone").first.wait_for(state="attached")
        many = process.memory_info().rss
        print(
            f"{subject.name}: {spent * 1000:.0f} ms of CPU a rerun; "
            f"memory {one / 2**20:.0f} MB with 1 session, {many / 2**20:.0f} MB with {SESSIONS}"
        )
        context.close()


if __name__ == "__main__":
    sys.exit(main())
