"""Posts on the web: a post dates what its writer wrote, and not what others say in the story that it tells."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tracker.extract.dates.words import any_of, words_of
from tracker.patterns import lazy

# `A씨` may be the writer.
_UNNAMED: Final = lazy(r"[A-Zㄱ-ㅎ] ?[씨양군]?")


_WRITER_SPEAKS: Final = lazy(lambda: rf"(?:{any_of('poster')})[은는]\s")
_POST: Final = lazy(lambda: any_of("post"))
# A writer, as named (`글쓴이 A씨`).
_WRITER: Final = lazy(lambda: rf"(?:{any_of('poster')})\s([A-Z가-힣]{{1,4}} ?[씨양군])")


def tells_of_post(words: str) -> bool:
    """Whether the words tell of a post."""
    return _POST.search(words) is not None


@lru_cache(maxsize=4)
def writers(text: str) -> frozenset[str]:
    """Who is named as the writer of a post."""
    return frozenset(name.replace(" ", "") for name in _WRITER.findall(text))


def is_in_story(speaker: str | None, text: str) -> bool:
    """Whether the speaker is somebody in the story that a post tells, nobody can tell when, and did not write it. Where
    `text` calls its writer nothing, everybody may have."""
    if speaker is None or any(word in speaker for word in words_of("poster")):
        return False
    named = writers(text)
    if named:
        return speaker.replace(" ", "") not in named
    return _UNNAMED.fullmatch(speaker) is None and _WRITER_SPEAKS.search(text) is not None
