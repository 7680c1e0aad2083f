"""Speakers named behind the quotation in its own sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from tracker.extract import lexicon
from tracker.extract.cues import reporting_verb
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_adnominal, is_verbal
from tracker.extract.phrases import Mention, tokens_of
from tracker.extract.resolve import Speaker
from tracker.extract.rules.outcome import Candidate
from tracker.extract.rules.scene import ABLE, SUBJECT_ROLES, Scene, can_speak
from tracker.extract.units import Found
from tracker.patterns import lazy

_PEOPLE: Final = frozenset(("person", "title", "role"))
_AS_SUBJECT: Final = frozenset("TSA")
_PASSIVE: Final = lazy(
    r"(?:나오|나왔|나온|제기|일고|일었|있다|있었|있어|있는|많|높|커지|커졌|쏟아|이어지|이어졌|잇따|지배적|우세|공개되|"
    r"엇갈|분분|팽배|들린|들려|들렸|흘러|돌고|돌았|도는|퍼지|퍼졌|적지 않|무성|"
    r"공개됐|화제|등장|대체적|만만|끊이|거세|공유되|공유됐|달리|달렸|올라오|올라왔|게재|게시|쇄도|빗발|확산|끓|새겨|새긴|분출|지나지|주를|주류)"
)
_ASIDE: Final = lazy(r"[ ]?\(([^(),\n\"“”]{2,40})(?:, ?[^()\n\"“”]{1,30})?\)")
_SHOWING: Final = ("보이는", "보인", "내는", "낸", "내놓은", "쏟아낸", "드러낸", "나타낸", "표한", "남긴", "단", "하는")
_POSTS: Final = ("댓글", "게시글", "청원", "글", "민원")
_FORUMS: Final = ("카페", "커뮤니티", "게시판", "단톡방", "대화방", "누리집")
_WRITERS: Final = ("누리꾼들", "네티즌들", "이용자들", "회원들", "팬들", "독자들", "시청자들")
_ACCOUNTS: Final = ("인스타그램", "페이스북", "트위터", "SNS", "블로그", "계정", "엑스", "채널", "스레드")
_DASHED: Final = lazy(r"[ ]?[-–—―][ ]?(?=[가-힣A-Za-z])")
_QUESTIONS: Final = ("질문", "질의", "물음")
# What is done with a question that somebody else asked.
_PUT_TO: Final = lazy(r"(?<=[ 질])(?:질문|질의|물음)(?:에[는도]?(?= )|[을도] (?:받|듣)|[과와] 관련|에 대해)")
_JUSTICE: Final = (
    "법원",
    "지법",
    "고법",
    "대법",
    "부",
    "경찰",
    "경찰서",
    "경찰청",
    "검찰",
    "지검",
    "검찰청",
    "지원",
    "1심",
    "2심",
)
_CHARGED: Final = ("기소된", "넘겨진", "구속된", "체포된", "입건된", "고발된", "고소된", "적발된", "붙잡힌")
_CHARGE_REACH: Final = 14
_AGE: Final = lazy(r"[·ㆍ,] ?[1-9][0-9](?:세|살)?\)?$")  # (맹서린·25)
_HEARD: Final = lazy(
    r" (?:[가-힣]{1,5} )?(?:듣[고는던자기]|들[었은어으]|"
    r"받(?:[았은고는]|아(?![치쳤들적])|아들(?<=[안구적청유판]을 받아들)))"
)
_ACTED: Final = ("대사", "명대사", "성대모사", "흉내")
_WHILE: Final = ("반면", "동시", "한편", "와중", "가운데", "대신", "만큼", "데", "것", "등", "중")
_REASONS: Final = ("이유", "혐의", "것", "의혹", "주장", "사실", "점")
_NEAR: Final = 12  # code points: what is done with the question stands right behind it
_HELD: Final = lexicon.kind("small_words", "held-noun")


def named_aside(scene: Scene, found: Found) -> list[Candidate]:
    """`"…"(홍서연 대표)`: the speaker in round brackets right behind the mark."""
    at = found.marked.outer_end
    aside = _ASIDE.match(scene.text, at) if "(" in scene.text[at : at + 2] else None
    if aside is None:
        return []
    end = aside.end(1)
    age = _AGE.search(scene.text, aside.start(1), end)
    tokens = tokens_of(scene.text, aside.start(1), age.start() if age is not None else end)
    mention = mention_at(tokens, len(tokens) - 1, scene.text) if tokens else None
    if mention is None or mention.kind not in ("person", "title", "role") or mention.role != "N":
        return []
    return [Candidate(scene.resolve(mention), "named-aside", 9.5, mention)]


def named_dashed(scene: Scene, found: Found) -> list[Candidate]:
    """`"…" - 홍서연 대표, 2021년`: words put in front of a text, with their author behind a dash."""
    dash = _DASHED.match(scene.masked, found.marked.outer_end)
    if dash is None:
        return []
    line_end = scene.masked.find("\n", dash.end())
    tokens = tokens_of(scene.masked, dash.end(), line_end if line_end >= 0 else len(scene.masked))[:6]
    named = []
    for i, token in enumerate(tokens):
        mention = mention_at(tokens, i, scene.text)
        if mention is not None and mention.kind in ("person", "title", "document"):
            named.append(mention)
        if token.eojeol.role != "N" or token.word[-1] in ",.":
            break
    return [Candidate(scene.resolve(named[-1]), "named-aside", 9.5, named[-1])] if named else []


def named_behind(scene: Scene, found: Found) -> list[Candidate]:
    """`"…"라고 말한 김 장관은`, `"…"던 김 장관은`: the noun phrase that the quotation leans on."""
    if found.tail.kind not in ("verb", "noun"):
        return []
    words = scene.behind(found)
    start = _after_reporting_adnominal(scene, words[:2] if found.tail.joins else words)
    if start is None:
        if found.tail.kind == "verb" or not _leans_directly(scene, found):
            return []
        start = 0
    for i in words[start : start + 8]:
        token = scene.tokens[i]
        mention = scene.mention(i)
        if token.eojeol.role == "N" and not _phrase_ends(scene, i):
            continue
        if mention is None or mention.start < found.tail.clause_end:
            return []
        if mention.words == "이들" and mention.role in SUBJECT_ROLES:
            return [Candidate(Speaker("이들", "anonymous", None, None, "이들", True), "named-after", 7.5, mention)]
        if mention.role == "G" and scene.tokens[i + 1 : i + 2] and scene.tokens[i + 1].eojeol.stem in _ACTED:
            return []  # "…"라는 하린의 대사를 했다: somebody acts the words
        if mention.kind in _PEOPLE or (mention.kind in ("org", "group") and mention.role != "L"):
            return [Candidate(scene.resolve(mention), "named-after", 9.0 if mention.role != "N" else 7.5, mention)]
        return []
    return []


def accused(scene: Scene, found: Found) -> list[Candidate]:
    """`법원은 "…"라고 외쳐 기소된 A씨에게`, `경찰은 "…"고 협박한 혐의로 A씨를`: court and police tell what
    the accused said."""
    if found.tail.kind != "verb":
        return []
    words = scene.behind(found)[:_CHARGE_REACH]
    for nth, i in enumerate(words):
        token = scene.tokens[i]
        if token.eojeol.role in SUBJECT_ROLES:
            return []
        charged = token.eojeol.core in _CHARGED or (
            nth > 0 and token.eojeol.core == "혐의로" and is_adnominal(scene.tokens[words[nth - 1]].eojeol.core)
        )
        if charged:
            mentions = (scene.mention(j) for j in words[nth + 1 : nth + 5])
            person = next((m for m in mentions if m is not None and m.kind in _PEOPLE and m.role in "ODL"), None)
            topic = scene.main_subject()
            if person is not None and topic is not None and topic.words.endswith(_JUSTICE):
                return [Candidate(scene.resolve(person), "named-after", 8.5, person)]
    return []


def _after_reporting_adnominal(scene: Scene, words: list[int]) -> int | None:
    """The place in `words` behind an adnominal reporting verb near the mark (`말한`, `주장해 온`)."""
    for nth, i in enumerate(words[:4]):
        core = scene.tokens[i].eojeol.core
        if core in ("온", "오던") and nth and reporting_verb(scene.tokens[words[nth - 1]].eojeol.core):
            return nth + 1
        if (core in ("한", "했던", "하는", "하던") and not nth) or (
            len(core) > 1 and reporting_verb(core) and is_adnominal(core)
        ):
            following = scene.tokens[i + 1].eojeol.stem if i + 1 < len(scene.tokens) else ""
            return None if following in _WHILE else nth + 1
        role = scene.tokens[i].eojeol.role
        if role == "O" and nth + 1 < len(words) and _shows(scene, i, words[nth + 1]):
            return nth + 2
        if role == "O" or (role in SUBJECT_ROLES and scene.tokens[i].eojeol.kind is not None):
            return None
    return None


def _shows(scene: Scene, i: int, j: int) -> bool:
    """`반응을 보이는`, `이야기를 꺼내는`: an object and a verb that report."""
    noun, verb = scene.tokens[i].eojeol.stem, scene.tokens[j].eojeol.core
    return verb in _SHOWING or (noun in lexicon.table("speech_nouns") and is_adnominal(verb))


def _leans_directly(scene: Scene, found: Found) -> bool:
    """The particle is adnominal (`…던`, `…라는`, `…는`) and no speech noun follows before a person does."""
    return found.tail.noun is None


def _phrase_ends(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return i + 1 == len(scene.tokens) or token.word[-1] in ",."


def subject_behind(scene: Scene, found: Found) -> list[Candidate]:
    """`"…"고 김 부회장은 못 박았다`: the subject stands between the particle and its verb."""
    if found.tail.kind not in ("verb",):
        return []
    for i in scene.behind(found)[:8]:
        token = scene.tokens[i]
        following = scene.tokens[i + 1].eojeol.stem if i + 1 < len(scene.tokens) else ""
        if token.eojeol.core.endswith("다는") and following in _REASONS:
            return []  # "…"고 말했다는 이유로 …: somebody else said so
        if is_adnominal(token.eojeol.core):
            continue
        if token.eojeol.core.startswith("것") or (following.startswith("것") and token.eojeol.role == "T"):
            return []
        if token.eojeol.role in SUBJECT_ROLES:
            mention = scene.mention(i)
            if i + 1 < len(scene.tokens) and is_adnominal(scene.tokens[i + 1].eojeol.core):
                return []
            if token.eojeol.role == "S" and found.tail.joins and _topic_in_front(scene, found):
                return []
            speaker = scene.resolve(mention) if mention is not None else None
            able = mention is not None and (mention.kind in ABLE or (mention.part is not None and mention.role in "TS"))
            if mention is not None and speaker is not None and (able or speaker.type == "person"):
                return [Candidate(speaker, "subject-after", 6.4 if _reports_next(scene, i) else 5.2, mention)]
            return []
        core = token.eojeol.core
        if is_verbal(core) or token.word[-1] in ",":
            return []
    return []


def _topic_in_front(scene: Scene, found: Found) -> bool:
    """`A는 "…"라며 B가 …다고 경고했다`: the topic speaks on, B is in what it says."""
    return any(m.role == "T" and can_speak(m) for m in scene.mentions_before(found.marked.outer_start))


def _reports_next(scene: Scene, i: int) -> bool:
    """`"…"고 대변인실이 밝혔다`: nothing stands between the subject and the verb that reports."""
    following = scene.tokens[i + 1 : i + 3]
    return (
        bool(following)
        and (len(following) == 1 or following[0].word[-1] == ".")
        and bool(reporting_verb(following[0].eojeol.core))
    )


def owner_of_noun(scene: Scene, found: Found) -> list[Candidate]:
    """`"…"는 김 의원(의) 질문에`, `"…"라는 게 김 대표의 설명이다`: whose speech noun it is; also in front of the
    marks: `김 의원의 "…"라는 해명`."""
    if found.tail.kind != "noun":
        return []
    words = scene.behind(found)[:8]
    if any(scene.tokens[i].eojeol.stem in _ACTED for i in words[:4]):
        return []
    for i in words:
        token = scene.tokens[i]
        if (token.start >= found.tail.cue_at >= 0 and token.eojeol.role != "G") or token.eojeol.role in "OLDI":
            break
        if token.eojeol.role != "G" and (token.eojeol.role != "N" or token.eojeol.kind is None or _goes_on(scene, i)):
            continue
        mention = scene.mention(i)
        if mention is not None and mention.kind in ABLE and mention.start >= found.tail.clause_end:
            return [Candidate(scene.resolve(mention), "noun-owner", 8.0, mention)]
    return _owner_in_front(scene, found)


def _goes_on(scene: Scene, i: int) -> bool:
    """A word without particle that does not end its phrase: a title or an affiliation follows."""
    if i + 1 >= len(scene.tokens):
        return False
    following = scene.tokens[i + 1].eojeol
    return following.kind in ("title", "role", "org") and following.role in ("N", "G")


def _owner_in_front(scene: Scene, found: Found) -> list[Candidate]:
    before = [i for i, token in enumerate(scene.tokens) if token.end <= found.marked.outer_start]
    if not before or scene.tokens[before[-1]].eojeol.role != "G" or found.tail.noun is None:
        return []
    mention = scene.mention(before[-1])
    if mention is None or mention.kind not in ABLE:
        return []
    return [Candidate(scene.resolve(mention), "noun-owner", 8.0, mention)]


def put_to(scene: Scene, begin: int, end: int) -> bool:
    """Whether a question between `begin` and `end` is put to somebody (`질문에`, `질문을 받고`)."""
    return bool(_PUT_TO.search(scene.masked, begin, min(end, scene.unit.end)))


def asked_words(scene: Scene, found: Found) -> list[Candidate]:
    """`대표는 "…"라는 질문에 "…"라고 답했다`, `주민은 "…"라는 답을 들었다`: the topic answers or hears; nobody says who
    asked or spoke."""
    tail = found.tail
    if tail.kind != "noun" or tail.noun is None or tail.noun in _HELD:
        return []
    heard = _HEARD.match(scene.masked, tail.cue_at, scene.unit.end)
    giver = _giver(scene, found) if heard else None
    if giver is not None:
        return [Candidate(scene.resolve(giver), "heard-from", 8.5, giver)]
    asked = tail.noun in _QUESTIONS and put_to(scene, tail.clause_end, tail.cue_at + _NEAR)
    return [Candidate(None, "unnamed-view", 7.6)] if heard or asked else []


def _giver(scene: Scene, found: Found) -> Mention | None:
    """`감독은 동료들에게 "…"라는 격려를 받았다`: right in front of the marks, whom the words come from."""
    last = scene.token_at(found.marked.outer_start) - 1
    if last < 0 or scene.tokens[last].eojeol.role != "D":
        return None
    mention = scene.mention(last)
    return mention if mention is not None and mention.kind in ABLE else None


def unnamed_view(scene: Scene, found: Found) -> list[Candidate]:
    """`"…"는 지적이 나온다`: a view without an owner."""
    if found.tail.kind != "noun" or found.tail.noun is None:
        return []
    words = scene.behind(found)
    posts = _posts_with(scene, words) if found.tail.noun == "내용" else None
    if found.tail.noun in _HELD and posts is None:
        return []
    at, noun = _as_subject(scene, words, posts or found.tail.noun)
    if at is None:
        return [Candidate(None, "unnamed-view", 6.4)] if _along_with(scene, words, noun) else []
    verbs = [scene.tokens[i].eojeol.core for i in words[at + 1 : at + 5]]
    came_back = found is not scene.unit.quotes[0] and any(verb.startswith("돌아") for verb in verbs)
    if not came_back and not any(map(_PASSIVE.match, verbs)):
        return []
    for i in words[at + 1 : at + 4]:
        if scene.tokens[i].eojeol.role == "L":
            mention = scene.mention(i)
            if mention is not None and mention.kind == "group":  # …는 지적이 법조계에서 나온다
                return [Candidate(scene.resolve(mention), "place-before", 6.4, mention)]
    if noun in _POSTS:
        writers = _forum_of(scene, found) or (None if noun == "댓글" else _account_of(scene, found))
        if writers is not None:
            return [Candidate(scene.resolve(writers), "noun-owner", 6.4, writers)]
        group = scene.discourse.so_far.group
        if group is not None and group.name.endswith(_WRITERS):  # 누리꾼들은 분노했다. "…" 등의 댓글이 달렸다
            return [Candidate(group, "noun-owner", 6.4)]
        post = scene.tokens[words[at]].eojeol.stem
        return [Candidate(Speaker(post, "anonymous", None, None, post), "noun-owner", 6.4)]
    return [Candidate(None, "unnamed-view", 6.4)]


def _posts_with(scene: Scene, words: list[int]) -> str | None:
    """`…는 내용의 글들이 올라왔다`: the posts that say so."""
    stems = [scene.tokens[i].eojeol.stem.removesuffix("들") for i in words[:4]]
    return next((stem for stem in stems if stem in _POSTS), None)


def _as_subject(scene: Scene, words: list[int], noun: str) -> tuple[int | None, str]:
    """Where the speech noun stands as subject, and which it is: of `반박 댓글이` the second."""
    for nth, i in enumerate(words[:7]):
        if _is_noun(scene, i, noun):
            return nth, noun
    for nth, i in enumerate(words[:6]):
        if scene.tokens[i].eojeol.core.endswith(noun) and nth + 1 < len(words):
            stem = scene.tokens[words[nth + 1]].eojeol.stem.removesuffix("들")
            if stem in lexicon.table("speech_nouns") and _is_noun(scene, words[nth + 1], stem):
                return nth + 1, stem
            return None, noun
    return None, noun


def _along_with(scene: Scene, words: list[int], noun: str) -> bool:
    """`"…"는 지적과 함께 사퇴 요구까지 나온다`: the view comes up along with something else."""
    for i, j in pairwise(words[:5]):
        eojeol = scene.tokens[i].eojeol
        if eojeol.role == "C" and eojeol.stem.endswith(noun) and scene.tokens[j].eojeol.core in ("함께", "더불어"):
            return any(_PASSIVE.match(scene.tokens[n].eojeol.core) for n in words[-2:])
    return False


def _is_noun(scene: Scene, i: int, noun: str) -> bool:
    """The speech noun as subject (`지적이`, `비판도`), alone or at the end of a compound."""
    eojeol = scene.tokens[i].eojeol
    return eojeol.role in _AS_SUBJECT and eojeol.stem.removesuffix("들").endswith(noun)


def _forum_of(scene: Scene, found: Found) -> Mention | None:
    """`자영업자들의 온라인 카페 '…'에 "…"는 글이 쏟아졌다`: whose forum the posts stand in."""
    for i, token in enumerate(scene.tokens):
        if token.end > found.marked.outer_start:
            return None
        if token.eojeol.stem in _FORUMS and i:
            for j in range(i - 1, max(i - 4, -1), -1):
                mention = scene.mention(j)
                if mention is not None and mention.kind == "role" and mention.role in "GN":
                    return mention
    return None


def _account_of(scene: Scene, found: Found) -> Mention | None:
    """`홍서연 인스타그램에는 "…"라는 글이 올라왔다`: whose account the words stand in."""
    for i, token in enumerate(scene.tokens):
        if token.end > found.marked.outer_start:
            return None
        if token.eojeol.stem in _ACCOUNTS and token.eojeol.core.endswith(("에", "에는", "에도", "에선", "에서")):
            for j in range(i - 1, max(i - 4, -1), -1):
                mention = scene.mention(j)
                if mention is not None and mention.kind in ("person", "title") and mention.role in "GN":
                    return mention
    return None
