"""Whose voice an article is, for a headline's words that nothing in the body repeats: who speaks most of it, the guest
of an interview, whoever tells the story of a post."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from tracker.extract.guests import listed
from tracker.extract.names import is_korean_name
from tracker.extract.resolve import Speaker
from tracker.extract.retold import Body
from tracker.patterns import lazy

_LEAD: Final = 600  # code points at the head of the text that tell where a post stood
_FEWEST: Final = 2
_FEWEST_TURNS, _MUCH_MORE = 6, 1.5
_TURN: Final = lazy(r"^[◆◇▷▶■□]? ?([가-힣]{2,4}) ?[>▶] ?([^\n]+)", re.M)
_GUEST: Final = lazy(r"◀ ?([가-힣]{2,4}) ?/ ?([^▶\n/]{2,24}?) ?▶")
_TELLER: Final = lazy(
    "(?<![가-힣])(작성자|글쓴이|사연자|게시자|제보자|청원인|글 작성자|(?:여성|남성|누리꾼)(?= [A-Z]))"
    "(?:인|이자)?(?: [가-힣]{1,6})?"
    "(?: ([A-Z]) ?(씨|양|군))?(?=[은는이가의도]? )"
)
_LETTERED: Final = lazy("(?<![A-Za-z])([A-Z]) ?(씨|양|군)[은는]")
_POSTED: Final = lazy("커뮤니티|사연|게시판|게시글|청원|제보|SNS|페이스북|인스타그램|트위터|네이트판|블라인드")
_FIRST_PERSON: Final = lazy(
    r"(?:^|[ ,…·])(?:나|난|내|내가|나는|나를|나한테|저|전|제|제가|저는|저희|우리|우린)(?=[ ,…])|"
    r"(?:어요|아요|해요|에요|예요|네요|까요|나요|데요|니다|습니까|세요|ㅠ|ㅋ|했다|줬다|봤다)[.?!…~]*$"
)


def main_speaker(body: Body) -> Speaker | None:
    """The one who speaks more than half of the body's quotations, two of them at least, and whom the headings or the
    first sentences name."""
    speakers = [spoken.speaker for spoken in body.spoken if spoken.speaker is not None]
    if len(speakers) < _FEWEST:
        return None
    counts: dict[str, int] = {}
    for speaker in speakers:
        counts[speaker.name] = counts.get(speaker.name, 0) + 1
    name = max(counts, key=counts.__getitem__)
    most = counts[name]
    if most < _FEWEST or most <= 0.5 * len(body.spoken) or name.split(" ")[-1] not in body.opening:
        return None
    return next(speaker for speaker in speakers if speaker.name == name)


def guest(text: str) -> Speaker | None:
    """The one guest of an interview, whom a list or a label in front of the answers names."""
    turns = _TURN.findall(text) if text.count(">") + text.count("▶") >= _FEWEST_TURNS else []
    if len(turns) >= _FEWEST_TURNS:
        return _longest_voice(turns)
    if "◀" in text:
        names = {match[1]: match[2] for match in _GUEST.finditer(text) if is_korean_name(match[1])}
    else:
        names = {name: title or "" for name, title in listed(text).guests.items()}
    if len(names) != 1:
        return None
    name, title = next(iter(names.items()))
    return Speaker(name, "person", title or None, None, name)


def _longest_voice(turns: list[tuple[str, str]]) -> Speaker | None:
    """Of the two who talk the one who says much more: the guest answers at length, the host asks."""
    said = Counter[str]()
    for name, words in turns:
        said[name] += len(words)
    if len(said) != 2:
        return None
    (name, most), (_, less) = said.most_common(2)
    if most < _MUCH_MORE * less or not is_korean_name(name):
        return None
    return Speaker(name, "person", None, None, name)


def storyteller(words: str, text: str) -> Speaker | None:
    """Who wrote the post that the article retells, where a headline speaks as `I`."""
    if not _FIRST_PERSON.search(words) or not _POSTED.search(text, 0, _LEAD):
        return None
    found = _TELLER.search(text)
    if found is not None:
        name = f"{found[2]}{found[3]}" if found[2] else found[1]
    else:
        lettered = _LETTERED.search(text)
        if lettered is None:
            return None
        name = f"{lettered[1]}{lettered[2]}"
    return Speaker(name, "anonymous", None, None, name)
