"""Speakers named in front of the quotation, in its own sentence: topic, subject, `…에 따르면`, the place of a view."""

from __future__ import annotations

from typing import Final

from tracker.extract import lexicon
from tracker.extract.cues import reporting_verb
from tracker.extract.masks import QUOTE
from tracker.extract.names import is_abstract, is_adnominal, is_verbal
from tracker.extract.phrases import Mention, Token
from tracker.extract.rules.outcome import Candidate
from tracker.extract.rules.scene import ABLE, ALSO, ASKED, SUBJECT_ROLES, Scene, can_speak, is_agent
from tracker.extract.units import Found
from tracker.patterns import lazy

RULES: Final = {
    "T": "topic-before",
    "S": "subject-before",
    "A": "also-before",
    "L": "place-before",
    "N": "bare-before",
    "F": "heard-from",
}
_ROLE_SCORE: Final = {"T": 5.0, "A": 4.4, "S": 4.2, "L": 2.0, "N": 2.4, "F": 0.0}
_KIND_SCORE: Final = {
    "person": 2.0,
    "role": 2.0,
    "pronoun": 2.0,
    "org": 1.6,
    "title": 1.4,
    "group": 1.4,
    "document": 0.6,
    "noun": 0.0,
}
_HEARD: Final = lazy(r"(?:듣|들었|들은|들을|받았|받은|받고|받자|받는|전해 ?듣|얻|확인했)")
# An adnominal form of holding or appearing at an event: its subject goes on to the main clause.
_EVENT: Final = lazy(
    r"(?:열린|열리는|진행된|마련된|개최된|방송된|공개된|보도된|출연한|참석한|나온|가진|개최한|주재한|연|내놓은|"
    r"발표한|낸|올린|보낸|배포한|남긴|작성한|만난|마친|나선|찾은|공유한)$"
)
_SWITCH: Final = lazy(
    r"(?:자|지만|는데|은데|으나|거나|니까|더니|다면|라면|으면|되면|하면|므로|도록|라며|다며|다면서|라면서|다고|"
    r"라고|려고|데다)$"
)
_TOLD_AGAIN: Final = lazy(r"[ ]?(?:이?라고|고|며|이?라며|는|이?라는)[^\ue000.]{0,30}?(?:다|라|자|냐)(?:고|며|면서|는) ")
_AS_SEEN: Final = lazy(r"[ ]?(?:이?라고|고|며)[^\ue000.]{0,14}(?:것으로|것이라고|의혹|혐의|정황)")
_POSTED: Final = lazy(
    r"(?:적혀|적혔|쓰였|담겼|실렸|올라왔|쓰여|써 있|담겨|담긴|담았|적시|명시|나와 있|기재|규정|정하고|돼 있|되어 있)"
)
_ABOUT: Final = r"(?:에|과|와) (?:대해|관련|관해)"
_CLAIM: Final = lazy(
    r"[다라자냐]는 (?:[가-힣]{1,8} ){0,3}"
    r"(?:주장|지적|의혹|비판|우려|질문|보도|문제 제기|말|논란|반론|요구|[가-힣]{0,3}의견)"
    + _ABOUT
    + r"|(?:[다라자냐]고|기로) (?:[가-힣]{1,6})?[한된] (?:데|것에|점에) 대해"
)
_THEME: Final = lazy(r"[한된린낸쓴진긴힌은던될할] (?:[가-힣0-9]{1,8} ){0,2}[가-힣]{1,8}" + _ABOUT)
_THEME_TOPIC: Final = lazy(_THEME.pattern + "서?(?:는|선)")
_FACT: Final = lazy(
    r"[다라]는 (?:사실|점|소식|의혹|내용|주장)[을를] (?:[가-힣]+ )?"
    r"(?:언급|거론|지적|강조|상기|인용|전하|들[며어]|꼬집|두고)"
)
_SUIT: Final = lazy(
    r"(?:낸|제기한|청구한|신청한|제소한) (?:[가-힣·()]+ ){0,5}[가-힣]*"
    r"(?:소송|심|심판|사건|청구|신청|재판)(?:에서|에 대해|에 대한)"
)
_JUDGING: Final = ("결정하다", "판결하다", "선고하다", "명령하다", "판시하다", "판단하다", "주문하다", "추정하다")
_RECEIVED: Final = ("받은", "들은", "받았던", "들었던", "전해들은")
_FILED: Final = ("낸", "제기한", "신청한", "청구한", "고소한", "고발한")
_ANYBODY: Final = frozenset(("누", "누군", "아무", "무엇", "무언"))  # 누가 "왜 사는가"라고 묻는다면
_BEFORE: Final = ("전", "전에", "직전", "앞서", "위해", "위해서", "때문에")
_POINTING: Final = ("이번", "이 ", "그 ", "해당", "이런", "그런")
_LEAST_OF_NOUN: Final = 1.0  # below it rather nobody
_DOUBT_OF_ABSTRACT: Final = 4.0
_DOUBT_OF_TOPIC: Final = 1.2  # at most, of one word that is topic right in front of the marks
_DOUBT_OF_REPORTER: Final = 0.6  # of a topic right in front of the marks, with a verb of reporting behind them
_DOUBT_OF_OWNER: Final = 0.3
_ALSO_BONUS: Final = 1.0
_OFTEN: Final = 3  # a common word that is subject so often in one article is what somebody goes by in it
_NEARBY: Final = 5000
_MOST_BETWEEN: Final = 120
_REACH: Final = 250


