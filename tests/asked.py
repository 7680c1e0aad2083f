"""A Datasette that is asked directly, without a server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import httpx

Get = Callable[..., httpx.Response]

# A loop of our own: while Playwright's browser is open, the main thread has one that runs already.
_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


def getter(datasette: Any) -> Get:
    """`get(path, method="GET", **options)`: what the site answers, through its whole ASGI application."""

    def get(path: str, method: str = "GET", **options: Any) -> httpx.Response:
        asked = datasette.client.request(method, path.removeprefix("http://localhost"), **options)
        response: httpx.Response = asyncio.run_coroutine_threadsafe(asked, _loop).result(60)
        return response

    return get
