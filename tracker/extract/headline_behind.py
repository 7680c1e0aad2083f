"""Who is named behind the marks of a headline's quotation: its speaker, or somebody whom the news is about."""

from __future__ import annotations

import re
from typing import Final

from tracker.extract import lexicon
from tracker.extract.headline_names import KINDS, Heading, abbreviated, expanded, protested
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_adnominal
from tracker.extract.phrases import Token, tokens_of
from tracker.extract.resolve import Speaker
from tracker.patterns import lazy

_ADNOMINAL: Final = lazy("이?라?[는던]$|이?란$")
_ANSWERED: Final = lazy(" ?(?:주장|비판|지적|논란|의혹|질문|발언|요구|막말|물음|폭로)에(?:도|는|선)?(?=[ ,…]|$)")
_AGE: Final = lazy("[1-9]0대")
_ACCUSED: Final = lazy(
    "([A-Z]) ?(씨|군|양)(?:[(][^()]*[)])?[를을은는이가] [^.\n]{0,60}(?:혐의|구속|체포|입건|검거|기소|송치)"
)
_LETTER: Final = lazy("인? ([A-Z]) ?(씨|양|군)")
_PAUSES: Final = "….·‥,/|- 故"
_CLAUSE: Final = 10  # words behind the marks


def named_behind(heading: Heading) -> Speaker | None:
    """The speaker named right behind the marks: `"…" 김 의원`, `"…"…與 반발`, `"…"…한결전자, 노조에 제안`. Others than
    people of the article are those whom the news is about, if the body does not let them speak and no word of protest
    or appeal follows."""
    start, masked, discourse = heading.closes, heading.masked, heading.discourse
    while start < heading.end and masked[start] in _PAUSES:
        start += 1
    late = masked[start - 1] == "故"
    tokens = tokens_of(masked, start, heading.end)
    for i, token in enumerate(tokens[:4]):
        if token.eojeol.role not in "NSTA":
            return None
        following = tokens[i + 1].eojeol if i + 1 < len(tokens) else None
        leads = (
            following is not None
            and following.kind is not None
            and token.eojeol.role == "N"
            and token.word[-1].isalnum()
        )
        short = abbreviated(token.eojeol.stem, discourse.people, start) or abbreviated(
            token.eojeol.core, discourse.people, start
        )
        if short is not None and not (leads and short.type == "organization"):
            return short if late or _speaks(short, tokens[i:], heading) else None
        if leads:
            continue
        mention = mention_at(tokens, i, heading.text)
        if mention is not None and (mention.kind in KINDS or mention.kind == "noun"):
            speaker = expanded(discourse.resolve(mention), discourse)
            if mention.kind == "noun" and token.word[-1].isalnum() and following is not None:
                return None
            return speaker if late or _speaks(speaker, tokens[i:], heading) else None
        if token.word[-1:] in "…,":
            break
    return None


def protester(heading: Heading) -> Speaker | None:
    """`"…" 눈 치우는 군에 누리꾼 비판`: a group right in front of a word of protest behind the marks."""
    tokens = tokens_of(heading.masked, heading.closes, heading.end)[:_CLAUSE]
    for i in range(len(tokens) - 1):
        bare = tokens[i].eojeol.role == "N" and tokens[i].word[-1].isalnum()
        if bare and tokens[i].eojeol.kind in ("role", "group", "org") and protested(tokens[i + 1 : i + 2]):
            mention = mention_at(tokens, i, heading.text)
            return expanded(heading.discourse.resolve(mention), heading.discourse) if mention is not None else None
    return None


def answered(heading: Heading) -> bool:
    """`"…" 주장에 홍 의원이 내놓은 반박`: whoever is named behind answers the words."""
    return _ANSWERED.match(heading.masked, heading.closes, heading.end) is not None


def said_by(heading: Heading) -> Speaker | None:
    """`"…"는 홍 시장`, `"…"라는 정부 입장`: whose words they are called."""
    tokens = tokens_of(heading.masked, heading.closes - 1, heading.end)[:5]
    if not tokens or not tokens[0].after_quote or not _ADNOMINAL.match(tokens[0].word):
        return None
    for i in range(1, len(tokens)):
        mention = mention_at(tokens, i, heading.text)
        owned = mention is not None and mention.kind in ("org", "group") and _owned(tokens, i + 1)
        if mention is not None and (owned or mention.kind in ("person", "title")):
            return heading.discourse.resolve(mention)
        if tokens[i].eojeol.role != "N":
            return None
    return None


def _owned(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].eojeol.stem in lexicon.table("speech_nouns")


def actor(heading: Heading) -> Speaker | None:
    """`"…" 이웃집 문 두드린 50대`: whoever did what the clause behind the marks tells, under the letter of the body."""
    text = heading.text
    tokens = tokens_of(heading.masked, heading.closes, heading.end)[:_CLAUSE]
    deed = max((i for i in range(1, len(tokens)) if _tells_deed(tokens, i)), default=-1)
    for i in range(deed + 1, min(len(tokens), deed + 4)) if deed >= 0 else ():
        eojeol = tokens[i].eojeol
        if eojeol.role not in "NST" or "…" in tokens[i].word[:-1]:
            return None
        led = eojeol.role == "N" and _is_role(tokens, i + 1)
        if (eojeol.kind in ("role", "group") or _AGE.fullmatch(eojeol.stem)) and not led:
            words = text[tokens[deed + 1].start : tokens[i].start + len(eojeol.stem)]
            body = heading.discourse.text
            lettered = _lettered(eojeol.stem, body) or _ACCUSED.search(body)
            name = f"{lettered[1]}{lettered[2]}" if lettered else words
            return Speaker(name, "anonymous", None, None, words)
    return None


def _lettered(role: str, text: str) -> re.Match[str] | None:
    """`50대 A씨`, `회사원인 B군`: where the text has a letter behind `role`."""
    at = text.find(role)
    while at >= 0:
        found = _LETTER.match(text, at + len(role))
        if found is not None:
            return found
        at = text.find(role, at + 1)
    return None


def _tells_deed(tokens: list[Token], i: int) -> bool:
    if tokens[i].word == "한":
        return tokens[i - 1].word.endswith("게")
    return is_adnominal(tokens[i].eojeol.core)


def _is_role(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].eojeol.kind in ("role", "title")


def _speaks(speaker: Speaker | None, tokens: list[Token], heading: Heading) -> bool:
    """Whether `speaker`, named by `tokens[0]`, speaks: `한결전자, …` and `한결전자는 …` do where they do in the body,
    but `한결전자 파업 …` tells of the strike."""
    following = tokens[1:]
    closed = not following or tokens[0].eojeol.role != "N" or not tokens[0].word[-1].isalnum()
    if speaker is None:
        return False
    person = heading.discourse.people.by_name.get(speaker.name)
    if person is not None and (person.titled or " " in person.name):
        return True
    if protested(following[:4]):
        return True
    return (person is not None or closed) and heading.body.voices(speaker.name)