def in_front(scene: Scene, k: int) -> list[Candidate]:
    """The mentions in front of quotation `k` of the unit, those before an earlier quotation of it included."""
    found = scene.unit.quotes[k]
    previous = scene.unit.quotes[k - 1].marked.outer_end if k else -1
    topic = next(
        (m for m in scene.mentions if m.role == "T" and m.end <= found.marked.outer_start and can_speak(m)), None
    )
    candidates = []
    for mention in _within_reach(scene, found, topic):
        score = _score(scene, mention, found, topic, previous)
        if mention.kind == "noun" and score is not None and score < _LEAST_OF_NOUN:
            continue
        speaker = scene.resolve(mention) if score is not None else None
        if speaker is not None and score is not None:
            rule = "according-to" if mention.role == "L" and scene.according(mention) else RULES[mention.role]
            candidates.append(Candidate(speaker, rule, score, mention))
        elif score is not None and mention.words == "그녀":  # somebody, but not the man spoken of
            candidates.append(Candidate(None, "unnamed-view", score, mention))
    return candidates


def _within_reach(scene: Scene, found: Found, topic: Mention | None) -> list[Mention]:
    """The mentions not far in front of the quotation, and the topic of the sentence wherever it stands."""
    near = scene.mentions_before(found.marked.outer_start)
    return near if topic is None or topic in near else [topic, *near]


def _told_behind(scene: Scene, found: Found) -> tuple[str, int, int]:
    """Where the sentence goes on behind the quotation, not far, as a pattern's `search` takes it."""
    begin = found.tail.clause_end
    return scene.masked, begin, min(scene.unit.end, begin + _REACH)


def _between(scene: Scene, mention: Mention, limit: int) -> list[Token]:
    """The words between a mention and the quotation, quotation tails left out; the first of them only."""
    words = []
    for token in scene.tokens[mention.token + 1 : mention.token + 1 + _MOST_BETWEEN]:
        if token.end > limit:
            break
        if not token.after_quote:
            words.append(token)
    return words


