"""A database, a Datasette that is asked directly, a site that is served, and a browser that opens it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asked import Get, getter
from invented import ARTICLES, HOSTILE, make_archive

from tracker.site import serving

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("site") / "quotes.db", *ARTICLES, HOSTILE)


@pytest.fixture(scope="session")
def get(archive: Path) -> Get:
    return getter(serving.site(archive))


@pytest.fixture(scope="session")
def served(archive: Path) -> Iterator[str]:
    """The address of a site served on a free port, without a slash at its end."""
    listener = serving.listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    ready = threading.Event()
    app = serving.site(archive).app()
    threading.Thread(target=serving.run, args=(app, listener, ready.set), daemon=True).start()
    assert ready.wait(30), "the site did not start"
    yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium on this machine; on Debian: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    context = browser.new_context(base_url=served, locale="ko-KR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    yield page
    context.close()
