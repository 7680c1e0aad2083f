"""The fuller name that the article gives a body: `국토부` is 국토교통부 where that stands in it, `센터` 하람시민센터.

The article says so itself (`하람시민연대(이하 하람연)`), or the short name is a known one, or the one longer name in
the article ends in the short one or has its syllables in order. Where two bodies could be meant the short name stays:
a wrong name is worse than a short one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tracker.extract import lexicon
from tracker.extract.eojeol import PARTICLE_ROLES, read_eojeol
from tracker.extract.foreign import is_noun
from tracker.extract.heads import head_of
from tracker.extract.resolve import Speaker
from tracker.patterns import lazy

_BRACKET: Final = lazy(r"\((?:(?:이하|아래|약칭)\s*)?[‘'\"“]?([가-힣·]{2,8})[’'\"”]?\)")
_CLOSES: Final = "’'\"”)"
_WIDEST: Final = 100  # code points between a bracket and the name in it, blanks without end aside
_OPENED: Final = lazy("[‘'\"“「『]")
_RUN: Final = lazy(r"(?:\d+·\d+)?[가-힣A-Za-z0-9&]+\Z")
_NEXT: Final = lazy("[가-힣]*")
_WORD: Final = lazy("[가-힣A-Za-z0-9]+")
_TO_BLANK: Final = lazy(r"\S+")
_PEOPLE_OF: Final = frozenset(("관계자", "관계자들", "당국자", "고위", "핵심", "한", "다른"))
_KINDS: Final = lexicon.kind("small_words", "kind-of-body")
_BODIES: Final = ("org", "group")
_UNIONS: Final = ("노조", "노동조합")
_HANGUL: Final = lazy("[가-힣]+")
_DIVISION: Final = lazy(
    r"[가-힣]{2,6}(?:지법|고법|지방법원|고등법원|행정법원|가정법원|회생법원)(?: [가-힣]{2,4}지원)? "
    r"(?:제?(?:민사|형사|행정|가사|특별|특허|합의|단독|항소)*(?:제)?\d+(?:-\d+)?(?:민사|형사|행정|가사|특별|특허|합의|항소)*(?:부|단독))"
    r"(?![가-힣]*장)"
)
_HEARINGS: Final = {"재판부": None, "1심 재판부": False, "항소심 재판부": True, "2심 재판부": True}
_APPEAL: Final = lazy("고법|고등법원|항소|원심|2심|파기")
_MUNICIPALITIES: Final = lexicon.words("municipalities")
_PLACES: Final = {kind: lazy(f"(?<![가-힣])[가-힣]{{1,6}}{kind}") for kind in "시도군구"}
_ARMY: Final = lazy("국방|[육해공]군|합참|부대|장병|군인|군사|군 당국")
# A ministry keeps its short name when it is renamed: 산업부 has been two.
_ABBREVIATED: Final[dict[str, list[str]]] = {}
for _short, _full, _ in lexicon.rows("abbreviations"):
    _ABBREVIATED.setdefault(_short, []).append(_full)
_MOST_WORDS: Final = 8
_MOST_BODIES: Final = 100  # no article has so many speak; each costs a look at the whole text
_LONG: Final = 6  # syllables: no person's name


class Bodies:
    """The bodies of one article, looked up only as their short names are met. `masked` is its text without
    quotations."""

    def __init__(self, text: str, masked: str) -> None:
        self._text = text
        self._masked = masked
        self._fuller: dict[str, str | None] = {}
        self._divisions: dict[str, bool] | None = None

    def named_in_full(self, speaker: Speaker | None) -> Speaker | None:
        """`speaker` by the fuller name of its body, where the article gives one."""
        if speaker is None or speaker.type not in ("organization", "anonymous", "person") or speaker.title:
            return speaker
        if speaker.name.endswith("재판부"):
            return self._court(speaker)
        if speaker.name.endswith("측"):  # those who speak for a body: as the article calls them
            return speaker
        body, space, rest = speaker.name.partition(" ")
        if (rest and not _PEOPLE_OF.issuperset(rest.split(" "))) or len(body) > 8 or not _WORD.fullmatch(body):
            return speaker
        if body not in self._fuller:
            if len(self._fuller) >= _MOST_BODIES:
                return speaker
            self._fuller[body] = self._look_up(body)
        full = self._fuller[body]
        if full is None:
            return speaker
        if speaker.type != "person":
            return replace(speaker, name=full + space + rest)
        if head_of(full.split(" ")[-1])[0] not in _BODIES and len(full) < _LONG:
            return speaker
        return replace(speaker, name=full, type="organization")

    def _look_up(self, short: str) -> str | None:
        if short in _PLACES:
            return self._place(short)
        return self._defined(short) or self._known(short) or self._longer(short) or self._shortened(short)

    def _court(self, speaker: Speaker) -> Speaker:
        """`재판부`, `1심 재판부`, `항소심 재판부`: the one division of a court that the article names, for the first
        hearing or the appeal."""
        if speaker.name not in _HEARINGS:
            return speaker
        if self._divisions is None:
            self._divisions = {match[0]: self._on_appeal(match) for match in _DIVISION.finditer(self._masked)}
        appeal = _HEARINGS[speaker.name]
        found = [name for name, hears in self._divisions.items() if appeal is None or hears is appeal]
        return replace(speaker, name=found[0]) if len(found) == 1 else speaker

    def _on_appeal(self, division: re.Match[str]) -> bool:
        end = self._masked.find(". ", division.end())
        sentence = self._masked[division.start() : end if end > 0 else None].split("\n", 1)[0]
        return bool(_APPEAL.search(sentence))

    def _place(self, kind: str) -> str | None:
        """The city that `시` is: the one city of the article, or the one that it names twice as often as all others."""
        if kind == "군" and _ARMY.search(self._masked):
            return None
        counts = Counter(name for name in _PLACES[kind].findall(self._masked) if name in _MUNICIPALITIES)
        name, most = next(iter(counts.most_common(1)), ("", 0))
        return name if most > 2 * (counts.total() - most) else None

    def _known(self, short: str) -> str | None:
        return next((full for full in _ABBREVIATED.get(short, ()) if full in self._masked), None)

    def _defined(self, short: str) -> str | None:
        """What stands in front of `(이하 short)` or `(short)`; a name in marks is taken whole."""
        at = self._bracketed(short)
        if at < 0:
            return None
        line = self._text[self._text.rfind("\n", 0, at) + 1 : at].rstrip("’'\"”」』")
        words = line.split(" ")[-_MOST_WORDS:]
        marked = next((k for k in range(1, len(words) + 1) if _OPENED.search(words[-k])), 0)
        for k in [marked, *range(1, len(words) + 1)] if marked else range(1, len(words) + 1):
            long = " ".join(words[-k:])
            if k == marked:
                long = _OPENED.split(long)[-1]
            elif not words[-k][-1:].isalnum():
                return None
            if _spells(short, long) or (k == marked and _spells(short, words[-1])):
                return long
        return None

    def _bracketed(self, short: str) -> int:
        """Where the first bracket around `short` opens, -1 where there is none."""
        at = self._text.find(short)
        while at >= 0:
            end = at + len(short)
            if end < len(self._text) and self._text[end] in _CLOSES:
                opens = self._text.rfind("(", max(0, at - _WIDEST), at)
                match = _BRACKET.match(self._text, opens) if opens >= 0 else None
                if match is not None and match[1] == short:
                    return opens
            at = self._text.find(short, at + 1)
        return -1

    def _longer(self, short: str) -> str | None:
        """The one longer word that ends in `short`, which is a kind of body by itself."""
        kind, head = head_of(short)
        if short not in _KINDS and (kind != "org" or head == short):
            return None
        union = short in _UNIONS
        found = {
            front + end
            for end in (_UNIONS if union else (short,))
            for front in self._fronts(end)
            if union or _is_proper(front, front + end)
        }
        longest = max(found, key=len, default="")
        plain = longest.replace(_UNIONS[1], _UNIONS[0])
        told = all(one == longest or _spells(one, longest) or (union and plain.endswith(one)) for one in found)
        return longest if longest and told else None

    def _fronts(self, end: str) -> Iterator[str]:
        """What runs together with `end` in front of it, wherever that ends a word."""
        at = self._masked.find(end)
        while at >= 0:
            stop = at + len(end)
            after = _NEXT.match(self._masked, stop)
            if after is not None and (not after[0] or after[0] in PARTICLE_ROLES or after[0] == "장"):
                run = _RUN.search(self._masked, max(0, at - 20), at)
                if run is not None:
                    yield run[0]
            at = self._masked.find(end, stop)

    def _shortened(self, short: str) -> str | None:
        """The one body whose name has the syllables of `short` in order, the last one in what it is: 하람기억연대 of
        `하기연`; `short` is no word that we know."""
        if len(short) < 3 or not _HANGUL.fullmatch(short) or head_of(short)[0] is not None or is_noun(short):
            return None
        found = set()
        at = self._masked.find(short[0])
        while at >= 0:
            if at == 0 or self._masked[at - 1].isspace():
                word = _TO_BLANK.search(self._masked, at)
                if word is not None and len(word[0]) > len(short) + 1:
                    body = read_eojeol(word[0])
                    if body.kind in _BODIES and body.head != "측" and _spells(short, body.stem):
                        found.add(body.stem)
            at = self._masked.find(short[0], at + 1)
        return found.pop() if len(found) == 1 else None


def _spells(short: str, long: str) -> bool:
    """Whether `long` has the syllables of `short` in order, from its first on and into its last word, or ends in all of
    it."""
    if len(long) <= len(short):
        return False
    if long.endswith(short):
        return True
    if long[0] != short[0] or short[-1] not in long.split(" ")[-1]:
        return False
    rest = iter(long)
    return all(syllable in rest for syllable in short)


def _is_proper(front: str, word: str) -> bool:
    """Whether what stands in front of the head makes a name, and not a kind of body (`요양병원`)."""
    names = lexicon.words("proper_nouns")
    if word in names:
        return True
    return len(front) > 1 and not is_noun(word) and (not is_noun(front) or front in names)
