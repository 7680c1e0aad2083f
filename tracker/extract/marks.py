"""Quotation marks -> the spans between them.

Korean news mixes straight, curly and full-width marks, sometimes within one pair, forgets to close them, and runs a
quotation over several paragraphs. Each mark is judged by its shape and by what stands on either side of it.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from tracker.patterns import lazy

Style = Literal["double", "single", "bracket"]

MAX_LENGTH: Final = 3000
MAX_LINES: Final = 8

_DOUBLES: Final = '"“”＂〝〞«»'
_DOUBLE: Final = lazy(f"[{_DOUBLES}]")
# What may not stand in front is asked behind the mark, so that the scan may skip over everything else.
_SINGLE: Final = lazy(r"['‘＇](?<![0-9A-Za-z].)([^'‘’＇\n\"“”]{1,300}?)['’＇](?![A-Za-z0-9])")
_OPENS_SINGLE: Final = ("'", "‘", "＇")
_BRACKET: Final = lazy("[「『]([^「」『』\n]{1,300})[」』]")
# What can only follow a closing mark: a quotative particle (-라고, -며 …: "that", as in "said that").
_QUOTATIVE: Final = lazy(r"\s?(?:이?라[고며는면지던]|이?란|고[ \u2008도만]|며[ ,]|면서|는 (?!건|것이|게 )|등의)")
_OPENERS: Final = frozenset("“〝«")
_CLOSERS: Final = frozenset("”〞»")


class Marked:
    """A pair of marks around the words `text[start:end]`; with the marks it is `text[outer_start:outer_end]`."""

    __slots__ = ("end", "outer_end", "outer_start", "start", "style")

    def __init__(self, start: int, end: int, style: Style) -> None:
        self.start = start
        self.end = end
        self.style = style
        self.outer_start = start - 1
        self.outer_end = end + 1


def find_marked(text: str, start: int, end: int) -> list[Marked]:
    """The outermost pairs of marks in `text[start:end]`, in order; offsets are into `text`.

    Single marks and corner brackets are paired only outside double marks. An opening mark that is never closed, or
    only after 3,000 characters or 8 lines, is passed over.
    """
    doubles = _pair_doubles(text, start, end)
    others: list[tuple[re.Pattern[str], Style]] = []
    if any(text.find(mark, start, end) >= 0 for mark in _OPENS_SINGLE):
        others.append((_SINGLE, "single"))
    if text.find("「", start, end) >= 0 or text.find("『", start, end) >= 0:
        others.append((_BRACKET, "bracket"))
    if not others:
        return doubles
    found = list(doubles)
    at = start
    for limit, following in [(m.outer_start, m.outer_end) for m in doubles] + [(end, end)]:
        for pattern, style in others:
            for match in pattern.finditer(text, at, limit):
                found.append(Marked(match.start(1), match.end(1), style))
        at = following
    found.sort(key=lambda m: m.start)
    return _outermost(found)


def _outermost(found: list[Marked]) -> list[Marked]:
    kept: list[Marked] = []
    for marked in found:
        if not kept or marked.outer_start >= kept[-1].outer_end:
            kept.append(marked)
    return kept


def _pair_doubles(text: str, start: int, end: int) -> list[Marked]:
    """Pair double marks from left to right. An opener met while another is open either nests or shows that the
    earlier one was never closed."""
    pairs: list[Marked] = []
    opened: int | None = None
    depth = 0
    for at in _doubles(text, start, end):
        if opened is not None and at - opened > MAX_LENGTH:
            opened = None
        if opened is None:
            if not _orphan_closer(text, at, start, end):
                opened, depth = at, 0
        elif at == opened + 1:
            opened = at
        elif not _closes(text, opened, at, start, end):
            if _nests(text, opened, at, end):
                depth += 1
            else:
                opened, depth = at, 0
        elif (depth and text[at] not in _CLOSERS | {text[opened]}) or (
            depth and text[at] in _CLOSERS and _closer_follows(text, at, end)
        ):
            depth -= 1
        else:
            pairs.append(Marked(opened + 1, at, "double"))
            opened = None
    return pairs


def _doubles(text: str, start: int, end: int) -> list[int]:
    """Where double marks stand. A string finds one character many times as fast as a pattern finds one of a set."""
    places = []
    for mark in _DOUBLES:
        at = text.find(mark, start, end)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1, end)
    places.sort()
    return places


def _orphan_closer(text: str, at: int, start: int, end: int) -> bool:
    """A closing mark whose opener is missing: `역할"이라고 말했다`."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in _CLOSERS:
        return not (before.isspace() and not after.isspace())
    if text[at] in _OPENERS:
        return False
    return not before.isspace() and (after.isspace() or bool(_QUOTATIVE.match(text, at + 1, end)))


def _closes(text: str, opened: int, at: int, start: int, end: int) -> bool:
    """Whether the mark at `at` closes the one at `opened`, by its shape and its neighbours."""
    mark = text[at]
    if text.find("\n", opened, at) >= 0 and not _closes_across_lines(text, opened, at, start, end):
        return False
    if mark in _CLOSERS:
        return True
    before = text[at - 1]
    after = text[at + 1] if at + 1 < end else " "
    if mark in _OPENERS or (before.isspace() and not after.isspace()):
        return bool(_QUOTATIVE.match(text, at + 1, end))
    return True


def _closes_across_lines(text: str, opened: int, at: int, start: int, end: int) -> bool:
    """A line with an even number of marks quotes for itself; with an odd number it ends what an earlier line began."""
    if text.count("\n", opened, at) > MAX_LINES:
        return False
    line_start = max(text.rfind("\n", start, at) + 1, start)
    line_end = text.find("\n", at, end)
    return len(_DOUBLE.findall(text, line_start, line_end if line_end >= 0 else end)) % 2 == 1


def _nests(text: str, opened: int, at: int, end: int) -> bool:
    """Curly marks around others: two closers follow on this line before anything else opens, or a straight pair does
    and then the curly closer."""
    if text[opened] not in _OPENERS:
        return False
    following = []
    for match in _DOUBLE.finditer(text, at + 1, min(end, at + 400)):
        following.append(text[match.start()])
        if len(following) == 2:
            break
    closing = following[1:2] and following[1] in _CLOSERS and "\n" not in text[at : match.start()]
    return bool(closing) and (following[0] in _CLOSERS or following[0] == text[at])


def _closer_follows(text: str, at: int, end: int) -> bool:
    match = _DOUBLE.search(text, at + 1, min(end, at + MAX_LENGTH))
    return match is not None and text[match.start()] in _CLOSERS
