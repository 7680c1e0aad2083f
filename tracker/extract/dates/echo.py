"""Headlines quote what the body quotes again: their day is that of the words they echo."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extract.dates.scene import Day
from tracker.extract.dates.words import words_of

# The share of a headline quotation's syllable pairs that its echo in the body must have.
ENOUGH = 0.5
# A headline echoes one of the first quotations; comparing with all of very many would take the square of the time.
COMPARED = 200


def echoed(
    headline: tuple[str, str | None], body: Sequence[tuple[str, str | None]], days: Sequence[Day | None]
) -> tuple[Day | None, bool]:
    """The day of a headline quotation, and whether the body settles it.

    `headline` and each of `body` are the words and the speaker; `days` are those of `body`. It is the day of the
    quotation with most of its words, else the one on which its speaker said everything, else the one on which
    everybody did.
    """
    words, speaker = headline
    pairs = _pairs(words)
    best, nearest = 0, -1
    for nth, (other, who) in enumerate(body[:COMPARED]):
        if speaker is not None and who is not None and who != speaker:
            continue
        bare = other.replace(" ", "")
        shared = sum(pair in bare for pair in pairs)
        if shared > best:
            best, nearest = shared, nth
    if best >= ENOUGH * len(pairs):
        return _named(days[nearest]), True
    own = [day for (_, who), day in zip(body, days, strict=True) if speaker is not None and who == speaker]
    for group in (own, list(days)):
        if group and len({day.value if day is not None else None for day in group}) == 1:
            return _named(group[0]), True
    if own:
        return _named(own[0]), True
    return None, False


def _named(day: Day | None) -> Day | None:
    return day.by("headline-echo") if day is not None else None


def _pairs(words: str) -> set[str]:
    """The pairs of neighbouring syllables, without spaces and marks."""
    bare = re.sub(r"[\W_]+", "", words[:400])
    return {bare[at : at + 2] for at in range(len(bare) - 1)} or {words}


def is_recalled(text: str, words: str) -> bool:
    """Whether a headline only recalls the `words` that it quotes (`"집 사라"던 차관 물러난다`)."""
    end = text.find(words) + len(words) if words in text else -1
    return end >= 0 and text[end : end + 12].lstrip("”\"'’…").startswith(tuple(words_of("recalled")))
