"""What `pip install .` installs: everything that the commands read beside the code."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from command import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds."""
    folder = tmp_path_factory.mktemp("wheel")
    argv = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    subprocess.run(argv, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_what_the_commands_read(installed: Path) -> None:
    package = ROOT / "tracker"
    needed = [
        path for path in package.rglob("*") if path.is_file() and path.suffix in {".tsv", ".html", ".yml", ".css"}
    ]
    assert needed
    assert [path for path in needed if not (installed / "tracker" / path.relative_to(package)).is_file()] == []
    assert not any("__pycache__" in str(path) for path in installed.rglob("*"))


def test_the_demo_works_from_what_is_installed(installed: Path, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import tracker.cli; assert tracker.__file__.startswith(sys.argv[1]), tracker.__file__\n"
        "sys.argv = ['tracker', 'demo', '--no-serve']; tracker.cli.main()"
    )
    argv = [sys.executable, "-c", script, str(installed)]
    done = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("9 articles read (9 added)")
