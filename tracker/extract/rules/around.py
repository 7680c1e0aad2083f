"""Speakers from the sentences before: the one who spoke goes on, or whom they tell of speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tracker.extract.cues import reporting_verb
from tracker.extract.eojeol import read_eojeol
from tracker.extract.mentions import mention_at
from tracker.extract.phrases import tokens_of
from tracker.extract.resolve import Speaker
from tracker.extract.rules.behind import put_to
from tracker.extract.rules.front import reported_adnominally
from tracker.extract.rules.outcome import Attribution, Candidate
from tracker.extract.rules.scene import ABLE, ASKED, SUBJECT_ROLES, Scene, is_agent
from tracker.patterns import lazy

_LINKS: Final = (
    *(
        "이어서?",
        "그러면서도?",
        "또한?",
        "특히",
        "아울러",
        "덧붙여",
        "더불어",
        "나아가",
        "계속해서",
        "끝으로",
        "마지막으로",
    ),
    *("이에 더해", "이와 함께", "그리고", "따라서", "그래서", "먼저", "첫째", "둘째", "대신", "단", "또는", "동시에"),
    *("그럼에도", "이를 두고"),
)
_CONTRASTS: Final = ("다만", "그러나", "하지만", "그렇지만")
_OPENS_LINK: Final = frozenset(link[0] for link in (*_LINKS, *_CONTRASTS))
_CONNECTIVE: Final = lazy(f"(?:{'|'.join(_LINKS)})(?=[ ,]|$)")
_CONTRAST: Final = lazy(f"(?:{'|'.join(_CONTRASTS)})(?=[ ,])")
_BACKGROUND: Final = lazy(r"(?:앞서|한편|당초|지난)(?=[ ,])")
# What everybody says and nobody in the article: 흔히 "…"고 한다, 옛말에 "…"고 했다, 가령 "…"고 말하면 된다.
_PROVERB: Final = lazy(
    r"(?:또 |그러나 |하지만 )?(?:흔히들?|옛말에는?|속담에는?|격언에는?|예부터|예로부터|옛날부터|자고로|옛 어른들은|"
    r"사람들은 흔히|우리는 흔히|만약 누가|예컨대|가령|이를테면)(?=[ ,])"
)
_NAMED_KINDS: Final = frozenset(("person", "title"))
_BROUGHT_UP: Final = lazy(r"(?:제기|공개|폭로|알려|전해|드러)[가-힣]*[.,]?$")
_PREVIOUS_TOPIC: Final = 3.9  # the topic of the sentence before, in the same paragraph
_COPULA: Final = lazy(r"(?:이었다|였다|이다|다|입니다)[.]?$")


def goes_on(scene: Scene, k: int) -> list[Candidate]:
    """No speaker named: the last one goes on, in the same sentence (chain) or from the sentences before."""
    if k:
        return _chain(scene, k)
    if _PROVERB.match(scene.told):
        return []
    candidates = []
    so_far = scene.discourse.so_far
    if so_far.last is not None:
        candidates.append(Candidate(so_far.last, "dropped-subject", _last_goes_on(scene)))
    before = scene.before
    if before is not None and not before.unit.quotes:
        subject = before.main_subject()
        if subject is not None:
            score = _PREVIOUS_TOPIC if _same_paragraph(scene, before) and subject.role in "TA" else 3.0
            candidates.append(Candidate(before.resolve(subject), "previous-subject", score, subject))
    if so_far.person is not None:
        candidates.append(Candidate(so_far.person, "last-person", 1.6))
    if so_far.body is not None:
        candidates.append(Candidate(so_far.body, "last-body", 1.2))
    return candidates


def most_of_going_on(scene: Scene) -> float:
    """What no candidate of `goes_on` for the first quotation of a unit scores more than, told without reading the
    sentences before."""
    before, last = scene.before, _last_goes_on(scene)
    if before is not None and not before.unit.quotes and _same_paragraph(scene, before):
        return max(last, _PREVIOUS_TOPIC)
    return last


def _last_goes_on(scene: Scene) -> float:
    """What it counts that the last speaker goes on, by the word that the sentence begins with."""
    start, end = scene.unit.start, scene.unit.end
    if scene.masked[start] not in _OPENS_LINK:
        return 3.4
    if _CONNECTIVE.match(scene.masked, start, end):
        return 4.6
    return 3.9 if _CONTRAST.match(scene.masked, start, end) else 3.4


def _same_paragraph(scene: Scene, before: Scene) -> bool:
    return before.unit.paragraph == scene.unit.paragraph


def _chain(scene: Scene, k: int) -> list[Candidate]:
    held = scene.named[scene.unit.quotes[k - 1].order]
    begin, end = scene.unit.quotes[k - 1].marked.outer_end, scene.unit.quotes[k].marked.outer_start
    if reported_adnominally(scene, scene.unit.quotes[k - 1]):
        return [Candidate(held.speaker, "chain", 2.0)]
    asked = held.rule in ("unnamed-view", "noun-owner", "named-after") and put_to(scene, begin, end)
    if asked or ASKED.search(scene.masked, begin, end):
        other = _other_speaker(scene, held)
        return [Candidate(held.speaker, "chain", 2.0), *([Candidate(other, "answer", 4.4)] if other else [])]
    if held.rule in ("named-after", "noun-owner", "heard-from"):
        return [Candidate(held.speaker, "chain", 4.0)]
    if held.rule == "unnamed-view":
        return [Candidate(held.speaker, "chain", 4.8)]
    fresh = any(begin <= m.start and m.role in SUBJECT_ROLES and is_agent(m) for m in scene.mentions_before(end))
    carried = held.rule in ("dropped-subject", "previous-subject", "last-person", "last-body")
    return [Candidate(held.speaker, "chain", 4.0 if fresh else 6.2 if carried else 7.2)]


def _other_speaker(scene: Scene, held: Attribution) -> Speaker | None:
    """Who answers: the topic of the sentence, else the one who spoke before the question."""
    topic = next((m for m in scene.mentions if m.role == "T" and m.kind in ABLE), None)
    so_far = scene.discourse.so_far
    for speaker in (scene.resolve(topic) if topic else None, so_far.last, so_far.person):
        if speaker is not None and (held.speaker is None or speaker.name != held.speaker.name):
            return speaker
    return None


def move_on(scene: Scene) -> None:
    """After a unit: note who spoke last and who was spoken of."""
    discourse = scene.discourse
    background = not scene.unit.quotes and _BACKGROUND.match(scene.told)
    subject = None if background else scene.main_subject()
    named = None if scene.unit.quotes else _said_to_be(scene) or _channel_owner(scene)
    if named is not None:
        discourse.note(named)
    elif subject is not None:
        speaker = scene.resolve(subject)
        if speaker is not None and subject.joint:
            speaker = replace(speaker, plural=True)
        if speaker is None or speaker.type != "anonymous" or subject.role == "T" or speaker.plural:
            discourse.note(speaker)
        if not scene.unit.quotes and speaker is not None and _reports(scene):
            discourse.so_far.last = speaker
    for found in scene.unit.quotes:
        held = scene.named[found.order]
        inside = held.rule == "subject-before" and reported_adnominally(scene, found)
        if held.speaker is not None and not inside and held.rule not in ("noun-owner", "named-after", "heard-from"):
            discourse.spoke(held.speaker)


def _said_to_be(scene: Scene) -> Speaker | None:
    """`패를 들고 온 사람은 홍서연 대표였다`: the person that the sentence ends in."""
    last = scene.tokens[-1] if scene.tokens else None
    copula = _COPULA.search(last.word) if last is not None else None
    if last is None or not copula or not copula.start() or read_eojeol(last.word[: copula.start()]).kind != "title":
        return None
    tokens = tokens_of(scene.masked, scene.unit.start, last.start + copula.start())
    mention = mention_at(tokens, len(tokens) - 1, scene.text)
    return scene.resolve(mention) if mention is not None and mention.kind == "person" and mention.name else None


def _channel_owner(scene: Scene) -> Speaker | None:
    """`의혹은 홍서연 전 위원장의 유튜브 채널을 통해 제기됐다`: who brought it up."""
    through = len(scene.tokens) - 2
    if through < 2 or scene.tokens[through].word != "통해" or not _BROUGHT_UP.match(scene.tokens[-1].word):
        return None
    for i in range(through - 2, max(through - 5, -1), -1):
        if scene.tokens[i].eojeol.role == "G":
            mention = scene.mention(i)
            owned = mention is not None and mention.kind in _NAMED_KINDS
            return scene.resolve(mention) if mention is not None and owned else None
    return None


def _reports(scene: Scene) -> bool:
    """Whether a sentence without marks ends in a reporting verb: indirect speech."""
    words = [token.eojeol.core for token in scene.tokens[-2:]]
    return bool(words) and reporting_verb(words[-1], words[0] if len(words) > 1 else "") is not None
