"""Quotations -> who said them: small named rules propose candidates, the most likely one wins.

Korean puts the speaker in front of the words, as topic (은/는) or subject (이/가), behind them in a noun phrase
(`"…"라고 말한 김 장관`), or leaves the speaker out when the one before goes on speaking.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from tracker.extract.confidence import ample_margin
from tracker.extract.resolve import Discourse
from tracker.extract.rules.alone import alone, labelled_answer, unlabelled_bite
from tracker.extract.rules.around import goes_on, most_of_going_on, move_on
from tracker.extract.rules.behind import (
    accused,
    asked_words,
    named_aside,
    named_behind,
    named_dashed,
    owner_of_noun,
    subject_behind,
    unnamed_view,
)
from tracker.extract.rules.front import in_front, relayer
from tracker.extract.rules.interview import answer, find_talk
from tracker.extract.rules.outcome import Attribution, Candidate
from tracker.extract.rules.scene import Scene
from tracker.extract.units import Found, Unit

_LOOK_BACK: Final = 3
_LEAD_ALONE: Final = 4


def attribute(
    text: str, masked: str, units: list[Unit], discourse: Discourse, weigh_all: bool = True
) -> dict[int, Attribution]:
    """Name the speaker of every quotation of `units`; keys are `Found.order`.

    Of the sentences without quotations only those shortly before one are read, and not even those where they can
    change nothing: neither who speaks nor how sure that is. Candidates from them are then missing, and the margin is
    only told to be ample; with `weigh_all` there are all candidates and the margin that they leave."""
    named: dict[int, Attribution] = {}
    before: Scene | None = None
    talk = find_talk(text, masked, units, discourse)
    for nth in _worth_reading(units):
        unit = units[nth]
        if unit.aside:
            continue
        scene = Scene(text, masked, units, nth, discourse, before, named, talk)
        for k, reported in enumerate(_reported(unit.quotes)):
            named[unit.quotes[k].order] = _decide(scene, k, reported, weigh_all)
        discourse.later(partial(move_on, scene))
        scene.before = None  # no rule looks further back, and the words of all scenes together would fill the memory
        before = scene
    return named


def _worth_reading(units: list[Unit]) -> list[int]:
    """The units with quotations and the few before each of them."""
    worth: list[int] = []
    following = 0
    for nth, unit in enumerate(units):
        if unit.quotes:
            worth += range(max(following, nth - _LOOK_BACK), nth + 1)
            following = nth + 1
    return worth


def _reported(quotes: list[Found]) -> list[Found]:
    """For each quotation the one behind which its row is reported: the last of several in a row, else itself."""
    reported: list[Found] = []
    following: Found | None = None
    for found in reversed(quotes):
        if not found.listed:
            following = found
        reported.append(following or found)
    reported.reverse()
    return reported


def _decide(scene: Scene, k: int, reported: Found, weigh_all: bool) -> Attribution:
    found = scene.unit.quotes[k]
    if unlabelled_bite(scene, found):
        return Attribution(None, "none", 0.0)
    if scene.talk is not None and scene.unit.start in scene.talk.answers:
        return answer(scene.talk)
    candidates = _best_first(
        [
            *named_aside(scene, found),
            *named_dashed(scene, found),
            *named_behind(scene, reported),
            *accused(scene, reported),
            *owner_of_noun(scene, reported),
            *unnamed_view(scene, reported),
            *asked_words(scene, reported),
            *in_front(scene, k),
            *subject_behind(scene, reported),
            *labelled_answer(scene, k),
            *alone(scene, k),
        ]
    )
    if weigh_all or k or not _is_settled(candidates, most_of_going_on(scene)):
        candidates = _best_first(candidates + goes_on(scene, k))
    if not candidates:
        return Attribution(None, "none", 0.0)
    best = candidates[0]
    rival = _rival(candidates)
    margin = best.score - (best.score - _LEAD_ALONE if rival is None else rival)
    return Attribution(best.speaker, best.rule, margin, relayer(scene, found, best), candidates)


def _best_first(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that name a speaker, or say that there is none to name, by score."""
    candidates = [c for c in candidates if c.speaker is not None or c.rule in ("unnamed-view", "chain")]
    candidates.sort(key=lambda c: -c.score)
    return candidates


def _rival(candidates: list[Candidate]) -> float | None:
    """The score of the best candidate for another speaker than the first one's."""
    name = _name(candidates[0])
    for candidate in candidates:
        if _name(candidate) != name:
            return candidate.score
    return None


def _is_settled(candidates: list[Candidate], most: float) -> bool:
    """Whether further candidates, of `most` at most, change neither the winner nor the confidence in it: another rival
    is nearer, or the winner is so far ahead that farther counts no more."""
    if not candidates:
        return False
    best, rival = candidates[0], _rival(candidates)
    if rival is not None and rival >= most:
        return True
    return best.score - max(most, best.score - _LEAD_ALONE) >= ample_margin(best.rule)


def _name(candidate: Candidate) -> str | None:
    return candidate.speaker.name if candidate.speaker else None
