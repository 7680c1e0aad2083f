"""Broadcast sound bites in a block of their own: `[홍길동/○○당 의원 : 평가는 국민께 맡깁니다.]`

Television scripts put the speaker's name and title in square brackets, with the words behind a colon in the same
brackets, behind the closing bracket, or between marks on the next line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tracker.extract.heads import head_of
from tracker.extract.names import is_possible_name, is_short_name, surname_of
from tracker.extract.places import places_of
from tracker.patterns import lazy

# A block opens a line, or what was one before an archive joined its paragraphs with two spaces.
_AT: Final = r"(?:^|(?<=[ \t]{2}))[ \t]*"
_STOP: Final = r"(?=[ \t]*$|[ \t]{2})"
_KIND: Final = r"(?:녹취|인터뷰|전화인터뷰|현장음|싱크|씽크|INT|SYN|I N T|S Y N)(?:[(（][^()（）\n]{1,8}[)）])?"
_OPENING, _CLOSING = r"(?:[\[【<◀]|&lt;)", r"(?:[\]】>▶]|&gt;)"
_INSIDE: Final = lazy(
    _AT + r"[\[【<〈][ ]?(?P<who>[^\[\]【】<>:：\n\"“]{2,60}?)[ ]?(?:[:：]|[ ]{2}(?=[\"“]))[ ]?"
    r"(?P<words>[^\n]{2,1500}?)[ ]?[\]】>〉]" + _STOP,
    re.M,
)
_HEADED: Final = lazy(
    _AT
    + _OPENING
    + r"[ ]?(?:"
    + _KIND
    + r"[ ]?[:：/]?[ ]?)?(?P<who>[^\[\]【】<>◀▶:：\n\"“&]{2,60}?)[ ]?"
    + _CLOSING
    + r"[ \t]*(?::[ ]?)?\n{0,2}[ \t]*"
    r"[\"“](?P<words>[^\n\"“”]{2,1500})[\"”]" + _STOP,
    re.M,
)
_LABELLED: Final = lazy(
    r"^[ \t]*(?P<label>[\[【<◀〈] ?(?:녹취|인터뷰|현장음|싱크|씽크|INT|SYN|"
    r"리포트)[^\]】>▶〉\n]{0,6}[\]】>▶〉])[ \t]*"
    r"(?P<who>[^:：\n\"“]{2,60}?)[ ]?[:：][ ]?[\"“]?(?P<words>[^\n]{2,1500}?)[\"”]?[ \t]*$",
    re.M,
)
_POINTED: Final = lazy(
    r"^[ \t]*▶[ \t]*(?P<label>인터뷰|싱크|씽크|녹취|스탠딩|현장음)?(?:[(（][^()（）\n]{1,8}[)）])?[ ]?[:：][ ]?"
    r"(?P<who>[^:：\n\"“]{2,60}?)[ ]*\n{1,2}[ \t]*-[ ]?[\"“]?(?P<words>[^\n]{2,1500}?)[\"”]?[ \t]*$",
    re.M,
)
_TAGGED: Final = lazy(
    r"^[ \t]*(?P<label>" + _OPENING + r"[ ]?" + _KIND + r"[ ]?" + _CLOSING + r")[ \t]*(?P<who>[^:：\n\"“]{2,60}?)[ \t]*"
    r"\n{1,2}[ \t]*(?:-[ ]?)?"
    r"(?:[\"“](?P<quoted>[^\n\"“”]{2,1500})[\"”]|(?P<words>[가-힣(][^\n\"“”]{6,1500}[.?!…다요죠]))[ \t]*$",
    re.M,
)
_PLAIN: Final = lazy(
    r"^(?P<label>(?:인터뷰|녹취|싱크|INT|SYN)[ \t/:·▶]+)?"
    r"(?P<who>[^\[\]【】<>:：\n\"“.?!]{2,40}[^다요죠까\s\n\"“.?!])[ \t]*\n{1,2}[ \t]*"
    r"[\"“](?P<words>[^\n\"“”]{2,1500})[\"”][ \t]*$",
    re.M,
)
_BRACKETS: Final = ("[", "【", "<", "〈", "◀", "&")  # a page's source has &lt;
_POINTER: Final = ("▶",)
_QUOTES: Final = ('"', "“")
_NOBODY: Final = lazy(
    r"^(?:앵커|기자|리포트|앵커멘트|리포터|아나운서|사진|영상|그래픽|자료|출처|취재|편집|제보|단독|속보|현장|관련|"
    r"뉴스|표(?![가-힣])|서울|부산|대구|인천|광주|대전|울산|세종|"
    r"[가-힣]+=|.*=연합뉴스|.*=뉴시스|.*=뉴스1|.*기자$)"
)
_MASKED: Final = lazy("[가-힣] 모 ?씨?$")  # 방 모 씨: a surname, the rest withheld
_SPACED: Final = lazy("[가-힣]{1,6}(?: [가-힣]{1,7}){1,2}")
_OUTER: Final = "\"“”'‘’ "


@dataclass(frozen=True, slots=True)
class SoundBite:
    """A sound bite: the words are `text[start:end]`, the block ends at `block_end`; who speaks as the label says."""

    start: int
    end: int
    block_start: int
    block_end: int
    name: str
    title: str | None
    personal: bool


def find_sound_bites(text: str, start: int, end: int) -> list[SoundBite]:
    """The sound bites of `text[start:end]`, in order; each label is read as name / title in either order."""
    found: dict[int, SoundBite] = {}
    bracketed = _opening(_BRACKETS, text, start, end)
    for pattern in (_INSIDE, _LABELLED, _HEADED, _TAGGED) if bracketed else ():
        _find(pattern, text, bracketed, end, found)
    pointed = _opening(_POINTER, text, start, end)
    if pointed:
        _find(_POINTED, text, pointed, end, found)
    bare = _before_quoted(text, start, end)
    if bare and ('\n"' in text or "\n“" in text):
        _find(_PLAIN, text, bare, end, found)
    return [found[begin] for begin in sorted(found)]


def _opening(brackets: tuple[str, ...], text: str, start: int, end: int) -> list[int]:
    """Where a line, or what was one, opens with one of `brackets`, in order: nowhere else can a block with one begin.
    The blanks in front of the bracket belong to the block."""
    places = []
    for bracket in places_of(brackets, text, start, end):
        begin = bracket
        while begin > start and text[begin - 1] in " \t":
            begin -= 1
        while begin < bracket and not _opens_line(text, begin):
            begin += 1
        if _opens_line(text, begin):
            places.append(begin)
    return places


def _opens_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n" or (at > 1 and text[at - 1] in " \t" and text[at - 2] in " \t")


def _before_quoted(text: str, start: int, end: int) -> list[int]:
    """Where the lines begin, in order, behind which a line opens with a mark: the next, or the one after an empty
    one."""
    places = []
    for mark in places_of(_QUOTES, text, start, end):
        stop = mark - 1
        while stop > start and text[stop] in " \t":
            stop -= 1
        if stop >= start and text[stop] == "\n":
            if stop > start and text[stop - 1] == "\n":
                stop -= 1
            places.append(max(start, text.rfind("\n", start, stop) + 1))
    return places


def _find(pattern: re.Pattern[str], text: str, places: list[int], end: int, found: dict[int, SoundBite]) -> None:
    """Add to `found` the sound bites that `pattern` finds at `places`, by where their words begin."""
    after = 0
    for place in places:
        match = pattern.match(text, place, end) if place >= after else None
        if match is None:
            continue
        after = match.end()
        who = read_label(match["who"].strip()) or _announced(match)
        if who is None or (pattern is _PLAIN and _parted(match)) or (pattern is _TAGGED and _is_title(match)):
            continue
        begin, stop = match.span("quoted" if match.groupdict().get("quoted") else "words")
        while begin < stop and text[begin] in _OUTER:
            begin += 1
        while stop > begin and text[stop - 1] in _OUTER:
            stop -= 1
        if stop - begin >= 2:
            found.setdefault(begin, SoundBite(begin, stop, match.start(), match.end(), *who))


def _parted(match: re.Match[str]) -> bool:
    """An empty line behind a bare name: a heading or a caption, unless it gives name / title."""
    gap = match.string[match.end("who") : match.start("words")]
    return "\n\n" in gap and not match["label"] and not any(mark in match["who"] for mark in "/(")


def _is_title(match: re.Match[str]) -> bool:
    """`[인터뷰] 하람병원장이 말하는 섬` above a text without marks: the headline of an interview."""
    return match["quoted"] is None and match["label"][0] == "[" and "/" not in match["who"]


def _announced(match: re.Match[str]) -> tuple[str, str | None, bool] | None:
    """`▶ 인터뷰 : 가게 손님`, `▶ 스탠딩 : 홍서연 / 기자`: a label that says of itself that somebody is heard."""
    if not match.groupdict().get("label"):
        return None
    name, _, title = (part.strip() for part in match["who"].partition("/"))
    if title == "기자" and _is_name(name):
        return name, title, True
    return (name, title or None, False) if not _NOBODY.match(name) else None


def read_label(label: str) -> tuple[str, str | None, bool] | None:
    """`홍길동/○○당 의원` -> (홍길동, ○○당 의원, True); None for `앵커`, a place line or a credit."""
    if _NOBODY.match(label) or sum(char.isalnum() for char in label) < 2:
        return None
    parts = [part.strip() for part in re.split(r"[/／|,]|\s?[(（]|[)）]", label) if part.strip()]
    if len(parts) > 1:
        name, title = parts[0], " ".join(parts[1:])
        if not _is_name(name) and _is_name(title):
            name, title = title, name
        bare = name.removesuffix(" 씨")
        return bare if is_possible_name(bare) else name, title, _is_name(name) or _spaced_name(name, title)
    masked = _MASKED.match(label)
    if masked is not None:
        return label, None, True
    words = label.split()
    named = [word for word in words if _is_name(word)]
    if len(words) > 1 and named:
        rest = " ".join(word for word in words if word != named[-1])
        return named[-1], rest, True
    if _is_name(label) or (len(words) <= 4 and head_of(words[-1])[0] in ("role", "title", "org", "group")):
        return label, None, _is_name(label)
    return None


def _spaced_name(name: str, title: str) -> bool:
    """`박 향 / 방역반장`, `진 하워스 / 하람투자 창립자`: some words in front of a title that are no role themselves."""
    words = _SPACED.fullmatch(name) is not None and head_of(name.split(" ")[-1])[0] is None
    return words and head_of(title.split(" ")[-1])[0] in ("title", "role")


def _is_name(word: str) -> bool:
    return (
        is_possible_name(word)
        or is_short_name(word)
        or (word.removesuffix(" 씨").endswith(("모", " 모")) and surname_of(word) is not None and len(word) <= 6)
    )