def _score(scene: Scene, mention: Mention, found: Found, topic: Mention | None, previous: int) -> float | None:
    if mention.words in _ANYBODY:
        return None
    limit = found.marked.outer_start
    score = _ROLE_SCORE[mention.role] + _KIND_SCORE[mention.kind]
    between = _between(scene, mention, limit)
    if between and between[-1].eojeol.core in _RECEIVED and found.tail.kind == "noun" and mention.role != "F":
        return None  # 대표가 받은 "…"라는 질문
    score -= 0.08 * min(len(between), 25)
    if mention.kind == "noun":
        score -= min(_doubt_of_noun(mention, scene.text), _most_doubt(scene, mention, between, found))
    if mention.role == "F":
        return 8.5 if _HEARD.search(*_told_behind(scene, found)) else None
    if mention.role == "N":
        return score if not any(token.eojeol.core for token in between) else None  # 홍 감독 : "…"
    if mention.role == "L":
        return score + _place_bonus(scene, mention, found)
    if mention.role == "S":
        score -= _inner_clause(scene, mention, between, topic, previous, found)
    elif mention.role == "A":
        score += _ALSO_BONUS if mention.kind == "noun" and _said_also(scene, mention) else 0.0
        score -= _inner_clause(scene, mention, between, topic, previous, found) / 2
    elif _superseded(scene, mention, found):
        score -= 3.0
    elif mention.kind == "noun" and between and _in_theme(scene, mention, found):
        score -= 4.0  # 인상 폭은 작다는 지적에 대해 "…"
    elif topic is not None and mention is not topic and mention.start > max(topic.start, previous):
        score += 0.3
    return score


def _said_also(scene: Scene, mention: Mention) -> bool:
    """`한결운송 역시`: the word sets a further speaker beside the one before."""
    return any(token.eojeol.core in ALSO for token in scene.tokens[mention.token + 1 : mention.token + 2])


def _superseded(scene: Scene, mention: Mention, found: Found) -> bool:
    """`MC들은 값을 물었고 이에 하린은 "…"`: the clause of this topic ends before another topic begins."""
    later = [
        m
        for m in scene.mentions_before(found.marked.outer_start)
        if m.role in "TA" and mention.end < m.start and is_agent(m)
    ]
    if not later:
        return False
    gap = _between(scene, mention, later[-1].start)
    return any(_is_verb(t) and not is_adnominal(t.eojeol.core) for t in gap)


def _place_bonus(scene: Scene, mention: Mention, found: Found) -> float:
    if scene.according(mention):
        return 2.0
    bonus = 0.0 if mention.kind == "group" or mention.words.endswith("측") else -1.2
    if mention.kind == "group" and scene.tokens[mention.token].eojeol.core.endswith(("에선", "에서는", "에서도")):
        bonus += 1.2
    if found.tail.kind == "noun" and mention.kind == "group":
        bonus += 3.4
    if mention.kind == "document" and _POSTED.search(*_told_behind(scene, found)):
        bonus += 4.0
    return bonus


def _doubt_of_noun(mention: Mention, text: str) -> float:
    """How little a noun that is no known head can be a speaker."""
    if mention.words.startswith(_POINTING):
        return 4.0
    last = mention.words.split(" ")[-1]
    if is_abstract(last):
        return _DOUBT_OF_ABSTRACT
    if last not in lexicon.words("nouns") and last.removesuffix("들") not in lexicon.words("nouns"):
        return 0.0
    if last in lexicon.words("proper_nouns"):
        return 0.3
    if last.endswith("들"):
        return 0.6
    if mention.role == "T" and _is_often_subject(last, text[max(0, mention.start - _NEARBY) : mention.start + _NEARBY]):
        return 0.4
    return 2.0 if mention.role == "T" else 2.6


def _most_doubt(scene: Scene, mention: Mention, between: list[Token], found: Found) -> float:
    """How much of that doubt remains where the noun stands: a topic right in front of reported words, or one with
    something of its own (`한결은 자신의 계정에 "…"`), most likely speaks."""
    if mention.role != "T" or mention.words.startswith(_POINTING):
        return 9.0
    following = scene.tokens[mention.token + 1].eojeol.core if mention.token + 1 < len(scene.tokens) else ""
    if following in ("자신의", "본인의", "자신이"):
        return _DOUBT_OF_OWNER
    if between:
        return 9.0
    if found.tail.kind == "verb" and found.tail.cue is not None and _names_something(scene, mention):
        return _DOUBT_OF_REPORTER
    return 9.0 if " " in mention.words else _DOUBT_OF_TOPIC


def _names_something(scene: Scene, mention: Mention) -> bool:
    """`공익재단법인 한결`, `하람위 서기`, but not `재개 시점`: some word of it is no common noun."""
    nouns = lexicon.words("nouns")
    return any(
        token.eojeol.kind is not None or token.eojeol.stem not in nouns
        for token in scene.tokens[mention.first : mention.token + 1]
    )


