"""Which page answers which address. These stand before Datasette's own addresses, which go on below them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tracker.site.archive import Archive, find_archive
from tracker.site.errors import Problem, respond_to
from tracker.site.visit import Visit

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

Page = Callable[[Visit], Awaitable["Response"]]

POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
)


def routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """(regular expression, view) pairs for Datasette."""
    from tracker.site.pages import article, feed, home, oembed, outlet, quote, search, sitemap, speaker

    one = r"(?P<id>[^/.]+)"
    table: list[tuple[str, Page]] = [
        (r"^/$", home.page),
        (r"^/search$", search.page),
        (r"^/search\.(?P<format>csv|json|atom)$", search.export),
        (r"^/feed\.atom$", feed.latest),
        (rf"^/quote/{one}$", quote.page),
        (rf"^/quote/{one}/embed$", quote.embed),
        (rf"^/quote/{one}\.png$", quote.card),
        (rf"^/quote/{one}\.(?P<format>txt|md|bib|csl\.json)$", quote.citation),
        (rf"^/speaker/{one}$", speaker.page),
        (rf"^/speaker/{one}\.atom$", feed.of_speaker),
        (rf"^/article/{one}$", article.page),
        (rf"^/outlet/{one}$", outlet.page),
        (rf"^/outlet/{one}\.atom$", feed.of_outlet),
        (r"^/oembed$", oembed.answer),
        (r"^/robots\.txt$", sitemap.robots),
        (r"^/sitemap(?:-(?P<part>[1-9][0-9]{0,4}))?\.xml$", sitemap.answer),
    ]
    return [(pattern, _view(page)) for pattern, page in table]


def _view(page: Page) -> Callable[..., Awaitable[Any]]:
    async def view(request: Request, datasette: Datasette) -> Response:
        archive = await find_archive(datasette)
        if archive is None:  # another's database: Datasette's own front page, and nothing else of ours
            return await _without_archive(datasette, request)
        try:
            return await _answer(Visit(datasette, request, archive, request.url_vars), page)
        except Exception as error:
            return await respond_to(datasette, request, error)

    return view


async def _without_archive(datasette: Datasette, request: Request) -> Response:
    from datasette.utils.asgi import NotFound
    from datasette.views.index import IndexView

    if request.path.rstrip("/"):
        raise NotFound("404")
    request.scope["url_route"] = {"kwargs": {"format": None}}
    response: Response = await IndexView(datasette).dispatch_request(request)
    return response


async def _answer(visit: Visit, page: Page) -> Response:
    if visit.request.method not in ("GET", "HEAD"):
        raise Problem(405, "error.method")
    answer = await page(visit)
    _finish(answer, visit.archive)
    return answer


def _finish(answer: Response, archive: Archive) -> None:
    """Set the headers that all our pages have."""
    if isinstance(answer.body, str):  # a lone surrogate cannot be sent
        answer.body = answer.body.encode("utf-8", "replace")
    # `no-cache`: a browser may keep the page, but asks each time whether it still holds.
    answer.headers.setdefault("Cache-Control", "no-cache" if archive.database.is_mutable else "max-age=300")
    frames = answer.headers.pop("x-frames", "'self'")
    answer.headers.setdefault("Content-Security-Policy", POLICY.format(frames=frames))
