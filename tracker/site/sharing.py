"""Sharing: the public copy made, served and published; signed links to a site that is not public."""

from __future__ import annotations

import contextlib
import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tracker.files import whole_file
from tracker.site.serving import DATABASE, serve, settings
from tracker.site.signed import Link, LinkError, Links, seconds
from tracker.store.snapshot import Snapshot, find_snapshot, is_snapshot, make_snapshot

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.store.search import Filters

DEFAULT_BASE = "http://127.0.0.1:8001"
HANDED_OVER = "publish"
"""The folder beside a snapshot from which it is published."""
PLUGINS = "plugins"


class PublishError(Exception):
    """Why a snapshot cannot be published: a sentence for the person at the command line."""


def snapshot(db: Database, folder: Path, words: str, filters: Filters) -> Snapshot:
    """A public copy in `folder` (see make_snapshot), with `metadata.json` for Datasettes without our plugin."""
    from tracker.site.snapshot_metadata import metadata_without_plugin

    made = make_snapshot(db, folder, words, filters)
    _write_json(made.path.with_name("metadata.json"), metadata_without_plugin(made.path))
    return made


def serve_snapshot(
    given: Path,
    host: str,
    port: int | None,
    open_browser: bool,
    *,
    private: bool = False,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve a snapshot (a file, or a folder with one) as a file that never changes, until interrupted.

    Raises StoreError and ServingError with sentences.
    """
    path = find_snapshot(given)
    serve(path, host, port, open_browser, frozen=True, private=private, announce=announce)


def make_link(database: Path, address: str, lasting: str, base: str = DEFAULT_BASE) -> tuple[Link, str]:
    """A signed link to one thing in the database: what was noted of it, and its whole URL under `base`.

    `address` is a path of the site or a URL, `lasting` a length of time (`7d`). Raises LinkError with a sentence.
    """
    from tracker.site.shared_targets import check_present, target

    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise LinkError(f"{base} is no address of a site; write it as https://quotes.example with --base.")
    prefix = parts.path.rstrip("/")
    own = urlsplit(address)
    if own.netloc == parts.netloc and prefix and own.path.startswith(prefix + "/"):
        address = own._replace(path=own.path[len(prefix) :]).geturl()
    wanted, length = target(address), seconds(lasting)
    with contextlib.closing(_readonly(database)) as conn:
        check_present(conn, wanted)
    link, token = Links(database).make(str(wanted), length)
    return link, f"{base.rstrip('/')}/share/{token}"


def _readonly(database: Path) -> Any:
    import sqlite3

    from tracker.store.database import open_database

    if is_snapshot(database):
        return sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    return open_database(database, create=False, readonly=True).conn


def publishing_command(given: Path, target: str, package: str, extra: Sequence[str]) -> list[str]:
    """The `datasette publish` command for a snapshot, whose files are then ready in the folder `publish` beside it.

    `package` is what pip installs there to have our plugin; a wheel on this machine goes along. Raises PublishError
    when Datasette cannot publish to `target` or the wheel is missing, and StoreError when there is no snapshot.
    """
    known = publishers()
    if target not in known:
        raise PublishError(
            f"Datasette cannot publish to {target} here; it can to {', '.join(known)}. Other places need their plugin, "
            f"for instance: pip install datasette-publish-{target}"
        )
    path = find_snapshot(given)
    folder = _hand_over(path)
    options = " ".join(f"--setting {name} {value}" for name, value in settings(frozen=True).items())
    command = [str(Path(sys.executable).parent / "datasette"), "publish", target, str(folder / f"{DATABASE}.db")]
    command += ["--metadata", str(folder / "metadata.json"), "--extra-options", options]
    wheel = Path(package)
    if wheel.suffix == ".whl":
        package = f"{PLUGINS}/{wheel.name}"
        command += ["--plugins-dir", str(_beside(wheel, folder))]
    return [*command, "--install", package, *extra]


def _beside(wheel: Path, folder: Path) -> Path:
    """The folder that Datasette takes along as `plugins`, with the wheel in it: the place itself sees no other file."""
    if not wheel.is_file():
        raise PublishError(f"There is no wheel at {wheel}; pip wheel --no-deps . makes one.")
    plugins = folder / PLUGINS
    shutil.rmtree(plugins, ignore_errors=True)
    plugins.mkdir()
    shutil.copy(wheel, plugins)
    return plugins


def publishers() -> list[str]:
    """Where this machine's Datasette can publish to."""
    from datasette.cli import publish

    return sorted(publish.commands)


def _hand_over(path: Path) -> Path:
    """The files to publish: the snapshot under the name that stands in addresses, and its metadata."""
    from tracker.site.snapshot_metadata import metadata

    folder = path.parent / HANDED_OVER
    folder.mkdir(exist_ok=True)
    with whole_file(folder / f"{DATABASE}.db") as unfinished:
        shutil.copyfile(path, unfinished)
    _write_json(folder / "metadata.json", metadata(path))
    return folder


def publish(command: Sequence[str]) -> int:
    """Run the command from `publishing_command`; its exit code."""
    return subprocess.run(command, check=False).returncode


def shown(command: Sequence[str]) -> str:
    """A command as one types it."""
    return shlex.join(["datasette", *command[1:]])


def _write_json(path: Path, value: object) -> None:
    with whole_file(path) as unfinished:
        unfinished.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
