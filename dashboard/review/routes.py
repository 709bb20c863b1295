"""The routes of the review: its pages, and what they ask of the server."""

from collections.abc import Awaitable, Callable
from functools import cache, partial
from pathlib import Path

from anyio import to_thread
from pydantic import ValidationError
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from corpus.adding.additions import Wishes, add_article
from corpus.adding.kinds import MOST_BYTES
from corpus.errors import AddError, OutputError, ReadError
from corpus.loading import FOLDER, load_articles
from corpus.reading import parse_json
from corpus.records import Article
from corpus.reviewing.decisions import (
    ConflictError,
    DecisionError,
    Order,
    Words,
    decide,
    make_passage,
)
from corpus.reviewing.reviews import open_review
from dashboard.api.routes import refuse
from dashboard.library import KNOWN_ARTICLES, forget_library, open_library
from dashboard.review.access import find_refusal
from dashboard.review.page import POLICY, describe_state, write_list_page, write_review_page
from dashboard.review.typefaces import write_typefaces

_MOST_BYTES_OF_ORDER = 20_000
_HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": POLICY}
_WISHES = ("id", "title", "author", "published", "language", "outlet", "url")

Answer = Callable[[Request], Awaitable[Response]]


class _TooLargeError(Exception):
    """A request says more than it may."""


def make_review_routes(
    forget_exports: Callable[[], Awaitable[None]], folder: Path = FOLDER
) -> list[BaseRoute]:
    """Return the routes; ``forget_exports`` is called after a change of the corpus."""

    def route(path: str, answer: Callable[..., Awaitable[Response]], method: str) -> Route:
        return Route(
            path, partial(_guard, partial(answer, folder, forget_exports)), methods=[method]
        )

    return [
        route("/review", serve_list, "GET"),
        route("/review/articles", take_article, "POST"),
        route("/review/typefaces.css", serve_typefaces, "GET"),
        route("/review/{id}", serve_review, "GET"),
        route("/review/{id}/state", serve_state, "GET"),
        route("/review/{id}/decisions", take_decision, "POST"),
        route("/review/{id}/passages", take_passage, "POST"),
    ]


async def _guard(answer: Answer, request: Request) -> Response:
    if refusal := find_refusal(request):
        return refuse(403, refusal)
    try:
        response = await answer(request)
    except ReadError as error:
        response = refuse(404, str(error))
    except AddError as error:
        response = JSONResponse({"error": str(error), "fields": error.fields}, status_code=422)
    except DecisionError as error:
        response = refuse(422, str(error))
    except OutputError as error:
        response = refuse(500, str(error))
    except _TooLargeError:
        response = refuse(413, "This is larger than what is taken.")
    response.headers.update(_HEADERS)
    return response


Forget = Callable[[], Awaitable[None]]


async def serve_list(folder: Path, _: Forget, request: Request) -> Response:
    """Answer with the articles that have suggestions, and the form that takes another."""
    page = await to_thread.run_sync(lambda: write_list_page(folder, open_library()))
    return HTMLResponse(page)


async def serve_typefaces(folder: Path, _: Forget, request: Request) -> Response:
    """Answer with the style sheet that names the page's typefaces."""
    return Response(write_typefaces(), media_type="text/css")


async def serve_review(folder: Path, _: Forget, request: Request) -> Response:
    """Answer with the page on which an article's suggestions are reviewed."""
    article_id = request.path_params["id"]
    page = await to_thread.run_sync(
        lambda: write_review_page(open_review(folder, article_id), open_library())
    )
    return HTMLResponse(page)


async def serve_state(folder: Path, _: Forget, request: Request) -> Response:
    """Answer with the suggestions as they are on disk."""
    review = await to_thread.run_sync(open_review, folder, request.path_params["id"])
    return JSONResponse(describe_state(review))


async def take_decision(folder: Path, forget: Forget, request: Request) -> Response:
    """Carry out an order of a reviewer; answer with all suggestions as they then are.

    Where somebody else came first, that answer has the status 409 and says so.
    """
    body = await _read_body(request, _MOST_BYTES_OF_ORDER)
    article_id = request.path_params["id"]
    try:
        order = Order.model_validate(parse_json(body.decode()))
    except (ValidationError, ReadError, UnicodeDecodeError):
        return refuse(400, "This is no decision on a suggestion.")

    def work() -> Response:
        try:
            review = decide(folder, article_id, order, _list_articles(folder))
        except ConflictError as error:
            state = describe_state(open_review(folder, article_id))
            return JSONResponse({"error": str(error), "state": state}, status_code=409)
        forget_library()
        return JSONResponse(describe_state(review), background=BackgroundTask(forget))

    return await to_thread.run_sync(work)


async def take_passage(folder: Path, _: Forget, request: Request) -> Response:
    """Add a passage of words that were selected; answer with all suggestions as they then are."""
    body = await _read_body(request, _MOST_BYTES_OF_ORDER)
    article_id = request.path_params["id"]
    try:
        words = Words.model_validate(parse_json(body.decode()))
    except (ValidationError, ReadError, UnicodeDecodeError):
        return refuse(400, "This is no selection of words.")
    # The corpus has nothing of it before it is accepted.
    review = await to_thread.run_sync(make_passage, folder, article_id, *words.span)
    return JSONResponse(describe_state(review))


async def take_article(folder: Path, forget: Forget, request: Request) -> Response:
    """Add the article that a request's body holds, as ``python -m corpus add`` does."""
    asked = request.query_params
    body = await _read_body(request, MOST_BYTES)
    wishes = Wishes(**{name: asked.get(name, "").strip() for name in _WISHES})

    def work() -> Response:
        name = asked.get("name", "")
        addition = add_article(body, name, folder, wishes, name or "the pasted text")
        _list_articles.cache_clear()
        forget_library()
        answer = {"address": f"/review/{addition.article.id}"}
        return JSONResponse(answer, background=BackgroundTask(forget))

    return await to_thread.run_sync(work)


@cache
def _list_articles(folder: Path) -> tuple[Article, ...]:
    """Return the corpus's articles; the library has them too, but is read anew for the page."""
    return load_articles(folder / "articles", KNOWN_ARTICLES)[0]


async def _read_body(request: Request, most: int) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > most:
            raise _TooLargeError
    return bytes(parts)
