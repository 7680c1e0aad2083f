"""A quotation that stands alone: the sentence before or after tells whose it is, or it answers a question."""

from __future__ import annotations

from typing import Final

from tracker.extract import lexicon
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_adnominal
from tracker.extract.people import as_met
from tracker.extract.phrases import Mention, Token, tokens_of
from tracker.extract.resolve import Speaker
from tracker.extract.rules.outcome import Candidate
from tracker.extract.rules.scene import ABLE, Scene, says_more
from tracker.extract.units import Found, Unit
from tracker.patterns import lazy

_WORDS: Final = (
    r"(?:말|글|질문|이야기|얘기|반응|소감|사연|심경|하소연|댓글|답글|메시지|편지|후기|답변|답|대답|한마디|첫마디|일성|고백|당부|"
    r"유언|증언|다짐|내용)"
)
_IS: Final = r"(?:이다|다|입니다|이었다|였다|이었습니다|였습니다)[.]?$"
# `홍 대표가 남긴 말이다`: the subject nearest in front says them.
_SAID_BY: Final = lazy(
    r"(?:한|하는|하던|했던|남긴|올린|쓴|보낸|던진|보인|적은|꺼낸|건넨|전한|털어놓은|내놓은|밝힌|들려준|쏟아낸|쏟아내는|외친|"
    r"내뱉은|강조한|되뇐|단) (?:[가-힣]+ )?" + _WORDS + _IS
)
_TAKES_UP: Final = lazy(
    r"(?:이렇게|이같이|이처럼|이와 같이|다음과 같이)|의 (?:말|이야기|얘기|설명|하소연|고백|증언|회고|주장|토로|"
    r"지적|글|소감|당부|호소|다짐|전언|일성|반응|평가|분석|진단|포부|각오|생각|견해|의견|전망|조언|해석|기억|항변|해명|"
    r"바람|푸념|탄식|넋두리|귀띔|경고|비판|제안|주문|충고|고민|답|답변|대답|한마디|자평|회상|제언|일갈)(?:이다|"
    r"입니다|이었다|다|였다)|"
    r"(?:이런|이러한) (?:말|이야기|얘기|답|대답|답변|설명|소리)[을를] |들은 (?:말|이야기|얘기|답|답변|설명)" + _IS + "|"
    r"같은 말을|(?<!고 )(?:거들었|손을 들|입을 열|외쳤|말했|답했|웃었|대답했|말끝을 흐|한숨|눈시울|손사래|울먹|"
    r"고개를 (?:숙|끄덕|저|떨|가로)|목소리[를가] (?:높|떨|낮)|미소를|눈물을|혀를|입을 모|너스레|토로했|귀띔했|하소연했|"
    r"털어놨|털어놓|항변했|반문했)"
)
_PART_OF: Final = lazy(r"(?:대목|구절|문장|글귀|첫머리|한 토막|연설|유언)" + _IS)
_CAME_BACK: Final = lazy(r"(?:묻자|질문에|물음에|문의하자)[^.]{0,24}돌아온 (?:[가-힣]+ )?(?:답|대답|답변|말)")
_SETS_UP: Final = lazy(
    r"(?::|이렇게 (?:말|답|적|썼|밝|전|설명|대답)[가-힣]*|다음과 같다|말(?:했|한)다|답(?:했|한)다|물었다|외쳤다|"
    r"적었다|썼다|입을 열었다|말문을 열었다|마이크를 잡았다|"
    r"운을 뗐다|덧붙였다|전했다|밝혔다|털어놨다|설명했다|강조했다|호소했다|잊지 않았다|이어졌다|당부했다|거들었다|"
    r"짧았다|내저었다|저었다|꺼냈다|숙였다|일부다)[.:]?$"
)
_NAMED_KINDS: Final = frozenset(("person", "title"))
_WEIGHT: Final = {"org": 3.0, "noun": 2.4}  # bodies and things seldom break into speech: rather whoever spoke before
_ONE: Final = frozenset(("person", "title", "role"))
_AUTHORS: Final = frozenset(("person", "title", "role", "org", "document"))
_GIVES_WAY: Final = lazy(r"[가-힣](?:면서|하자|되자|는데|지만)$|(?:[닫묻막열꺾놓찾뽑걷짓오가르리키어]자)$")
_SAID_FIRST: Final = tuple("말글얘질댓답메편후소반하첫일고당유증다")
_CALLED: Final = ("말", "이야기", "얘기", "글", "답", "대답")
_HEARD_THERE: Final = lazy(
    r"(?:이 같은|이런|이러한|그런|비슷한) [가-힣]+[이가도을를] ?(?:나오|나온|나왔|들린|들려|쏟아|이어|많)|"
    r"에서 나오는 (?:말|얘기|이야기)"
)
# Words that come to somebody: `김 대장의 구조 요청 전화였다`, `딜러의 메시지가 도착했다`.
_REACHES: Final = lazy(
    r"(?:전화|편지|메시지|문자|답장|답변|목소리|메모|댓글|한마디|일성|외침)(?:였다|이었다|다|이다|입니다|였습니다|이었습니다)[.]?$|"
    r"(?:전화|편지|메시지|문자|답장|답변|답|연락|목소리|메모|말|카톡|외침)[가이] "
    r"(?:도착|왔|돌아왔|날아|들려|들렸|걸려|이어졌|흘러|튀어|적혀|담겨|나왔|터져)[가-힣]*[.]?$"
)
_HEARD_FROM: Final = lazy(
    r"(?:말|얘기|이야기|대답|답변|답|소리|설명)[을를] (?:듣|들[은었])|들은 (?:말|이야기|얘기|답|답변|설명)" + _IS
)
_HEARD_SO: Final = lazy(
    r"(?:이런|이 같은|뜻밖의|한|같은) (?:말|이야기|얘기|답|대답|답변|소리|설명)[을를] (?:들었|듣게|받았)[가-힣]*[.]?$"
)
_NAMELESS: Final = lazy(r"[\[<◀] ?(?:현장음|녹취|싱크|씽크|VCR|SYN|INT)[^\]>▶\n]{0,4}[\]>▶]\s*$")
_POST: Final = lazy(
    r"(?:올라온|달린|남겨진|게시된|적힌) ([가-힣]*(?:글|댓글|후기|사연|문구|메시지))(?:이다|다|입니다|였다|이었다)[.]?$"
)
_ANSWER: Final = lazy(r"(?<![A-Za-z])(?:A|답|답변) ?[.:：] ?$")
_LABEL_ENDS: Final = frozenset(".:：")
_QUESTION: Final = lazy(
    r"^\s*(?:[―—–\-·▷▶◇◆Q문■□]|Q\.|<문>|\[문\])|[?？]\s*$|"
    r"^\s*[▲△][^\n]*(?:나|까|냐|지|데|가|요|은|는|점|이유|계기|무엇)[.]?\s*$|"
    r"질문(?:이|도|을)? ?(?:나왔|이어졌|쏟아졌|던졌|받았)[가-힣]*[.]?\s*$"
)


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
        set_up = before.told.rstrip()
        sender = None if asked else _sender(before, set_up)
        subject = sender or subject
        if subject is not None:
            strong = sender is not None or bool(_SETS_UP.search(set_up))
            score = 5.6 if strong else _WEIGHT.get(subject.kind, 3.6)
            candidates.append(Candidate(before.resolve(subject), "paragraph-before", score, subject))
    voice, right_before = _voice(scene)
    if voice is not None:
        candidates.append(Candidate(voice, "last-person", 5.0 if right_before else 3.7))
    first = not scene.named and not _goes_before(scene)
    told = _next_told(scene)
    bare = told[0][0] if told else 0
    for _, after in told:
        if after.paragraph > scene.unit.paragraph + 1 + bare:
            break
        found = _taken_up(scene, after, first)
        if found:
            return candidates + found
    return candidates


