"""What a source holds, told by its first bytes: records, a table, a feed, a page, a picture of something else."""

from __future__ import annotations

import json
import re
from typing import Literal

from tracker.patterns import lazy

from .charset import decode
from .words import rows

Kind = Literal["empty", "binary", "jsonl", "json", "csv", "feed", "mhtml", "html", "text"]

SAMPLE = 65_536  # bytes that are looked at
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel, HWPX or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an HWP or older Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"\x00\x00\x00", "a film or a sound"),
    (b"ID3", "a sound"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_FEED = lazy(r"<(?:rss|rdf:RDF|feed|urlset|sitemapindex)[\s>]")
_PAGE = lazy(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<article[\s>]|<div[\s>]", re.IGNORECASE)
_MHTML = lazy(r"(?:From: |MIME-Version: )[\s\S]{0,2000}Content-Type: multipart/related", re.IGNORECASE)


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of a source whose first bytes are `head`; `name` (its path or address) settles doubts."""
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        return "empty"
    if binary(head):
        return "binary"
    text = decode(head).lstrip("\ufeff \t\r\n")
    named = name.lower().removesuffix(".gz")
    if text[:1] in "{[":
        found = _json_kind(text, named)
        if found:
            return found
    if _MHTML.match(text):
        return "mhtml"
    if text[:1] == "<" and _FEED.search(text[:2000]):
        return "feed"
    if text[:1] == "<" and _PAGE.search(text[:20_000]):
        return "html"
    if named.endswith((".csv", ".tsv")) or _is_table(text):
        return "csv"
    if named.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if named.endswith((".html", ".htm", ".xhtml")) and _PAGE.search(text):
        return "html"
    return "text"


def _json_kind(text: str, named: str) -> Kind | None:
    line = text.partition("\n")[0].strip()
    if named.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if named.endswith(".json"):
        return "json"
    try:
        value = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        # The line may be longer than the sample, or the value may span lines.
        return "jsonl" if re.match(r'\{\s*"\w+"\s*:', line) and len(line) > 1 else "json" if line in "[{" else None
    return "jsonl" if isinstance(value, dict) else "json" if isinstance(value, list) else None


def _is_table(text: str) -> bool:
    """Whether the first line names columns that records have, a body among them."""
    line = text.partition("\n")[0]
    names = [name.strip(" \"'\r").lower() for name in re.split(r"[,\t;]", line)]
    known = {row[0].lower(): row[1] for row in rows("fields.tsv")}
    fields = [known[name] for name in names if name in known]
    return len(line) < 2000 and len(names) > 1 and "text" in fields and len(fields) > 1


def binary(head: bytes) -> str | None:
    """What a binary file is, in words; None for text. A few stray NUL bytes do not make a text binary."""
    for magic, words in _MAGIC:
        if head.startswith(magic):
            return words
    if head.startswith(_UNICODE_MARKS):
        return None
    control = sum(head.count(bytes((code,))) for code in (*range(9), *range(14, 27), *range(28, 32), 127))
    return "not text" if control * 20 > len(head) else None
