"""What a whole article is about: an occasion that it opens with, where it names no other day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tracker.extract.dates.reckon import Moment
from tracker.extract.dates.scene import Scene
from tracker.extract.names import is_likely_name

# It opens the article within so many sentences, and is named so often.
OPENING_SENTENCES: Final = 2
NAMED: Final = 2


def is_about(scene: Scene, sentence: int, moments: Iterable[Moment]) -> bool:
    """Whether the article tells of `scene` all the time: an occasion on which people speak, which its `sentence`th
    sentence opens with, and which is named again, and no other day."""
    days = [moment.day for moment in moments if moment.day is not None]
    opens = scene.spoken and scene.source is None and scene.tellable and sentence <= OPENING_SENTENCES
    return opens and scene.age is not None and len(days) >= NAMED and set(days) == {scene.moment.day}


def is_named(speaker: str | None) -> bool:
    """Whether a speaker is told by name: who is not (`한 참여자`: a participant) may have said so on any day."""
    return speaker is not None and is_likely_name(speaker)
