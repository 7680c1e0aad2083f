"""What a text says about itself: outlet, reporter, date. Each is read off lines that are not the article's prose."""

from __future__ import annotations

import re

from . import moments, words
from .lines import Line, byline

# (서울=연합뉴스) 홍길동 기자 = · [아시아경제 홍길동 기자] · 【세종=뉴시스】홍길동 기자 = · [인사이트] 홍길동 기자 =
OPENING = re.compile(
    r"[\[(【<〔［]\s*([^\[\](){}【】<>〔〕［］\n]{2,36}(?:\([^()\n]{1,8}\))?[^\[\](){}【】<>〔〕［］\n]{0,20})\s*[\])】>〕］]"
    r"\s*((?:[가-힣]{2,4}[\s·ㆍ,]{0,3}(?:선임|수습|인턴|전문|객원|논설)?\s?(?:기자|특파원|통신원|위원|PD)?[\s·ㆍ,]{0,3}){1,4}[=＝])?\s*"
)
_SIGN_OFF = re.compile(r"(\S{2,8}?)\s?뉴스,?\s([가-힣]{2,4})(?:이|였)?(?:입니다|습니다)")
_MARK = re.compile(r"(?:[ⓒ©Ⓒ]|\([cC]\)|저작권자|[Cc]opyrights?)[\s:]*(?:\d{4}[\s\-.~]*(?:\d{4})?)?\s*([^\n]{2,80})")
_AFTER_NAME = re.compile(
    r"\s*(?:[(,.<>&|:\[\]]|무단|all rights|rights|reserved|의 |[A-Z][a-z]+ ?rights|Co\.|주식회사|\(주\)|㈜)",
    re.IGNORECASE,
)
_MAIL_HOST = re.compile(r"@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_FIRST_ISSUED = re.compile(r"입력|등록|승인|송고|발행|게시|작성|보도")
_CHANGED = re.compile(r"수정|업데이트|updated", re.IGNORECASE)
_NOT_THIS = re.compile(r"등록번호|등록일자|발행일자|창간|copyright|ⓒ|©|updated", re.IGNORECASE)


def opening(line: str) -> tuple[int, str | None, str | None]:
    """Where the words of a first line begin after its dateline, and the outlet and reporter named there.

    (0, None, None) when it has none.
    """
    match = OPENING.match(line)
    if not match:
        return 0, None, None
    inside, after = match.group(1).strip(), match.group(2)
    outlet = _known(inside)
    reported = byline(inside)
    if not outlet and reported is None and not (after and after.endswith(("=", "＝"))) and "=" not in inside[1:-1]:
        return 0, None, None
    if not outlet:
        outlet = _outlet_part(inside)
    names = byline(after.strip("=＝ ")) if after else None
    return match.end(), outlet, names or _names_inside(inside, reported) or None


def _names_inside(inside: str, reported: str | None) -> str | None:
    if reported:
        return reported
    return (
        byline(inside.rpartition("=")[2] if "=" in inside else inside.partition(" ")[2]) if "기자" in inside else None
    )


def _outlet_part(inside: str) -> str | None:
    """`서울=아무뉴스` -> 아무뉴스; `아무신문=홍길동 기자` and `아무신문 홍길동 기자` -> 아무신문."""
    left, equals, right = (part.strip() for part in inside.partition("="))
    if equals and right and not right.endswith(("기자", "특파원")):
        return right
    if inside.endswith(("기자", "특파원")):
        name = left if equals else inside.split()[0]
        return name if len(inside.split()) > 2 or equals else None
    return None


def _known(words_of_line: str) -> str | None:
    known = words.outlets()
    last = None
    for match in known.pattern.finditer(words_of_line):
        last = match
    return known.names.get(last.group(0).lower()) if last else None


def outlet(lines: list[Line], opened: str | None) -> str | None:
    """The outlet that the furniture names: copyright lines first, then the opening, a sign-off, an e-mail's host."""
    for line in reversed(lines):
        if line.look in ("stop", "end", "furniture", "caption") and (match := _MARK.search(line.text)):
            if line.look == "caption":
                continue
            name = _known(line.text) or _owner(match.group(1))
            if name:
                return name
    if opened:
        return opened
    for line in reversed(lines):
        if "입니다" in line.text and (sign := _SIGN_OFF.search(line.text[-30:])):
            name = _known(sign.group(1))
            if name:
                return name
        if line.look in ("byline", "caption", "furniture") and (mail := _MAIL_HOST.search(line.text)):
            name = words.outlet_of_host(mail.group(1))
            if name:
                return name
    return None


def _owner(after: str) -> str | None:
    """The owner that a copyright line names, when it is plainly a name."""
    cut = _AFTER_NAME.search(after)
    name = (after[: cut.start()] if cut else after).strip(" -·,.'\"‘’“”ⓒ©Ⓒ")
    return name if 2 <= len(name) <= 20 and name.count(" ") <= 1 and re.search(r"[가-힣A-Z]", name) else None


def reporter(lines: list[Line], opened: str | None) -> str | None:
    """The reporter: the opening's, else the first line that is a byline, else a date line's."""
    if opened:
        return opened
    for line in lines:
        if line.look == "byline":
            names = byline(line.text)
            if names and not line.text.startswith(("촬영", "영상", "그래픽", "편집", "디자인", "사진")):
                return names
        elif line.look == "date":
            names = byline(moments.WRITTEN.sub(" ", _FIRST_ISSUED.sub(" ", line.text)))
            if names:
                return names
    return None


def published(lines: list[Line], near: int) -> str | None:
    """The date of publication among the date lines: one that says `입력` before any other, one that says `수정` last.

    `near` is the headline's place in `lines`: of equals, the nearest below it wins.
    """
    best: tuple[int, int, str] | None = None
    for place, line in enumerate(lines):
        if line.look != "date" or _NOT_THIS.search(line.text):
            continue
        for nth, match in enumerate(moments.WRITTEN.finditer(line.text)):
            moment = moments.iso(match)
            if moment is None:
                continue
            if match.group(4 + 1) is None and match.end() == len(line.text) and place + 1 < len(lines):
                moment = _with_clock(moment, line, lines[place + 1])
            around = line.text[max(0, match.start() - 8) : match.start()] or line.text[match.end() : match.end() + 4]
            after = line.text[match.end() : match.end() + 4]
            rank = 0 if _FIRST_ISSUED.search(around) or _FIRST_ISSUED.match(after.strip()) else 1
            if _CHANGED.search(around) or (_CHANGED.match(after.strip()) and rank):
                rank = 2
            distance = place - near if place >= near else (near - place) * 3
            candidate = (rank * 1000 + min(distance, 900) + nth, place, moment)
            if best is None or candidate < best:
                best = candidate
    return best[2] if best else None


def _with_clock(day: str, line: Line, following: Line) -> str:
    """`2025.11.18.` and `06:30` on the next line are one moment."""
    clock = re.match(r"(\d{1,2}:\d{2})(?::\d{2})?$", following.text)
    if not clock or len(day) > 10:
        return day
    match = moments.WRITTEN.match(f"{day} {clock.group(1)}")
    return (match and moments.iso(match)) or day
