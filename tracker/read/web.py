"""Addresses of articles: one spelling for one article, whatever host, tracking or AMP form it was shared in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from tracker.patterns import lazy

from . import words

_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = lazy(r"(?:[\w-]+\.)+[\w-]{2,}(?::\d+)?/")
# A page kept by an AMP cache names the true one: google.com/amp/s/HOST/PATH, HOST.cdn.ampproject.org/c/s/HOST/PATH.
_AMP_CACHE = lazy(r"(?:www\.google\.[a-z.]+/amp/(?:s/)?|[\w.-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?)(.+)")
_ESCAPE = lazy(r"%[0-9A-Fa-f]{2}")
_AMP_ENDING = lazy(r"\.amp(?=\.html$|$)", re.IGNORECASE)
_ARTICLE_VIEW = lazy(r"/articleView(?:Amp)?\.html$")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class _Rules:
    """`addresses.tsv`, ready to use: parameters and prefixes of hosts to drop, one spelling of an article by domain."""

    drop: frozenset[str]
    drop_starts: tuple[str, ...]
    hosts: tuple[str, ...]
    same: dict[str, list[tuple[re.Pattern[str], str]]]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    rows = [(row + [""] * 4)[:4] for row in words.rows("addresses.tsv")]
    same: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for how, domain, pattern, to in rows:
        if how == "same":
            same.setdefault(domain, []).append((lazy(pattern), to))
    drop = [what for how, what, _, _ in rows if how == "drop"]
    return _Rules(
        drop=frozenset(name for name in drop if not name.endswith("*")),
        drop_starts=tuple(name[:-1] for name in drop if name.endswith("*")),
        hosts=tuple(what for how, what, _, _ in rows if how == "host"),
        same=same,
    )


def canonical_url(url: str) -> str:
    """The one spelling of an article's address, for comparing; it need not open in a browser.

    Over https, host in lower case without `www.`, `m.`, `mobile.`, `amp.` and default ports, without tracking
    parameters, fragment, AMP path parts and slashes at the end; what parameters stay are in order of name. Outlets that
    spell one article in several ways (`addresses.tsv`) get the listed one. What is no web address comes back as it is,
    without white space around it. `canonical_url(canonical_url(u)) == canonical_url(u)`.
    """
    url = _with_scheme(url.strip())
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if parts.scheme not in _PORTS or not host:
        return url
    cached = _AMP_CACHE.match(host + parts.path)
    if cached and "." in cached.group(1):
        return canonical_url(f"https://{cached.group(1)}" + (f"?{parts.query}" if parts.query else ""))
    host = _plain_host(host)
    path, query = _plain_path(parts.path), _plain_query(parts.path, parts.query)
    known = _listed(host, f"{path}?{query}" if query else path)
    if known:
        return "https://" + known
    if port and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit(("https", host, path, query, ""))


def reader_url(url: str) -> str:
    """`url` as a reader may open it: as given, without tracking parameters and fragment."""
    url = _with_scheme(url.strip())
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in _PORTS:
        return url
    return urlunsplit((parts.scheme, parts.netloc, parts.path, _without_tracking(parts.query), ""))


def host_of(url: str | None) -> str | None:
    """The host of a web address in lower case; None when it has none."""
    try:
        return urlsplit(_with_scheme(url.strip())).hostname if url else None
    except ValueError:
        return None


def site_of(url: str | None) -> str:
    """The part of a web address's host that one owner registers: `news.gana.co.kr` -> gana.co.kr."""
    labels = (host_of(url) or "").split(".")
    # Under two-letter countries, names are registered below a short second label (co.kr, or.kr, com.au).
    below = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-below:])


def is_address(text: str) -> bool:
    """Whether `text` is meant as a web address: it has a scheme with `//`."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text.strip()) is not None


def _with_scheme(url: str) -> str:
    if url.startswith("//"):
        return "https:" + url
    return "https://" + url if _HOST.match(url) and not _SCHEME.match(url.partition("/")[0] + "/") else url


def _plain_host(host: str) -> str:
    for _ in range(2):
        for prefix in _rules().hosts:
            if host.startswith(prefix) and host.count(".") >= 2:
                host = host[len(prefix) :]
    return host


def _plain_path(path: str) -> str:
    path = quote(path, safe=_PATH_SAFE, errors="replace")
    if "%" in path:
        path = _ESCAPE.sub(lambda escape: escape.group().upper(), path)
    parts = [part for part in path.split("/") if part and part.lower() not in ("amp", "amp.html")]
    path = "/" + "/".join(parts)
    path = _AMP_ENDING.sub("", path)
    return _ARTICLE_VIEW.sub("/articleView.html", path)


def _plain_query(path: str, query: str) -> str:
    pairs = parse_qsl(_without_tracking(query), keep_blank_values=True, errors="surrogateescape")
    if _ARTICLE_VIEW.search(path) and any(name == "idxno" for name, _ in pairs):
        pairs = [pair for pair in pairs if pair[0] == "idxno"]
    return urlencode(sorted(pairs), errors="surrogateescape")


def _without_tracking(query: str) -> str:
    if not query:
        return query
    rules = _rules()
    kept = []
    for pair in query.split("&"):
        name = pair.partition("=")[0]
        name = unquote(name) if "%" in name else name
        if pair and name not in rules.drop and not name.startswith(rules.drop_starts):
            kept.append(pair)
    return "&".join(kept)


def _listed(host: str, rest: str) -> str | None:
    """The listed spelling for the outlet whose domain is `host` or a parent of it."""
    same = _rules().same
    while host:
        for pattern, to in same.get(host, ()):
            match = pattern.search(rest)
            if match:
                return match.expand(to)
        host = host.partition(".")[2]
    return None


def ascii_url(url: str) -> str:
    """`url` as it goes over the wire: host in IDNA, other letters percent-encoded. Raises ValueError."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError("no host")
    host = parts.hostname.encode("idna").decode("ascii") if not parts.hostname.isascii() else parts.hostname
    host = f"[{host}]" if ":" in host else host
    netloc = f"{host}:{parts.port}" if parts.port else host
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    return urlunsplit((parts.scheme, netloc, path, quote(parts.query, safe=_PATH_SAFE + "?"), ""))
