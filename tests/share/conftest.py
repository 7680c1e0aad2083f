"""An archive, a public copy of it, and sites over both that are asked through their whole ASGI application."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from invented_addresses import make_database

from tracker.site import sharing
from tracker.store.database import open_database
from tracker.store.search import Filters
from tracker.store.snapshot import Snapshot

Get = Callable[..., httpx.Response]

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


def getter(datasette: Any) -> Get:
    """`get(path, method="GET", **options)`: what the site answers."""

    def get(path: str, method: str = "GET", **options: Any) -> httpx.Response:
        asked = datasette.client.request(method, path, **options)
        response: httpx.Response = asyncio.run_coroutine_threadsafe(asked, _loop).result(60)
        return response

    return get


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("share") / "quotes.db")


@pytest.fixture(scope="session")
def made(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with open_database(archive, readonly=True) as db:
        return sharing.snapshot(db, tmp_path_factory.mktemp("public"), "", Filters())
