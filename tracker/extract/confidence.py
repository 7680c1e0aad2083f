"""How likely an attribution is right, from the rule that made it and how far it won."""

from __future__ import annotations

from tracker.extract.rules.scene import Attribution


def confidence(attribution: Attribution) -> float:
    """A number from 0 to 1."""
    return 0.5
