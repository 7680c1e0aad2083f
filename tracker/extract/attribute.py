"""Quotations -> who said them: candidates from small named rules, the most likely one wins.

Korean puts the speaker in front of the words, as topic (은/는) or subject (이/가), behind them in a noun phrase
(`"…"라고 말한 김 장관`), or leaves the speaker out when the one before goes on speaking. Each rule proposes candidates
with a score; scores only compare candidates of one quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.extract.cues import Tail, reporting_verb
from tracker.extract.mentions import Mention, Token, mention_at, tokens_of
from tracker.extract.names import is_adnominal
from tracker.extract.resolve import Discourse, Speaker
from tracker.extract.units import Found, Unit

_CONNECTIVE = re.compile(
    r"(?:이어서?|그러면서도?|그는|또한?|특히|아울러|다만|덧붙여|더불어|나아가|그러나|하지만|한편으로|이어진|계속해서|끝으로|마지막으로|이에 더해|이와 함께|이와 관련해?|이에 대해|반면|그리고|따라서|그래서|앞서|먼저|첫째|둘째|대신|단|또는|동시에|그럼에도|그동안|이를 두고)(?=[ ,]|$)"
)
_SWITCHES = re.compile(r"(?:자|지만|는데|은데|은 데|으나|거나|니|니까|더니|다면|라면|으면|되면|하면|므로|도록|려고|려면|ㄴ데|데다|는지|을지|할지)$")
_EVENT = re.compile(r"(?:열린|열리는|진행된|마련된|개최된|방송된|공개된|보도된|출연한|참석한|나온|가진|개최한|주재한|연|내놓은|발표한|낸|올린|보낸|배포한|남긴|작성한)$")
_TOLD_AGAIN = re.compile(r"[ ]?이?(?:라)?고(?:도)? ?(?:말|밝|주장|강조|설명|언급|얘기|이야기|발언|지적|진술|답|했|하|당부|요구|요청|지시|증언)[가-힣]*(?:다|라)고 ")
_ASKED = re.compile(r"(?:묻자|물었|질문하자|묻는|하자|지적하자|말하자|따지자|반문하자|제안하자|요청하자|요구하자|주장하자|비판하자|촉구하자|항의하자|물어보자|추궁하자|질의하자|밝히자|반발하자|강조하자)(?=[ ,]|$)")
_FORWARD = re.compile(r"(?:이렇게|이같이|이처럼|같이|이와 같이|다음과 같이)|(?:의|씨|대표|교수|의원) ?(?:말|이야기|얘기|설명|하소연|고백|증언|회고|주장|토로)(?:이다|입니다|이었다|다\.)|말이다|입니다\.$")
_SET_UP = re.compile(r"(?::|이렇게 (?:말|답|적|썼|밝|전|설명|대답)[가-힣]*|다음과 같다|말(?:했|한)다|답(?:했|한)다|물었다|외쳤다|적었다|썼다|입을 열었다|말문을 열었다|마이크를 잡았다|운을 뗐다|덧붙였다|전했다|밝혔다|털어놨다|설명했다|강조했다|호소했다|잊지 않았다|이어졌다|당부했다)[.:]?$")
_PASSIVE = re.compile(r"(?:나오|나왔|나온|제기|일고|일었|있다|있었|있어|있는|많|높|커지|커졌|쏟아|이어지|이어졌|잇따|지배적|우세|엇갈|분분|팽배|들린|들려|들렸|흘러|돌|퍼|적지 않|무성|대체적|만만)")
_UNNAMED = frozenset("이유 취지 뜻 내용 의미 것 게 점 계획 방침 구상 의지 의사 입장 각오 포부 심정 소감".split())


@dataclass(slots=True)
class Candidate:
    """A possible speaker of a quotation, with the rule that proposed it."""

    speaker: Speaker | None
    rule: str
    score: float
    mention: Mention | None = None


@dataclass(slots=True)
class Attribution:
    """The winner, who relayed the words, and all candidates, best first."""

    speaker: Speaker | None
    rule: str
    margin: float
    relayer: str | None = None
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """What the rules see: the article, one unit with its words, and its neighbours."""

    text: str
    masked: str
    unit: Unit
    tokens: list[Token]
    mentions: list[Mention]
    discourse: Discourse
    before: Scene | None
    after: Unit | None
    kept: dict[int, Attribution]


_SUBJECT_ROLES = frozenset("TSA")
_ROLE_SCORE = {"T": 5.0, "A": 4.4, "S": 4.2, "L": 2.0, "N": 2.4, "G": 0.0}
_KIND_SCORE = {"person": 2.0, "role": 2.0, "pronoun": 2.0, "org": 1.6, "title": 1.4, "group": 1.4, "document": 0.6, "noun": 0.0}


def attribute(text: str, masked: str, units: list[Unit], discourse: Discourse) -> dict[int, Attribution]:
    """Name the speaker of every quotation of `units`; keys are `Found.order`."""
    done: dict[int, Attribution] = {}
    before: Scene | None = None
    for nth, unit in enumerate(units):
        following = units[nth + 1] if nth + 1 < len(units) else None
        scene = _scene(text, masked, unit, discourse, before, following, done)
        for k in range(len(unit.quotes)):
            done[unit.quotes[k].order] = _speaker_of(scene, k)
        _move_on(scene)
        before = scene
    return done


def _scene(text: str, masked: str, unit: Unit, discourse: Discourse, before: Scene | None, after: Unit | None, kept: dict[int, Attribution]) -> Scene:
    tokens = tokens_of(masked, unit.start, unit.end)
    mentions = []
    for i, token in enumerate(tokens):
        if token.eojeol.role in _SUBJECT_ROLES or token.eojeol.role == "L" or _stands_bare(tokens, i, masked):
            mention = mention_at(tokens, i, text)
            if mention is not None and _may_speak(mention):
                mentions.append(mention)
    return Scene(text, masked, unit, tokens, mentions, discourse, before, after, kept)


def _stands_bare(tokens: list[Token], i: int, masked: str) -> bool:
    """A word without particle right in front of a quotation or of `역시` (too)."""
    token = tokens[i]
    if token.eojeol.role not in "N":
        return False
    if i + 1 < len(tokens) and tokens[i + 1].eojeol.core in ("역시", "등은", "등도", "등이"):
        return True
    return token.eojeol.kind is not None and masked[token.end : token.end + 3].lstrip(" \u2008\u00a0")[:1] == "\ue000"


def _may_speak(mention: Mention) -> bool:
    if mention.role == "L":
        return mention.kind in ("org", "group", "role", "document")
    return not (mention.kind == "noun" and mention.role == "A")


def _speaker_of(scene: Scene, k: int) -> Attribution:
    found = scene.unit.quotes[k]
    candidates = [
        *_named_after(scene, found),
        *_owner_of_noun(scene, found),
        *_unnamed_view(scene, found),
        *_in_front(scene, k),
        *_alone_in_paragraph(scene, k),
        *_goes_on(scene, k),
    ]
    candidates.sort(key=lambda c: -c.score)
    if not candidates:
        return Attribution(None, "none", 0.0)
    best = candidates[0]
    second = next((c.score for c in candidates[1:] if _name(c) != _name(best)), best.score - 4)
    relayer = _relayer(scene, found, best)
    return Attribution(best.speaker, best.rule, best.score - second, relayer, candidates)


def _name(candidate: Candidate) -> str | None:
    return candidate.speaker.name if candidate.speaker else None


def _tail_tokens(scene: Scene, found: Found) -> list[int]:
    """The words after the closing mark and its particle, up to the next quotation."""
    nxt = next((q.marked.outer_start for q in scene.unit.quotes if q.marked.start > found.marked.start), scene.unit.end)
    return [i for i, t in enumerate(scene.tokens) if found.tail.clause_end <= t.start < nxt]


def _named_after(scene: Scene, found: Found) -> list[Candidate]:
    """`"…"라고 말한 김 장관은`: an adnominal reporting verb and the noun phrase it leans on."""
    if found.tail.kind not in ("verb", "noun"):
        return []
    following = _tail_tokens(scene, found)
    for nth, i in enumerate(following[:4]):
        word = scene.tokens[i].eojeol.core
        if not (reporting_verb(word) or word in ("한", "했던", "하는")) or not _leans(word):
            continue
        for j in following[nth + 1 : nth + 9]:
            mention = mention_at(scene.tokens, j, scene.text)
            if scene.tokens[j].eojeol.role == "N" and scene.tokens[j].eojeol.kind not in ("person",) and not _ends_phrase(scene.tokens, j):
                continue
            if mention and mention.kind in ("person", "title", "role", "org", "group") and mention.start >= scene.tokens[i].end:
                if mention.kind in ("org", "group") and mention.role == "L":
                    return []
                speaker = scene.discourse.resolve(mention)
                return [Candidate(speaker, "named-after", 9.0 if mention.role in "TSADOGC" else 6.0, mention)]
            if scene.tokens[j].eojeol.role != "N":
                return []
        return []
    return []


def _ends_phrase(tokens: list[Token], j: int) -> bool:
    return j + 1 == len(tokens) or tokens[j].word[-1] in ",."


def _leans(word: str) -> bool:
    return word[-1] in "한던린친힌긴쓴은는낸단진" and is_adnominal(word) or word in ("한", "했던", "하는", "밝힌", "말한")


def _owner_of_noun(scene: Scene, found: Found) -> list[Candidate]:
    """`"…"는 김 의원(의) 질문에`, `"…"라는 게 김 대표의 설명이다`: whose speech noun it is."""
    if found.tail.kind != "noun":
        return []
    following = _tail_tokens(scene, found)
    for i in following[:8]:
        token = scene.tokens[i]
        if token.start >= found.tail.cue_at >= 0 and token.eojeol.role not in "G":
            break
        if token.eojeol.role not in ("G", "N") or token.eojeol.kind is None and not (token.eojeol.role == "G"):
            continue
        mention = mention_at(scene.tokens, i, scene.text)
        if mention is None or mention.kind not in ("person", "title", "role", "org", "group", "pronoun") or mention.start < found.tail.clause_end:
            continue
        if i + 1 < len(scene.tokens) and token.eojeol.role == "N" and _goes_into(scene.tokens, i):
            continue
        return [Candidate(scene.discourse.resolve(mention), "noun-owner", 8.0, mention)]
    return []


def _goes_into(tokens: list[Token], i: int) -> bool:
    """A bare word that is not the end of its phrase: a title or an affiliation follows."""
    following = tokens[i + 1].eojeol
    return following.kind in ("title", "role", "org") and following.role in ("N", "G")


def _unnamed_view(scene: Scene, found: Found) -> list[Candidate]:
    """`"…"는 지적이 나온다`: a view without an owner; `업계에서는` in front names where it is heard."""
    if found.tail.kind != "noun" or found.tail.noun in _UNNAMED:
        return []
    rest = scene.masked[found.tail.clause_end : scene.unit.end]
    words = rest.split()
    if not any(_PASSIVE.match(word) for word in words[1:5]):
        return []
    return [Candidate(None, "unnamed-view", 4.6)]


def _in_front(scene: Scene, k: int) -> list[Candidate]:
    """The noun phrases of the sentence in front of the quotation: topic, subject, `…에 따르면`, place of a view."""
    found = scene.unit.quotes[k]
    limit = found.marked.outer_start
    previous = scene.unit.quotes[k - 1].marked.outer_end if k else -1
    candidates = []
    topic = next((m for m in scene.mentions if m.role == "T" and m.end <= limit), None)
    for mention in scene.mentions:
        if mention.end > limit:
            break
        score = _front_score(scene, mention, found, topic, previous)
        if score is None:
            continue
        rule = {"T": "topic-before", "S": "subject-before", "A": "also-before", "L": "place-before", "N": "bare-before"}[mention.role]
        if _according(scene, mention):
            rule = "according-to"
        speaker = scene.discourse.resolve(mention)
        if speaker is None:
            continue
        candidates.append(Candidate(speaker, rule, score, mention))
    return candidates


def _according(scene: Scene, mention: Mention) -> bool:
    nxt = mention.token + 1
    return nxt < len(scene.tokens) and scene.tokens[nxt].eojeol.core in ("따르면", "의하면") and scene.tokens[mention.token].eojeol.core.endswith("에")


def _front_score(scene: Scene, mention: Mention, found: Found, topic: Mention | None, previous: int) -> float | None:
    limit = found.marked.outer_start
    score = _ROLE_SCORE[mention.role] + _KIND_SCORE[mention.kind]
    between = [t for t in scene.tokens[mention.token + 1 :] if t.end <= limit and not t.after_quote]
    score -= 0.08 * min(len(between), 25)
    if mention.role == "L":
        if _according(scene, mention):
            return score + 2.0
        if mention.kind not in ("group",) and not mention.words.endswith("측"):
            score -= 1.2
        if found.tail.kind == "noun" and mention.kind == "group":
            score += 3.0
    if mention.kind == "noun":
        score -= _noun_penalty(mention)
    if mention.role == "N" and scene.tokens[mention.token].end + 2 < limit and not _too(scene, mention):
        return None
    if mention.role in "SA" and mention.start < limit:
        score -= _embedded(scene, mention, between, topic, previous)
    if mention.role == "T" and previous >= 0 and mention.end < previous:
        score -= _answered(scene, mention, found)
    if topic is not None and mention is not topic and mention.role == "T" and mention.start > topic.start and mention.start > previous:
        score += 0.3
    return score


def _too(scene: Scene, mention: Mention) -> bool:
    nxt = mention.token + 1
    return nxt < len(scene.tokens) and scene.tokens[nxt].eojeol.core in ("역시", "등은", "등도", "등이")


def _noun_penalty(mention: Mention) -> float:
    from tracker.extract import lexicon

    last = mention.words.split(" ")[-1]
    if mention.words.startswith(("이번", "이 ", "그 ", "해당", "이런", "그런")):
        return 4.0
    return 2.2 if last in lexicon.words("nouns") and mention.role != "T" else 1.0 if last in lexicon.words("nouns") else 0.0


def _embedded(scene: Scene, mention: Mention, between: list[Token], topic: Mention | None, previous: int) -> float:
    """How sure it is that a subject (이/가) or `도` belongs to a clause inside the sentence and not to the words."""
    penalty = 0.0
    if topic is not None and topic.end < mention.start and topic.kind != "noun":
        penalty += 2.2
    own = [t for t in between if t.start > mention.end]
    for nth, token in enumerate(own):
        core = token.eojeol.core
        if token.eojeol.kind is not None or token.eojeol.role in "OD":
            continue
        if _SWITCHES.search(core) and reporting_like(core):
            penalty += 3.2
            break
        if nth <= 3 and is_adnominal(core) and not _EVENT.search(core) and not _time_word(core):
            penalty += 2.4 if nth == 0 else 1.4
            break
    if mention.end < previous:
        asked = scene.masked[max(mention.end, 0) : scene.unit.end]
        if _ASKED.search(asked[: max(0, previous - mention.end) + 60]) and previous > 0 and mention.role == "S":
            penalty += 4.0
    return penalty


def reporting_like(word: str) -> bool:
    """A word in -자, -지만, -는데 …: a verb form and not a noun that ends so."""
    from tracker.extract import lexicon

    return word not in lexicon.words("nouns") and len(word) > 1


def _time_word(core: str) -> bool:
    return core in ("오는", "지난", "같은", "다른", "이런", "그런", "관한", "대한", "위한")


def _answered(scene: Scene, mention: Mention, found: Found) -> float:
    return 0.0


def _alone_in_paragraph(scene: Scene, k: int) -> list[Candidate]:
    """A quotation that fills its paragraph: the sentence before sets it up, or the one after takes it up."""
    if any(not t.after_quote and t.eojeol.core for t in scene.tokens):
        return []
    candidates = []
    if scene.before is not None and scene.before.unit.paragraph >= scene.unit.paragraph - 1:
        told = scene.masked[scene.before.unit.start : scene.before.unit.end]
        subject = _main_subject(scene.before)
        if subject is not None:
            speaker = scene.discourse.resolve(subject)
            strong = bool(_SET_UP.search(told.rstrip()))
            candidates.append(Candidate(speaker, "paragraph-before", 5.6 if strong else 3.2, subject))
    if scene.after is not None and scene.after.paragraph <= scene.unit.paragraph + 1:
        tokens = tokens_of(scene.masked, scene.after.start, scene.after.end)
        told = scene.masked[scene.after.start : scene.after.end]
        takes_up = bool(_FORWARD.search(told))
        first = not scene.kept
        mention = _first_subject(tokens, scene.text, genitive=takes_up)
        if mention is not None and mention.kind != "pronoun":
            score = 6.4 if takes_up else 4.0 if first else 2.6
            candidates.append(Candidate(scene.discourse.resolve(mention), "paragraph-after", score, mention))
    return candidates


def _first_subject(tokens: list[Token], text: str, genitive: bool) -> Mention | None:
    for i, token in enumerate(tokens):
        if token.eojeol.role in _SUBJECT_ROLES or genitive and token.eojeol.role == "G":
            mention = mention_at(tokens, i, text)
            if mention is not None and mention.kind in ("person", "title", "role", "org", "group", "pronoun"):
                return mention
    return None


def _main_subject(scene: Scene) -> Mention | None:
    """The topic of the sentence, else its first subject that can speak."""
    able = [m for m in scene.mentions if m.role in _SUBJECT_ROLES and m.kind != "noun"]
    return next((m for m in able if m.role == "T"), able[0] if able else None)


def _goes_on(scene: Scene, k: int) -> list[Candidate]:
    """No speaker named: the one before goes on, in the same sentence (chain) or from the sentence before."""
    if k:
        held = scene.kept[scene.unit.quotes[k - 1].order]
        between = scene.masked[scene.unit.quotes[k - 1].marked.outer_end : scene.unit.quotes[k].marked.outer_start]
        score = 6.6
        if held.rule in ("named-after", "noun-owner"):
            score = 4.0
        elif held.rule == "unnamed-view":
            score = 4.8
        if _ASKED.search(between):
            other = _other_speaker(scene, held)
            return [Candidate(held.speaker, "chain", 2.0), *([Candidate(other, "dropped-subject", 4.4)] if other else [])]
        return [Candidate(held.speaker, "chain", score)]
    last = scene.discourse.last
    if last is None:
        return []
    opening = scene.masked[scene.unit.start : scene.unit.start + 20]
    score = 3.4 + (1.2 if _CONNECTIVE.match(opening) else 0.0)
    return [Candidate(last, "dropped-subject", score)]


def _other_speaker(scene: Scene, held: Attribution) -> Speaker | None:
    topic = next((m for m in scene.mentions if m.role == "T" and m.kind in ("person", "title", "role", "org")), None)
    if topic is not None:
        speaker = scene.discourse.resolve(topic)
        if speaker is not None and held.speaker is not None and speaker.name != held.speaker.name:
            return speaker
    last = scene.discourse.last
    return last if last is not None and (held.speaker is None or last.name != held.speaker.name) else None


def _relayer(scene: Scene, found: Found, best: Candidate) -> str | None:
    """Who passed the words on: the topic over an inner subject, or `…에 따르면`."""
    if best.speaker is None or best.mention is None or best.rule not in ("subject-before", "topic-before", "also-before"):
        return None
    twice = _TOLD_AGAIN.match(scene.masked, found.marked.outer_end, scene.unit.end)
    for mention in scene.mentions:
        if mention is best.mention or mention.end > found.marked.outer_start:
            continue
        if _according(scene, mention) or (twice and mention.role == "T" and mention.start < best.mention.start):
            speaker = scene.discourse.resolve(mention)
            if speaker is not None and speaker.name != best.speaker.name:
                return speaker.name
    return None


def _move_on(scene: Scene) -> None:
    """After a unit: who spoke last and who was spoken of."""
    discourse = scene.discourse
    subject = _main_subject(scene)
    if subject is not None:
        speaker = discourse.resolve(subject)
        discourse.note(speaker)
        if not scene.unit.quotes and speaker is not None and _reports(scene):
            discourse.last = speaker
    for found in scene.unit.quotes:
        held = scene.kept[found.order]
        if held.speaker is not None and held.rule not in ("noun-owner", "named-after"):
            discourse.note(held.speaker)
            discourse.last = held.speaker


def _reports(scene: Scene) -> bool:
    """A sentence without quotation marks that ends in a reporting verb: indirect speech."""
    words = [t.eojeol.core for t in scene.tokens]
    if not words:
        return False
    found = reporting_verb(words[-1], words[-2] if len(words) > 1 else "")
    return found is not None


def tail_is_passive(tail: Tail) -> bool:
    """Whether the speech noun has no owner (`지적이 나온다`)."""
    return tail.kind == "noun" and tail.noun not in _UNNAMED
