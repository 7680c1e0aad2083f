"""figures.py SHARED: measure, and write what the measurements print into both READMEs: `make figures`.

Runs the scorer over the gold set (where there is one) and the benchmark, and puts their output between the lines
`<!-- figures -->` and `<!-- /figures -->`. No figure is written by hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PLACE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)


def main(shared: str) -> None:
    blocks = [
        printed("make score", "scripts/score.py", shared),
        printed("make bench", "bench/bench.py", "--shared", shared),
    ]
    for name in ("README.md", "README.ko.md"):
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        path.write_text(_PLACE.sub(lambda _: "\n" + "\n".join(blocks) + "\n", text), encoding="utf-8")


def printed(title: str, script: str, *arguments: str) -> str:
    """A fenced block: the command a reader types, and what it prints."""
    done = subprocess.run(
        [sys.executable, ROOT / script, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return f"```text\n$ {title}\n{done.stdout.rstrip()}\n```\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
