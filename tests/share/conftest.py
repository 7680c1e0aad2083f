"""An archive, a public copy of it, and sites over both that are asked through their whole ASGI application."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_addresses import make_database

from tracker.site import sharing
from tracker.store.database import open_database
from tracker.store.search import Filters
from tracker.store.snapshot import Snapshot


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("share") / "quotes.db")


@pytest.fixture(scope="session")
def made(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with open_database(archive, readonly=True) as db:
        return sharing.snapshot(db, tmp_path_factory.mktemp("public"), "", Filters())
