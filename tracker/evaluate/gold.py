"""Annotated articles ("gold"): one JSON file an article, with the quotes that a careful reader finds in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FACTS = ("id", "title", "outlet", "published", "url", "text")
_STRINGS = ("speaker", "speaker_type", "said_on", "doubt", "cue")


class GoldError(Exception):
    """Annotations or predictions that cannot be used, as a sentence: which file, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One annotated quote. Offsets are code points into the article's text, both null for one in a separate title.

    `accept` holds the other names that are right; `doubt` is "quote" where finding it or not counts neither way,
    "date" where only its day does not count.
    """

    text: str
    start: int | None
    end: int | None
    kind: str
    speaker: str | None
    accept: tuple[str, ...]
    speaker_type: str
    said_on: str | None
    doubt: str | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article; `record` holds what the tracker is given: id, title, outlet, published, url, text."""

    id: str
    record: Mapping[str, str | None]
    quotes: tuple[GoldQuote, ...]


def read_gold(folder: Path) -> list[GoldArticle]:
    """The annotated articles of `folder`, in order of file name; files that begin with `_` are passed over.

    Raises GoldError, naming the file and the quote, when there is none or when one is not as `docs/extraction.md` says.
    """
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "does not exist"
        raise GoldError(f"{folder} {what}: name a folder with one annotated JSON file an article.")
    paths = sorted(path for path in folder.glob("*.json") if not path.name.startswith("_"))
    if not paths:
        raise GoldError(f"{folder} holds no .json file: name a folder with one annotated JSON file an article.")
    articles = [_article(path) for path in paths]
    seen: dict[str, Path] = {}
    for article, path in zip(articles, paths, strict=True):
        if article.id in seen:
            raise GoldError(f"{path} has the same id as {seen[article.id].name} ({article.id}): change one.")
        seen[article.id] = path
    return articles


def _article(path: Path) -> GoldArticle:
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8 (byte {error.start + 1}): save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path} is no JSON ({error}): mend or remove it.") from None
    if not isinstance(value, dict):
        raise GoldError(f"{path} is no annotated article: write an object with id, text and quotes.")
    for field, kind in (("id", str), ("text", str), ("quotes", list)):
        if not isinstance(value.get(field), kind):
            raise GoldError(f"{path} has no {field}: write an object with id, text and quotes.")
    for field in _FACTS:
        if not isinstance(value.get(field), (str, type(None))):
            raise GoldError(f"{path}: {field} must be a text or null.")
    quotes = tuple(_quote(quote, f"{path}: quote {nth}", value["text"]) for nth, quote in enumerate(value["quotes"], 1))
    return GoldArticle(value["id"], {field: value.get(field) for field in _FACTS}, quotes)


def _quote(value: Any, where: str, text: str) -> GoldQuote:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str) or not isinstance(value.get("kind"), str):
        raise GoldError(f"{where} has no text or no kind: write both (kind is direct, headline or turn).")
    start, end = value.get("start"), value.get("end")
    if (start is None) != (end is None) or not all(type(at) in (int, type(None)) for at in (start, end)):
        raise GoldError(f"{where}: start and end must be two whole numbers, or both null for a quote in the title.")
    if start is not None and text[start:end] != value["text"]:
        raise GoldError(f"{where}: text[{start}:{end}] is not its words: count offsets in characters from 0.")
    for field in _STRINGS:
        if not isinstance(value.get(field), (str, type(None))):
            raise GoldError(f"{where}: {field} must be a text or null.")
    accept = value.get("accept") or []
    if not isinstance(accept, list) or not all(isinstance(name, str) for name in accept):
        raise GoldError(f"{where}: accept must be a list of names.")
    return GoldQuote(
        text=value["text"],
        start=start,
        end=end,
        kind=value["kind"],
        speaker=value.get("speaker"),
        accept=tuple(accept),
        speaker_type=value.get("speaker_type") or "unknown",
        said_on=value.get("said_on") or None,
        doubt=value.get("doubt") or None,
    )
