"""A reader far from the server, whose page learns late what came of a choice."""

from __future__ import annotations

from playwright.sync_api import WebSocketRoute

from tests.browser.reader import Visit

# Chooses the last zone in the list at the very moment at which the map tells that it is drawn.
_CHOOSE_WHEN_DRAWN = """
document.addEventListener("map-drawn", () => {
    const options = document.querySelectorAll(".st-key-zone [data-testid=stRadioOption]");
    window.holdAnswers();
    window.chosenAt = performance.now();
    [...options].at(-1).click();
}, { once: true });
"""


def test_a_choice_made_while_the_map_arrives_is_kept(visit: Visit) -> None:
    """The page speaks to the server again before it has heard of the choice, and knows an old
    address: the choice must not be lost over it."""
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    is_slow = False

    def slow_down() -> None:
        nonlocal is_slow
        is_slow = True

    def carry(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        line.on_message(server.send)
        server.on_message(lambda sent: held.append((line, sent)) if is_slow else line.send(sent))

    visit.context.route_web_socket("**/_stcore/stream", carry)
    visit.context.expose_function("holdAnswers", slow_down)
    visit.context.add_init_script(_CHOOSE_WHEN_DRAWN)
    reader = visit.open()
    reader.page.wait_for_function("() => performance.now() - window.chosenAt > 500")
    is_slow = False
    for line, sent in held:
        line.send(sent)
    reader.expect_zone("south")
    reader.expect_address(zone="south")
