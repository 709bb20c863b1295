"""The security headers of every answer: above all what its pages may load, and from where."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.first_view.page import list_inline_scripts
from dashboard.templating import hash_inline
from dashboard.zone_map import TILE_HOSTS

_NEVER = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb")
)
# Where the frame of the map comes from.
_FRAME = "/component/streamlit_folium"


class SafeHeaders:
    """Adds security headers to every answer, and hides Streamlit's metrics.

    An answer that has a policy of its own keeps it.
    """

    def __init__(self, app: ASGIApp, frame_ancestors: str) -> None:
        """Take the application, and the sites that may show its page in a frame."""
        self._app = app
        self._page_policy = make_page_policy(frame_ancestors)
        self._frame_policy = make_frame_policy()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse one for the metrics."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        is_frame = _FRAME in scope["path"]

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), is_frame)
            await send(message)

        # How many visits and how much memory there are is nobody else's business.
        if scope["path"].rstrip("/").endswith("/_stcore/metrics"):
            await PlainTextResponse("Not Found", 404)(scope, receive, send_safely)
            return
        await self._app(scope, receive, send_safely)

    def _add(self, headers: MutableHeaders, is_frame: bool) -> None:
        policy = self._frame_policy if is_frame else self._page_policy
        headers.setdefault("Content-Security-Policy", policy)
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        headers["Permissions-Policy"] = _NEVER


def make_page_policy(ancestors: str) -> str:
    """Return the policy of the page, which these sites may show in a frame.

    No script is taken from the page's own text but those that it is sent with.
    """
    inline = " ".join(map(hash_inline, list_inline_scripts()))
    return _join(
        {
            "script-src": f"'self' blob: 'wasm-unsafe-eval' {inline}",
            "style-src": "'self' 'unsafe-inline'",
            "img-src": "'self' data: blob:",
            "font-src": "'self' data:",
            "connect-src": "'self'",
            "frame-src": "'self'",
            "frame-ancestors": ancestors,
        }
    )


def make_frame_policy() -> str:
    """Return the policy of the frame that holds the map: streamlit-folium runs what it is sent."""
    return _join(
        {
            "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src": "'self' 'unsafe-inline'",
            "img-src": f"'self' data: {' '.join(TILE_HOSTS)}",
            # The page's letters.
            "font-src": "'self'",
            "connect-src": "'self'",
            "frame-ancestors": "'self'",
        }
    )


def _join(sources: dict[str, str]) -> str:
    rules = {"default-src": "'none'", **sources, "base-uri": "'none'", "form-action": "'self'"}
    return "; ".join(f"{name} {value}" for name, value in rules.items())
