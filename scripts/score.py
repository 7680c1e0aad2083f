"""score.py SHARED: run the scorer beside the checkout over its dev gold set, and over the annotated articles of its
corpus, and hold the figures to tests/floors.json.

Exits 1 when a figure is under its floor, 0 when all hold or when there is no gold set to measure on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import annotations

ROOT = Path(__file__).resolve().parent.parent


def main(shared: Path) -> int:
    gold = shared / "gold" / "dev"
    if not gold.is_dir():
        print(f"no gold set at {gold}: nothing to measure")
        return 0
    floors = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        annotations.write(shared, Path(name))
        low = [
            *measure(shared, gold, "gold set", floors["dev"]),
            *measure(shared, Path(name), "corpus", floors["corpus"]),
        ]
    for sentence in low:
        print(sentence, file=sys.stderr)
    return 1 if low else 0


def measure(shared: Path, gold: Path, title: str, floors: dict[str, float]) -> list[str]:
    """Print the figures on `gold` with their floors; a sentence for each figure that is under its own."""
    tracker = Path(sys.executable).parent / "tracker"
    command = [sys.executable, shared / "eval" / "score.py", gold, "--tracker", tracker, "--json"]
    figures = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    print(f"{title}")
    for name, value in figures.items():
        shown = f"{value:.4f}" if isinstance(value, float) else str(value)
        print(f"  {name:18} {shown:>8}" + (f"   floor {floors[name]:.3f}" if name in floors else ""))
    return [
        f"{title}: {name} is {figures[name]:.4f}, under its floor {floor:.3f} (tests/floors.json)"
        for name, floor in floors.items()
        if figures[name] < floor
    ]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
