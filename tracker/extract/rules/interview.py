"""Interviews: questions and answers in turn. The form is found once in an article, then every answer is the guest's.

―왜 섬으로 갔나.            the question: a line that opens with a mark, or ends with one
“사람이 없어서 갔다.”        the answer: a paragraph that is one quotation
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tracker.extract.mentions import mention_at
from tracker.extract.people import Person
from tracker.extract.phrases import Mention, tokens_of
from tracker.extract.resolve import Discourse, Speaker
from tracker.extract.rules.outcome import Attribution, Candidate, Talk
from tracker.extract.units import Unit
from tracker.patterns import lazy

_OPENS: Final = lazy(
    r"\s*(?P<mark>[―—–‐‑－\-ㅡ─·▷▶◇◆■□▲△○●◎▣※]|[<\[(〈【]\s?(?:문|질문|Q)\s?\d{0,2}[>\])〉】]|"
    r"(?:Q|Ｑ|문|질문|질의)(?=\s?\d{0,2}\s?[.:)：]|\s)|\d{1,2}[.)](?=\s))"
)
_ASKS: Final = lazy(r"[?？][\"”’')\]]?\s*$")
_ASKS_PLAINLY: Final = lazy(r"(?:[나까냐지죠]|[은린한인]가|는데|다는데|은|는|점|이유|다면)[.…]{0,3}\s*$")
_LONGEST_QUESTION: Final = 160
_NO_QUESTION: Final = lazy(r"\s*[▶◀]\s*(?:인터뷰|싱크|씽크|녹취|스탠딩|현장음)")
_ANSWER_MARK: Final = lazy(
    r"\s*(?:(?:[―—–‐‑－\-ㅡ─=＝·▲△▶▷◆◇■□○●◎↳└☞]|[<\[(〈【]?\s?(?:A|Ａ|답|답변|응답)\s?\d{0,2}[>\])〉】]?)\s?[.:)：]?\s*)?$"
)
_NO_WORDS: Final = lazy(r"[^가-힣A-Za-z0-9]*$")
_TALK: Final = lazy(r"인터뷰|일문일답|문답|대담|Q ?& ?A|만났|만나 |물었|물어봤|들어봤|들어 봤|이야기를 나|대화를 나")
# What follows whom one talks with, by the particle that the guest has.
_WITH_GUEST: Final = {
    "O": lazy(r"(?:만났|만나|인터뷰)"),
    "C": lazy(r"(?:인터뷰|일문일답|문답|대담|만났|만나|이야기|대화|나눈)"),
    "D": lazy(r"(?:물었|물어|들었|들어|질문)"),
    "F": lazy(r"(?:물었|물어|들었|들어|질문)"),
    "G": lazy(r"(?:이야기|얘기|일문일답|말을|생각|답변|견해|인터뷰)"),
    "N": lazy(r"(?:인터뷰|일문일답)"),
}
_NEAR: Final = 6  # words between a guest and what says that one talks with them
_GUESTS: Final = frozenset(("person", "title", "role"))
_ASKERS: Final = ("기자", "특파원", "앵커", "아나운서", "논설위원", "부문장", "편집장", "편집국장", "PD")
_DIGITS: Final = lazy(r"\d+")
_FEWEST, _FEWEST_UNMARKED = 2, 3


def find_talk(text: str, masked: str, units: list[Unit], discourse: Discourse) -> Talk | None:
    """The interview that an article is or holds, where questions and answers alternate often enough."""
    pairs = list(_pairs(masked, units))
    if len(pairs) < _FEWEST:
        return None
    marks = Counter(mark for _, _, mark in pairs if mark)
    mark, often = marks.most_common(1)[0] if marks else ("", 0)
    if often >= _FEWEST:
        pairs = [pair for pair in pairs if pair[2] in (mark, "")]
    elif len(pairs) < _FEWEST_UNMARKED or not _TALK.search(text, 0, units[pairs[0][1]].start):
        return None
    first, last = pairs[0][0], pairs[-1][1]
    while last + 1 < len(units) and _is_answer(masked, units, last + 1):
        last += 1  # an answer of several paragraphs, each in marks
    answers = frozenset(units[nth].start for nth in range(first, last + 1) if _is_answer(masked, units, nth))
    return Talk(answers, _guest(text, masked, units[first].start, discourse))


def _pairs(masked: str, units: list[Unit]) -> Iterator[tuple[int, int, str]]:
    """Questions with an answer behind them: the first unit of the question, the answer, the mark of the question (for
    one without a mark that asks with `?` the empty string)."""
    for nth, unit in enumerate(units):
        if not nth or not unit.quotes or not _is_answer(masked, units, nth):
            continue
        first = nth - 1
        while first and units[first - 1].paragraph == units[first].paragraph:
            first -= 1
        question = units[first].start
        mark = _OPENS.match(masked, question, units[nth - 1].end)
        if _NO_QUESTION.match(masked, question) or (not mark and units[first].paragraph == unit.paragraph):
            continue
        if mark:
            yield first, nth, _DIGITS.sub("1", mark["mark"])
        elif _asks(masked, question, units[nth - 1].end):
            yield first, nth, ""


def _asks(masked: str, start: int, end: int) -> bool:
    """A paragraph that ends with `?`, or a short one with an ending that asks."""
    if _ASKS.search(masked, start, end):
        return True
    return end - start <= _LONGEST_QUESTION and bool(_ASKS_PLAINLY.search(masked, start, end))


def _is_answer(masked: str, units: list[Unit], nth: int) -> bool:
    """A unit that is one quotation, perhaps behind a mark, and opens or ends its paragraph."""
    unit = units[nth]
    if not unit.quotes:
        return False
    opens = not nth or units[nth - 1].paragraph != unit.paragraph
    if not opens and nth + 1 < len(units) and units[nth + 1].paragraph == unit.paragraph:
        return False
    begin, end = unit.quotes[0].marked.outer_start, unit.quotes[-1].marked.outer_end
    return bool(_ANSWER_MARK.match(masked[unit.start : begin]) and _NO_WORDS.match(masked, end, unit.end))


def _guest(text: str, masked: str, end: int, discourse: Discourse) -> Speaker | None:
    """Who answers: whom the lines before the first question, at `end`, say that one talks with, else of the people
    named there the one whom the headline names too, or who is named most."""
    named = _most_named(discourse, end)
    met = None
    start = end
    while start > 0 and met is None:
        stop = start
        start = masked.rfind("\n", 0, stop - 1) + 1 if stop > 1 else 0
        if _TALK.search(masked, start, stop):
            met = _met(text, masked, start, stop, discourse)
    if met is None or (met.type != "person" and named is not None and named.leading and "가족" not in met.name):
        return Speaker(named.name, "person", named.title, None, named.name) if named else met
    return met


def _met(text: str, masked: str, start: int, end: int, discourse: Discourse) -> Speaker | None:
    """`홍서연 대표를 만났다`, `홍 대표와의 일문일답`, `홍서연 학생 가족의 이야기를 들었다`."""
    tokens = tokens_of(masked, start, end)
    for i, token in reversed(list(enumerate(tokens))):
        talked = _WITH_GUEST.get(token.eojeol.role)
        reach = 1 if token.eojeol.role in "NG" else _NEAR
        if talked is None or not any(talked.match(following.word) for following in tokens[i + 1 : i + 1 + reach]):
            continue
        mention = mention_at(tokens, i, text)
        if mention is not None and _may_answer(mention):
            return _from_name(discourse.resolve(mention), discourse)
    return None


def _from_name(speaker: Speaker | None, discourse: Discourse) -> Speaker | None:
    """`실제 주인공 홍서연 어린이 가족`: what stands in front of a name that the words hold is left off."""
    if speaker is None or speaker.type == "person":
        return speaker
    at = min((at for name in discourse.people.by_name if (at := speaker.name.find(name)) > 0), default=0)
    return replace(speaker, name=speaker.name[at:])


def _may_answer(mention: Mention) -> bool:
    return mention.kind in _GUESTS and not mention.words.endswith((*_ASKERS, "들", "취재진", "기자단"))


def _most_named(discourse: Discourse, end: int) -> Person | None:
    """The person with a title, else with a full name given more than once, whom most of the introduction is about."""
    known = [p for p in discourse.people.by_name.values() if not any(own.endswith(_ASKERS) for own in p.titles)]
    people = [p for p in known if p.titled] or [p for p in known if len(p.at) > 1]
    early = [p for p in people if min(p.at) < end or p.leading] or people

    def weight(person: Person) -> tuple[bool, int, int, int]:
        at = [offset for offset in person.at if offset < end]
        return person.leading, len(at), len(person.at), -min(person.at)

    return max(early, key=weight, default=None)


def answer(talk: Talk) -> Attribution:
    """An answer of the interview: the guest's, or nobody's where no guest is known."""
    if talk.guest is None:
        return Attribution(None, "none", 0.0)
    said = Candidate(talk.guest, "interview", 8.0)
    return Attribution(talk.guest, "interview", 4.0, None, [said])
