"""Which pairs of marks in the body hold somebody's words, and which a title, a coined term or a label."""

from __future__ import annotations

import re
from typing import Final

from tracker.extract import lexicon
from tracker.extract.cues import Tail, read_tail, reporting_verb
from tracker.extract.marks import Marked
from tracker.extract.masks import ASIDE, LABEL, QUOTE
from tracker.extract.names import is_bare_name
from tracker.patterns import lazy

_SENTENCE_ENDS: Final = frozenset("다요까죠네나냐자라야해돼지군걸데줘오소세게것듯음함임됨")
# Round brackets, and what only points at a picture (`<사진>`, `[사진=…]`) between a name and its title.
_ROUND: Final = lazy(r"\([^()\n]{0,120}\)")
_ROUND_OR_PICTURE: Final = lazy(
    r"[(<〈＜\[](?:"  # one set of characters first, so that the scan may skip over everything else
    r"(?<=\()[^()\n]{0,120}\)|(?<!\()사진[^<>〈〉\[\]\n]{0,20}[>〉＞\]])"
)
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"
_SHARE: Final = lazy(r"\d%|\d퍼센트|\d명 중 \d")
_ANSWERED: Final = ("답하다", "응답하다", "대답하다", "꼽다")
_OPENS_SENTENCE: Final = lazy(r"(?:^|[\n.:?!…\]]|\ue000)[ \t\u2008\u00a0]*$")
_WORD: Final = lazy(r"[^\s\ue000]+")
_SPOKEN_ASIDE: Final = lazy(r"[ ]?\(([^()\n]{2,40})\)")


def mask(text: str, marked: list[Marked]) -> str:
    """`text` with the words between double marks and the marks replaced by QUOTE, between single marks and corner
    brackets by LABEL, asides by ASIDE, invisible characters by blanks; same length, so offsets hold."""
    parts, at = [], 0
    for pair in marked:
        parts.append(text[at : pair.outer_start])
        if pair.style == "single" and _is_name(text[pair.start : pair.end]):
            parts.append(f" {text[pair.start : pair.end]} ")
            at = pair.outer_end
            continue
        parts.append((QUOTE if pair.style == "double" else LABEL) * (pair.outer_end - pair.outer_start))
        at = pair.outer_end
    parts.append(text[at:])
    masked = "".join(parts)
    for char in _INVISIBLE:
        masked = masked.replace(char, " ")
    has_picture = "사진" in masked and any(f"{mark}사진" in masked for mark in "<〈＜[")
    return (_ROUND_OR_PICTURE if has_picture else _ROUND).sub(_as_aside, masked)


def _as_aside(match: re.Match[str]) -> str:
    return ASIDE * (match.end() - match.start())


def _is_name(words: str) -> bool:
    """`'제임스 웰던' 연구원`: some papers put names between single marks."""
    if " " not in words:
        return len(words) < 5 and is_bare_name(words)
    parts = words.split(" ")
    return len(parts) <= 3 and parts[0] in lexicon.words("foreign_given_names")


def remask(masked: str, pairs: list[tuple[Marked, bool]]) -> str:
    """`masked` with each pair as QUOTE where it is a quotation, else as LABEL."""
    parts, at = [], 0
    for pair, quoted in pairs:
        if masked[pair.start] not in (QUOTE, LABEL):
            continue
        parts.append(masked[at : pair.outer_start])
        parts.append((QUOTE if quoted else LABEL) * (pair.outer_end - pair.outer_start))
        at = pair.outer_end
    parts.append(masked[at:])
    return "".join(parts)


def judge(text: str, masked: str, marked: list[Marked], sentence_ends: list[int]) -> list[tuple[Marked, Tail, bool]]:
    """For each pair, in order, how its sentence goes on and whether it is a quotation. `sentence_ends` are where the
    sentences of the pairs end. A pair that stands in a list shares the fate of the next one."""
    judged: list[tuple[Marked, Tail, bool]] = []
    for pair, sentence_end in zip(reversed(marked), reversed(sentence_ends), strict=True):
        tail = read_tail(masked, pair.outer_end, sentence_end, closed=text[pair.end - 1] in ".?!…")
        if tail.kind == "listed" and judged:
            quoted = judged[-1][2] and pair.style == judged[-1][0].style
            tail = (
                Tail("listed", tail.clause_end, judged[-1][1].cue, judged[-1][1].tone, joins=True) if quoted else tail
            )
        else:
            quoted = _is_quote(text, masked, pair, tail)
        judged.append((pair, tail, quoted))
    judged.reverse()
    return judged


def _is_quote(text: str, masked: str, pair: Marked, tail: Tail) -> bool:
    words = text[pair.start : pair.end].strip()
    if not any(char.isalnum() for char in words):
        return False
    if pair.style != "double":
        return _single_is_quote(words, tail, masked)
    if tail.kind == "verb":
        return True
    sentence = _ends_sentence(words)
    if tail.kind == "naming":
        return sentence and len(words) >= 25
    if tail.kind == "noun":
        if tail.noun in ("뜻", "의미") and not sentence:
            return False
        return len(words) >= 3 or tail.noun not in ("말", "의미", "뜻", "이유", "표현", "인식", "평가", "게", "것")
    if tail.kind in ("bare", "object"):
        return len(words) >= 4 if tail.kind == "bare" else len(words) >= 8
    opens = bool(_OPENS_SENTENCE.search(masked, max(0, pair.outer_start - 6), pair.outer_start))
    if tail.kind == "end":
        return len(words) >= (4 if sentence or words[-1] in ".?!" else 8) if opens else sentence and len(words) >= 8
    if _SPOKEN_ASIDE.match(text, pair.outer_end) and sentence:
        return True
    return sentence and len(words) >= 12


def _ends_sentence(words: str) -> bool:
    """Whether `words` end as a sentence does, whatever stops follow."""
    end = len(words)
    while end and (words[end - 1] in ".?!…~" or words[end - 1].isspace()):
        end -= 1
    stops = words[end:]
    return words[end - 1 : end] in _SENTENCE_ENDS or "…" in stops or "..." in stops


def _single_is_quote(words: str, tail: Tail, masked: str) -> bool:
    """Single marks count only with a reporting verb right behind a quotative particle, around a whole clause, and not
    around what so many of those asked have chosen."""
    if tail.kind != "verb" or tail.cue is None or len(words) < 4:
        return False
    if tail.cue in _ANSWERED and _SHARE.search(masked, max(0, tail.clause_end - len(words) - 60), tail.clause_end):
        return False
    word = _WORD.search(masked, tail.clause_end)
    if word is None:
        return False
    if tail.joins:
        return _ends_sentence(words) and len(words) >= 7
    if reporting_verb(word.group().rstrip(".,．…?!")) is None:
        return False
    return _ends_sentence(words) or (len(words) >= 5 and (tail.tone != "neutral" or tail.cue == "밝히다"))