def _is_often_subject(word: str, text: str) -> bool:
    return sum(text.count(word + particle) for particle in ("는 ", "은 ", "이 ", "가 ")) > _OFTEN


def _inner_clause(
    scene: Scene, mention: Mention, between: list[Token], topic: Mention | None, previous: int, found: Found
) -> float:
    """How far a subject (이/가) belongs to a clause inside the sentence and not to the words; below nothing where it
    is the subject of the words and the topic in front of it relays them."""
    if verb_of_asking(scene, mention, between, found):
        return -3.0
    if mention.end < previous:
        gap = scene.masked[mention.end : previous + 60]
        over = ASKED.search(gap) or any(
            m.role == "T" and previous <= m.start and is_agent(m)
            for m in scene.mentions_before(found.marked.outer_start)
        )
        return 4.0 if over and mention.role == "S" else 0.0
    if _in_theme(scene, mention, found):
        return 4.0
    if topic is not None and topic.end < mention.start and reported_adnominally(scene, found):
        return -3.0
    outer = topic is not None and topic.end < mention.start
    if _fact_mentioned(scene, mention, found) or (outer and _in_suit(scene, mention, found)):
        return 4.0
    if topic is not None and outer and topic.kind == "org" and found.tail.cue in _JUDGING:
        return 3.0  # 법원은 채무자가 "…하라"고 결정했다: the court's words, with the debtor in them
    verb = next((t for t in between if t.start > mention.end and _is_verb(t)), None)
    if verb is None:
        if outer and between and _hands_over(between):
            return 4.0
        return _relayed(scene, mention, found) if outer and mention.kind != "noun" else 0.0
    core = verb.eojeol.core
    if _SWITCH.search(core) or _hands_over(between):
        return 4.0
    if (is_adnominal(core) and _before_bound_noun(scene, verb)) or _modifies_topic(scene, verb, found):
        return 4.0
    if is_adnominal(core) and not _EVENT.search(core):
        first = next(t for t in between if t.start > mention.end)
        return 3.6 if outer else 2.6 if first is verb else 1.2
    return 2.4 if outer else 0.0


def _fact_mentioned(scene: Scene, mention: Mention, found: Found) -> bool:
    """`법원이 증거를 배제했다는 사실을 언급하며 "…"`: the court is in what somebody else mentions."""
    fact = _FACT.search(scene.masked, mention.end, found.marked.outer_start)
    if fact is None or fact.end() - mention.end > _REACH or QUOTE in scene.masked[mention.end : fact.end()]:
        return False
    return not any(m.role in SUBJECT_ROLES and mention.end < m.start < fact.start() for m in scene.mentions)


def _in_suit(scene: Scene, mention: Mention, found: Found) -> bool:
    """`법원은 주민들이 시를 상대로 낸 소송에서 "…"`: the residents filed the suit, the court speaks."""
    suit = _SUIT.search(scene.masked, mention.end, found.marked.outer_start)
    return suit is not None and suit.start() - mention.end < _REACH


def _modifies_topic(scene: Scene, verb: Token, found: Found) -> bool:
    """`시장이 찾은 유럽 선사 하람은 "…"`: the clause of the subject leans on the topic that speaks."""
    later = (m for m in scene.mentions_before(found.marked.outer_start) if m.start > verb.end)
    topic = next((m for m in later if m.role == "T"), None)
    if topic is None or not is_agent(topic):
        return False
    for token in reversed(scene.tokens[: topic.token]):
        eojeol = token.eojeol
        if _is_verb(token) and is_adnominal(eojeol.core):
            return token.start >= verb.start
        if eojeol.role not in "NGMC" and not eojeol.core.endswith("인"):
            return False
    return False


def reported_adnominally(scene: Scene, found: Found) -> bool:
    """`법원은 A가 "…"라고 낸 소송에서 …`: the clause of the words is inside, and so is the one who says them."""
    behind = scene.behind(found)[:2]
    if len(behind) < 2 or found.tail.kind != "verb":
        return False
    verb, noun = (scene.tokens[i].eojeol for i in behind)
    if verb.core in _FILED:
        return True
    return not found.tail.joins and (is_adnominal(verb.core) and bool(reporting_verb(verb.core)) and noun.stem == "것")


