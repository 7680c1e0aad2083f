"""The frozen values that pass between the rooms: an article that was read, the quotes found in it.

Imports nothing of ours. All offsets are Python string offsets (code points) into `Article.text`.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

ZoneKind = Literal["headline", "subheadline", "intertitle", "body", "caption", "furniture"]
QuoteZone = Literal["headline", "body", "caption"]
QuoteKind = Literal["direct", "headline", "turn"]
SpeakerType = Literal["person", "organization", "anonymous", "document", "unknown"]
Precision = Literal["day", "month", "year"]

_SHA256: Final = hashlib.sha256()  # to be copied: OpenSSL is slower to look an algorithm up than to copy one


@dataclass(frozen=True, slots=True)
class Zone:
    """A run of `Article.text[start:end]` and what it is. `furniture` is page matter that is not this article:
    menus, share buttons, date and byline lines, other stories' headlines, adverts, copyright lines."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    `text` is exactly what was given (a pasted page, a plain body, the body of a saved page); nothing in it is cleaned.
    `title` is a headline that the source states apart from the text (a record's field, a page's metadata, an option);
    `headline` is the best headline known: `title`, else the one found inside `text`.
    `published` is an ISO 8601 day or a date-time with its offset, as precise as the source says.
    `zones` cover `text` without gaps or overlaps, in order.
    `guessed` names the fields that were inferred from the text and not stated by the source.
    `key` identifies the article on every machine: see `article_key`.
    """

    key: str
    text: str
    zones: tuple[Zone, ...]
    title: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    url: str | None = None
    id: str | None = None
    source: str = ""
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, init=False)
class Quote:
    """One attributed direct quote; the fields are the public contract of `tracker extract`.

    `article.text[start:end] == text` always; `start` and `end` are null only for a quote in a separate `title`.
    """

    id: str
    text: str
    start: int | None
    end: int | None
    zone: QuoteZone
    kind: QuoteKind
    speaker: str | None
    speaker_type: SpeakerType
    speaker_title: str | None
    speaker_org: str | None
    mention: str | None
    relayer: str | None
    cue: str | None
    tone: str
    said_on: str | None
    said_on_text: str | None
    said_on_precision: Precision | None
    rule: str
    confidence: float
    context: str

    # As `dataclass` writes it, but compiled: mypyc leaves the one that `dataclass` makes to the interpreter.
    def __init__(
        self,
        id: str,
        text: str,
        start: int | None,
        end: int | None,
        zone: QuoteZone,
        kind: QuoteKind,
        speaker: str | None,
        speaker_type: SpeakerType,
        speaker_title: str | None,
        speaker_org: str | None,
        mention: str | None,
        relayer: str | None,
        cue: str | None,
        tone: str,
        said_on: str | None,
        said_on_text: str | None,
        said_on_precision: Precision | None,
        rule: str,
        confidence: float,
        context: str,
    ) -> None:
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)
        object.__setattr__(self, "zone", zone)
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "speaker", speaker)
        object.__setattr__(self, "speaker_type", speaker_type)
        object.__setattr__(self, "speaker_title", speaker_title)
        object.__setattr__(self, "speaker_org", speaker_org)
        object.__setattr__(self, "mention", mention)
        object.__setattr__(self, "relayer", relayer)
        object.__setattr__(self, "cue", cue)
        object.__setattr__(self, "tone", tone)
        object.__setattr__(self, "said_on", said_on)
        object.__setattr__(self, "said_on_text", said_on_text)
        object.__setattr__(self, "said_on_precision", said_on_precision)
        object.__setattr__(self, "rule", rule)
        object.__setattr__(self, "confidence", confidence)
        object.__setattr__(self, "context", context)

    def as_dict(self) -> dict[str, Any]:
        """The quote as a JSON-ready dict, fields in the contract's order."""
        return asdict(self)


def fold(text: str) -> str:
    """`text` as it is compared: NFC, every run of white space one space, none at the ends."""
    composed = unicodedata.normalize("NFC", text)
    # White space that can be printed is a space: most texts have only single ones, and need not be taken apart.
    if composed.isprintable() and "  " not in composed and composed.strip(" ") == composed:
        return composed
    return " ".join(composed.split())


def digest(*parts: str, length: int = 12) -> str:
    """The first `length` hex digits of SHA-256 over the parts, each ended by NUL. Lone surrogates are allowed."""
    hashing = _SHA256.copy()
    hashing.update("\0".join([*parts, ""]).encode("utf-8", "surrogatepass"))
    return hashing.hexdigest()[:length]


def article_key(*, url: str | None, record_id: str | None, text: str) -> str:
    """What makes two readings the same article: its canonical URL; else the id its record gave; else its words.

    `url` must already be canonical (`tracker.read.web.canonical_url`).
    """
    if url:
        return "url:" + url
    if record_id:
        return "id:" + record_id
    return "text:" + digest(fold(text), length=32)


def quote_id(key: str, text: str, nth: int) -> str:
    """The stable id of the `nth` quote (from 0) with these words in the article with this key."""
    return digest("quote", key, fold(text), str(nth))


def article_id(key: str) -> str:
    """The stable id of the article with this key."""
    return digest("article", key)


def speaker_id(name: str, speaker_type: str) -> str:
    """The stable id of a speaker: the folded name within its type."""
    return digest("speaker", speaker_type, fold(name))
