"""RSS and Atom feeds and news sitemaps: the addresses of articles, and what the feed states about each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from . import moments
from .markup import plain


class FeedError(ValueError):
    """The feed cannot be used; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Entry:
    """One article that a feed names. `published` is ISO 8601; what the feed does not state is None."""

    url: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None


def read_feed(data: bytes, base: str | None = None) -> list[Entry]:
    """The entries of an RSS or Atom feed or a sitemap, in its order, each address once.

    `base` is the feed's own address, for relative links. Raises `FeedError` when it names no article.
    """
    head = data[:4096]
    if b"<sitemapindex" in head:
        raise FeedError("is an index of sitemaps and names no article. Give one of the sitemaps that it lists.")
    found = _sitemap(data) if b"<urlset" in head else _feed(data)
    entries: dict[str, Entry] = {}
    for entry in found:
        url = urljoin(base or "", entry.url.strip())
        if url.startswith(("http://", "https://")):
            entries.setdefault(url, Entry(url, entry.title, entry.published, entry.outlet))
    if not entries:
        raise FeedError("is a feed that names no article. Give the addresses of articles, or another feed.")
    return list(entries.values())


def _feed(data: bytes) -> Iterator[Entry]:
    import feedparser

    parsed = feedparser.parse(data)  # type: ignore[attr-defined, no-untyped-call]
    for entry in parsed.entries:
        link = entry.get("link")
        if isinstance(link, str):
            yield Entry(
                link,
                _words(entry.get("title")),
                moments.korean(moments.published(entry.get("published") or entry.get("updated"))),
                _words((entry.get("source") or {}).get("title")),
            )


def _words(value: Any) -> str | None:
    return (" ".join(plain(value).split()) or None) if isinstance(value, str) else None


def _sitemap(data: bytes) -> Iterator[Entry]:
    """The entries of a sitemap, with the news extension's title, date and publication where it has them."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError:
        return
    for node in root if root is not None else ():
        facts: dict[str, str] = {}
        for part in node.iter():
            if isinstance(part.tag, str) and part.text and part.text.strip():
                facts.setdefault(etree.QName(part).localname, part.text.strip())
        if "loc" in facts:
            date = moments.korean(moments.published(facts.get("publication_date")))
            yield Entry(facts["loc"], facts.get("title"), date, facts.get("name"))
