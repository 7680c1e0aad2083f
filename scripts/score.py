"""score.py SHARED: run the scorer beside the checkout over its dev gold set and hold the figures to tests/floors.json.

Exits 1 when a figure is under its floor, 0 when all hold or when there is no gold set to measure on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(shared: Path) -> int:
    gold = shared / "gold" / "dev"
    if not gold.is_dir():
        print(f"no gold set at {gold}: nothing to measure")
        return 0
    command = [
        sys.executable,
        shared / "eval" / "score.py",
        gold,
        "--tracker",
        Path(sys.executable).parent / "tracker",
        "--json",
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        return done.returncode
    figures = json.loads(done.stdout)
    floors = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))
    for name, value in figures.items():
        floor = floors.get(name)
        shown = f"{value:.4f}" if isinstance(value, float) else str(value)
        print(f"{name:18} {shown:>8}" + (f"   floor {floor:.3f}" if floor is not None else ""))
    low = [name for name, floor in floors.items() if figures[name] < floor]
    for name in low:
        print(f"{name} is {figures[name]:.4f}, under its floor {floors[name]:.3f} (tests/floors.json)", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
