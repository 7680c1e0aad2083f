"""How likely an attribution is right, from the rule that made it and how far it won.

The numbers are counted on annotated articles by `scripts/fit_confidence.py`; `docs/extraction.md` says how.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import Final

from tracker.extract import lexicon
from tracker.extract.rules.outcome import Attribution

UNTOLD: Final = "nobody"


def confidence(attribution: Attribution) -> float:
    """A number from 0 to 1: the share of annotated quotes with a rule of the same group and a like margin that had the
    right speaker. Where nobody is named, how likely it is that nobody can be."""
    margins, shares = _steps_of(attribution.rule)
    return shares[max(0, bisect_right(margins, attribution.margin) - 1)]


def ample_margin(rule: str) -> float:
    """The margin from which on a rule's confidence rises no more."""
    return _steps_of(rule)[0][-1]


@cache
def _steps_of(rule: str) -> tuple[list[float], list[float]]:
    return _table()[group_of(rule)]


@cache
def group_of(rule: str) -> str:
    """The group of `rules.tsv` whose confidence a rule shares; a rule that is not listed there is trusted least."""
    return next((row[2] for row in lexicon.rows("rules") if row[0] == rule), UNTOLD)


@cache
def _table() -> dict[str, tuple[list[float], list[float]]]:
    """Group -> (the margins from which on, rising; the confidence from there on)."""
    table: dict[str, tuple[list[float], list[float]]] = {}
    for group, margin, share in lexicon.rows("confidence"):
        margins, shares = table.setdefault(group, ([], []))
        margins.append(float(margin))
        shares.append(float(share))
    return table
