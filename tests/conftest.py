"""What all tests share: the evaluation data where it is present, a browser, and the command as a user runs it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, Run, run_in
from hypothesis import settings

# How long a test takes says something of the machine, not of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SHARED = ROOT.parent / "shared"
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SHARED.is_dir():
        skip = pytest.mark.skip(reason="the evaluation data is not beside this checkout (../shared)")
        for item in items:
            if "shared" in item.keywords:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the evaluation data, read-only; use it in tests with the marker `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def corpus_db(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All articles of the shared corpus in a database; made once for all workers of a run. Only read it."""
    base = tmp_path_factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "corpus.db"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            unfinished = tmp_path_factory.mktemp("corpus") / made.name
            added = run_in(unfinished.parent)("add", shared / "corpus" / "articles.jsonl.gz", "--db", unfinished)
            assert added.returncode == 0, added.stderr
            unfinished.rename(made)
    return made


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the invented example articles."""
    return ROOT / "examples"


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
def tracker(tmp_path: Path) -> Run:
    """`tracker("add", ...)` runs the installed command in an empty folder."""
    return run_in(tmp_path)
