"""Two runs over the same annotated articles: what one mends and what it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.evaluate.scoring import Error, Judged, errors


@dataclass(frozen=True, slots=True)
class Change:
    """One error that only one of the two runs makes. `mended`: the other run makes it, this one does not."""

    mended: bool
    error: Error
    verdict: Judged


def compare(this: Iterable[Judged], other: Iterable[Judged]) -> list[Change]:
    """What `this` run mends of the `other`, then what it breaks, each worst first."""
    now, before = errors(this), errors(other)
    mended = [Change(True, error, verdict) for error, verdict in _only(before, now)]
    return mended + [Change(False, error, verdict) for error, verdict in _only(now, before)]


def _only(these: Sequence[tuple[Error, Judged]], those: Iterable[tuple[Error, Judged]]) -> list[tuple[Error, Judged]]:
    known = {_identity(*pair) for pair in those}
    return [pair for pair in these if _identity(*pair) not in known]


def _identity(error: Error, verdict: Judged) -> tuple[object, ...]:
    found = verdict.found
    place = (found.text, found.start) if verdict.gold is None and found else verdict.nth
    return (error, verdict.article, place)
