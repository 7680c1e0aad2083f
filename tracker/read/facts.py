"""What a text says about itself: outlet, reporter, date. Each is read off lines that are not the article's prose."""

from __future__ import annotations

import re
from datetime import date

from tracker.patterns import lazy

from . import captions, moments, words
from .bylines import byline, without_dates
from .lines import Line

_RANKED = r"(?:선임|수습|인턴|전문|객원|논설)?\s?(?:기자|특파원|통신원|위원|PD)?"
_NAMES = rf"(?:[가-힣]{{2,4}}[\s·ㆍ,]{{0,3}}{_RANKED}[\s·ㆍ,]{{0,3}}){{1,4}}"
# (서울=연합뉴스) 홍길동 기자 = · [아시아경제 홍길동 기자] · 【세종=뉴시스】홍길동 기자 = · [인사이트] 홍길동 기자 =
_OPENING = lazy(
    r"[\[(【<〔［]\s*([^\[\](){}【】<>〔〕［］\n]{2,36}(?:\([^()\n]{1,8}\))?[^\[\](){}【】<>〔〕［］\n]{0,20})\s*[\])】>〕］]"
    rf"\s*({_NAMES}[=＝])?\s*"
)
_NO_OPENING = lazy(r"사진|출처|제공|자료|그래픽|DB|캡처|^(?:기자|앵커|리포트)|[:：/]")
_SIGN_OFF = lazy(r"(\S{2,8}?)\s?뉴스,?\s([가-힣]{2,4})(?:이었)?(?:입니다|습니다)")
_MARK = lazy(
    r"(?:[ⓒ©Ⓒ]|\([cC]\)|저작권자|[Cc]opyrights?)[\s:ⓒ©Ⓒ]*(?:by\s)?(?:\d{4}[\s\-.~]*(?:\d{4})?)?\s*([^\n]{2,80})"
)
_BETWEEN_NAMES = lazy(r"[(),.<>&|:\[\]]|무단|all rights|rights|reserved|의 |\bCo\b|주식회사|㈜|www", re.IGNORECASE)
_OWNER = lazy(r"[가-힣A-Z]")
_MAIL_HOST = lazy(r"@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_HOST = lazy(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FIRST_ISSUED = lazy(r"입력|등록|승인|송고|발행|게시|작성|보도")
_CHANGED = lazy(r"수정|업데이트|updated", re.IGNORECASE)
_NOT_THIS = lazy(r"등록번호|등록일자|발행일자|창간|copyright|ⓒ|©|updated", re.IGNORECASE)
_CLOCK = lazy(r"(\d{1,2}:\d{2})(?::\d{2})?$")
_PAGE, _NEAR = 60, 30  # lines
_CREW_FIRST = ("촬영", "영상", "그래픽", "편집", "디자인", "사진", "화면")


def opening(line: str) -> tuple[int, str | None, str | None]:
    """Where the words of a paragraph begin after its dateline, and the outlet and reporter named there.

    (0, None, None) when it has none.
    """
    match = _OPENING.match(line)
    if not match:
        return 0, None, None
    inside, after = match.group(1).strip(), match.group(2)
    if _NO_OPENING.search(inside):
        return 0, None, None
    place, equals, right = (part.strip() for part in inside.partition("="))
    outlet = words.outlets().named_in(inside)
    signed = byline(right or inside)
    if not outlet and not equals and not after and signed is None:
        return 0, None, None
    names = byline(after.strip("=＝ ")) if after else signed
    if names and not equals and not after:
        names = _without_outlet(names, outlet)
    return match.end(), outlet or _unlisted(place, right, inside), names or None


def _unlisted(place: str, right: str, inside: str) -> str | None:
    """An outlet that the list lacks: `서울=아무뉴스`, `아무신문=홍길동 기자`, `아무신문 홍길동 기자`."""
    if right:
        return place if byline(right) is not None else right
    parts = inside.split()
    return parts[0] if len(parts) > 2 and byline(inside) is not None else None


def _without_outlet(names: str, outlet: str | None) -> str:
    """`아무신문, 홍길동` -> 홍길동: inside one bracket the outlet stands before the reporter."""
    parts = names.split(", ")
    return ", ".join(parts[1:] if len(parts) > 1 and not outlet else parts)


def outlet(lines: list[Line], opened: str | None) -> str | None:
    """The outlet that the furniture names: copyright lines first, then the opening, a sign-off, an e-mail's host."""
    for line in lines:
        if line.look in ("stop", "furniture", "end", "long") and (match := _MARK.search(line.text)):
            host = _HOST.search(line.text)
            name = words.outlets().named_in(line.text) or words.outlet_of_host(host and host.group())
            name = name or _owner(match.group(1))
            if name:
                return name
    if opened:
        return opened
    for line in reversed(lines):
        if "입니다" in line.text and (sign := _SIGN_OFF.search(line.text[-30:])):
            name = words.outlets().named_in(sign.group(1))
            if name:
                return name
        if line.look in ("byline", "furniture") and (mail := _MAIL_HOST.search(line.text)):
            name = words.outlet_of_host(mail.group(1))
            if name:
                return name
    return None


def _owner(after: str) -> str | None:
    """The owner that a copyright line names, past a slogan: the first part of it that is plainly a name."""
    for part in _BETWEEN_NAMES.split(after):
        name = part.strip(" -·'\"‘’“”ⓒ©Ⓒ")
        if 2 <= len(name) <= 20 and name.count(" ") <= 1 and _OWNER.search(name):
            return name
    return None


def reporter(lines: list[Line], opened: str | None) -> str | None:
    """The reporter: the opening's, else the first line that is a byline, else a date line's."""
    if opened:
        return opened
    for line in lines:
        if line.look == "byline" and not line.text.startswith(_CREW_FIRST):
            names = byline(line.text)
        elif line.look == "date":
            names = byline(without_dates(line.text))
        else:
            continue
        if names:
            return names
    return None


def published(lines: list[Line], near: int) -> str | None:
    """The date of publication among the date lines: one that says `입력` before any other, one that says `수정` last.

    `near` is the headline's place in `lines`: of equals, the nearest below it wins.
    """
    best: tuple[int, str] | None = None
    for place, line in enumerate(lines):
        if line.look != "date":
            continue
        distance = place - near if place >= near else (near - place) * 3
        far = len(lines) > _PAGE and distance > _NEAR
        for nth, match in enumerate(moments.WRITTEN.finditer(line.text)):
            moment = moments.iso(match)
            if moment is None or (len(moment) == 10 and _NOT_THIS.search(line.text)):
                continue
            if len(moment) == 10 and match.end() == len(line.text) and place + 1 < len(lines):
                moment = _with_clock(moment, lines[place + 1].text)
            said = _rank(line.text, match)
            if far and said:
                continue  # a page's clock, or another story's date
            rank = said * 1000 + far * 1500 + min(distance, 900) + nth
            if best is None or rank < best[0]:
                best = (rank, moment)
    return best[1] if best else None


def _rank(line: str, match: re.Match[str]) -> int:
    """0 for a date that the line calls first issued, 2 for one that it calls changed, 1 for one without a word."""
    before = line[max(0, match.start() - 8) : match.start()]
    after = line[match.end() : match.end() + 4]
    word = before if before.strip(" |/·:") else after
    if _FIRST_ISSUED.search(word):
        return 0
    return 2 if _CHANGED.search(word) else 1


def _with_clock(day: str, following: str) -> str:
    """`2025.11.18.` and `06:30` on the next line are one moment."""
    clock = _CLOCK.match(following)
    match = moments.WRITTEN.match(f"{day} {clock.group(1)}") if clock else None
    return (match and moments.iso(match)) or day


def photographed(lines: list[Line]) -> str | None:
    """The day of a wire photo that goes with the story: its caption names that day, and the story does too."""
    story = ""
    for line in lines:
        if line.look == "caption" and (parts := captions.dated(line.text)):
            story = story or " ".join(other.text for other in lines if other.look == "sentence")[:1500]
            if not story or captions.names_day(story, parts[2]):
                try:
                    return date(*parts).isoformat()
                except ValueError:
                    continue
    return None
