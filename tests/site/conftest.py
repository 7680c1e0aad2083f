"""A database, a Datasette that is asked directly, a site that is served, and a browser that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asked import Get, getter, serve
from invented import ARTICLES, HOSTILE, make_archive

from tracker.site import serving


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("site") / "quotes.db", *ARTICLES, HOSTILE)


@pytest.fixture(scope="session")
def get(archive: Path) -> Get:
    return getter(serving.site(archive))


@pytest.fixture(scope="session")
def served(archive: Path) -> str:
    """The address of a site served on a free port, without a slash at its end."""
    return serve(serving.site(archive))


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    context = browser.new_context(base_url=served, locale="ko-KR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    yield page
    context.close()
