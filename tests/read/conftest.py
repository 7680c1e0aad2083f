"""A web site on this machine, and a fetcher that may visit it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from site_on_this_machine import Site, running

from tracker.read.fetching import Fetcher


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


class Waits(list[float]):
    """Instead of sleeping, notes for how long."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def fetcher(waits: Waits) -> Fetcher:
    return Fetcher(allow_private=True, timeout=5.0, pause=0.0, sleep=waits)
