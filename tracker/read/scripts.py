"""Article bodies that a page keeps in its scripts' JSON (Fusion.globalContent, __NEXT_DATA__, other states)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tracker.patterns import lazy

from .markup import plain

_ASSIGNED = lazy(r"(?:window\.)?[A-Za-z_$][\w$.]{2,40}\s*=\s*(?=[{\[])")
_BODY_KEYS = frozenset(
    """articlebody article_body body content contents content_html detail html news_content newscontent text bodytext
    article_content articlecontent story paragraphs""".split()  # noqa: SIM905
)
_HANGUL = lazy(r"[가-힣]")
_KOREAN = lazy(r"[가-힣]|\\u[abcdABCD][0-9a-fA-F]{3}")  # as it stands, or escaped
_MOST_LOOKED_AT = 200_000  # characters
_LEAST = 80  # Hangul syllables
_DEPTH = 20
_MOST_SCRIPTS, _MOST_VALUES = 60, 200_000


def body(tree: Any) -> str | None:
    """The longest article body in the page's script data, as plain lines; None when no script holds one."""
    best, size = None, _LEAST
    seen = 0
    for data in _data(tree):
        for text in _bodies(data, 0):
            seen += 1
            if seen > _MOST_VALUES:
                return best
            found = len(_HANGUL.findall(text))
            if found > size:
                best, size = text, found
    return plain(best) if best else None


def _data(tree: Any) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    for count, node in enumerate(tree.iter("script")):
        text = node.text
        if count > _MOST_SCRIPTS or not text or len(_KOREAN.findall(text, 0, _MOST_LOOKED_AT)) < _LEAST:
            continue
        if "json" in (node.get("type") or ""):
            starts = [len(text) - len(text.lstrip())]
        else:
            starts = [match.end() for match in _ASSIGNED.finditer(text)][:20]
        done = 0
        for start in starts:
            if start < done:
                continue
            try:
                value, done = decoder.raw_decode(text, start)
            except (ValueError, RecursionError):
                continue
            yield value


def _bodies(value: Any, depth: int) -> Iterator[str]:
    """Strings under keys that hold bodies, and lists of text elements joined."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        texts = [item["content"] for item in value if _is_text(item)]
        if len(texts) > 1:
            yield "\n".join(f"<p>{text}</p>" for text in texts)
        for item in value:
            yield from _bodies(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str):
                if key.lower() in _BODY_KEYS and len(item) > _LEAST:
                    yield item
            else:
                yield from _bodies(item, depth + 1)


def _is_text(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") in ("text", "header") and isinstance(item.get("content"), str)
