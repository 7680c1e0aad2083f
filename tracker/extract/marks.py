"""Quotation marks -> the spans between them.

Korean news mixes straight, curly and full-width marks, sometimes within one pair, forgets to close them, and runs a
quotation over several paragraphs. Each mark is judged by its shape and by what stands on either side of it.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from tracker.compiling import mypyc_attr
from tracker.extract.places import places_of
from tracker.patterns import lazy

Style = Literal["double", "single", "bracket"]

MAX_LENGTH: Final = 3000
MAX_LINES: Final = 8

_DOUBLES: Final = ('"', "“", "”", "＂", "〝", "〞", "«", "»")
_DOUBLE: Final = lazy(f"[{''.join(_DOUBLES)}]")
# What may not stand in front is asked behind the mark, so that the scan may skip over everything else.
_SINGLE: Final = lazy(r"['‘＇](?<![0-9A-Za-z].)([^'‘’＇\n\"“”]{1,300}?)['’＇](?![A-Za-z0-9])")
_OPENS_SINGLE: Final = ("'", "‘", "＇")
_BRACKET: Final = lazy("[「『]([^「」『』\n]{1,300})[」』]")
_OPENS_BRACKET: Final = ("「", "『")
# What can only follow a closing mark: a quotative particle (-라고, -며 …: "that", as in "said that").
_QUOTATIVE: Final = lazy(r"\s?(?:이?라[고며는면지던]|이?란|고[ \u2008도만]|며[ ,]|면서|는 (?!건|것이|게 )|등의)")
_OPENERS: Final = frozenset("“〝«")
_CLOSERS: Final = frozenset("”〞»")


@mypyc_attr(acyclic=True)
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
    singles = places_of(_OPENS_SINGLE, text, start, end)
    brackets = places_of(_OPENS_BRACKET, text, start, end)
    if not singles and not brackets:
        return doubles
    found = list(doubles)
    _pair_others(text, _SINGLE, "single", singles, doubles, end, found)
    _pair_others(text, _BRACKET, "bracket", brackets, doubles, end, found)
    found.sort(key=lambda m: m.start)
    return _outermost(found)


def _pair_others(
    text: str,
    pattern: re.Pattern[str],
    style: Style,
    places: list[int],
    doubles: list[Marked],
    end: int,
    found: list[Marked],
) -> None:
    """Add to `found` the pairs that open at `places`, one after the other, between the pairs of double marks."""
    after, nth = 0, 0
    for place in places:
        while nth < len(doubles) and doubles[nth].outer_end <= place:
            nth += 1
        limit = doubles[nth].outer_start if nth < len(doubles) else end
        match = pattern.match(text, place, limit) if after <= place < limit else None
        if match is not None:
            after = match.end()
            found.append(Marked(place + 1, after - 1, style))


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
    for at in places_of(_DOUBLES, text, start, end):
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
