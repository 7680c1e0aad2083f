"""Reading sources for a command: articles one at a time, failures said as they come and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from tracker.cli.output import plural, say

if TYPE_CHECKING:
    from tracker.models import Article
    from tracker.read.sources import Failure


class Failures:
    """What could not be read or stored. Each is said on stderr at once, so that a long run shows them early."""

    def __init__(self) -> None:
        self.count = 0
        self.sources: set[str] = set()

    def __call__(self, failure: Failure) -> None:
        """Raises BadParameter (exit code 2) where the options and not a source are wrong."""
        if failure.source.startswith("--"):
            raise typer.BadParameter(f"{failure.source} {failure.message}")
        self.count += 1
        self.sources.add(failure.source)
        say(f"{failure.source}: {failure.message}")

    def leave(self, hint: str = "") -> None:
        """Exit with 1 when something failed, having said how much; else return."""
        if self.count:
            say(f"{plural(self.count, 'problem')} in {plural(len(self.sources), 'source')}; the rest is done.{hint}")
            raise typer.Exit(1)


def read(
    sources: Sequence[str],
    failures: Callable[[Failure], None],
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Iterator[Article]:
    """The articles of `sources`, lazily; what cannot be read goes to `failures`. Options fill gaps."""
    from tracker.read.sources import Given, read_sources

    given = Given(title=title, outlet=outlet, published=published, url=url)
    return read_sources(sources, given, on_failure=failures)
