"""What the commands print: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table


def prepare_streams() -> None:
    """Make stdout and stderr able to print any text: UTF-8 unless a terminal wants otherwise.

    What cannot be encoded (half of a surrogate pair) is written as `\\udXXX`, which JSON reads back as it was.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")


def say(message: str) -> None:
    """One line for the person at the terminal: progress, sums, errors. Never part of the results."""
    print(message, file=sys.stderr)


def to_json(value: Any) -> str:
    """`value` as one line of JSON with Korean left readable."""
    return json.dumps(value, ensure_ascii=False)


def print_json_array(values: Iterable[Any], out: TextIO | None = None) -> None:
    """A JSON array, one element a line, written as the values come."""
    out = out or sys.stdout
    out.write("[")
    for count, value in enumerate(values):
        out.write((",\n" if count else "\n") + to_json(value))
    out.write("\n]\n")


def console(stderr: bool = False) -> Console:
    """A Rich console. In a pipe it is as wide as $COLUMNS, or 80 cells."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)


def table(*columns: str | Mapping[str, Any], title: str | None = None) -> Table:
    """An empty Rich table without frame; a column is its heading or Rich's options for `add_column` with `header`."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False, show_edge=False)
    for column in columns:
        options = {"header": column} if isinstance(column, str) else dict(column)
        made.add_column(**{"overflow": "fold", **options})
    return made


def print_trimmed(made: RenderableType) -> None:
    """Print a table or text to stdout at the terminal's width, without the blanks that Rich leaves at ends of lines."""
    screen = console()
    with screen.capture() as capture:
        screen.print(made)
    print("\n".join(line.rstrip() for line in capture.get().splitlines()))


def on_one_line(text: str) -> str:
    """`text` with every run of white space or control characters one space, so that it cannot break a table."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def plural(count: int, noun: str) -> str:
    """`1 quote`, `2 quotes`, `1,204 quotes`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
