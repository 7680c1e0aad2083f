"""A text cut into the lines that a reader sees, each with its look: sentence, short line, caption, furniture …

A look says only what the line is like by itself; `zones.py` decides, from where lines stand, what each one is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from . import moments, words

Look = Literal["sentence", "script", "list", "long", "short", "caption", "furniture", "date", "byline", "end", "stop"]

SHORT = 110  # code points: a headline or section heading is shorter, a paragraph may be
_WIDE_GAP = re.compile(r"(?<=\S)[ \u00a0\u3000\t]{2,}(?=\S)")
_CLOSERS = "\"'”’」』)]>）】〉》＞ \u00a0\u200b"
_OPENERS = "\"“‘'"
_SENTENCE_ENDS = frozenset(".。!！?？…")
# A question or cry that a headline would not end with: polite or plain sentence endings.
_SPOKEN = re.compile(r"(?:[다요죠까니나가지자라네오냐대래][.!?…]+|[다요죠까][.!?…]*)$")
_FINISHED = re.compile(r"(?:습니다|입니다|됩니다|합니다|니까|세요|어요|아요|네요|지요|[했었았였겠됐렸졌섰갔왔났]다)$")
_SCRIPT = re.compile(
    r"[\[<(◀【〔]\s*(?:앵커|기자|리포트|아나운서|진행|녹취|인터뷰|질문|답변|사회자|출연|전화연결)|[◇◆▷▶○●◎Q문답A]\s*[^>:]{0,20}[>:]\s"
)
_SPEECH_BLOCK = re.compile(
    r"\[[^\[\]]{2,40}(?:/[^\[\]:]{2,40})?\s*[:：]|\[[^\[\]/:=]{2,20}/[^\[\]:=]{2,40}\]|[\"“][^\"”]+[.!?…]\s*[\"”]$"
)
_BULLET = re.compile(r"[▲△▷▶■□●○◦•‣·ㆍ※*\-–—①-⑳❶-❿]|\d{1,2}[.)]\s")
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.?)*|\[email[\s\u00a0]protected\]")
_WEB = re.compile(r"(?:https?://|www\.)\S+$")
_CLOCK = re.compile(r"[\d:.\s/|-]+$")
_JOBS = (
    "기자",
    "특파원",
    "통신원",
    "논설위원",
    "편집위원",
    "칼럼니스트",
    "리포터",
    "에디터",
    "객원기자",
    "PD",
    "기자팀",
)
_CREW = re.compile(r"(?:영상취재|영상편집|촬영기자|촬영|그래픽|편집|취재|디자인|영상|연출|작가|자막|CG)$")
_BYLINE_CUT = re.compile(r"[\s·ㆍ,/()\[\]=|:<>〈〉+&;「」-]+")
_NAME = re.compile(r"[가-힣]{2,4}$")
_WORD = re.compile(r"[가-힣A-Za-z0-9]{2,12}$")
_SCENE = re.compile(
    r"고\s?있(?:다|는\s?모습|는\s?장면)|모습|장면|전경|(?:왼쪽|오른쪽|가운데)[^()]{0,12}\)|관련 없|관련이 없|무관[함한]|조감도|사진은|사진[=제]"
)
_CREDIT_ONLY = re.compile(
    r"[\[(<〈【]?\s*(?:사진|자료사진|그래픽|이미지|자료|출처|일러스트|뉴시스DB|캡처|영상)\s*(?:출처|제공|자료)?\s*[=:：ㅣ|/]"
)
_MARKED_CREDIT = re.compile(r"(?:[ⓒ©Ⓒ]|/\s*사진|/\s*그래픽|사진\s?[=:]|\[사진|\(사진|<사진)")
_DATED_TAIL = re.compile(r"(?:19|20)\d\d\.\s?\d{1,2}\.\s?\d{1,2}\.?\s*(?:[\w.+-]+@\S*|/?\s*\S{2,12})?$")
_WIRE_OPENING = re.compile(r"[\[(【][^\])】]{1,20}[=＝]")
_ASIDE = frozenset("[(【<〈＜-※▶▷■☞◎ⓒ©Ⓒ/*△▲")


@dataclass(slots=True)
class Line:
    """`text` is the article's `[start:end]`, without white space at its ends."""

    start: int
    end: int
    text: str
    look: Look


def split(text: str) -> list[Line]:
    """The lines of `text` that hold anything, in order; every look still `long`.

    Old archives join paragraphs with two or more spaces: a long line is cut there too.
    """
    found: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            begin = start + raw.index(line[0]) if raw[0] != line[0] else start
            if len(line) > 200 and "  " in line:
                _split_wide(line, begin, found)
            else:
                found.append(Line(begin, begin + len(line), line, "long"))
        start += len(raw) + 1
    return found


def _split_wide(line: str, begin: int, found: list[Line]) -> None:
    at = 0
    for gap in _WIDE_GAP.finditer(line):
        piece = line[at : gap.start()]
        if (piece.count('"') % 2 or piece.count("“") > piece.count("”")) and gap.start() - at < 1500:
            continue  # a gap inside a quotation parts no paragraphs
        found.append(Line(begin + at, begin + gap.start(), piece, "long"))
        at = gap.end()
    found.append(Line(begin + at, begin + len(line), line[at:], "long"))


def look(line: str) -> Look:
    """What `line` (no white space at its ends) is like."""
    size = len(line)
    first = line[0]
    if size >= 60 and line.endswith(("다.", "요.")) and first not in _ASIDE:
        return "sentence"
    if first in _ASIDE and (aside := _look_of_aside(line, size)):
        return aside
    if size <= SHORT and (small := _look_of_small(line, size)):
        return small
    if _is_caption(line, size):
        return "caption"
    if is_sentence(line, size):
        return "sentence"
    return "short" if size <= SHORT else "long"


