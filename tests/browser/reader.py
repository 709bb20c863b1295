"""A reader of the page: what they do with it, and where they look."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import (
    Browser,
    Frame,
    FrameLocator,
    Locator,
    Page,
    TimeoutError,
    expect,
)

from dashboard.library import open_library
from tests.browser.scripts import (
    AT_REST,
    MISSING_ON_MAP,
    MISSING_ON_PAGE,
    POINT,
    POINT_ON_LINE,
    TELL_VIOLATIONS,
)

NAMES: dict[str, str] = {zone.id: zone.name for zone in open_library().atlas.zones}
WIDE = {"width": 1440, "height": 900}
# Whether part of a zone lies outside the map's window.
_IS_OUT_OF_VIEW = """zone => {
    const box = document.querySelector(`.zone-${zone}`)?.getBoundingClientRect();
    return box && (
        box.top < 0 || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight
    );
}"""
_IS_DONE = """() => !document.querySelector("#first-view") &&
    document.querySelector("[data-test-script-state=notRunning]") !== null"""
# What a test before left in the questions: another tab than the first, and words.
_LEFT = """() => [
    document.querySelector("[role=tab]").getAttribute("aria-selected") !== "true",
    document.querySelector("input[aria-label^='Words, a ']").value !== "",
]"""
# Generous, for a machine that is busy with something else: a state that comes, comes sooner.
PATIENCE_MS = 30_000


def see(part: Page | Frame, missing: str, arguments: Any) -> None:
    """Wait until nothing is missing, which is looked at in every frame.

    `expect` looks twice a second, and describes the whole page each time that it sees nothing.
    """
    try:
        part.wait_for_function(f"wanted => !({missing})(wanted).length", arg=arguments)
    except TimeoutError:
        assert part.evaluate(missing, arguments) == []
        raise


def wait_for_rest(part: Page | Frame) -> None:
    """Wait until a map with all zones has come to rest."""
    part.evaluate("() => { window.places = []; }")
    part.wait_for_function(AT_REST, polling=100)


class Visit:
    """A browser context at our server, that remembers whatever else was asked for."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        settings: dict[str, Any] = {"viewport": WIDE, "accept_downloads": True} | options
        self.context = browser.new_context(**settings)
        self.context.set_default_timeout(PATIENCE_MS)
        self.address = address
        self.readers: list[Reader] = []
        self.foreign: list[str] = []
        self.problems: list[str] = []
        self.spoiled = False
        # In every frame: whatever our own policy forbids is told as a problem.
        self.context.expose_binding("tellViolation", lambda _, told: self.problems.append(told))
        self.context.add_init_script(TELL_VIOLATIONS)
        self.context.on("request", lambda request: self._note(request.url))
        self.context.on("weberror", lambda error: self.problems.append(str(error.error)))
        # While it is open, the process that the tabs share keeps what it has compiled.
        self.context.new_page().goto(f"{address}/_stcore/health")

    def _note(self, address: str) -> None:
        if urlsplit(address).hostname not in ("127.0.0.1", None):
            self.foreign.append(address)

    def open(self, address: str = "/") -> Reader:
        """Open an address in a tab of its own."""
        page = self.context.new_page()
        page.goto(self.address + address, wait_until="commit")
        reader = Reader(page)
        self.readers.append(reader)
        return reader

    def check(self) -> None:
        """Fail if another host was asked for anything, or the page threw an error."""
        foreign, self.foreign = self.foreign, []
        problems, self.problems = self.problems, []
        assert foreign == [], "another host was asked"
        assert problems == [], f"the page threw an error in the browser: {problems}"

    def leave(self) -> None:
        """Close every tab."""
        for reader in self.readers:
            reader.page.close()
        self.readers.clear()

    def close(self) -> None:
        """Close the browser context, with all that it remembers."""
        self.context.close()