def _in_theme(scene: Scene, mention: Mention, found: Found) -> bool:
    """`A가 …했다는 주장에 대해 "…"`, `B가 A가 올린 글과 관련해 "…"`: A is in what the words are about."""
    between = scene.masked[mention.end : found.marked.outer_start]
    if len(between) > _REACH or QUOTE in between:
        return False
    claim = _CLAIM.search(between)
    if claim is not None:  # A도 …는데 폭이 작다는 지적에 대해: the claim has a subject of its own
        inner = mention.end + claim.start() if claim.group()[1] == "는" else -1
        return not any(m.role in SUBJECT_ROLES and mention.end < m.start < inner for m in scene.mentions)
    outer = any(m.role in SUBJECT_ROLES and m.kind in ABLE for m in scene.mentions_before(mention.start))
    return bool((_THEME if outer else _THEME_TOPIC).search(between))


def verb_of_asking(scene: Scene, mention: Mention, between: list[Token], found: Found) -> bool:
    """`진행자가 "…"라고 묻자`: the one in front of the words asks, whoever answers is the topic."""
    if mention.role != "S" or mention.kind not in ABLE or any(_is_verb(token) for token in between):
        return False
    return bool(ASKED.search(scene.masked, found.marked.outer_end, min(scene.unit.end, found.marked.outer_end + 25)))


def _hands_over(between: list[Token]) -> bool:
    """`A가 협력하겠다고 하자 B는 "…"`, `증인이 들어서기 전 "…"`: what A does comes before the words of another."""
    for token, following in zip(between, [*between[1:], None], strict=True):
        core = token.eojeol.core
        if core[-1:] == "자" and _is_verb(token) and not core.endswith(("고자", "보자")):
            return True
        if core[-1:] == "기" and following is not None and following.eojeol.core in _BEFORE:
            return True
    return False


def _before_bound_noun(scene: Scene, verb: Token) -> bool:
    """`…발표한 것을 놓고`, `…한 데 대해`: the clause is what the words are about."""
    following = scene.token_at(verb.end)
    return following < len(scene.tokens) and scene.tokens[following].eojeol.stem in ("것", "데", "점", "건", "걸")


def _relayed(scene: Scene, mention: Mention, found: Found) -> float:
    """`A는 B가 "…"라고 말했다고 전했다`: B speaks, A relays. Told twice, or seen so by A."""
    if _is_passed_on(scene, found):
        return -3.0
    return -1.0 if mention.role == "S" and mention.kind in ABLE else 0.0


def _is_passed_on(scene: Scene, found: Found) -> bool:
    at, end = found.marked.outer_end, scene.unit.end
    return bool(_TOLD_AGAIN.match(scene.masked, at, end) or _AS_SEEN.match(scene.masked, at, end))


def _is_verb(token: Token) -> bool:
    eojeol = token.eojeol
    if eojeol.kind is not None or (eojeol.role in "ODGF" and not is_verbal(eojeol.core)):
        return False
    if eojeol.core in ("지난", "오는", "같은", "다른", "관한", "대한", "위한", "이런", "그런"):
        return False
    return (
        is_adnominal(eojeol.core)
        or is_verbal(eojeol.core)
        or (bool(reporting_verb(eojeol.core)) and eojeol.core not in lexicon.words("nouns"))
    )


def relayer(scene: Scene, found: Found, best: Candidate) -> str | None:
    """Who passed the words on: the topic over the subject that won, `…에 따르면`, or the one who heard them."""
    if best.speaker is None or best.mention is None or best.rule not in RULES.values():
        return None
    for mention in scene.mentions_before(found.marked.outer_start):
        if mention is best.mention or mention.end > found.marked.outer_start:
            continue
        outer = (
            mention.role in "TA"
            and mention.start < best.mention.start
            and (best.rule == "heard-from" or _is_passed_on(scene, found))
        )
        if outer or (mention.role == "L" and scene.according(mention) and best.rule != "according-to"):
            speaker = scene.resolve(mention)
            if speaker is not None and speaker.name != best.speaker.name:
                return speaker.name
    return None
