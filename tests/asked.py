"""A Datasette that is asked directly, without a server; and one that is served."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import httpx

from tracker.site import serving

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


def serve(datasette: Any) -> str:
    """Serve the site on a free port until the tests end; its address, without a slash at the end."""
    listener = serving.listen("127.0.0.1", 0)
    ready = threading.Event()
    threading.Thread(target=serving.run, args=(datasette.app(), listener, ready.set), daemon=True).start()
    assert ready.wait(30), "the site did not start"
    return f"http://127.0.0.1:{listener.getsockname()[1]}"
