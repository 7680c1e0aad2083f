"""Archives of articles: JSON Lines, JSON and CSV in the contract's fields, streamed one record at a time."""

from __future__ import annotations

import codecs
import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, BinaryIO

from tracker.models import Article

from . import moments
from .charset import decode
from .text import read_text
from .words import rows

LONGEST_LINE = 32 * 1024 * 1024  # bytes: one record is no longer
_FIELDS = ("id", "title", "outlet", "published", "url", "text", "byline")
Problem = Callable[[str], None]


def read_jsonl(
    stream: BinaryIO, *, source: str, given: Mapping[str, str | None], problem: Problem
) -> Iterator[Article]:
    """The articles of JSON Lines, one at a time.

    `given` fills fields that a record lacks. A line that is no record goes to `problem` as a sentence with its number,
    and the others go on.
    """
    for number, line in _lines(stream):
        if len(line) > LONGEST_LINE:
            problem(
                f"line {number} is longer than {LONGEST_LINE // 1024 // 1024} MB. Split the record or leave it out."
            )
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            try:
                record = json.loads(decode(line).strip("\ufeff \t\r\n"), strict=False)
            except (ValueError, RecursionError) as error:
                problem(f"line {number} is no JSON ({_reason(error)}). Mend the line or leave it out.")
                continue
            yield from _article(record, f"line {number}", source, given, problem)


def read_json(data: bytes, *, source: str, given: Mapping[str, str | None], problem: Problem) -> Iterator[Article]:
    """The articles of one JSON document: a record, or a list of records."""
    try:
        value = json.loads(decode(data), strict=False)
    except (ValueError, RecursionError) as error:
        problem(f"is no valid JSON ({_reason(error)}). Mend it, or save it as JSON Lines, one record a line.")
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        yield from _article(record, f"record {number}", source, given, problem)


def read_csv(stream: BinaryIO, *, source: str, given: Mapping[str, str | None], problem: Problem) -> Iterator[Article]:
    """The articles of a CSV or TSV table whose first row names the fields (see `fields.tsv`)."""
    csv.field_size_limit(min(sys.maxsize, LONGEST_LINE))
    buffered = io.BufferedReader(stream, 1 << 20) if not hasattr(stream, "peek") else stream  # type: ignore[type-var]
    head = buffered.peek(1 << 16)
    text = io.TextIOWrapper(buffered, encoding=_encoding(head), errors="replace", newline="")
    first = head.split(b"\n", 1)[0]
    table = csv.reader(_without_nul(text), delimiter="\t" if first.count(b"\t") > first.count(b",") else ",")
    columns: list[str | None] = []
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            problem(f"line {table.line_num} is no row of a table ({error}). Mend the line or leave it out.")
            continue
        if not columns:
            columns = [_field(name) for name in row]
            if "text" not in columns:
                problem(
                    f"has no column named text: its columns are {', '.join(row)[:200]}. Name the body's column text."
                )
                return
        elif any(cell.strip() for cell in row):
            record = {name: cell for name, cell in zip(columns, row, strict=False) if name}
            yield from _article(record, f"line {table.line_num}", source, given, problem)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        yield number, line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)  # the rest of a line that is given up


def _without_nul(lines: io.TextIOWrapper) -> Iterator[str]:
    """Lines for the csv module, which refuses NUL on older Pythons."""
    for line in lines:
        yield line.replace("\0", "\ufffd")


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8-sig"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {name.lower(): field for name, field in rows("fields.tsv")}


def _field(name: str) -> str | None:
    return _names().get(name.strip("\ufeff \t\"'").lower())


def _article(
    record: Any, where: str, source: str, given: Mapping[str, str | None], problem: Problem
) -> Iterator[Article]:
    """The article of one record; none, with a sentence to `problem`, when it is no article."""
    if not isinstance(record, dict):
        problem(f"{where} is no record but {_kind(record)}. Write an object with the field text.")
        return
    facts: dict[str, Any] = {}
    for name, value in record.items():
        field = name if name in _FIELDS else _field(str(name))
        if field and value not in (None, ""):
            facts.setdefault(field, value)
    text = facts.get("text")
    if not isinstance(text, str) or not text.strip():
        problem(f"{where} has no text. Give the article's body in the field text.")
        return
    stated = facts.get("published")
    published = moments.published(stated)
    if stated is not None and published is None:
        problem(f"{where} has a date that does not exist or cannot be read ({str(stated)[:40]}): read without it.")
    yield read_text(
        text,
        title=_string(facts.get("title")) or given.get("title"),
        outlet=_string(facts.get("outlet")) or given.get("outlet"),
        published=published or given.get("published"),
        url=_string(facts.get("url")) or given.get("url"),
        byline=_string(facts.get("byline")),
        record_id=_string(facts.get("id")),
        source=source,
    )


def _string(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value).strip() or None


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _reason(error: BaseException) -> str:
    return f"{error.msg}, character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
