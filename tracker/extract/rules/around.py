"""Speakers from the sentences around: the one before goes on, a quotation alone in its paragraph, an interview."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from tracker.extract import lexicon
from tracker.extract.cues import reporting_verb
from tracker.extract.eojeol import read_eojeol
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_adnominal
from tracker.extract.phrases import Mention, Token, tokens_of
from tracker.extract.resolve import Speaker
from tracker.extract.rules.behind import put_to
from tracker.extract.rules.front import reported_adnominally
from tracker.extract.rules.scene import ABLE, ASKED, SUBJECT_ROLES, Attribution, Candidate, Scene, is_agent, says_more
from tracker.extract.units import Found, Unit

_CONNECTIVE = re.compile(
    r"(?:이어서?|그러면서도?|또한?|특히|아울러|덧붙여|더불어|나아가|계속해서|끝으로|마지막으로|이에 더해|이와 함께|"
    r"그리고|따라서|그래서|먼저|첫째|둘째|대신|단|또는|동시에|그럼에도|"
    r"이를 두고)(?=[ ,]|$)"
)
_BACKGROUND = re.compile(r"(?:앞서|한편|당초|지난)(?=[ ,])")
_CONTRAST = re.compile(r"(?:다만|그러나|하지만|그렇지만)(?=[ ,])")
_TAKES_UP = re.compile(
    r"(?:이렇게|이같이|이처럼|이와 같이|다음과 같이)|의 (?:말|이야기|얘기|설명|하소연|고백|증언|회고|주장|토로|"
    r"지적|글|소감|당부|호소|다짐|전언|일성|반응|평가|분석|진단)(?:이다|"
    r"입니다|이었다|다|였다)|[가-힣]+이? (?:한|남긴|올린|쓴|보낸|던진) (?:말|글|질문)(?:이다|입니다|이었다)|"
    r"같은 말을|거들었|손을 들|입을 열|외쳤|말했|답했|웃었|대답했"
)
_SETS_UP = re.compile(
    r"(?::|이렇게 (?:말|답|적|썼|밝|전|설명|대답)[가-힣]*|다음과 같다|말(?:했|한)다|답(?:했|한)다|물었다|외쳤다|"
    r"적었다|썼다|입을 열었다|말문을 열었다|마이크를 잡았다|"
    r"운을 뗐다|덧붙였다|전했다|밝혔다|털어놨다|설명했다|강조했다|호소했다|잊지 않았다|이어졌다|당부했다|거들었다|"
    r"짧았다|내저었다|저었다|꺼냈다|숙였다|일부다)[.:]?$"
)
_NAMED_KINDS = frozenset(("person", "title"))
_CALLED = ("말", "이야기", "얘기", "글", "답", "대답")
_HEARD_THERE = re.compile(
    r"(?:이 같은|이런|이러한|그런|비슷한) [가-힣]+[이가도을를] ?(?:나오|나온|나왔|들린|들려|쏟아|이어|많)|"
    r"에서 나오는 (?:말|얘기|이야기)"
)
_HEARD_FROM = re.compile(r"(?:말|얘기|이야기|대답|답변|답|소리|설명)을 (?:듣|들[은었])")
_POST = re.compile(
    r"(?:올라온|달린|남겨진|게시된|적힌) ([가-힣]*(?:글|댓글|후기|사연|문구|메시지))(?:이다|다|입니다|였다|이었다)[.]?$"
)
_BROUGHT_UP = re.compile(r"(?:제기|공개|폭로|알려|전해|드러)[가-힣]*[.,]?$")
_ANSWER = re.compile(r"(?<![A-Za-z])(?:A|답|답변) ?[.:：] ?$")
_COPULA = re.compile(r"(?:이었다|였다|이다|다|입니다)[.]?$")
_QUESTION = re.compile(
    r"^\s*(?:[―—–\-·▷▶◇◆Q문■□]|Q\.|<문>|\[문\])|[?？]\s*$|"
    r"^\s*[▲△][^\n]*(?:나|까|냐|지|데|가|요|은|는|점|이유|계기|무엇)[.]?\s*$|"
    r"질문(?:이|도|을)? ?(?:나왔|이어졌|쏟아졌|던졌|받았)[가-힣]*[.]?\s*$"
)


def goes_on(scene: Scene, k: int) -> list[Candidate]:
    """No speaker named: the last one goes on, in the same sentence (chain) or from the sentences before."""
    if k:
        return _chain(scene, k)
    candidates = []
    last = scene.discourse.last
    bonus = 1.2 if _CONNECTIVE.match(scene.told) else 0.5 if _CONTRAST.match(scene.told) else 0.0
    if last is not None:
        candidates.append(Candidate(last, "dropped-subject", 3.4 + bonus))
    before = scene.before
    if before is not None and not before.unit.quotes:
        subject = before.main_subject()
        if subject is not None:
            same = before.unit.paragraph == scene.unit.paragraph
            score = 3.9 if same and subject.role in "TA" else 3.0
            candidates.append(Candidate(before.resolve(subject), "previous-subject", score, subject))
    if scene.discourse.person is not None:
        candidates.append(Candidate(scene.discourse.person, "last-person", 1.6))
    if scene.discourse.body is not None:
        candidates.append(Candidate(scene.discourse.body, "last-body", 1.2))
    return candidates


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
    return [Candidate(held.speaker, "chain", 4.0 if fresh else 7.2)]


def _other_speaker(scene: Scene, held: Attribution) -> Speaker | None:
    """Who answers: the topic of the sentence, else the one who spoke before the question."""
    topic = next((m for m in scene.mentions if m.role == "T" and m.kind in ABLE), None)
    for speaker in (scene.resolve(topic) if topic else None, scene.discourse.last, scene.discourse.person):
        if speaker is not None and (held.speaker is None or speaker.name != held.speaker.name):
            return speaker
    return None


def alone(scene: Scene, k: int) -> list[Candidate]:
    """A quotation that fills its paragraph or sentence: the sentence before sets it up, the one after takes it up, or
    it answers the question before it."""
    if not scene.bare:
        return []
    candidates = []
    before = scene.before
    if before is not None and before.unit.paragraph >= scene.unit.paragraph - 1 and not before.bare:
        asked = _QUESTION.search(before.text[before.unit.start : before.unit.end])
        if asked:
            candidates += _answerer(scene)
        subject = None if asked else before.main_subject() or _owner(before)
        if subject is not None:
            strong = bool(_SETS_UP.search(before.told.rstrip()))
            candidates.append(Candidate(before.resolve(subject), "paragraph-before", 5.6 if strong else 3.6, subject))
    voice = scene.discourse.voice_before(scene.unit.start)
    if voice is not None:
        candidates.append(Candidate(voice, "last-person", 3.7))
    first = not scene.named
    told = _next_told(scene)
    bare = told[0][0] if told else 0
    for _, after in told:
        if after.paragraph > scene.unit.paragraph + 1 + bare:
            break
        found = _taken_up(scene, after, first)
        if found:
            return candidates + found
    return candidates


def unlabelled_bite(scene: Scene, found: Found) -> bool:
    """`["눈이 많이 왔네요."]`: a sound bite in brackets of its own, without the label that others have."""
    before, after = found.marked.outer_start - 1, found.marked.outer_end
    if scene.unit.start < before or not (scene.bare and scene.text[max(before, 0)] == "["):
        return False
    return scene.text[after : after + 2].lstrip()[:1] in ("]", "(")


def labelled_answer(scene: Scene, k: int) -> list[Candidate]:
    """`Q : …? A : "…"`: the letter in front of the marks says that it is an answer."""
    start = scene.unit.quotes[k].marked.outer_start
    if not _ANSWER.search(scene.masked, max(0, start - 8), start):
        return []
    return [replace(candidate, score=8.6) for candidate in _answerer(scene)]


def _answerer(scene: Scene) -> list[Candidate]:
    """The person of an interview: who was named with a title, else by the full name, most often."""
    named = [p for p in scene.discourse.people.by_name.values() if "기자" not in p.titles]
    people = [p for p in named if p.titled] or [p for p in named if len(p.at) > 1]
    if not people:
        return []
    person = max(people, key=lambda p: (p.leading, len(p.at), -min(p.at)))
    return [Candidate(Speaker(person.name, "person", person.title, None, person.name), "interview", 5.0)]


def _owner(scene: Scene) -> Mention | None:
    """`김 감독의 답은 짧았다`, `김 총장의 축사 일부다`, `김 대표에게 물었다`: the person named with 의 or 에게."""
    return _first_with(scene.tokens, scene.text, "GDC", _NAMED_KINDS)


def _heard_from(tokens: list[Token], text: str) -> Mention | None:
    """`손님은 점원에게 이 같은 말을 듣고`: the subject listened, and somebody else spoke."""
    return _first_with(tokens, text, "DF", ABLE)


def _first_with(tokens: list[Token], text: str, roles: str, kinds: frozenset[str]) -> Mention | None:
    """The first mention with a particle of one of `roles` that is of one of `kinds`."""
    for i, token in enumerate(tokens):
        if token.eojeol.role in roles:
            mention = mention_at(tokens, i, text)
            if mention is not None and mention.kind in kinds:
                return mention
    return None


def _next_told(scene: Scene) -> list[tuple[int, Unit]]:
    """The next units that hold more than quotations, each with its place among the next ones: two at most, since the
    first may set a place only."""
    told = (
        (nth, unit)
        for nth, unit in enumerate(scene.units[scene.nth + 1 : scene.nth + 5])
        if not unit.quotes or says_more(tokens_of(scene.masked, unit.start, unit.end))
    )
    return list(islice(told, 2))


def _posted(scene: Scene, told: str) -> Candidate | None:
    """`…에 올라온 후기다`: the words are a post, and nobody is named who wrote it."""
    post = _POST.search(told)
    return Candidate(Speaker(post[1], "anonymous", None, None, post[1]), "paragraph-after", 5.4) if post else None


def _taken_up(scene: Scene, after: Unit, first: bool) -> list[Candidate]:
    tokens = tokens_of(scene.masked, after.start, after.end)
    told = scene.masked[after.start : after.end]
    takes_up = bool(_TAKES_UP.search(told) or _HEARD_THERE.search(told)) and not after.quotes
    post = None if after.quotes else _posted(scene, told)
    if post is not None:
        return [post]
    if takes_up and _HEARD_FROM.search(told):
        mention = _heard_from(tokens, scene.text)
    else:
        mention = first_subject(tokens, scene.text, genitive=takes_up or first)
    if mention is None or mention.kind == "pronoun":
        return []
    near = after.paragraph == scene.unit.paragraph
    score = 5.4 if takes_up and near else 4.4 if takes_up else 2.6
    if takes_up and _sets_up_next(scene, after):
        score = 2.4
    elif first:
        score += 1.4
    return [Candidate(scene.discourse.resolve(mention), "paragraph-after", score, mention)]


def _sets_up_next(scene: Scene, after: Unit) -> bool:
    """A quotation alone follows the sentence: it sets that one up and does not take up the one before."""
    nth = next(n for n in range(scene.nth + 1, len(scene.units)) if scene.units[n] is after) + 1
    if nth >= len(scene.units) or not scene.units[nth].quotes:
        return False
    return not tokens_of(scene.masked, scene.units[nth].start, scene.units[nth].end)


def first_subject(tokens: list[Token], text: str, genitive: bool = False) -> Mention | None:
    """The topic of the sentence, else its first subject; with `genitive` also whose words it calls them (`주민들의
    하소연이다`), or where it says that they are heard (`관가에서는 이런 말이 나온다`)."""
    for roles in ("T", "SA", "GL") if genitive else ("T", "SA"):
        for i, token in enumerate(tokens):
            if token.eojeol.role not in roles or (roles == "SA" and _of_inner_clause(tokens, i)):
                continue
            mention = mention_at(tokens, i, text)
            if mention is None or not (mention.kind in ABLE or (mention.kind == "noun" and mention.name)):
                continue
            if roles != "GL" or _calls_them_theirs(tokens, i, mention):
                return mention
    return None


def _of_inner_clause(tokens: list[Token], i: int) -> bool:
    """`재단이 뽑은 교사 …`: the subject of an adnominal verb right behind it, but not in `재단이 남긴 말이다`."""
    if tokens[i].eojeol.role != "S" or i + 2 >= len(tokens):
        return False
    return is_adnominal(tokens[i + 1].eojeol.core) and tokens[i + 2].eojeol.core[:1] not in ("말", "글", "얘", "질")


def _calls_them_theirs(tokens: list[Token], i: int, mention: Mention) -> bool:
    if tokens[i].eojeol.role == "L":
        return mention.kind == "group" and tokens[i].eojeol.core.endswith(("에서", "에서는", "에선"))
    following = tokens[i + 1].eojeol.stem if i + 1 < len(tokens) else ""
    return any(following.startswith(noun) for noun in lexicon.table("speech_nouns") if noun) or following in _CALLED


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
            discourse.last = speaker
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
