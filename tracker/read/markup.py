"""An HTML tree as the lines that a reader sees: block elements part lines, hidden and interactive ones are left out."""

from __future__ import annotations

import re
from typing import Any

from tracker.patterns import lazy

_BLOCKS = frozenset(
    """address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr label li main nav ol option p pre section summary table tbody td tfoot th
    thead tr ul""".split()  # noqa: SIM905
)
_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "select", "button", "iframe", "textarea", "head")
)
_HIDDEN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = lazy(r"[ \t\r\n\f\v]+")
_MOST = 3_000_000  # characters: no article's page shows more


def parse(page: str) -> Any | None:
    """The tree of an HTML document; None when there is nothing to parse. Broken markup is read as browsers do."""
    from lxml import etree, html  # type: ignore[import-untyped]

    page = page.replace("\0", "").lstrip("\ufeff")
    if not page.strip():
        return None
    # An XML declaration with an encoding is refused in text that is decoded already.
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page, count=1)
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def visible_lines(tree: Any) -> list[str]:
    """The lines of text under `tree`, in order, without empty ones. White space within a line is one space."""
    from lxml import etree

    pieces: list[str] = []
    size = 0
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in _DROPPED or _hidden(node):
                walk.skip_subtree()
            else:
                if node.tag in _BLOCKS:
                    pieces.append("\n")
                if node.text:
                    pieces.append(_SPACES.sub(" ", node.text))
            continue
        if event == "end" and node.tag in _BLOCKS:
            pieces.append("\n")
        if node.tail and node is not tree:
            pieces.append(_SPACES.sub(" ", node.tail))
            size += len(node.tail)
            if size > _MOST:
                break
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _hidden(node: Any) -> bool:
    style = node.get("style")
    return (style is not None and _HIDDEN.search(style) is not None) or node.get("hidden") is not None


def plain(fragment: str) -> str:
    """A fragment of HTML, or a text with entities, as lines of plain text."""
    import html

    if "<" not in fragment:
        return html.unescape(fragment).strip()
    tree = parse(f"<div>{fragment}</div>")
    return "\n".join(visible_lines(tree)) if tree is not None else ""
