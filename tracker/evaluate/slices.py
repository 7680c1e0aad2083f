"""The figures by way of attribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.evaluate.rules import rule_of
from tracker.evaluate.scoring import Judged

NAMES = ("explicit", "dropped subject", "pronoun", "chain", "headline", "anonymous", "transcript", "other")


@dataclass(frozen=True, slots=True)
class Slice:
    """Annotated quotes of one kind: how many there are, how many were found, and how many of these with the right
    speaker."""

    name: str
    quotes: int
    found: int
    right: int

    @property
    def speaker_accuracy(self) -> float | None:
        """Of the quotes found, the share with the right speaker; None where none was found."""
        return self.right / self.found if self.found else None


def slices(verdicts: Sequence[Judged]) -> list[Slice]:
    """Divide the annotated quotes by how the text names their speaker; slices without quotes are left out.

    The annotation tells headlines, unnamed sources and turns of a transcript, so that missed ones count there too; the
    rule that named the speaker tells the others. Unnamed sources are counted in their own slice besides.
    """
    divided: dict[str, list[Judged]] = {name: [] for name in NAMES}
    for verdict in verdicts:
        if verdict.gold is not None:
            for name in _names(verdict):
                divided[name].append(verdict)
    return [
        Slice(name, len(held), sum(v.found is not None for v in held), sum(v.speaker_right for v in held))
        for name, held in divided.items()
        if held
    ]


def _names(verdict: Judged) -> list[str]:
    gold, found = verdict.gold, verdict.found
    assert gold is not None
    names = ["anonymous"] if gold.speaker_type == "anonymous" else []
    if gold.kind == "headline":
        return ["headline", *names]
    if gold.kind == "turn":
        return ["transcript", *names]
    if found is None:
        return names or ["other"]
    name = rule_of(found.rule).slice
    if name == "explicit" and found.rule.endswith("/pronoun"):
        name = "pronoun"
    return [name if name in NAMES else "other", *names]