def _goes_before(scene: Scene) -> bool:
    """Whether a sentence of the same paragraph, or one about a person, stands in front: the words open no article."""
    before = scene.before
    if before is None or before.bare:
        return False
    subject = before.main_subject()
    same = before.unit.paragraph == scene.unit.paragraph
    return subject is not None and (same or (subject.kind in _ONE and not subject.words.endswith("들")))


def _sender(before: Scene, told: str) -> Mention | None:
    """Whose words come to somebody in the sentence before: `딜러의 메시지가 도착했다`, `상사에게 이런 말을 들었다`."""
    if _REACHES.search(told):
        return _first_with(before.tokens, before.text, "GF", ABLE)
    return _heard_from(before.tokens, before.text) if _HEARD_SO.search(told) else None


def _voice(scene: Scene) -> tuple[Speaker | None, bool]:
    """Whose sound bite a quotation without a label goes on with: of the one person heard in the report so far, or of
    the one heard right before it (and whether it is so)."""
    heard = scene.discourse.voices_before(scene.unit.start)
    if not heard or _shouted(scene):
        return None, False
    told = scene.units[scene.nth - 1].end if scene.nth else 0
    end, voice = heard[-1]
    right_before = end >= told
    return voice if right_before or len({speaker.name for _, speaker in heard}) == 1 else None, right_before


