"""A text cut into the lines that a reader sees, each with its look: sentence, short line, caption, furniture …

A look says only what the line is like by itself; `zones.py` decides, from where lines stand, what each one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.patterns import lazy

from . import captions, words
from .bylines import LONGEST, byline, is_date_line, is_dateline

Look = Literal["sentence", "script", "long", "short", "caption", "teaser", "furniture", "date", "byline", "end", "stop"]

SHORT = 110  # code points: a headline or section heading is shorter, a paragraph may be
_WIDE_GAP = lazy(r"(?<=\S)[ \u00a0\u3000\t]{2,}(?=\S)")
_QUOTED_PIECE = 1500  # code points: how far a quotation mark that stays open keeps a line together
_CLOSERS = "\"'”’」』)]>）】〉》＞ \u00a0\u200b"
_OPENERS = "\"“‘'"
_ENDS = frozenset(".。!！?？…")
# Endings of speech and prose that a headline, which is clipped, does not have.
_SPOKEN = lazy(r"(?:[다요죠까니나가지자라네냐대래][.!?…]+|[다요죠까])$")
_FINISHED = lazy(r"(?:습니다|입니다|됩니다|합니다|니까|세요|어요|아요|네요|지요|[했었았였겠됐렸졌섰갔왔났]다)$")
_QUOTED_SENTENCE = lazy(r"[다요죠까][.!?][\"”’']")
# [앵커] · <기자> · ◀ 리포트 ▶ · ◇ 홍길동> … · Q. … : broadcast scripts and interviews.
_SCRIPT = lazy(
    r"(?:\[[^\[\]]{1,20}\]\s*)?[\[<(◀【〔]\s*(?:앵커|기자|리포트|아나운서|진행|녹취|인터뷰|질문|답변|사회자|출연|전화연결|현장음|싱크|씽크|VCR|INT|SYN)[^\])>▶】〕]{0,20}[\])>▶】〕]"
    r"|[◇◆▷▶○●◎□■]\s*[^>:：]{2,20}[>:：]\s*\S|(?:Q|A|문|답)\d{0,2}[.:)>]\s?\S"
)
# [홍길동/어느 당 대변인 : …] · [홍길동/시민] · "…다." or "…네. …" alone in its line.
_SPEECH = lazy(
    r"\[[^\[\]:]{2,40}\s*[:：]\s|\[[^\[\]/:=]{2,20}/[^\[\]:=]{2,40}\]$|"
    r"[\"“][^\"”]+(?:[.…‥]|[^음함임됨][!?])\s*[\"”]$|[\"“].*[다요죠까네게야지래][.?!] [^\"”]+[\"”]$"
)
_NOUNS_IN_YO = ("필요", "중요", "주요", "수요", "개요", "긴요")
_MARK = lazy(r"[.?!…\"”’]")
_TEASER = lazy(r"[가-힣](?:\.{2,}|…)$")  # a lead that a list of stories cuts off
_RUNS_ON = lazy(r"(?:를|하는|되는|라는|있는|에서는|[고며데지서니],)$")  # no heading ends so: a paragraph in lines
_BY = lazy(r"[\])][ ]?[가-힣]{2,4} (?:[가-힣]{2,4} )?기자[ ]?=")  # [서울=가람] 홍길동 기자 = …
_MARKUP = lazy(r"</?(?:a|b|br|div|em|font|h\d|i|iframe|img|li|p|script|span|strong|table|td|tr|ul)\b[^>]*>")
_WEB = lazy(r"(?:https?://|www\.)\S+$")
_NO_WORDS = lazy(r"[\W\d_]+$")
_HASHTAGS = lazy(r"(?:#\s?\S+\s*)+$")
_RIGHTS = lazy(r"무단|저작권|rights|재배포|금지|copyright|Copyright|&|\.com|\.kr")
_RESERVED = lazy(r"금지|금합니다|금함|[Rr]eserved|저촉|보호를 받")
_ASIDE = frozenset("[(【<〈＜〔-※▶▷◀■□◇◆○●☞◎ⓒ©Ⓒ/*△▲")


@dataclass(slots=True)
class Line:
    """`text` is the article's `[start:end]`, without white space at its ends."""

    start: int
    end: int
    text: str
    look: Look


