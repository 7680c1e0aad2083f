"""sessions.py FILE...: run the sessions in documents and write what the commands print: `make docs`.

A session is a fenced block marked `console`: each line that begins with `$ ` is a command, what follows is its output.
All sessions of one document run one after the other in one empty folder that holds `examples/`, as a reader would.
Nothing but the output is changed; tests hold the documents to what the commands print.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SESSION = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def rerun(document: str) -> str:
    """`document` with the output of every session as it is now."""
    with tempfile.TemporaryDirectory(prefix="tracker-docs-") as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        return _SESSION.sub(lambda found: _session(found[0], folder), document)


def _session(block: str, folder: Path) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{_output(command, folder)}" for command in commands)


def _output(command: str, folder: Path) -> str:
    """What a reader sees: stdout and stderr together, in a terminal of 80 columns."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**kept, "PATH": path, "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def main(files: list[str]) -> None:
    for name in files:
        path = Path(name)
        path.write_text(rerun(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
