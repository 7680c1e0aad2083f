"""Progress on stderr: a bar with rate and time left, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from tracker.cli.output import console

T = TypeVar("T")
_FEW = 20


def expected(sources: Sequence[str]) -> int | None:
    """About how many articles the sources hold: lines of JSONL and CSV, files of a folder; None for standard input."""
    total = 0
    for source in sources:
        path = Path(source)
        if source == "-":
            return None
        if path.is_dir():
            total += sum(1 for file in path.rglob("*") if file.is_file())
        elif path.is_file() and set(path.suffixes) & {".jsonl", ".ndjson", ".csv"}:
            total += _lines(path)
        else:
            total += 1
    return total


def _lines(path: Path) -> int:
    import gzip

    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except (OSError, EOFError):
        return 1


def tracked(items: Iterable[T], sources: Sequence[str], what: str) -> Iterator[T]:
    """`items` as they come, with a bar on stderr if that is a terminal and there are more than a few sources."""
    if not sys.stderr.isatty():
        yield from items
        return
    total = expected(sources)
    if total is not None and total <= _FEW:
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total, rate="")
        for item in items:
            yield item
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:,.0f}/s" if speed else "")
