"""The application: ``python -m dashboard`` serves it, or ``streamlit run dashboard/app.py``."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

# `streamlit run` puts this folder on the path, not the project's.
_HERE = Path(__file__).resolve().parent
if str(_HERE.parent) not in sys.path:
    sys.path.insert(0, str(_HERE.parent))

from corpus.errors import ShownError  # noqa: E402

try:
    # What is imported below needs it.
    from corpus import zone_ids  # noqa: F401
except ShownError as error:
    sys.exit(str(error))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from starlette.requests import Request  # noqa: E402
from starlette.responses import PlainTextResponse, Response  # noqa: E402
from starlette.routing import BaseRoute, Route  # noqa: E402
from streamlit.runtime import get_instance  # noqa: E402

from dashboard import zone_map  # noqa: E402
from dashboard.api.export_queue import ExportQueue  # noqa: E402
from dashboard.api.routes import make_routes  # noqa: E402
from dashboard.document import open_document  # noqa: E402
from dashboard.embed.routes import make_embed_routes  # noqa: E402
from dashboard.first_view.missing import MissingPage  # noqa: E402
from dashboard.first_view.routes import make_page_routes, prepare_pages  # noqa: E402
from dashboard.library import open_library  # noqa: E402
from dashboard.review.access import is_review_allowed  # noqa: E402
from dashboard.server.base_path import BasePath  # noqa: E402
from dashboard.server.error_log import limit_error_log  # noqa: E402
from dashboard.server.headers import SafeHeaders  # noqa: E402
from dashboard.server.settings import SettingsError, read_settings  # noqa: E402
from dashboard.uploads.folder import open_upload_folder  # noqa: E402
from dashboard.uploads.receiver import UploadReceiver  # noqa: E402

_SWEEP_SECONDS = 15


def prepare() -> None:
    """Do what every first visit needs, before the first reader comes."""
    library = open_library()
    zone_map.build_map(library.map_script_version)
    _ = library.index
    open_document(library)
    prepare_pages(base)


def show_error(_: Exception) -> bool:
    """Show a sentence in place of an unforeseen error, which Streamlit logs."""
    st.error("This part of the page failed; the server's log has the details.")
    return True


def find_address() -> str:
    """Return the page's address, without a slash at its end; it is known once served."""
    return settings.address(st.get_option("server.port"))


def is_connected(session: str) -> bool:
    """Return whether a visitor's session is connected."""
    return get_instance().is_active_session(session)


@asynccontextmanager
async def clean_up(_: st.App) -> AsyncIterator[None]:
    """Delete the tables of ended sessions while the server runs, and everything when it stops."""
    # Streamlit collects garbage after every run of the page. What is loaded by now stays for good:
    # leaving it out of that search takes 100 ms off each click.
    gc.collect()
    gc.freeze()
    sweeping = asyncio.create_task(_sweep())
    try:
        yield
    finally:
        sweeping.cancel()
        await exports.close()
        uploads.close()


async def refuse_review(_: Request) -> Response:
    """Answer whoever asks for the review of a server that has none."""
    return PlainTextResponse("The review is where a server was started with --edit.", 404)


def list_review_routes() -> list[BaseRoute]:
    """Return the routes of the review, or where this process serves none, what says so."""
    if not is_review_allowed():
        return [Route("/review", refuse_review), Route("/review/{rest:path}", refuse_review)]
    # Only here: nothing else needs what adds articles and suggests.
    from dashboard.review.routes import make_review_routes

    return make_review_routes(exports.forget)


async def _sweep() -> None:
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        await asyncio.to_thread(uploads.sweep, is_connected)


try:
    settings = read_settings()
except SettingsError as error:
    sys.exit(str(error))
limit_error_log()
exports = ExportQueue(settings.public_url)
uploads = open_upload_folder()
# What the page says of itself to others; empty where no address is known that leads them here.
base = settings.base
prepare()
app = st.App(
    _HERE / "page.py",
    routes=[
        *make_page_routes(exports, base),
        *make_embed_routes(find_address),
        *list_review_routes(),
        *make_routes(exports, uploads),
        # What none of these and none of Streamlit's own answers.
        MissingPage(settings.base_path),
    ],
    middleware=[
        Middleware(BasePath, path=settings.base_path),
        Middleware(SafeHeaders, frame_ancestors=settings.frame_ancestors),
        Middleware(UploadReceiver, folder=uploads, is_connected=is_connected),
    ],
    lifespan=clean_up,
    on_script_error=show_error,
)
