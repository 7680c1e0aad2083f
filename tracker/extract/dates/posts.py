"""Posts on the web: a post dates what its writer wrote, and not what others say in the story that it tells."""

from __future__ import annotations

import re
from functools import cache

from tracker.extract.dates.words import any_of, words_of


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a post is called; and its writer, as named (`글쓴이 A씨`)."""
    return re.compile(any_of("post")), re.compile(rf"(?:{any_of('poster')})\s([A-Z가-힣]{{1,4}} ?[씨양군])")


def tells_of_post(words: str) -> bool:
    """Whether the words tell of a post."""
    return _patterns()[0].search(words) is not None


def writers(text: str) -> frozenset[str]:
    """Who is named as the writer of a post."""
    return frozenset(name.replace(" ", "") for name in _patterns()[1].findall(text))


def is_writer(speaker: str, named: frozenset[str]) -> bool:
    """Whether this speaker wrote the post whose writers are `named`; true where none is."""
    return not named or speaker.replace(" ", "") in named or any(word in speaker for word in words_of("poster"))
