"""The database that a command works on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.options import DEFAULT_DB

if TYPE_CHECKING:
    from sqlite_utils import Database


@contextlib.contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Database]:
    """The database at `path`: for writing, and made if missing, with `create`; else for reading only.

    The folder of the default path is made too, so that `tracker add` works anywhere; a folder that the user named is
    not, for a mistyped path should be noticed. Raises StoreError.
    """
    from tracker.store.database import open_database

    if create and path == DEFAULT_DB:
        path.parent.mkdir(exist_ok=True)
    db = open_database(path, create=create, readonly=not create)
    try:
        yield db
    finally:
        db.close()