def _shouted(scene: Scene) -> bool:
    """`"임금을 올려라!"`: a crowd's call is no answer to a reporter; the sentence behind it says whose it is."""
    last = scene.unit.quotes[-1].marked
    return scene.text[last.end - 1] == "!"


def unlabelled_bite(scene: Scene, found: Found) -> bool:
    """`["눈이 많이 왔네요."]`, `[현장음] ⏎ "차 빼세요."`: a sound bite without the name that others have."""
    before, after = found.marked.outer_start, found.marked.outer_end
    if not scene.bare:
        return False
    if _NAMELESS.search(scene.text, max(0, before - 16), before):
        return True
    return scene.text[max(before - 1, 0)] == "[" and scene.text[after : after + 2].lstrip()[:1] in ("]", "(")


def labelled_answer(scene: Scene, k: int) -> list[Candidate]:
    """`Q : …? A : "…"`: the letter in front of the marks says that it is an answer."""
    start = scene.unit.quotes[k].marked.outer_start
    before = scene.masked[max(0, start - 8) : start]
    return _answerer(scene, 8.6) if before.rstrip()[-1:] in _LABEL_ENDS and _ANSWER.search(before) else []


def _answerer(scene: Scene, score: float = 5.0) -> list[Candidate]:
    """The person of an interview: who was named with a title, else by the full name, most often."""
    named = [p for p in scene.discourse.people.first() if "기자" not in p.titles]
    people = [p for p in named if p.titled] or [p for p in named if len(p.at) > 1]
    if not people:
        return []
    person = max(people, key=lambda p: (p.leading, len(p.at), -min(p.at)))
    return [Candidate(Speaker(person.name, "person", person.title, None, person.name), "interview", score)]


def _owner(scene: Scene) -> Mention | None:
    """`김 감독의 답은 짧았다`, `김 총장의 축사 일부다`, `김 대표에게 물었다`: the person named with 의 or 에게."""
    return _first_with(scene.tokens, scene.text, "GDCF", _NAMED_KINDS)


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
    told: list[tuple[int, Unit]] = []
    for nth, unit in enumerate(scene.units[scene.nth + 1 : scene.nth + 5]):
        if unit.aside:
            continue
        if not unit.quotes or says_more(tokens_of(scene.masked, unit.start, unit.end)):
            told.append((nth, unit))
        if len(told) == 2 or (told and unit.quotes):  # what stands behind another quotation is about that one
            break
    return told


def _posted(scene: Scene, told: str) -> Candidate | None:
    """`…에 올라온 후기다`: the words are a post, and nobody is named who wrote it."""
    post = _POST.search(told)
    return Candidate(Speaker(post[1], "anonymous", None, None, post[1]), "paragraph-after", 5.4) if post else None


def _taken_up(scene: Scene, after: Unit, first: bool) -> list[Candidate]:
    tokens = as_met(tokens_of(scene.masked, after.start, after.end), scene.discourse.people)
    told = scene.masked[after.start : after.end]
    if after.quotes:
        takes_up, mention = False, first_subject(tokens, scene.text, genitive=first, lead=first)
    elif _CAME_BACK.search(told):
        return []  # 취재진이 묻자 돌아온 답이다: whose answer it is stands elsewhere
    else:
        post = _posted(scene, told)
        if post is not None:
            return [post]
        takes_up, mention = _owner_behind(scene, after, tokens, first)
    if mention is None or mention.kind == "pronoun":
        return []
    if scene.discourse.voices and not takes_up and not _shouted(scene):
        return []  # a report with sound bites tells on, and does not say who was heard
    if not takes_up and _shouted(scene) and scene.units[scene.nth + 1].aside:
        return []  # what the banner in the picture says
    near = after.paragraph == scene.unit.paragraph
    score = 6.0 if takes_up and near else 4.4 if takes_up else 2.6
    if takes_up and _sets_up_next(scene, after):
        score = 2.4
    elif first:
        score += 1.4
    return [Candidate(scene.discourse.resolve(mention), "paragraph-after", score, mention)]


