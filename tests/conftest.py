"""What all tests share: the evaluation data where it is present, and the command as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import ROOT, Run, run_in

SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SHARED.is_dir():
        skip = pytest.mark.skip(reason="the evaluation data is not beside this checkout (../shared)")
        for item in items:
            if "shared" in item.keywords:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the evaluation data, read-only; use it in tests with the marker `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the invented example articles."""
    return ROOT / "examples"


@pytest.fixture
def tracker(tmp_path: Path) -> Run:
    """`tracker("add", ...)` runs the installed command in an empty folder."""
    return run_in(tmp_path)
