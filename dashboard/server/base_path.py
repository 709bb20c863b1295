"""The path under which the page is reached, where a proxy leaves it in what it passes on."""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class BasePath:
    """Answers below the path of the public address as at the root of the server.

    A proxy may thus take the path off or leave it. Streamlit's ``server.baseUrlPath`` does this for
    its own addresses alone.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        """Take the application and the path, without a slash at its end."""
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or a WebSocket."""
        if not self._path or scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path == self._path and scope["type"] == "http":
            query = scope["query_string"].decode("latin-1")
            target = f"{self._path}/" + (f"?{query}" if query else "")
            await RedirectResponse(target, 308)(scope, receive, send)
            return
        if path.startswith(f"{self._path}/"):
            raw = scope.get("raw_path") or path.encode()
            scope = dict(scope) | {
                "path": path.removeprefix(self._path),
                "raw_path": raw.removeprefix(self._path.encode()),
            }
        await self._app(scope, receive, send)
