"""Photo captions: a scene or a phrase that ends with who took or gave the picture."""

from __future__ import annotations

import re

from tracker.patterns import lazy

from . import words
from .bylines import byline

_SCENE = lazy(
    r"[고어아여해돼져와워려혀겨]\s?있다|고\s?있는\s?(?:모습|장면)|모습|장면|전경|(?:왼쪽|오른쪽|가운데)[^()]{0,12}\)|조감도|투시도|"
    r"관련\s?없|관련이 없|무관[함한]|사진은|사진[=제]"
)
_CREDIT_ONLY = lazy(
    r"[\[(<〈【＜]?\s*(?:사진|자료사진|그래픽|이미지|자료|출처|일러스트|뉴시스DB|캡처|영상)\s*(?:출처|제공|자료)?\s*[=:：ㅣ|/>＞]"
    r"|[\[(<〈【＜][^\[\](){}<>]{2,40}(?:제공|DB|자료사진|캡처|캡쳐|갈무리|연합뉴스|뉴시스|재판매)[^\[\](){}<>]{0,20}[\])>〉】＞]$"
    r"|[ⓒ©Ⓒ]\s*\S|/\s?\S.{0,25}$"
)
_MARKED = lazy(r"[ⓒ©Ⓒ]|/\s*(?:사진|그래픽)|(?:사진|그래픽)\s?[=:]|[\[(<](?:사진|자료)")
_DATED_TAIL = lazy(
    r"((?:19|20)\d\d)\.\s?(\d{1,2})\.\s?(\d{1,2})\.?\s*(?:\*재판매.{0,12}|[\w.+-]+@\S*(?:\s*\*재판매.{0,12})?|/?\s*\S{2,12})?$"
)
_WIRE_OPENING = lazy(r"[\[(【][^\])】]{1,20}[=＝]")
_SEPARATOR = lazy(r"[/|<〈＜\[(ⓒ©Ⓒ]|\.\s|다\.")
_BRACKETED = lazy(r"[\[(<〈]([^\[\]()<>〈〉]{2,20})[\])>〉]$")
_GIVEN = lazy(r"[가-힣A-Za-z0-9)]\s?(?:제공|캡처|캡쳐|갈무리|DB)$")
_EXPLICIT = ("사진은", "▲", "△", "◇", "<사진", "[사진", "(사진", "사진 ")
_LONGEST = 300
_SCENE_BY = lazy(r"[고어아여해돼져와워려혀겨]\s?있다\.\s?[가-힣A-Za-z0-9]{2,12}$")  # … 있다. 아무통신
_GLUED = lazy(r"사진\s?=\s?")
_FIRST_WORD = lazy(r"[가-힣A-Za-z0-9]{1,10}\s")


def is_credit(line: str, size: int) -> bool:
    """Whether `line` is nothing but a picture's credit: `[사진=연합뉴스]`, `© News1 …`, `(가나시 제공)`."""
    return size <= 110 and _CREDIT_ONLY.match(line) is not None


def is_caption(line: str, size: int, sentence: bool) -> bool:
    """Whether `line` reads as a photo caption; `sentence` says whether it ends as prose does."""
    if size > _LONGEST:
        return False
    tail = line[-70:]
    if not sentence and is_credit(line, size):
        return True
    if size > 15 and _DATED_TAIL.search(tail):
        return _SCENE.search(line) is not None or "DB" in tail or _WIRE_OPENING.match(line) is not None
    if line.endswith(("다.", "요.")):
        return size < 250 and _SCENE.search(line) is not None and ("사진은" in line or line.startswith(_EXPLICIT))
    if (bracketed := _BRACKETED.search(tail)) and bracketed.group(1).lower() in words.outlets().names:
        return True
    credit = _SEPARATOR.split(tail)[-1].strip(" .)]>〉＞")
    if len(credit) < len(tail) - 1 and _credited(line, size, credit, tail.endswith("|" + credit)):
        return True
    if not sentence and (_MARKED.search(tail) or (line[0] in "▲△" and words.credit().search(tail))):
        return True
    if _SCENE_BY.search(tail):
        return True
    if size <= 30 and _GIVEN.search(line.rstrip(".")):
        return True
    return size <= 110 and line.endswith(("모습", "전경", "조감도"))


def _credited(line: str, size: int, who: str, barred: bool) -> bool:
    if not 1 < len(who) <= 40:
        return False
    if words.credit().search(who):
        return size <= 200 or _SCENE.search(line) is not None
    if byline(who) is not None:
        return _SCENE.search(line) is not None or (size <= 110 and "다." not in line)
    return barred and size <= 60 and len(who) <= 12


def dated(line: str) -> tuple[int, int, int] | None:
    """Year, month and day that end a wire photo's caption (`… 2021.12.28 name@…`), when its words name that day too."""
    match = _DATED_TAIL.search(line[-70:])
    if not match or "DB" in line[-70:]:
        return None
    year, month, day = (int(part) for part in match.groups())
    return (year, month, day) if names_day(line, day) else None


def names_day(text: str, day: int) -> bool:
    """Whether `text` speaks of the `day`th of a month."""
    return re.search(rf"(?<!\d){day}일", text) is not None


def glued_end(line: str) -> int:
    """Where the body begins when a caption runs into it (`… 있다. 사진=연합뉴스국회는 …`); else 0."""
    match = _GLUED.search(line, 0, _LONGEST)
    if not match:
        return 0
    name = _named(line, match.end())
    if not name and (first := _FIRST_WORD.match(line, match.end())):
        name = _named(line, first.end())
    if not name or len(line) - name.end() < 40 or line[name.end()] in " .]>)/":
        return 0
    return name.end()


def _named(line: str, at: int) -> re.Match[str] | None:
    return words.outlets().pattern.match(line, at) or words.credit().match(line, at)