def _owner_behind(scene: Scene, after: Unit, tokens: list[Token], first: bool) -> tuple[bool, Mention | None]:
    """Whether the sentence takes up the words, and whose it says they are."""
    told = scene.masked[after.start : after.end]
    text = scene.text
    heard = _HEARD_THERE.search(told)
    said = _SAID_BY.search(told)
    if _HEARD_FROM.search(told):
        return True, _heard_from(tokens, text)
    if heard is not None and heard[0].startswith("에서"):
        return True, _heard_at(tokens, text, after.start + heard.start())
    if said is not None:
        return True, _nearest_subject(tokens, text, after.start + said.start()) or first_subject(
            tokens, text, True, first
        )
    if _PART_OF.search(told):
        author = _first_with(tokens, text, "GS", _AUTHORS)
        return True, author or first_subject(tokens, text, True, first)
    takes_up = heard is not None or bool(_TAKES_UP.search(told))
    return takes_up, first_subject(tokens, text, genitive=takes_up or first, lead=first)


def _nearest_subject(tokens: list[Token], text: str, at: int) -> Mention | None:
    """`하람시가 문을 닫자 주민들이 쏟아낸 말이다`: the subject nearest in front of the verb."""
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].end <= at and tokens[i].eojeol.role in "TSA":
            mention = mention_at(tokens, i, text)
            if mention is not None and (mention.kind in ABLE or mention.name or mention.part):
                return mention
    return None


def _heard_at(tokens: list[Token], text: str, at: int) -> Mention | None:
    """`업계에서 나오는 얘기다`: where the words are heard."""
    i = next((i for i, token in enumerate(tokens) if token.end > at), len(tokens) - 1)
    mention = mention_at(tokens, i, text)
    return mention if mention is not None and mention.kind in ABLE else None


def _sets_up_next(scene: Scene, after: Unit) -> bool:
    """A quotation alone follows the sentence: it sets that one up and does not take up the one before."""
    nth = next(n for n in range(scene.nth + 1, len(scene.units)) if scene.units[n] is after) + 1
    if nth >= len(scene.units) or not scene.units[nth].quotes:
        return False
    return not tokens_of(scene.masked, scene.units[nth].start, scene.units[nth].end)


def first_subject(tokens: list[Token], text: str, genitive: bool = False, lead: bool = False) -> Mention | None:
    """The topic of the sentence, else its first subject; with `genitive` also whose words it calls them (`주민들의
    하소연이다`), or where it says that they are heard (`관가에서는 이런 말이 나온다`).

    `lead`: the words open the article; the subject of a clause that only leads up to what they are about is passed."""
    for roles in ("T", "SA", "GL") if genitive else ("T", "SA"):
        for i, token in enumerate(tokens):
            if token.eojeol.role not in roles or (roles == "SA" and _of_inner_clause(tokens, i)):
                continue
            if lead and roles == "SA" and _leads_up(tokens, i):
                continue
            mention = mention_at(tokens, i, text)
            if mention is None or not (mention.kind in ABLE or _named_noun(mention, roles)):
                continue
            if roles != "GL" or _calls_them_theirs(tokens, i, mention):
                return mention
    return None


def _named_noun(mention: Mention, roles: str) -> bool:
    """A noun that is a name; in `폴 하워스의 말이다` (is what he says) also one that may be part of one."""
    return mention.kind == "noun" and bool(mention.name or (roles == "GL" and mention.part))


def _leads_up(tokens: list[Token], i: int) -> bool:
    """`정부가 단속을 예고하면서 상인들의 반발이 …`: another subject follows the clause."""
    for j in range(i + 1, min(i + 16, len(tokens) - 1)):
        core = tokens[j].eojeol.core
        if core == "가운데" or (len(core) > 2 and _GIVES_WAY.search(core)):
            return any(token.eojeol.role in "SAT" for token in tokens[j + 1 :])
    return False


def _of_inner_clause(tokens: list[Token], i: int) -> bool:
    """`재단이 뽑은 교사 …`: the subject of an adnominal verb right behind it, but not in `재단이 남긴 말이다`."""
    if tokens[i].eojeol.role != "S" or i + 2 >= len(tokens):
        return False
    return is_adnominal(tokens[i + 1].eojeol.core) and tokens[i + 2].eojeol.core[:1] not in _SAID_FIRST


def _calls_them_theirs(tokens: list[Token], i: int, mention: Mention) -> bool:
    if tokens[i].eojeol.role == "L":
        return mention.kind == "group" and tokens[i].eojeol.core.endswith(("에서", "에서는", "에선"))
    following = tokens[i + 1].eojeol.stem if i + 1 < len(tokens) else ""
    return any(following.startswith(noun) for noun in lexicon.table("speech_nouns") if noun) or following in _CALLED
