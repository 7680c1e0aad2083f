"""Saved and fetched pages: the article's own text, and what the page states about it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from tracker.models import Article, ZoneKind, fold
from tracker.patterns import lazy

from . import facts, headings, markup, metadata, moments, scripts, words
from .charset import decode
from .lines import Line, split
from .text import read_text
from .web import host_of, site_of
from .zones import assign

LEAST = 150  # code points of prose: a page with less is no article
_SHORTEST, _LONGEST_SITE, _LONG = 4, 30, 30  # code points: a headline, a site's name, a paragraph's beginning
_MANY = 30_000  # elements: no article's page has more, and trafilatura would take long over them
_KEPT = frozenset(("subheadline", "intertitle", "body", "caption"))
_PARTS = lazy(r"\s+[-|:<>»–—]{1,2}\s+|\s*[|｜ㅣ]\s*")
_SITE_AFTER = lazy(r"\s*[-|:<»–—｜ㅣ]\s*[^-|:<»–—｜ㅣ]{1,30}")
_HALLMARK = lazy(r"^[≪《【\[][^≫》】\]]{1,20}[≫》】\]]\s*")


class NoArticle(ValueError):
    """The page holds no article; the message is a sentence for the reader."""


@dataclass
class _Seen:
    """The page as a reader sees it: its lines, what each is, and the headline's place."""

    lines: list[Line]
    kinds: list[ZoneKind]
    at: int | None

    @property
    def body(self) -> str:
        return "\n".join(line.text for line, kind in zip(self.lines, self.kinds, strict=True) if kind in _KEPT)

    @property
    def dated(self) -> str | None:
        return facts.published(self.lines, self.at or 0)


def read_html(
    data: bytes | str,
    *,
    charset: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    fetched: str | None = None,
    elsewhere: str | None = None,
    byline: str | None = None,
    source: str = "",
) -> Article:
    """Reads the article out of an HTML page.

    `charset` is what an HTTP header said; the bytes decide (see `charset.decode`). `fetched` is the address that the
    page came from; the page may state a better one for itself on the same site. `elsewhere` is the date that a feed
    states, for a page that states none. `title` … `byline` are given by the user and win over what the page states;
    what the page does not state is looked for in its visible lines and named in `guessed`. `Article.text` is the body,
    a paragraph a line, without the headline; it then goes through the zones of `read_text`. Raises `NoArticle` when
    the page holds none.
    """
    tree = markup.parse(data if isinstance(data, str) else decode(data, charset))
    if tree is None:
        raise NoArticle("the page is empty.")
    stated = metadata.read(tree)
    headline = title or _headline(stated)
    seen = _see(tree, headline)
    if not title and seen.at is not None:
        headline = _seen_headline(stated, seen.lines[seen.at].text, headline)
    body = _body(tree, seen, stated, headline)
    moment = published or _published(stated, seen) or elsewhere
    address = url or _own_address(stated.url, fetched)
    named = outlet or words.outlet_of_host(host_of(address)) or stated.outlet
    known = bool(title or published or stated.published or stated.article or elsewhere or seen.dated or named)
    _check(body, headline, known)
    article = read_text(
        body,
        title=headline,
        outlet=named or facts.outlet(seen.lines, None),
        published=moment,
        url=address,
        byline=byline or stated.byline or facts.reporter(seen.lines, None),
        source=source,
    )
    inferred = {
        "outlet": not named,
        "published": not published and not stated.published and not elsewhere,
        "byline": not byline and not stated.byline,
    }
    found = [name for name, guess in inferred.items() if guess and getattr(article, name)]
    return replace(article, guessed=tuple(dict.fromkeys([*article.guessed, *found])))


def _own_address(stated: str | None, fetched: str | None) -> str | None:
    """The page's own address: the stated one, unless it was fetched from another site (a portal, an archive)."""
    if not stated or not fetched:
        return stated or fetched
    return stated if site_of(stated) == site_of(fetched) else fetched


def _see(tree: Any, title: str | None) -> _Seen:
    lines = split("\n".join(markup.visible_lines(tree)))
    kinds, at = assign(lines, title)
    return _Seen(lines, kinds, at)


def _headline(stated: metadata.Stated) -> str | None:
    """The heading that is one of the page's titles, else the first title without its site's name."""
    for heading in stated.headings:
        if not _names_site(heading, stated.outlet) and any(_is_title(title, heading) for title in stated.titles):
            return heading
    squeezed = [headings.squeeze(title) for title in stated.titles]
    bare = (_without_site(title, stated.outlet, squeezed) for title in stated.titles)
    return next((title for title in bare if len(title) >= _SHORTEST), None)


