"""Receiving uploads: written to disk within the budget, before Streamlit handles them.

Streamlit would keep every file in memory, as many as a visitor sends. It gets an empty file of the
same name instead, makes its usual checks, and notifies the page of it.
"""

import asyncio
import re
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.uploads.folder import (
    LARGEST,
    MEGABYTE,
    RefusalError,
    UploadFolder,
    format_disk_error,
)

_PATH = re.compile(r".*/_stcore/upload_file/(?P<session>[^/]+)/(?P<file>[^/]+)")


class UploadReceiver:
    """Middleware that stores uploads in an `UploadFolder`, and passes everything else on."""

    def __init__(
        self,
        app: ASGIApp,
        folder: UploadFolder,
        is_connected: Callable[[str], bool],
        timeout_seconds: float = 20,
    ) -> None:
        """Take the application, the folder, and what tells whether a session is connected.

        An upload of which nothing arrives for ``timeout_seconds`` is refused.
        """
        self._app, self._folder, self._is_connected = app, folder, is_connected
        self._timeout = timeout_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Receive an upload, delete one, or pass the request on."""
        found = _PATH.fullmatch(scope["path"]) if scope["type"] == "http" else None
        # Streamlit answers requests of unknown sessions itself.
        if found is None or not self._is_connected(found["session"]):
            await self._app(scope, receive, send)
        elif scope["method"] == "PUT":
            await self._receive_upload(scope, receive, send, found["session"], found["file"])
        elif scope["method"] == "DELETE":
            status = await self._pass_on(scope, receive, send)
            if status < 300:
                self._folder.remove(found["session"], found["file"])
        else:
            await self._app(scope, receive, send)

    async def _receive_upload(
        self, scope: Scope, receive: Receive, send: Send, session: str, file: str
    ) -> None:
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdecimal() or len(length) > 15:
            await PlainTextResponse("Length Required", 411)(scope, receive, send)
            return
        if int(length) > LARGEST + MEGABYTE:
            await PlainTextResponse("Content Too Large", 413)(scope, receive, send)
            return
        # Counted as it arrives: what is only announced must not use up the budget of others.
        body = _Body(receive, lambda size: self._folder.charge(session, file, size), self._timeout)
        try:
            path = self._folder.reserve(session, file)
        except RefusalError:
            await self._refuse(scope, body, send)
            return
        is_kept = False
        try:
            name = await self._write(scope, body.receive, path.open("xb"))
            self._folder.record_size(session, file)
            is_kept = await self._pass_on_empty(scope, send, name) < 300
        except HTTPException as error:
            await PlainTextResponse(error.detail, error.status_code)(scope, receive, send)
        except TimeoutError:
            await PlainTextResponse("Request Timeout", 408)(scope, receive, send)
        except RefusalError as error:
            self._folder.refuse(session, file, str(error))
            await self._refuse(scope, body, send)
            return
        except OSError as error:
            self._folder.refuse(session, file, format_disk_error(error))
            await self._refuse(scope, body, send)
            return
        except ClientDisconnect:
            pass
        if not is_kept:
            self._folder.remove(session, file)

    async def _refuse(self, scope: Scope, body: "_Body", send: Send) -> None:
        # The page shows the reason; if the upload were cut off, the browser would show none.
        await body.discard()
        await self._pass_on_empty(scope, send, "table")

    async def _write(self, scope: Scope, receive: Receive, target: IO[bytes]) -> str:
        """Write the one file of a form to disk and return its name."""
        with target:
            async with Request(scope, receive).form(max_files=1, max_fields=1) as form:
                for value in form.values():
                    if not isinstance(value, str):
                        await to_thread.run_sync(shutil.copyfileobj, value.file, target, MEGABYTE)
                        return value.filename or "table"
        raise HTTPException(400, "Expected 1 file, but got 0")

    async def _pass_on_empty(self, scope: Scope, send: Send, name: str) -> int:
        boundary = secrets.token_hex(16)
        # As browsers escape the characters that would end the quoted name or its line.
        safe = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        body = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="file"; filename="{safe}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n\r\n--{boundary}--\r\n"
        ).encode()
        scope = {**scope, "headers": list(scope["headers"])}
        headers = MutableHeaders(scope=scope)
        headers["content-type"] = f"multipart/form-data; boundary={boundary}"
        headers["content-length"] = str(len(body))
        sent = False

        async def receive_empty() -> Message:
            nonlocal sent
            if sent:
                return {"type": "http.disconnect"}
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        return await self._pass_on(scope, receive_empty, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> int:
        """Pass a request on and return the status of its answer."""
        status = 500

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self._app(scope, receive, send_noting)
        return status


class _Body:
    """The body of a request: counted as it arrives, with a timeout for every part."""

    def __init__(self, receive: Receive, charge: Callable[[int], None], timeout: float) -> None:
        self._receive, self._charge, self._timeout = receive, charge, timeout
        self._is_whole = False

    async def receive(self) -> Message:
        """Return the next part.

        Raises
        ------
        TimeoutError
            If none arrives in time.
        RefusalError
            If it is too much.
        """
        message = await self._read_part()
        self._charge(len(message.get("body", b"")))
        return message

    async def _read_part(self) -> Message:
        async with asyncio.timeout(self._timeout):
            message = await self._receive()
        self._is_whole = message["type"] == "http.disconnect" or not message.get("more_body")
        return message

    async def discard(self) -> None:
        """Read the rest, and drop it."""
        with suppress(TimeoutError):
            while not self._is_whole:
                await self._read_part()
