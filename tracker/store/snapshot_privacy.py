"""What of an article may be public: no e-mail address, no address that is not a plain link, one sentence of context."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import overload
from urllib.parse import unquote, urlsplit

REMOVED = "[이메일 생략]"
"""What stands in a text where an e-mail address stood."""
AROUND = 200
"""So many characters of a long sentence are kept on each side of the quote."""

_DOMAIN = r"(?:[\w-]+\.)+(?:[A-Za-z][A-Za-z0-9-]+|한국)"
_LOCAL = r"[A-Za-z0-9][A-Za-z0-9._%+'-]*"
_AT = r"\s?@\s?"
_SPELT = r"\s*(?:[\[(<{]\s*(?:at|앳|골뱅이)\s*[\])>}]|골뱅이)\s*"
_EMAIL = re.compile(
    rf"(?:mailto:)?{_LOCAL}(?:{_AT}|{_SPELT}){_DOMAIN}"  # hong@hanbit.example, hong(at)hanbit.example
    rf"|\w[\w.%+'-]*@{_DOMAIN}"  # a name in Hangul: 홍길동@hanbit.example
    rf"|(?=[\d._-]*[A-Za-z]){_LOCAL}@[A-Za-z0-9.-]*"  # what bylines leave of one: hong@, hong@hanbit
)
_EMPTY = re.compile(r"[(\[<〈=·ㆍ,/|:\s]*\s*" + re.escape(REMOVED) + r"\s*[)\]>〉]?")


@dataclass
class Cleaner:
    """Makes texts fit for the public and counts what it took out."""

    taken: Counter[str] = field(default_factory=Counter)

    @overload
    def text(self, value: str) -> str: ...
    @overload
    def text(self, value: str | None) -> str | None: ...
    def text(self, value: str | None) -> str | None:
        """`value` with a note in place of every e-mail address."""
        if not value or not _may_hold_address(value):
            return value
        cleaned, count = without_addresses(value)
        self.taken["emails"] += count
        return cleaned

    def byline(self, value: str | None) -> str | None:
        """A byline without its e-mail address; None when nothing else stood there."""
        cleaned = self.text(value)
        return (_EMPTY.sub(" ", cleaned).strip(" =·ㆍ,/|:()[]") or None) if cleaned else cleaned

    def url(self, value: str | None) -> str | None:
        """`value` if it is the address of a page that a reader may be sent to, else None."""
        if value is None or _is_plain_link(value):
            return value
        self.taken["urls"] += 1
        return None

    def context(self, sentence: str, quote: str) -> str:
        """The reporting sentence; of one that is much longer than its quote, what stands around the quote."""
        shortened = around(sentence, quote)
        self.taken["contexts"] += shortened != sentence
        return self.text(shortened)


def _may_hold_address(value: str) -> bool:
    return any(sign in value for sign in ("@", "＠", "﹫")) or re.search(_SPELT, value) is not None


def without_addresses(text: str) -> tuple[str, int]:
    """`text` with `REMOVED` in place of each e-mail address, and how many there were.

    Full-width forms (`ｈｏｎｇ＠…`) and invisible characters within an address do not hide it.
    """
    visible = [at for at, letter in enumerate(text) if unicodedata.category(letter) != "Cf"]
    folded = "".join(_narrow(text[at]) for at in visible)
    pieces, after, count = [], 0, 0
    for found in _EMAIL.finditer(folded):
        pieces.append(text[after : visible[found.start()]])
        after = visible[found.end() - 1] + 1
        count += 1
    return REMOVED.join([*pieces, text[after:]]), count


def _narrow(letter: str) -> str:
    narrow = unicodedata.normalize("NFKC", letter)
    return narrow if len(narrow) == 1 else letter


def _is_plain_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    told = unquote(unquote(url))
    return (
        parts.scheme.lower() in ("http", "https")
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and without_addresses(told)[1] == 0
    )


def around(sentence: str, quote: str) -> str:
    """`sentence`, or where it is long the part of it around `quote`, cut at spaces and marked with `…`."""
    at = max(sentence.find(quote), 0)
    start, end = at - AROUND, at + len(quote) + AROUND
    if len(sentence) <= len(quote) + 2 * AROUND:
        return sentence
    before, after = sentence[max(start, 0) : at], sentence[at + len(quote) : end]
    if start > 0:
        before = "…" + before.partition(" ")[2]
    if end < len(sentence):
        after = after.rpartition(" ")[0] + "…"
    return before + sentence[at : at + len(quote)] + after
