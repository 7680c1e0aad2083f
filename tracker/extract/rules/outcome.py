"""What the rules come to: candidates for the speaker of a quotation, and the one who won."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.compiling import mypyc_attr
from tracker.extract.phrases import Mention
from tracker.extract.resolve import Speaker


@mypyc_attr(acyclic=True)
class Candidate:
    """A possible speaker of a quotation, with the rule that proposed it; scores compare within one quotation."""

    __slots__ = ("mention", "rule", "score", "speaker")

    def __init__(self, speaker: Speaker | None, rule: str, score: float, mention: Mention | None = None) -> None:
        self.speaker = speaker
        self.rule = rule
        self.score = score
        self.mention = mention


@mypyc_attr(acyclic=True)
class Attribution:
    """The winner, how far it won, who relayed the words, and the candidates that were weighed, best first."""

    __slots__ = ("candidates", "margin", "relayer", "rule", "speaker")

    def __init__(
        self,
        speaker: Speaker | None,
        rule: str,
        margin: float,
        relayer: str | None = None,
        candidates: Sequence[Candidate] = (),
    ) -> None:
        self.speaker = speaker
        self.rule = rule
        self.margin = margin
        self.relayer = relayer
        self.candidates = candidates


class Talk:
    """An interview: where its answers start, and who answers; the guest is None where nothing tells that."""

    __slots__ = ("answers", "guest")

    def __init__(self, answers: frozenset[int], guest: Speaker | None) -> None:
        self.answers = answers
        self.guest = guest
