"""Sources of reports (`28일 하람경찰서에 따르면`), and the words that name them again as who speaks."""

from __future__ import annotations

from typing import Final

from tracker.extract.dates.words import lexicon, words_of
from tracker.patterns import lazy

# `하람도와 통계청 등`: two names.
_NAMES: Final = lazy(r"(?<=[가-힣])[과와]\s|[^가-힣A-Za-z]+")
# A body that speaks: `공단은`, `공단 측은`, `공단 홍보 담당자는`.
_SPEAKING: Final = lazy(
    r"(?<![가-힣])([가-힣]{2,8}?)"
    r"(?:[은는도]|\s?측은?|(?:\s(?:[가-힣]{2,6}\s)?|)(?:관계자|담당자|당국자|[가-힣]{0,4}장)[은는도])\s"
)
_TOKENS: Final = lazy(r"(?<![가-힣])[가-힣]{2,6}")
_LAST_SYLLABLES: Final = lazy(r"(?<=[가-힣])\S(?=[\s은는의])")
_PLACE_SPEAKING: Final = lazy(r"(?<![가-힣])([시군구도])(?:는| 관계자| 측)")
# A city, county, district or province; and an official of one, who opens the sentence by name and office alone.
_LOCAL: Final = lazy(r"[가-힣][시군구도](?:청)?$")
_OFFICIAL: Final = lazy(
    r"[\s\"“]*[가-힣]{2,4} "
    r"(?:[가-힣]{1,8}(?:국장|과장|담당관|소장|단장|팀장|실장|본부장)|[가-힣]{0,4}(?:시장|군수|구청장|지사))[은는] "
)
# The head of a body, in the same way; a trade, a circle, authorities and several bodies at once have none.
_HEAD: Final = lazy(
    r"[\s\"“]*[가-힣]{2,4} (?:대표|대표이사|사장|회장|총장|원장|이사장|행장|은행장|청장|처장|교육감|장관)[은는] "
)
_MEDIA: Final = words_of("media")
_HEADLESS: Final = "계권국등"


def is_medium(source: str) -> bool:
    """Whether the source is a medium, which passes on what others said earlier."""
    return any(medium in source for medium in _MEDIA)


def names_source(source: str, words: str) -> bool:
    """Whether `words` name the source: `경찰` in `경찰 관계자는`, `시` (the city) in `가나시 과장은`, or an
    abbreviation that drops syllables (`한국은행`, `한은`: the Bank of Korea)."""
    if len(source.strip()) == 1:
        return source.strip() in _LAST_SYLLABLES.findall(words)
    if _speaks_for(source, words):
        return True
    full = [name for name in _NAMES.split(source) if len(name) > 1]
    if is_medium(source):  # `‘가나 나우’ 등 현지 매체`: not everything in 가나
        full = [word for word in full if is_medium(word)]
    if any(word[:4] in words for word in full) or _names_kind(full, words):
        return True
    short = {token[:2] for token in _TOKENS.findall(words)}
    return any(_abbreviates(token, word) for word in full if len(word) >= 4 for token in short)


def _speaks_for(source: str, words: str) -> bool:
    """Whether who speaks is the city, called by its last syllable (`가나시` is `시` from the second time on), an
    official of it, or the head of the body."""
    if source[-1] in "시군구도" and source[-1] in _PLACE_SPEAKING.findall(words):
        return True
    if _LOCAL.search(source) is not None and _OFFICIAL.match(words) is not None:
        return True
    return source[-1] not in _HEADLESS and not is_medium(source) and _HEAD.match(words) is not None


def _names_kind(full: list[str], words: str) -> bool:
    """Whether `words` name a body by what it is, as who speaks: `공단은` of `하람공단`, `경찰은` of `하람경찰서`."""
    called = {token for word in full for part, token in lexicon()["called"].items() if part in word}
    tokens = _SPEAKING.findall(words)
    return any(token in called or any(_shortens(token, word) for word in full) for token in tokens)


def _shortens(token: str, full: str) -> bool:
    """Whether a word is the last part of a name, or that with its first two syllables (`가람모금회` of
    `가람복지모금회`)."""
    return full.endswith(token) or (len(token) >= 5 and full.startswith(token[:2]) and full.endswith(token[2:]))


def _abbreviates(short: str, full: str) -> bool:
    return short[0] == full[0] and not full.startswith(short) and short[1] in full[2:]