def _seen_headline(stated: metadata.Stated, line: str, headline: str | None) -> str:
    """The visible line when it is one of the page's titles or there is none, else `headline`."""
    if _names_site(line, stated.outlet):
        return headline or line
    return line if headline is None or any(_is_title(title, line) for title in stated.titles) else headline


def _is_title(title: str, line: str) -> bool:
    """Whether `title` is the visible `line`, alone or with the site's name after it."""
    return headings.squeeze(title) == headings.squeeze(line) or (
        title.startswith(line) and _SITE_AFTER.fullmatch(title, len(line)) is not None
    )


def _without_site(title: str, outlet: str | None, others: list[str]) -> str:
    """`title` without `| 아무신문`, ` - 아무신문` and `≪아무신문≫`.

    A part at the end goes when it names the outlet or a listed one, or when another title of the page lacks it.
    """
    title = _HALLMARK.sub(lambda mark: "" if outlet and outlet in mark.group() else mark.group(), title)
    while match := list(_PARTS.finditer(title)):
        rest, part = title[: match[-1].start()].strip(), title[match[-1].end() :].strip()
        squeezed = headings.squeeze(rest)
        named = (outlet and outlet in part) or words.outlets().named_in(part) is not None
        if not rest or not (named or (len(part) <= _LONGEST_SITE and squeezed in others)):
            break
        title = rest
    if (first := _PARTS.search(title)) and _names_site(title[: first.start()], outlet):
        title = title[first.end() :].strip()
    return title


def _names_site(text: str, outlet: str | None) -> bool:
    squeezed = headings.squeeze(text).lower()
    return squeezed in words.outlets().names or squeezed == headings.squeeze(outlet or "").lower()


def _published(stated: metadata.Stated, seen: _Seen) -> str | None:
    """The stated moment in Korean time, else the visible one.

    Some pages give Korean wall clock a wrong offset: when the page shows the same clock, it is Korean time.
    """
    shown = seen.dated
    if not stated.published or not shown:
        return moments.korean(stated.published) or shown
    if len(stated.published) == 10 and shown.startswith(stated.published):
        return shown
    return shown if shown[:16] == stated.published[:16] else moments.korean(stated.published)


def _body(tree: Any, seen: _Seen, stated: metadata.Stated, headline: str | None) -> str:
    """The article's text: the page's own lines and trafilatura's reading, whichever holds the story.

    The page's lines keep sub-headlines and captions that trafilatura drops; trafilatura knows pages whose lines alone
    do not tell the story from its surroundings. When both are too short, the text is in JSON-LD or a script.
    """
    own = seen.body
    library = _extracted(tree) if sum(1 for _ in islice(tree.iter(), _MANY)) < _MANY else ""
    linked = markup.plain(stated.body) if stated.body else ""
    if linked and headings.squeeze(linked) == headings.squeeze(library):
        library = linked  # the same words, with the paragraphs that trafilatura joined
    best = own if _same_story(own, library, headline) else library
    if prose(best) >= LEAST:
        return best
    others = [own, library, linked, scripts.body(tree) or ""]
    return max(others, key=prose)


def _extracted(tree: Any) -> str:
    import trafilatura

    text = trafilatura.extract(deepcopy(tree), include_comments=False, include_tables=False)
    return text or ""


def _same_story(own: str, library: str, headline: str | None) -> bool:
    """Whether to prefer the page's own lines: they hold what the library found, or fit the headline as well."""
    if prose(own) < LEAST or not library:
        return prose(own) >= prose(library)
    held = headings.squeeze(own)
    long = [line for line in library.split("\n") if len(line) >= _LONG]
    missing = [line for line in long if headings.squeeze(line)[:_LONG] not in held]
    if not long or sum(map(len, missing)) <= sum(map(len, long)) / 10:
        return True
    return _fit(headline, own) >= _fit(headline, "\n".join(missing))


def _fit(headline: str | None, text: str) -> float:
    return headings.shared(headline or "", headings.stems(text))


def prose(text: str) -> int:
    """Code points of the lines of `text` that read as sentences."""
    return sum(len(line.text) for line in split(text) if line.look in ("sentence", "script"))


def _check(body: str, headline: str | None, known: bool) -> None:
    size = prose(body)
    if size < LEAST:
        raise NoArticle(
            f"the page holds no article: {size} characters of prose were found"
            + (f' under "{fold(headline)}"' if headline else "")
            + ". Save the page again once it has loaded fully, or paste its text into a .txt file."
        )
    if not known:
        raise NoArticle(
            "the page states no date of publication and does not say that it is an article. "
            "If it is one, give --published or --title."
        )
