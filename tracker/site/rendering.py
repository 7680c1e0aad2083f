"""Turning templates into responses: the site's frame (language, links, style sheet) around what a page shows."""

from __future__ import annotations

import hashlib
import weakref
from functools import cache
from importlib import resources
from typing import Any

from datasette.app import Datasette
from datasette.utils import path_with_replaced_args
from datasette.utils.asgi import Request, Response
from jinja2 import Environment

from tracker.site import i18n
from tracker.site.addresses import Addresses
from tracker.site.archive import PLUGIN, Archive

_environments: weakref.WeakKeyDictionary[Datasette, Environment] = weakref.WeakKeyDictionary()


def environment(datasette: Datasette) -> Environment:
    """Jinja for our own pages: Datasette's template folders, but without its asynchronous rendering, which costs more
    than the templates themselves."""
    found = _environments.get(datasette)
    if found is None:
        found = Environment(
            loader=datasette.jinja_env.loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        _environments[datasette] = found
    return found


@cache
def _fingerprint(name: str) -> str:
    content = resources.files("tracker.site").joinpath(f"static/{name}").read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]


def frame(datasette: Datasette, request: Request, archive: Archive | None) -> dict[str, Any]:
    """What every template may use: texts, addresses, the static files, the page's address in the other language."""
    asked = request.args.get("lang") or request.args.get("_lang")
    language, named = i18n.chosen(asked, request.headers.get("accept-language", ""))
    base = datasette.setting("base_url").rstrip("/")
    other = "en" if language == "ko" else "ko"
    replaced = path_with_replaced_args(request, {"lang": other, "_lang": None})

    def static(name: str) -> str:
        return f"{base}/-/static-plugins/{PLUGIN}/{name}?v={_fingerprint(name)}"

    return {
        "t": i18n.texts(language),
        "lang": language,
        "other_language": {"code": other, "href": replaced},
        "to": Addresses(base, language if named else None, archive.name if archive else "quotes"),
        "static": static,
        "site_title": i18n.texts(language)("site.title"),
        "request": request,
        "tracker": archive is not None,
    }


def render(datasette: Datasette, template: str, context: dict[str, Any]) -> str:
    """The template's text; `context` holds `frame(...)` and what the page shows."""
    return environment(datasette).get_template(template).render(context)


def html(body: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An HTML response that caches keep apart by language."""
    return Response(
        body,
        status=status,
        headers={"Vary": "Accept-Language", **(headers or {})},
        content_type="text/html; charset=utf-8",
    )
