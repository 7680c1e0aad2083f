"""Reads the tables of `tests/cases` and judges an extraction by them. `python -m tests.extract.cases [FILE…]`
prints the share of cases that hold, file by file; with `-v` also what is wrong with each that does not.

The tables' grammar is explained in `tests/cases/README.md`.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.models import Quote, fold

FOLDER = Path(__file__).resolve().parents[1] / "cases"
COLUMNS = {"text", "expect", "note", "headline", "relayer"}
UNTOLD = "?"


@dataclass(frozen=True)
class Expected:
    """One quote that a reader finds: how its words begin (and end), who may be named as speaker, who relays it."""

    start: str
    end: str
    speakers: tuple[str, ...]
    optional: bool = False
    relayers: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"{'/'.join(self.speakers)} → {self.start}"

    def begins(self, quote: Quote) -> bool:
        """Whether `quote` is this one, by its first and last characters."""
        words = fold(quote.text)
        return words.startswith(self.start) and words.endswith(self.end)


@dataclass(frozen=True)
class Case:
    """One line of a table: a text, its separate headline if it has one, and the quotes in it, in reading order."""

    file: str
    line: int
    text: str
    headline: str | None
    note: str
    expected: tuple[Expected, ...]

    @property
    def name(self) -> str:
        """Where the case stands, as editors open it: `chains.tsv:7`."""
        return f"{self.file}:{self.line}"


def _expected(field: str, relayers: str) -> Iterator[Expected]:
    parts = [part.strip() for part in field.split(" | ")] if field.strip() else []
    passed_on = [part.strip() for part in relayers.split(" | ")] if relayers.strip() else []
    if passed_on and len(passed_on) not in (1, len(parts)):
        raise ValueError(f"{len(parts)} quotes but {len(passed_on)} relayers")
    for number, part in enumerate(parts):
        optional = part.startswith("(") and part.endswith(")")
        speakers, arrow, words = part[optional : len(part) - optional].partition(" → ")
        start, _, end = words.partition(" ~ ")
        if not (speakers.strip() and arrow and start.strip()):
            raise ValueError(f"'{part}' is not 'speaker → first words'")
        relayer = passed_on[number if len(passed_on) > 1 else 0].split("/") if passed_on else None
        yield Expected(
            fold(start), fold(end), tuple(speakers.split("/")), optional, tuple(relayer) if relayer else None
        )


def read_cases(path: Path) -> list[Case]:
    """The cases of one table. Raises ValueError, naming the file and line, for a line that breaks the grammar."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    header = rows[0]
    cases = []
    for line, row in enumerate(rows[1:], 2):
        if not row:
            continue
        try:
            if len(row) != len(header):
                raise ValueError(f"{len(row)} columns where the first line has {len(header)}")
            cell = dict(zip(header, row, strict=True))
            text = re.sub(r"\s*⏎\s*", "\n\n", cell["text"])
            expected = tuple(_expected(cell["expect"], cell.get("relayer", "")))
        except ValueError as error:
            raise ValueError(f"{path.name}:{line}: {error}") from None
        cases.append(Case(path.name, line, text, cell.get("headline") or None, cell["note"], expected))
    return cases


def is_table(path: Path) -> bool:
    """Whether the file is a table of quotes and speakers: the folder also holds tables of other kinds, as of days."""
    with path.open(encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split("\t")
    return header[:3] == ["text", "expect", "note"] and set(header) <= COLUMNS


def all_cases() -> list[Case]:
    """Every case of every table, files by name."""
    return [case for path in sorted(FOLDER.glob("*.tsv")) if is_table(path) for case in read_cases(path)]


def _same(name: str | None, wanted: Sequence[str]) -> bool:
    # As in the guidelines' scorer: spaces, dots and hyphens within a name make no difference.
    def key(text: str) -> str:
        return re.sub(r"[\s·.\-]+", "", fold(text))

    return key(name or UNTOLD) in {key(one) for one in wanted}


def _wrong(quote: Quote, expected: Expected) -> Iterator[str]:
    where = f'"{fold(quote.text)[:30]}"'
    if not _same(quote.speaker, expected.speakers):
        yield f"{where}: speaker {quote.speaker or UNTOLD}, expected {'/'.join(expected.speakers)} (rule {quote.rule})"
    if expected.relayers and not _same(quote.relayer or "-", expected.relayers):
        yield f"{where}: relayer {quote.relayer or '-'}, expected {'/'.join(expected.relayers)}"


def complaints(case: Case, quotes: Sequence[Quote]) -> list[str]:
    """What is wrong with `quotes` as an extraction of `case`, a sentence each; empty where all is right.

    Turns of unmarked transcripts are left out, as the guidelines do.
    """
    found = [quote for quote in quotes if quote.kind != "turn"]
    found.sort(key=lambda quote: -1 if quote.start is None else quote.start)
    wrong = []
    next_quote = 0
    for expected in case.expected:
        at = next((i for i in range(next_quote, len(found)) if expected.begins(found[i])), None)
        if at is None:
            if not expected.optional:
                wrong.append(f"not found: {expected}")
            continue
        wrong += [f'not a quote: "{fold(extra.text)[:30]}"' for extra in found[next_quote:at]]
        wrong += _wrong(found[at], expected)
        next_quote = at + 1
    return wrong + [f'not a quote: "{fold(extra.text)[:30]}"' for extra in found[next_quote:]]


def judge(case: Case) -> list[str]:
    """Reads and extracts the case's text as the tracker does, and gives `complaints` about the result."""
    from tracker.extract import extract_quotes
    from tracker.read.text import read_text

    return complaints(case, extract_quotes(read_text(case.text, title=case.headline)))


def main(arguments: Sequence[str]) -> None:
    """Prints how many cases hold, file by file."""
    wanted = {Path(name).stem for name in arguments if name != "-v"}
    cases = [case for case in all_cases() if not wanted or Path(case.file).stem in wanted]
    results = [(case, judge(case)) for case in cases]
    if "-v" in arguments:
        for case, wrong in results:
            for sentence in wrong:
                print(f"{case.name}: {sentence}\n    {case.text!r}")
    for file in sorted({case.file for case in cases}):
        of_file = [not wrong for case, wrong in results if case.file == file]
        print(f"{sum(of_file):4} of {len(of_file):3}  {sum(of_file) / len(of_file):6.1%}  {file}")
    held = sum(not wrong for _, wrong in results)
    print(f"{held:4} of {len(results):3}  {held / max(len(results), 1):6.1%}  all")


if __name__ == "__main__":
    main(sys.argv[1:])
