"""Stated confidence beside the share that is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.evaluate.scoring import Judged

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Quotes of like confidence: how many, the mean confidence stated, and the share with words and speaker right."""

    quotes: int
    stated: float
    right: float


def stated_and_right(verdicts: Iterable[Judged]) -> list[tuple[float, bool]]:
    """(confidence, right?) of every quote found; one too many is wrong. Those without a confidence are left out."""
    return [
        (verdict.found.confidence, verdict.speaker_right)
        for verdict in verdicts
        if verdict.found is not None and verdict.found.confidence is not None
    ]


def by_confidence(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Ten bins of equal width from 0 to 1; empty ones are left out."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for pair in pairs:
        held[min(int(pair[0] * BINS), BINS - 1)].append(pair)
    return [_bin(pairs) for pairs in held if pairs]


def by_rank(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Ten bins of equally many quotes, the least sure first."""
    ranked = sorted(pairs, key=lambda pair: pair[0])
    cuts = [len(ranked) * nth // BINS for nth in range(BINS + 1)]
    return [_bin(ranked[start:end]) for start, end in pairwise(cuts) if end > start]


def gap(bins: Sequence[Bin]) -> float:
    """How far stated and true share lie apart on average, each bin weighted by its quotes."""
    total = sum(each.quotes for each in bins)
    return sum(each.quotes * abs(each.stated - each.right) for each in bins) / total if total else 0.0


def _bin(pairs: Sequence[tuple[float, bool]]) -> Bin:
    count = len(pairs)
    return Bin(count, sum(stated for stated, _ in pairs) / count, sum(right for _, right in pairs) / count)
