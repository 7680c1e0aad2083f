"""What a page states about its article in JSON-LD, meta elements and links."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tracker.patterns import lazy

from . import moments, words
from .web import host_of

_ARTICLE_TYPES = lazy(r"Article|Posting|Report", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title", "dable:title", "title")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "dable:published_time",
    "published_time",
    "datepublished",
    "pubdate",
    "publish_date",
    "publishdate",
    "article_date_original",
    "dc.date.issued",
    "dcterms.created",
    "og:regdate",
    "regdate",
    "parsely-pub-date",
    "date",
)
_AUTHORS = (
    "article:author",
    "og:article:author",
    "dable:author",
    "dd:author",
    "dc.creator",
    "author",
    "byl",
    "twitter:creator",
)
_SITES = ("article:media_name", "og:site_name", "dd:publisher", "publisher", "dc.publisher", "copyright")
_DEPTH = 12
_MOST_HEADINGS, _LONGEST_HEADING = 60, 200
_LONGEST_NAME = 25  # code points: what is longer is a slogan or a headline


@dataclass
class Stated:
    """What the page states; None where it states nothing. `titles` in order of trust; `body` is JSON-LD's own;
    `headings` are the words of its heading elements."""

    titles: list[str]
    headings: list[str]
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    body: str | None = None
    article: bool = False


def read(tree: Any) -> Stated:
    """Reads the JSON-LD, meta and link elements of `tree` (an lxml document)."""
    meta = _meta(tree)
    linked = next(_articles(tree), {})
    stated = Stated(_titles(tree, meta, linked), _headings(tree))
    dates = [linked.get("datePublished"), *(meta.get(name) for name in _DATES), *_marked_dates(tree)]
    stated.published = next(filter(None, map(moments.published, dates)), None)
    names = [_name(linked.get("author")), *(meta.get(name) for name in _AUTHORS)]
    stated.byline = next(filter(None, map(_people, names)), None)
    sites = [_name(linked.get("publisher")), *(meta.get(name) for name in _SITES)]
    stated.outlet = next(filter(None, map(_outlet, sites)), None)
    stated.url = _address(tree, meta, linked)
    stated.body = linked.get("articleBody") if isinstance(linked.get("articleBody"), str) else None
    stated.article = bool(linked) or "article" in meta.get("og:type", "").lower()
    return stated


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        content = clean(node.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found


def clean(text: str) -> str:
    """`text` with entities resolved (some pages escape twice) and white space as one space."""
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    return " ".join(text.split())


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that are articles."""
    for node in tree.iter("script"):
        if (node.get("type") or "").strip().lower() == "application/ld+json" and node.text:
            try:
                value = json.loads(node.text.strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _article_objects(value, 0)


def _article_objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _article_objects(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in kinds):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), (list, dict)):
                yield from _article_objects(value[key], depth + 1)


def _titles(tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> list[str]:
    title = tree.find(".//title")
    found = [meta.get(name, "") for name in _TITLES]
    headline = linked.get("headline")
    found.insert(1, clean(headline) if isinstance(headline, str) else "")
    found.append(clean(title.text_content()) if title is not None else "")
    return list(dict.fromkeys(filter(None, found)))


def _headings(tree: Any) -> list[str]:
    found = (clean(node.text_content()) for node in islice(tree.iter("h1", "h2", "h3", "h4"), _MOST_HEADINGS))
    return [text for text in found if 2 < len(text) <= _LONGEST_HEADING]


def _marked_dates(tree: Any) -> Iterator[str]:
    for node in tree.iter("time", "span", "em", "p", "div", "abbr"):
        if node.get("itemprop") == "datePublished" or (node.tag == "time" and node.get("pubdate") is not None):
            yield node.get("datetime") or node.get("content") or node.text_content()


def _name(value: Any) -> str | None:
    """The `name` of a JSON-LD person or organisation, or of several."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:5]))) or None
    return None


def _people(text: str | None) -> str | None:
    """`홍길동 기자, 김철수` -> 홍길동, 김철수; None when it names an outlet, an address or a desk."""
    from .bylines import byline

    if not text or "://" in text:
        return None
    names = byline(text)
    if names is None:
        names = byline(f"{text} 기자") if re.fullmatch(r"[가-힣]{2,4}(?:[\s,·]+[가-힣]{2,4}){0,4}", text) else None
    return names or None


def _outlet(text: str | None) -> str | None:
    """The outlet that a site's name gives: the listed name in it, else what stands before a slogan."""
    if not text:
        return None
    known = words.outlets()
    whole = known.names.get("".join(text.lower().split()))
    if whole is not None:
        return whole or None
    name = re.split(r"\s+[-|:\[]\s*|\(", text)[0].strip(" -|")
    if known.names.get("".join(name.lower().split())) == "" or re.fullmatch(r"[\w.-]+\.[a-z]{2,}", name.lower()):
        return None  # a portal that passes on others' stories, or a bare host
    return known.names.get("".join(name.lower().split())) or (name if 0 < len(name) <= _LONGEST_NAME else None)


def _address(tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    links = [node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"]
    page = linked.get("mainEntityOfPage")
    stated = [*links, meta.get("og:url"), page.get("@id") if isinstance(page, dict) else page, linked.get("url")]
    for address in stated:
        if not isinstance(address, str) or not address.startswith(("http://", "https://")):
            continue
        if host_of(address) and address.rstrip("/").count("/") > 2:
            return address
    return None
