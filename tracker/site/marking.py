"""Texts with a reader's words marked in them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from tracker.store.highlight import highlight

Span = tuple[int, int]


def mark(text: str, spans: Iterable[Span]) -> Markup:
    """`text`, escaped, with the spans in <mark>."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def excerpt(text: str, words: str, longest: int = 360) -> Markup:
    """`text` with the words marked; of a long text the part around the first of them."""
    spans = highlight(text, words) if words else []
    if len(text) <= longest:
        return mark(text, spans)
    first = spans[0][0] if spans else 0
    start = 0 if first < longest * 2 // 3 else text.rfind(" ", 0, first - longest // 3) + 1
    end = start + longest
    if end < len(text):
        end = max(text.rfind(" ", start + longest // 2, end), start + longest // 2)
    inside = [(a - start, min(b, end) - start) for a, b in spans if start <= a < end]
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    return Markup("{}{}{}").format(before, mark(text[start:end], inside), after)
