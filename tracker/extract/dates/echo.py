"""Headlines quote what the body quotes again: their day is that of the words they echo."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.extract.dates.scene import Day
from tracker.extract.dates.words import words_of
from tracker.patterns import lazy

_NO_LETTERS: Final = lazy(r"[\W_]+")
# The share of a headline quotation's syllable pairs that its echo in the body must have.
ENOUGH: Final = 0.5
# The same, where the body calls the speaker something else (`시민단체`: a civic group, by its name in the body), and
# how many pairs are too many to agree by chance.
NEARLY_ALL: Final = 0.8
LONG: Final = 8
# A headline echoes one of the first quotations; comparing with all of very many would take the square of the time.
COMPARED: Final = 200
_RECALLED: Final = tuple(words_of("recalled"))


def echoed(
    headline: tuple[str, str | None], body: list[tuple[str, str | None]], days: list[Day | None]
) -> tuple[Day | None, bool]:
    """The day of a headline quotation, and whether the body settles it.

    `headline` and each of `body` are the words and the speaker; `days` are those of `body`. It is the day of the
    quotation with most of its words, else that of its speaker's first, else, where nobody can tell whose words it has,
    the one on which everybody spoke.
    """
    words, speaker = headline
    pairs = _pairs(words)
    best, nearest = 0, -1
    for nth, (other, who) in enumerate(body[:COMPARED]):
        others = speaker is not None and who is not None and who != speaker
        if others and len(pairs) < LONG:
            continue
        bare, shared, missing = other.replace(" ", ""), 0, 0
        for pair in pairs:
            if pair in bare:
                shared += 1
                continue
            missing += 1
            if missing >= len(pairs) - best:
                break  # the best has more
        if others and shared < NEARLY_ALL * len(pairs):
            continue
        if shared > best:
            best, nearest = shared, nth
    if best >= ENOUGH * len(pairs):
        return _named(days[nearest]), True
    own = [day for (_, who), day in zip(body, days, strict=True) if speaker is not None and who == speaker]
    if own:
        return _named(own[0]), True
    # What only others are quoted with tells nothing of the day of a speaker whom the body does not quote.
    anybody = speaker is None or any(who is None for _, who in body)
    if anybody and len({day.value if day is not None else None for day in days}) == 1:
        return _named(days[0]), True
    return None, False


def day_of_all(days: list[Day | None], published: date | None) -> Day | None:
    """The one day on which all the words of `days` were said, if it is that of publication or the one before."""
    first = days[0] if days else None
    if first is None or first.value is None or any(day is None or day.value != first.value for day in days):
        return None
    age = (published - date.fromisoformat(first.value)).days if published is not None else 0
    return _named(first) if age <= 1 else None


def _named(day: Day | None) -> Day | None:
    return day.by("headline-echo") if day is not None else None


def _pairs(words: str) -> set[str]:
    """The pairs of neighbouring syllables, without spaces and marks."""
    bare = _NO_LETTERS.sub("", words[:400])
    return {bare[at : at + 2] for at in range(len(bare) - 1)} or {words}


def is_recalled(text: str, words: str) -> bool:
    """Whether a headline only recalls the `words` that it quotes (`"집 사라"던 차관 물러난다`)."""
    at = text.find(words)
    end = at + len(words)
    return at >= 0 and text[end : end + 12].lstrip("”\"'’…").startswith(_RECALLED)
