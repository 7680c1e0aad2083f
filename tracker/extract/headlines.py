"""Quotations in headlines, sub-headlines and intertitles.

A headline names its speaker in a word or two right before the marks (`李 "…"`, `김 의원 "…"`, `국힘 "…"`) or behind
them (`"…" 與 반발`), or not at all: then the body quotation that it shortens tells who.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tracker.extract import lexicon
from tracker.extract.cues import Tail, reporting_verb
from tracker.extract.eojeol import read_eojeol
from tracker.extract.headline_behind import actor, answered, named_behind, protester, said_by
from tracker.extract.headline_names import Heading, abbreviated, by_noun, expanded, protested
from tracker.extract.leading import guest, main_speaker, storyteller
from tracker.extract.marks import Marked
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_korean_name
from tracker.extract.people import as_met
from tracker.extract.phrases import ADVERBS, Token, tokens_of
from tracker.extract.resolve import Discourse, Speaker
from tracker.extract.retold import Body, Retold, Spoken, bigrams
from tracker.patterns import lazy

_BREAK: Final = lazy(
    r"…|\.{2,}|·{2,}|[,;|/!?]| vs\.? |[\[\](){}<>■◆◇▶▷△▲●○]|\ue000|\ue001|(?<=[가-힣])에 (?=[가-힣]+ ?$)"
)
_ADDRESSED: Final = lazy(r"(?:[가-힣]에게?|한테|께|향해|겨냥|두고|관련)[ ]?$")
_SHARE: Final = lazy(r"(?:\d+명 ?중 ?)?\d[\d.]*(?:%|명|％)$")
_ELSEWHERE: Final = lazy(r"(?:에서는?|에선)[ ]?$")  # 거리에선 "…": nobody of the article
_VIEW: Final = lazy("전망|분석|조사|진단|지적|관측|평가|설명")
_VERSUS: Final = lazy(r" ?vs\.? ?", re.I)
_MOVED: Final = lazy("시위|파업|반발|불만|호소|분노|한숨|눈물|울분|비명|아우성")  # what a crowd does that speaks up
_NO_NAME: Final = lazy(r"[\W_ㆍ·①-⑳❶-❿]+")
_TRAILING: Final = lazy(r"(?:…|\.{2,}|·{2,})[ ]?$")
_TAGS: Final = lexicon.kind("small_words", "tag")
_SHORTEST: Final = 2
# How like a sentence of the body must be: at least; one without marks; to be believed before other names of the line;
# and compared with the likest.
LEAST, TOLD, SURE, RATIO = 0.15, 0.3, 0.3, 0.5


class HeadlineSpeaker:
    """Who a headline quotation is given to, by which rule, and how sure that is (0 to 1)."""

    __slots__ = ("rule", "speaker", "sure")

    def __init__(self, speaker: Speaker | None, rule: str, sure: float) -> None:
        self.speaker = speaker
        self.rule = rule
        self.sure = sure


def is_headline_quote(text: str, pair: Marked, tail: Tail, line: tuple[int, int]) -> bool:
    """Double marks in a headline are words of somebody unless they are one short term in the middle of it."""
    words = text[pair.start : pair.end].strip()
    if pair.style != "double":
        return tail.kind == "verb" and len(words) >= 6 and tail.cue is not None
    if len(words) < _SHORTEST or not any(char.isalpha() for char in words):
        return False
    if tail.kind in ("naming",):
        return False
    return not (
        len(words) <= 6
        and " " not in words
        and tail.kind == "other"
        and text[pair.outer_end : pair.outer_end + 1].isalnum()
    )


def headline_speaker(
    text: str, masked: str, pair: Marked, line: tuple[int, int], discourse: Discourse, body: Body
) -> HeadlineSpeaker:
    """Name the speaker of the headline quotation `pair` on the line `text[line[0]:line[1]]`.

    The first that is found: who stands right in front, whose words the body says they are, whom else the line names,
    who speaks most of the article, and what the body says with less likeness."""
    heading = Heading(text, masked, line, pair, discourse, body)
    words = text[pair.start : pair.end]
    pairs = bigrams(words)
    front = _front(heading)
    if front is not None and front.type == "document":
        front = _topic(heading) or front
    if front is not None:
        return _checked(front, pairs, heading)
    said = said_by(heading)
    if said is not None:
        return HeadlineSpeaker(said, "headline-behind", 0.8)
    rest = text[pair.outer_end : line[1]] if answered(heading) else ""
    told = _told(words, rest, pairs, body.retold(pairs, line[1] if text is discourse.text else None), body)
    if told is not None and told.sure >= SURE:
        return told
    for find, rule, sure in _NAMED if not rest else ():
        speaker = find(heading)
        if speaker is not None:
            return HeadlineSpeaker(speaker, rule, sure)
    others = rest or _ELSEWHERE.search(masked, line[0], pair.outer_start) or _versus(heading)
    main = (None if others else main_speaker(body)) or storyteller(words, discourse.text) or guest(discourse.text)
    if main is not None:
        return HeadlineSpeaker(main, "headline-main-speaker", 0.6)
    return told or HeadlineSpeaker(None, "headline-none", 0.3)


def _checked(front: Speaker, pairs: frozenset[str], heading: Heading) -> HeadlineSpeaker:
    """Who stands in front, if the body does not give nearly the same words to a person and the front is no name."""
    echoed, likeness = heading.body.echo(pairs)
    if echoed is not None and likeness >= 0.75 and front.type != "person" and echoed.type == "person":
        return HeadlineSpeaker(echoed, "headline-echo", 0.9)
    unknown = front.type == "person" and not is_korean_name(front.name) and front.name not in heading.discourse.text
    silent = (
        read_eojeol(front.name.split(" ")[-1]).kind is None and likeness >= 0.75 and not heading.body.voices(front.name)
    )
    if echoed is not None and likeness >= 0.5 and (unknown or (silent and echoed.type == "anonymous")):
        return HeadlineSpeaker(echoed, "headline-echo", 0.8)
    return HeadlineSpeaker(front, "headline-front", 0.93 if echoed and echoed.name == front.name else 0.8)


def _versus(heading: Heading) -> bool:
    """`"…" vs "…"`: two sides speak."""
    around = heading.masked[max(heading.start, heading.opens - 6) : heading.opens]
    return bool(_VERSUS.search(around + heading.masked[heading.closes : min(heading.end, heading.closes + 6)]))


def _told(words: str, rest: str, pairs: frozenset[str], found: list[Retold], body: Body) -> HeadlineSpeaker | None:
    """The speaker of the body sentence that the headline shortens: of its likest quotation, or who reports it. Nobody
    calls himself by his name, and whoever stands in `rest` answers the words."""
    for retold in found:
        if retold.likeness < max(LEAST, found[0].likeness * RATIO):
            break
        sentence = retold.sentence
        if sentence.spoken:
            speaker = _likest(sentence.spoken, pairs).speaker
        else:
            speaker = body.teller(sentence, pairs) if retold.likeness >= TOLD else None
        if speaker is not None and not words.startswith(speaker.name) and speaker.name not in rest:
            return HeadlineSpeaker(speaker, "headline-echo" if sentence.spoken else "headline-told", retold.likeness)
    return None


def _likest(spoken: list[Spoken], pairs: frozenset[str]) -> Spoken:
    """The one of the quotations that shares most with the headline."""
    if len(spoken) == 1:
        return spoken[0]
    shares = [each.share(pairs) for each in spoken]
    return spoken[shares.index(max(shares))]


def _front(heading: Heading) -> Speaker | None:
    """The speaker named right in front of the marks."""
    text, masked, start, end, discourse = heading.text, heading.masked, heading.start, heading.opens, heading.discourse
    front = masked[start:end]
    cut = 0
    for match in _BREAK.finditer(front):
        if match.end() < len(front.rstrip()):
            cut = match.end()
    tokens = as_met(tokens_of(masked, start + cut, end), discourse.people)
    if front.rstrip().endswith(("]", "】", ">", "〉")):
        return None
    if not tokens or masked[tokens[-1].end : end].strip(" ,:\u2008\u00a0"):
        return None
    while len(tokens) > 1 and tokens[-1].word in ADVERBS and tokens[-1].word[-1] != "해":
        tokens.pop()
    last = tokens[-1]
    if last.eojeol.stem in lexicon.words("naming_nouns") or _NO_NAME.fullmatch(last.word):
        return None
    if masked[last.end - 1] in "…·" and not last.word[-1].isalnum():
        return _viewer(tokens, heading)
    word = last.eojeol.core
    short = abbreviated(word, discourse.people, start)
    if short is not None:
        return short
    eojeol = last.eojeol
    if eojeol.role not in "NSTA" or (reporting_verb(word) and word not in lexicon.words("nouns")):
        return None
    mention = mention_at(tokens, len(tokens) - 1, text)
    share = _SHARE.search(text[tokens[0].start : last.start + len(eojeol.core)])
    if share is not None and (mention is None or mention.words[:1].isdigit()):
        return Speaker(share[0], "anonymous", None, None, share[0], True)
    if mention is None:
        return None
    if mention.kind == "noun":
        named = by_noun(mention.words, mention.part, discourse, start)
        alone = len(tokens) == 1 and mention.role == "N" and mention.words not in _TAGS and not word.islower()
        if named is None and (mention.role == "T" or alone):
            party = f"{mention.words}당"
            name = party if alone and party in discourse.text else mention.words
            return Speaker(name, "organization", None, None, mention.words)
        return named
    if mention.kind == "person" or mention.kind == "title":
        return discourse.resolve(mention)
    if mention.kind in ("org", "group", "role", "document"):
        return expanded(discourse.resolve(mention), discourse)
    return None


def _viewer(tokens: list[Token], heading: Heading) -> Speaker | None:
    """`한결연구원 전망…"…"`: whose view follows."""
    if len(tokens) != 2 or not _VIEW.fullmatch(tokens[-1].eojeol.stem) or tokens[0].eojeol.role != "N":
        return None
    mention = mention_at(tokens, 0, heading.text)
    if mention is None or mention.kind not in ("person", "org", "group", "noun"):
        return None
    speaker = expanded(heading.discourse.resolve(mention), heading.discourse)
    return speaker if speaker is not None and heading.body.voices(speaker.name) else None


def _topic(heading: Heading) -> Speaker | None:
    """`홍 장관, 남 시장 만나 "…"`: whoever stands at the head of the line, before its first comma. Others than people
    and bodies are those whom the news is about, if the body does not let them speak."""
    masked, start, end, discourse = heading.masked, heading.start, heading.opens, heading.discourse
    comma = masked.find(",", start, end)
    if comma < 0:
        return None
    tokens = as_met(tokens_of(masked, start, comma), discourse.people)
    if not tokens or len(tokens) > 4:
        return None
    short = abbreviated(tokens[-1].eojeol.core, discourse.people, start)
    if short is not None:
        return short
    mention = mention_at(tokens, len(tokens) - 1, heading.text)
    if mention is None or mention.role not in "NSTA":
        return None
    if mention.kind == "person" and (mention.name or mention.part or "") not in discourse.text:
        return None
    if mention.kind in ("person", "title", "org", "group"):
        return expanded(discourse.resolve(mention), discourse)
    if mention.kind == "role":
        speaker = expanded(discourse.resolve(mention), discourse)
    elif mention.kind == "noun":
        speaker = by_noun(mention.words, mention.part, discourse, start)
    else:
        return None
    if speaker is None or speaker.type == "person":
        return speaker
    return speaker if _addressed(masked, start, end) or heading.body.voices(speaker.name) else None


def _addressed(masked: str, start: int, end: int) -> bool:
    """`법원, 언론사에 "…"`, `누리꾼, 새 둑 맹비난…"…"`: whom they are said to stands in front of the words, or that
    they protest."""
    return bool(_ADDRESSED.search(masked, start, end)) or protested(tokens_of(masked, start, end)[-1:])


def _crowd(heading: Heading) -> Speaker | None:
    """`추위에 떠는 상인들…"…"`: those of whom the line tells, right in front of the marks."""
    tokens = as_met(tokens_of(heading.masked, heading.start, heading.opens), heading.discourse.people)
    if not tokens or not _TRAILING.search(heading.masked, heading.start, heading.opens):
        return None
    mention = mention_at(tokens, len(tokens) - 1, heading.text)
    if mention is None or not mention.words.endswith("들"):
        return None
    return heading.discourse.resolve(mention)


def _opener(heading: Heading) -> Speaker | None:
    """`홍서연도 동료 감싸기…"…"`: a person or an unnamed source that opens the line, with or without a particle."""
    tokens = as_met(tokens_of(heading.masked, heading.start, heading.opens), heading.discourse.people)
    for i, token in enumerate(tokens[:2]):
        if not token.eojeol.core or token.eojeol.role not in "NTSA" or token.eojeol.core.endswith("만"):
            return None
        mention = mention_at(tokens, i, heading.text)
        if mention is None or mention.first != 0 or mention.kind not in ("person", "role"):
            continue
        speaker = heading.discourse.resolve(mention)
        if mention.kind == "person" or mention.role in "TSA" or _MOVED.search(heading.text, heading.start, heading.end):
            return speaker
        return speaker if speaker is not None and heading.body.voices(speaker.name) else None
    return None


_NAMED: Final[tuple[tuple[Callable[[Heading], Speaker | None], str, float], ...]] = (
    (_topic, "headline-topic", 0.6),
    (named_behind, "headline-behind", 0.7),
    (_opener, "headline-topic", 0.6),
    (protester, "headline-behind", 0.5),
    (actor, "headline-behind", 0.5),
    (_crowd, "headline-front", 0.5),
)
