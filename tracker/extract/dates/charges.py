"""Words that a court or the police look into: they were said long before the day that an article tells of.

`A씨는 "…"라고 말해 모욕죄로 기소됐다` (indicted for having said "…"), `"…"며 낸 소송` (the suit that asks that …).
"""

from __future__ import annotations

from typing import Final

from tracker.extract.dates.clauses import QUOTE, Clauses
from tracker.patterns import lazy

# The closing mark of a quotation, and those chained to it up to the last (`"…", "…"라고`).
_LAST: Final = rf"{QUOTE}[\"'”’]?(?:,?\s?[\"'“‘]{QUOTE}[\"'”’]?){{0,3}}"
_COURT: Final = r"(?:기소|고발|고소|입건|구속|송치|체포|재판에|불구속)"
_CHARGED: Final = lazy(
    rf"{_LAST}(?:이?라)?고 [^\s{QUOTE}]+(?:해|한|쳐|여|려|워|써|겨) [^{QUOTE}.]{{0,40}}(?:죄|혐의)로 "
    rf"[^{QUOTE}.]{{0,12}}{_COURT}\s?(?:된|돼|됐|되어|넘겨|받)"
)
# How a sentence ends that tells what somebody is charged with, or what an inquiry showed.
_CHARGES: Final = lazy(
    rf"혐의(?:를|도|까지)? 받(?:는다|습니다|고 있다|고 있습니다|았다)\.?$|혐의로 [^{QUOTE}.]{{0,24}}"
    rf"(?:됐다|됐습니다|넘겨졌다|넘겨졌습니다|받고 있다)\.?$|"
    r"것으로 (?:조사됐|드러났|밝혀졌|파악됐)(?:다|습니다)\.?$"
)
_SUES: Final = ("낸 ", "제기한 ", "청구한 ", "신청한 ")
_SUED: Final = lazy(
    rf"{_LAST}(?:이?라)?(?:며|고|면서|는 취지로) (?:[^\s{QUOTE}]+ ){{0,4}}(?:{'|'.join(_SUES)})"
    rf"[^{QUOTE}.]{{0,16}}(?:소송|소원|가처분|심판|청구|신청|이의|고소|고발|항고|진정)"
)
_LOWER_COURT: Final = lazy(
    rf"{_LAST}(?:이?라)?[는고]\s(?:(?:취지의|판결한|선고한|판단한) )?(?:원심|1심|2심|항소심|하급심)"
)
_CHARGED_WITH: Final = tuple(
    f"혐의{particle} {verb}{end}"
    for particle in ("를", "도", "가")
    for verb in ("받는다", "받고 있다", "받았다", "있다", "받습니다", "받고 있습니다", "있습니다")
    for end in (".", "")
)
# No sentence tells of charges so far behind the words.
_FAR: Final = 160


def tells_charge(sentence: str) -> bool:
    """Whether a sentence tells what somebody is charged with: when that was done is the day of nothing that follows."""
    return sentence.rstrip().endswith(_CHARGED_WITH)


def is_of_case(clauses: Clauses, nth: int) -> bool:
    """Whether the words of the `nth` quotation are those of a claim or of a lower court in the case that is told of."""
    at = clauses.quotes[nth]
    words = clauses.text[at : at + _FAR]
    return ("심" in words and _LOWER_COURT.match(words) is not None) or (
        any(verb in words for verb in _SUES) and _SUED.match(words) is not None
    )


def is_charge(clauses: Clauses, nth: int) -> bool:
    """Whether the words of the `nth` quotation are what somebody is charged with, or what an inquiry showed."""
    at = clauses.quotes[nth]
    words = clauses.text[at : at + _FAR]
    if ("죄로 " in words or "혐의로 " in words) and _CHARGED.match(words) is not None:
        return True
    if len(clauses.text) - at > _FAR or not ("혐의" in words or "것으로 " in words):
        return False
    return _CHARGES.search(words) is not None and "응답" not in words
