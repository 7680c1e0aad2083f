"""Links out of the site: to the source at the very words, and to the web archive."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# A text fragment longer than this is written as its first and last words.
_WHOLE = 60
_ENDS = 4


def safe_url(url: str | None) -> str | None:
    """`url` when it is one that a reader may follow: http or https with a host, nothing that runs."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def at_words(url: str, words: str) -> str:
    """`url` that opens at the given words, as a text fragment (WICG: URL Fragment Text Directives)."""
    text = re.sub(r"\s+", " ", words).strip()
    if not text:
        return url
    pieces = text.split(" ")
    if len(text) > _WHOLE and len(pieces) >= 2 * _ENDS:
        directive = f"{_encoded(' '.join(pieces[:_ENDS]))},{_encoded(' '.join(pieces[-_ENDS:]))}"
    else:
        directive = _encoded(text)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _encoded(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")  # `-`, `,` and `&` are the directive's own signs


def web_archive(url: str, day: str | None) -> str:
    """The Internet Archive's copy of `url` nearest to `day` (ISO), or its list of copies."""
    moment = re.sub(r"\D", "", day or "")[:8] or "*"
    return f"https://web.archive.org/web/{moment}/{url}"
