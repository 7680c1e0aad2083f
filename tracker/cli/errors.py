"""Errors as sentences: what happened, where, and what to do."""

from __future__ import annotations

import errno
import os

_FULL = "The disk is full: free some space and run the same command again. What was stored before stays stored."


def sentence(error: Exception) -> str | None:
    """The sentence for a person who meets `error`, or None where `$TRACKER_DEBUG` asks for the traceback."""
    if os.environ.get("TRACKER_DEBUG"):
        return None
    if type(error).__module__.startswith("tracker."):  # our own errors are sentences already
        return str(error)
    if isinstance(error, OSError):
        return _of_system(error)
    if type(error).__module__ == "sqlite3":
        return _of_sqlite(error)
    return (
        f"Something unexpected went wrong ({type(error).__name__}: {error}). This is a fault in tracker, not in your "
        "input; TRACKER_DEBUG=1 in front of the command shows where. What was stored before stays stored."
    )


def _of_system(error: OSError) -> str:
    where = f" {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"No permission to use{where}: choose another place or change its permissions."
    if error.errno == errno.ENOENT:
        return f"There is no{where}: check the name."
    if error.errno == errno.EADDRINUSE:
        return "That port is in use: choose another with --port."
    return f"The system refused{where}: {error.strerror or error}."


def _of_sqlite(error: Exception) -> str:
    message = str(error)
    if "full" in message or "disk I/O" in message:
        return _FULL
    if "readonly" in message:
        return "The database may only be read: choose another place with --db or change its permissions."
    if "locked" in message:
        return "Another program is writing to this database: wait until it is done and run the same command again."
    if "unable to open" in message:
        return "The database cannot be opened: check its folder, or name another with --db."
    if "not a database" in message or "malformed" in message:
        return "This file is not a tracker database, or it is damaged: name another with --db."
    return f"The database refused: {message}."
