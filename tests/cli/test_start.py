"""Starting up: help, completion, what is loaded, exit codes of wrong usage."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import TRACKER, Run

GROUPS = {"share": ["snapshot", "serve", "link", "list", "revoke", "publish"]}
COMMANDS = ["demo", "add", "search", "show", "serve", "stats", "retry", "export", "extract", "explain", "eval", "share"]
EACH = COMMANDS + [f"{group} {command}" for group, commands in GROUPS.items() for command in commands]
HEAVY = {"datasette", "trafilatura", "dateparser", "httpx", "feedparser", "rich", "mecab", "sqlite_utils", "sqlite3"}


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys, contextlib, io, tracker.cli as cli\n"
        "sys.argv = ['tracker', '--help']\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): cli.app()\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


@pytest.mark.parametrize("command", EACH)
def test_every_help_has_an_example(tracker: Run, command: str) -> None:
    done = tracker(*command.split(), "--help")
    assert done.returncode == 0
    assert f"Example:\n    tracker {command}" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_help_names_every_command_in_whole_sentences(tracker: Run) -> None:
    for group, commands in {"": COMMANDS, **GROUPS}.items():
        listed = tracker(*group.split(), "--help").stdout.split("Commands:\n")[1].rstrip().splitlines()
        assert [line.split()[0] for line in listed] == commands
        assert all(line.endswith(".") and not line.endswith("...") for line in listed)


@pytest.mark.parametrize(
    "wrong", [["add"], ["search"], ["nonsense"], ["extract", "--format", "xml"], ["add", "--nope", "x"]]
)
def test_wrong_usage_is_2(tracker: Run, wrong: list[str]) -> None:
    done = tracker(*wrong)
    assert done.returncode == 2
    assert done.stdout == "" and "Usage: tracker" in done.stderr and "Traceback" not in done.stderr


def test_completion_knows_the_commands() -> None:
    env = {**os.environ, "_TRACKER_COMPLETE": "complete_bash", "COMP_WORDS": "tracker ex", "COMP_CWORD": "1"}
    done = subprocess.run([TRACKER], env=env, capture_output=True, text=True)
    assert done.stdout.split() == ["export", "extract", "explain"]


def test_install_completion(tmp_path: Path) -> None:
    script = f'"{TRACKER}" --install-completion bash && . ~/.bashrc && complete -p tracker'
    env = {**os.environ, "HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = subprocess.run(["bash", "--norc", "-c", script], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "complete" in done.stdout.splitlines()[-1] and "tracker" in done.stdout.splitlines()[-1]