def _look_of_aside(line: str, size: int) -> Look | None:
    lists = words.furniture()
    if _SCRIPT.match(line) or _SPEECH_BLOCK.match(line):
        return "script"
    if size <= 200 and lists.start.match(line):
        return "stop" if lists.end.match(line) else "furniture"
    return None


def _look_of_small(line: str, size: int) -> Look | None:
    lists = words.furniture()
    if size <= 90 and is_date_line(line):
        return "date"
    if (size <= 30 and words.bare(line) in lists.lines) or size <= 2 or _CLOCK.match(line):
        return "furniture"
    if lists.end.match(line) and not is_sentence(line, size):
        return "stop" if lists.part.search(line) else "end"
    if lists.start.match(line) or _WEB.match(line) or (lists.part.search(line) and not is_sentence(line, size)):
        return "furniture"
    if size <= 90 and byline(line):
        return "byline"
    if _SCRIPT.match(line) or _SPEECH_BLOCK.match(line):
        return "script"
    return None


def is_sentence(line: str, size: int) -> bool:
    """Whether `line` ends as a sentence of prose does, not as a headline does."""
    core = line.rstrip(_CLOSERS)
    if not core:
        return False
    if core[-1] in _SENTENCE_ENDS:
        return (core[-1] in ".。" and core[-2:] != "..") or size > 60 or _SPOKEN.search(core) is not None
    if line[0] in _OPENERS and line[-1] in _CLOSERS and core[-1] in "요죠":
        return True
    return size > 20 and _FINISHED.search(core) is not None and core[-1] == line[-1]


def is_list_item(line: str) -> bool:
    return _BULLET.match(line) is not None


def is_date_line(line: str) -> bool:
    """Whether `line` holds dates, the words that go with them, names of reporters, and nothing else."""
    if not moments.WRITTEN.search(line):
        return False
    rest = _DATE_WORDS.sub(" ", moments.WRITTEN.sub(" ", line)).strip(" |/:·ㆍ-~()[]<>,.")
    return len(rest) <= 4 or byline(rest) is not None


_DATE_WORDS = re.compile(
    r"기사입력|최초입력|입력시간|입력|최종수정|수정시간|수정|등록일|등록|승인|송고시간|송고|발행일|발행|게시일|게시|작성일|작성|업데이트|"
    r"보도시간|방송일|지면|온라인|일시|호수|댓글|조회수?|\d+|[:：|]|오전|오후"
)


def byline(line: str) -> str | None:
    """The names in a line that holds nothing but reporters' names, jobs and addresses; "" when it names nobody.

    None when the line is anything else.
    """
    signed = "@" in line or "protected" in line
    tokens = [token for token in _BYLINE_CUT.split(_EMAIL.sub(" ", line)) if token]
    if len(tokens) > 10:
        return None
    names: list[str] = []
    job = signed and not tokens
    other = 0
    for token in tokens:
        if token.endswith(_JOBS) or _CREW.match(token):
            job = True
            glued = token[:-2] if token.endswith("기자") else ""
            if 2 <= len(glued) <= 4 and glued not in _RANKS and _NAME.match(glued):
                names.append(glued)
        elif token in _RANKS or token == "외" or re.match(r"\d+[명인]$", token):
            continue
        elif _NAME.match(token):
            names.append(token)
        elif _WORD.match(token):
            other += 1
        else:
            return None
    if not (job or (signed and names)) or other > 1 + (len(line) < 30):
        return None
    outlets = words.outlets().names
    return ", ".join(dict.fromkeys(name for name in names if name.lower() not in outlets))


_RANKS = frozenset(
    (
        "선임",
        "수습",
        "인턴",
        "전문",
        "객원",
        "시민",
        "대학생",
        "기자명",
        "사진",
        "편집",
        "논설",
        "취재",
        "본부",
        "뉴스",
        "글",
    )
)


def _is_caption(line: str, size: int) -> bool:
    """A photo caption: a scene in the present, or a phrase, that ends with who took or gave the picture."""
    tail = line[-60:]
    if _CREDIT_ONLY.match(line) and size <= SHORT and not is_sentence(line, size):
        return True
    if _DATED_TAIL.search(tail) and size > 15:
        return _SCENE.search(line) is not None or _WIRE_OPENING.match(line) is not None or "DB" in tail
    if line.endswith(("다.", "요.")):
        return (
            size < 250
            and _SCENE.search(line) is not None
            and ("사진은" in line or line.startswith(("사진은", "▲", "△", "◇")))
        )
    cut = max(
        tail.rfind(". "),
        tail.rfind("/"),
        tail.rfind("["),
        tail.rfind("("),
        tail.rfind("<"),
        tail.rfind("ⓒ"),
        tail.rfind("©"),
        tail.rfind("Ⓒ"),
        tail.rfind("다."),
        tail.rfind("〈"),
        tail.rfind("＜"),
    )
    credit = tail[cut + 1 :].strip() if cut >= 0 else tail[-20:]
    if (
        cut >= 0
        and len(credit) <= 40
        and (words.credit().search(credit) or byline(credit.strip(".)]>〉＞ ")) is not None)
    ):
        return _SCENE.search(line) is not None or (size <= 250 and not is_sentence(line, size))
    if _MARKED_CREDIT.search(tail) and not is_sentence(line, size):
        return True
    return size <= SHORT and line.endswith(("제공", "캡처", "갈무리", "모습", "전경"))
