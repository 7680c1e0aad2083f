"""Quotations -> who said them: small named rules propose candidates, the most likely one wins.

Korean puts the speaker in front of the words, as topic (은/는) or subject (이/가), behind them in a noun phrase
(`"…"라고 말한 김 장관`), or leaves the speaker out when the one before goes on speaking.
"""

from __future__ import annotations

from typing import Final

from tracker.extract.people import as_met
from tracker.extract.phrases import tokens_of
from tracker.extract.resolve import Discourse
from tracker.extract.rules.alone import alone, labelled_answer, unlabelled_bite
from tracker.extract.rules.around import goes_on, move_on
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
from tracker.extract.rules.scene import Attribution, Candidate, Scene
from tracker.extract.units import Found, Unit

_LOOK_BACK: Final = 3


def attribute(text: str, masked: str, units: list[Unit], discourse: Discourse) -> dict[int, Attribution]:
    """Name the speaker of every quotation of `units`; keys are `Found.order`.

    Of the sentences without quotations only those shortly before one are read."""
    named: dict[int, Attribution] = {}
    before: Scene | None = None
    talk = find_talk(text, masked, units, discourse)
    for nth in _worth_reading(units):
        unit = units[nth]
        if unit.aside:
            continue
        tokens = as_met(tokens_of(masked, unit.start, unit.end), discourse.people)
        scene = Scene(text, masked, units, nth, tokens, discourse, before, named, talk)
        for k, reported in enumerate(_reported(unit.quotes)):
            named[unit.quotes[k].order] = _decide(scene, k, reported)
        move_on(scene)
        scene.before = None  # no rule looks further back, and the words of all scenes together would fill the memory
        before = scene
    return named


def _worth_reading(units: list[Unit]) -> list[int]:
    """The units with quotations and the few before each of them."""
    worth: set[int] = set()
    for nth, unit in enumerate(units):
        if unit.quotes:
            worth.update(range(max(0, nth - _LOOK_BACK), nth + 1))
    return sorted(worth)


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


def _decide(scene: Scene, k: int, reported: Found) -> Attribution:
    found = scene.unit.quotes[k]
    if unlabelled_bite(scene, found):
        return Attribution(None, "none", 0.0)
    if scene.talk is not None and scene.unit.start in scene.talk.answers:
        return answer(scene.talk)
    candidates = [
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
        *goes_on(scene, k),
    ]
    candidates = [c for c in candidates if c.speaker is not None or c.rule in ("unnamed-view", "chain")]
    candidates.sort(key=lambda c: -c.score)
    if not candidates:
        return Attribution(None, "none", 0.0)
    best = candidates[0]
    name = _name(best)
    rival = next((c.score for c in candidates if _name(c) != name), best.score - 4)
    return Attribution(best.speaker, best.rule, best.score - rival, relayer(scene, found, best), candidates)


def _name(candidate: Candidate) -> str | None:
    return candidate.speaker.name if candidate.speaker else None
