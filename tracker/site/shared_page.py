"""A page as a visitor with a signed link sees it: links that would open nothing are plain words, forms are gone."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from tracker.site.shared_targets import Target
from tracker.site.signed import Link

_ANCHOR = re.compile(r"<a\b[^>]*>")
_HREF = re.compile(r'\shref="([^"]*)"')
_GONE = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"<form\b.*?</form>",
        r'<nav class="crumbs".*?</nav>',
        r'<link rel="(?:alternate|canonical)"[^>]*>',
        r'<meta property="og:url"[^>]*>',
        r'<meta name="robots"[^>]*>',
        r'<script type="application/ld\+json">.*?</script>',
        r'<p class="export-links">.*?</p>',
        r'<section>\s*<h3>[^<]*</h3>\s*<pre id="cite-embed".*?</section>',
    )
]
# Where a link that opens nothing is better gone than plain.
_NAVIGATION = re.compile(r'<(nav|footer)\b.*?</\1>|<p class="actions">.*?</p>', re.DOTALL)
_DEAD = re.compile(r"<a(?![^>]*\shref=)[^>]*>.*?</a>", re.DOTALL)
_CARD = re.compile(r'(<meta property="og:image" content=")[^"]*(">)')
_MAIN = re.compile(r"<main\b[^>]*>")
_NOTICE = {
    "ko": "공유 링크로 열린 쪽입니다. {until}까지 이 쪽만 볼 수 있습니다.",
    "en": "Opened through a shared link, which shows this page only, until {until}.",
}
_HEAD = (
    '<meta name="robots" content="noindex, nofollow">\n'
    "<style>a:not([href]) { color: inherit !important; text-decoration: none !important; cursor: text }</style>\n"
)
_SEOUL = timezone(timedelta(hours=9))


def narrowed(page: str, link: Link, wanted: Target, address: str, host: str) -> str:
    """The HTML of a page of ours with only such links as open through `address` (`/share/TOKEN`) or lead elsewhere."""
    for gone in _GONE:
        page = gone.sub("", page)
    page = _ANCHOR.sub(lambda found: _anchor(found[0], wanted, address, host), page)
    page = _NAVIGATION.sub(lambda found: _DEAD.sub("", found[0]), page)
    page = _CARD.sub(lambda found: f"{found[1]}{_beginning(found[0])}{address}.png{found[2]}", page)
    page = page.replace("</head>", f"{_HEAD}</head>", 1)
    # The words of a search stood in the form.
    page = page.replace('<h1 class="visually-hidden">', "<h1>", 1)
    notice = f'<p class="notice" role="note">{_notice(page, link)}</p>'
    return _MAIN.sub(lambda found: f"{found[0]}\n{notice}", page, count=1)


def _anchor(tag: str, wanted: Target, address: str, host: str) -> str:
    found = _HREF.search(tag)
    if not found:
        return tag
    href = html.unescape(found[1])
    if href.startswith("#"):
        return tag
    parts = urlsplit(urljoin(f"http://{host}{wanted.path}", href))
    if parts.scheme not in ("http", "https") or parts.netloc != host:
        return tag
    turns = wanted.same_page(parts.path, parse_qsl(parts.query, True))
    if turns is None:
        return _HREF.sub("", tag)
    own = html.escape(address + ("?" + urlencode(turns) if turns else ""))
    return _HREF.sub(lambda _: f' href="{own}"', tag)


def _beginning(meta: str) -> str:
    """`http://host` of the address in a tag: messengers want the picture's whole address."""
    found = re.search(r"https?://[^/\"]+", meta)
    return found[0] if found else ""


def _notice(page: str, link: Link) -> str:
    language = "en" if '<html lang="en"' in page[:200] else "ko"
    until = datetime.fromtimestamp(link.expires_at, _SEOUL).strftime("%Y-%m-%d %H:%M KST")
    return _NOTICE[language].format(until=until)