def split(text: str) -> list[Line]:
    """The lines of `text` that hold anything, in order, each with its look.

    Old archives join paragraphs with two or more spaces: a long line is cut there too.
    """
    found: list[Line] = []
    start = 0
    glued = "사진" in text and "=" in text
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            begin = start + raw.index(line[0]) if raw[0] != line[0] else start
            if len(line) > 200 and "  " in line:
                _split_wide(line, begin, found)
            else:
                cut = captions.glued_end(line) if glued and len(line) > 100 else 0
                if cut:
                    _add(found, line[:cut], begin)
                    line, begin = line[cut:].lstrip(), begin + cut + len(line[cut:]) - len(line[cut:].lstrip())
                _add(found, line, begin)
        start += len(raw) + 1
    return found


def _add(found: list[Line], line: str, begin: int) -> None:
    found.append(Line(begin, begin + len(line), line, look(line)))


def _split_wide(line: str, begin: int, found: list[Line]) -> None:
    at = captions.glued_end(line)
    if at:
        _add(found, line[:at], begin)
    for gap in _WIDE_GAP.finditer(line, at):
        piece = line[at : gap.start()]
        if len(piece) < _QUOTED_PIECE and (piece.count('"') % 2 or piece.count("“") > piece.count("”")):
            continue  # a gap inside a quotation parts no paragraphs
        if piece:
            _add(found, piece, begin + at)
        at = gap.end()
    _add(found, line[at:], begin + at)


def look(line: str) -> Look:
    """What `line` (no white space at its ends, not empty) is like."""
    size = len(line)
    aside = line[0] in _ASIDE
    if size >= 60 and not aside and line.endswith(("다.", "요.")) and "사진은" not in line:
        return "sentence"
    sentence = is_sentence(line, size)
    if aside and (found := _look_of_aside(line, size)):
        return found
    if size <= SHORT and (found := _look_of_small(line, size, sentence)):
        return found
    if captions.is_caption(line, size, sentence):
        return "caption"
    if size > 15 and _TEASER.search(line) and not _SPOKEN.search(line):
        return "teaser"
    if sentence or (size > 30 and "다. " in line):
        return "sentence"
    if size > 2 * SHORT and _MARK.search(line) is None:
        return "teaser"  # words without an end: the links of a menu in one line
    if size >= 20 and (_RUNS_ON.search(line) or (line[0] in "[(" and _BY.search(line))):
        return "long"
    return "short" if size <= SHORT else "long"


def _look_of_aside(line: str, size: int) -> Look | None:
    """Lines that open with a bracket or a sign: furniture, broadcast scripts, sound bites."""
    lists = words.furniture()
    if size <= 200 and lists.start.match(line):
        return "end" if lists.end_start.match(line) else "furniture"
    if size <= 200 and lists.stop.match(line):
        return "stop" if _RIGHTS.search(line) else "caption" if size > 2 else "furniture"
    if captions.is_credit(line, size):
        return "caption"
    if _SPEECH.match(line) or _SCRIPT.match(line):
        return "script"
    if is_dateline(line):
        return "byline"
    return "furniture" if _MARKUP.match(line) else None


def _look_of_small(line: str, size: int, sentence: bool) -> Look | None:
    lists = words.furniture()
    if size <= LONGEST and is_date_line(line):
        return "date"
    if size <= 30:
        if (bare := words.bare(line)) in lists.ends:
            return "end"
        if bare in lists.lines or size <= 2 or _NO_WORDS.match(line):
            return "furniture"
    if lists.end_start.match(line):
        return "end"
    if (lists.stop.match(line) and _RIGHTS.search(line)) or (_RESERVED.search(line) and lists.part.search(line)):
        return "stop"
    if line[0] == "#" and _HASHTAGS.match(line):
        return "furniture"
    if not sentence and (_WEB.match(line) or lists.part.search(line)):
        return "furniture"
    if lists.start.match(line):
        return "furniture"
    if size <= LONGEST and byline(line) is not None:
        return "byline"
    if _SPEECH.match(line) or _SCRIPT.match(line):
        return "script"
    return None


def is_sentence(line: str, size: int) -> bool:
    """Whether `line` ends as a sentence of prose does, not as a headline does."""
    core = line[-40:].rstrip(_CLOSERS)
    if not core:
        return False
    last = core[-1]
    if last in _ENDS:
        return (last in ".。" and core[-2:] != "..") or size > 60 or _SPOKEN.search(core) is not None
    if line[0] in _OPENERS and line[-1] in _CLOSERS and last in "요죠" and not core.endswith(_NOUNS_IN_YO):
        return True  # a quotation in the polite register is speech, not a heading
    if size <= 150 and _QUOTED_SENTENCE.search(line):
        return True
    return size > 20 and last == line[-1] and _FINISHED.search(core) is not None
