"""The `tracker` command as a user runs it, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRACKER = Path(sys.executable).parent / "tracker"

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


def run_in(folder: Path) -> Run:
    """`run("add", ...)` runs the installed command in `folder` and gives its outcome.

    stdin is empty unless `input` is given, so that a command which waits for it cannot hang a test. Options are those
    of `subprocess.run`.
    """

    def run(*arguments: str | os.PathLike[str], **options: object) -> Done:
        # The caller's own settings must not decide what a test sees.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRACKER_", "COLUMNS"))}
        defaults: dict[str, object] = {"cwd": folder, "env": kept, "capture_output": True, "text": True, "timeout": 120}
        if "input" not in options:
            defaults["stdin"] = subprocess.DEVNULL
        argv = [str(TRACKER), *map(str, arguments)]
        return subprocess.run(argv, **{**defaults, **options})  # type: ignore[call-overload,no-any-return]

    return run
