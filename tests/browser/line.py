"""The page's line to its server, which a test can hold up or cut."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.reader import Visit


class Line:
    """What a visit and its server tell each other."""

    def __init__(self, visit: Visit, is_held: bool = False) -> None:
        self.is_held = is_held
        self.is_cut = False
        self._held: list[tuple[WebSocketRoute, str | bytes]] = []
        self._open: list[WebSocketRoute] = []
        visit.context.route_web_socket("**/_stcore/stream", self._carry)

    def _carry(self, line: WebSocketRoute) -> None:
        if self.is_cut:
            line.close()
            return
        self._open.append(line)
        server = line.connect_to_server()
        line.on_message(server.send)
        server.on_message(
            lambda sent: self._held.append((line, sent)) if self.is_held else line.send(sent)
        )

    def hold(self) -> None:
        """Keep back what the server says from now on."""
        self.is_held = True

    def wait_for_answer(self, page: Page) -> None:
        """Wait until the server has done what it was told, and has said so, which is held."""
        before = self._count_answers()
        while self._count_answers() == before:
            page.wait_for_timeout(20)

    def _count_answers(self) -> int:
        return sum(
            isinstance(sent, bytes)
            and ForwardMsg.FromString(sent).WhichOneof("type") == "script_finished"
            for _, sent in self._held
        )

    def release(self) -> None:
        """Let through what was held."""
        self.is_held = False
        held, self._held = self._held, []
        for line, sent in held:
            line.send(sent)

    def cut(self) -> None:
        """End the connection, and refuse others."""
        self.is_cut = True
        for line in self._open:
            line.close()

    def mend(self) -> None:
        """Let the page connect again."""
        self.is_cut = False
