"""The script behind `make`: it finds a Python that can make an environment, or says what to install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make-venv"


def folder_with(folder: Path, **programs: str) -> Path:
    """A folder of stand-in interpreters: name (`_` for `.`) → shell script that answers as that Python would."""
    folder.mkdir()
    for name, script in programs.items():
        program = folder / name.replace("_", ".")
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    return folder


def make_venv(path: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    argv = ["/bin/sh", str(SCRIPT), *arguments]
    return subprocess.run(argv, env={"PATH": str(path), **env}, capture_output=True, text=True, timeout=120)


def test_no_python_at_all(tmp_path: Path) -> None:
    done = make_venv(folder_with(tmp_path / "bin"), str(tmp_path / "venv"))
    assert done.returncode == 1
    assert "No Python 3.10 or newer was found." in done.stderr
    assert "apt install python3 python3-venv" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_an_old_python_is_not_taken(tmp_path: Path) -> None:
    path = folder_with(tmp_path / "bin", python3="exit 1")
    assert "No Python 3.10 or newer" in make_venv(path, "--check").stderr


def test_a_python_without_venv_says_which_package_is_missing(tmp_path: Path) -> None:
    # As Debian splits it: the interpreter runs, but ensurepip and venv are in another package.
    answers = f'case "$2" in *ensurepip*) exit 1;; *) exec {sys.executable} "$@";; esac'
    done = make_venv(folder_with(tmp_path / "bin", python3_13=answers), "--check")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 1
    assert "without the modules venv and ensurepip" in done.stderr
    assert f"apt install python{version}-venv" in done.stderr


def test_the_next_python_is_taken_where_the_newest_cannot(tmp_path: Path) -> None:
    path = folder_with(tmp_path / "bin", python3_13="exit 127", python3=f'exec {sys.executable} "$@"')
    assert make_venv(path, "--check").returncode == 0


@pytest.mark.parametrize("state", ["absent", "half made"])
def test_an_environment_is_made_whole(tmp_path: Path, state: str) -> None:
    venv = tmp_path / "venv"
    if state == "half made":
        (venv / "bin").mkdir(parents=True)
        (venv / "bin" / "python").symlink_to("/nonexistent/python")
    assert make_venv(Path(os.environ["PATH"]), str(venv), PYTHON=sys.executable).returncode == 0
    again = make_venv(Path(os.environ["PATH"]), str(venv), PYTHON=sys.executable)
    assert again.returncode == 0 and again.stderr == ""
    subprocess.run([venv / "bin" / "python", "-m", "pip", "--version"], check=True, capture_output=True)