class Reader:
    """Somebody before the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator(".st-key-reading")
        self.title = self.panel.locator("#reading-title")
        self.excerpts = page.locator(".st-key-excerpts .excerpt")
        self.zone_list = page.locator(".st-key-zone")
        self.notice = page.locator(".notices")
        self.chosen_marks = self.panel.locator(".article-text .chosen")

    # ---- the map ----

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator(".st-key-map iframe")

    @property
    def frame(self) -> Frame:
        known = next((each for each in self.page.frames if "streamlit_folium" in each.url), None)
        found = known or self.page.locator(".st-key-map iframe").element_handle().content_frame()
        assert found is not None, "the map stands in no frame"
        return found

    def shape(self, zone: str) -> Locator:
        return self.map.locator(f".zone-{zone}")

    def wait_for_map(self) -> None:
        """Wait until the zones are drawn and the view has settled on them."""
        self.page.wait_for_function(_IS_DONE)
        wait_for_rest(self.frame)

    def point_on_map(self, selector: str, wanted: str = "itself") -> tuple[float, float]:
        """Return a point of the window where this element of the map, or nothing, lies on top."""
        self.wait_for_map()
        self.page.locator(".st-key-map iframe").scroll_into_view_if_needed()
        point = self.frame.wait_for_function(POINT, arg=[selector, wanted]).json_value()
        box = self.page.locator(".st-key-map iframe").bounding_box()
        assert box is not None
        return box["x"] + point[0], box["y"] + point[1]

    def rest_on_line(self, zone: str) -> None:
        """Rest the pointer on a stretch of a zone's line until its tip is there.

        What the server says of a choice may draw the line anew, and take the tip away.
        """
        tip = self.map.locator(".tip-box")
        for _ in range(5):
            if tip.count():
                break
            point = self.frame.evaluate(POINT_ON_LINE, zone)
            assert point is not None, f"no stretch of {zone} lies on top"
            box = self.page.locator(".st-key-map iframe").bounding_box()
            assert box is not None
            self.page.mouse.move(5, 5)
            self.page.mouse.move(box["x"] + point[0], box["y"] + point[1])
            with suppress(TimeoutError):
                tip.wait_for(timeout=2_000)

    def click_zone(self, zone: str) -> None:
        # A small zone that was chosen before is shown alone.
        if self.frame.evaluate(_IS_OUT_OF_VIEW, zone):
            self.map.get_by_role("button", name="Show all four zones").click()
        self.page.mouse.click(*self.point_on_map(f".zone-{zone}"))

    def click_empty_map(self) -> None:
        self.page.mouse.click(*self.point_on_map(".leaflet-container", "nothing"))

    # ---- the list ----

    def option(self, zone: str) -> Locator:
        """Return the option of a zone, or of all four where none is named."""
        name = NAMES.get(zone, "All four")
        return self.zone_list.get_by_role("radio", name=name, exact=True)

    def choose_in_list(self, zone: str) -> None:
        name = re.escape(NAMES.get(zone, "All four"))
        self.zone_list.locator("label").filter(has_text=re.compile(f"^{name}$")).click()

    def choose_day(self, day: str) -> None:
        """Name a day, as 2018-06-01, in the field beside the slider."""
        field = self.page.get_by_label("Day", exact=True)
        field.fill(day)
        field.press("Enter")
        expect(self.page).to_have_url(re.compile(f"asof={day}"))

    def unfold(self, card: Locator) -> None:
        """Open the topic that an excerpt is folded in, where it is in one."""
        group = card.locator("xpath=ancestor::details")
        if group.count() and group.get_attribute("open") is None:
            group.locator("summary").click()

    # ---- what is to be seen ----

    def address(self) -> dict[str, str]:
        """Return the parameters in the address bar."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def expect_address(self, **parameters: str) -> None:
        """See these parameters in the address bar, and no others."""
        site = "{0.scheme}://{0.netloc}/".format(urlsplit(self.page.url))
        # A click on the map asks about its point, too.
        point = r"(&?lon=[\d.]+&lat=[\d.]+)?"
        query = re.escape(urlencode(parameters))
        wanted = re.compile(rf"^{re.escape(site)}\??{query}{point}$")
        with suppress(TimeoutError):
            self.page.wait_for_url(wanted, wait_until="commit")
        assert wanted.match(self.page.url), f"{wanted.pattern} is not {self.page.url}"

    def expect_memorandum(self) -> None:
        see(self.page, MISSING_ON_PAGE, ["The memorandum of", ""])
        expect(self.title).to_have_text("The memorandum of 4 May 2017")

    def expect_zone(self, zone: str) -> None:
        """See a zone's excerpts in the panel, its shape and its option chosen."""
        name = NAMES[zone]
        see(self.page, MISSING_ON_PAGE, [name, f"On {name}"])
        see(self.frame, MISSING_ON_MAP, zone)
        expect(self.option(zone)).to_be_checked()

    def expect_chosen_passage(self, quote: str) -> None:
        """See the chosen passage in its article: whole, on screen and not covered."""
        self.page.wait_for_function(
            """quote => [...document.querySelectorAll(".article-text .chosen")]
                .map(mark => mark.textContent).join("") === quote""",
            arg=quote,
        )
        expect(self.chosen_marks.first).to_be_in_viewport()
        # Scrolling may still be under way: wait until the first words stay uncovered.
        self.page.wait_for_function(
            """() => {
                const mark = document.querySelector(".article-text .chosen");
                const box = mark.getClientRects()[0];
                const top = document.elementFromPoint(box.left + 3, box.top + box.height / 2);
                return top === mark || mark.contains(top);
            }"""
        )

    def start_over(self) -> None:
        """Go back to the page with nothing chosen and the whole map in view."""
        if "article" in self.address():
            self.panel.locator("a[data-choose=back]").click()
            expect(self.panel.locator(".article-text")).to_have_count(0)
        if "zone" in self.address():
            self.choose_in_list("")
        if "asof" in self.address():
            self.page.locator(".day-strip").get_by_role("link", name="without a day").click()
        self._ask_nothing()
        self.expect_address()
        self.expect_memorandum()
        self.map.get_by_role("button", name="Show all four zones").dispatch_event("click")
        self.page.mouse.move(5, 5)
        self.page.evaluate(
            "() => { for (const name of ['.stMain', '.st-key-reading'])"
            " document.querySelector(name).scrollTop = 0; document.activeElement?.blur(); }"
        )

    def _ask_nothing(self) -> None:
        """Take back a table of the reader's own, a place and words, where there are any."""
        has_table, has_words = self.page.evaluate(_LEFT)
        if has_table:
            remove = self.page.locator(".stFileUploader").get_by_role("button", name="Remove")
            if remove.count():
                remove.click()
                expect(self.page.locator(".table-counts, p.location")).to_have_count(0)
            self.page.get_by_role("tab", name="Who wrote that?").click()
        if has_words:
            # What the server is at draws the field with the words that it knows of.
            self.page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
            field = self.page.get_by_label("Words, a “phrase in quotes”")
            field.fill("")
            field.press("Enter")
            expect(self.page.locator(".hits")).to_have_count(0)
        if {"lon", "place", "id"} & {*self.address()}:
            self.choose_in_list("")
            expect(self.page.locator(".location")).to_have_count(0)
