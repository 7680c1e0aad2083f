"""The documents say what the commands print; `make docs` writes it anew."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from command import ROOT, Run

DOCUMENTS = ["README.md", "README.ko.md", "docs/cli.md"]
rerun = runpy.run_path(str(ROOT / "scripts" / "sessions.py"))["rerun"]


def sessions(text: str) -> list[str]:
    return re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_sessions_are_as_the_commands_print_them(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")
    assert sessions(written) == sessions(rerun(written)), "run `make docs` and read what changed"


def test_both_readmes_show_the_same_sessions() -> None:
    english, korean = (sessions((ROOT / name).read_text(encoding="utf-8")) for name in DOCUMENTS[:2])
    assert english == korean != []


@pytest.mark.parametrize("name", DOCUMENTS[:2])
def test_what_a_readme_names_is_there(tracker: Run, name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)", text):
        assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8"), target
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / link).exists(), link
    for command in set(re.findall(r"`tracker ([a-z]+)", text)):
        assert tracker(command, "--help").returncode == 0, command
    helps = "".join(tracker(command, "--help").stdout for command in ("add", "extract", "search", "serve", "export"))
    helps += tracker("--help").stdout
    for option in set(re.findall(r"`(?:tracker \w* ?)?(--[a-z-]+)", text)):
        assert option in helps, option


def test_every_command_is_in_the_list_of_commands(tracker: Run) -> None:
    listed = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    commands = [line.split()[0] for line in tracker("--help").stdout.split("Commands:\n")[1].splitlines()]
    assert [command for command in commands if f"\n## tracker {command}\n" not in listed] == []


def test_the_documents_name_no_machine() -> None:
    for path in [*map(Path, DOCUMENTS), Path("Makefile"), Path(".ci/run"), Path("constraints.txt")]:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not re.search(r"/(?:work|root|home)/|index-url|find-links|@ file:", text), path
