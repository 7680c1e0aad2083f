"""The people an article names, and which of them `홍 장관`, `李`, `코발스카` or `장관` is.

The full name is given once, usually first; afterwards surname and title stand for it. One pass over the article
collects the full names with their titles; a partial mention is then matched by surname, by title and by nearness.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract import lexicon
from tracker.extract.eojeol import PARTICLE_ROLES, Eojeol, read_eojeol
from tracker.extract.foreign import is_given, is_noun
from tracker.extract.glance import telling_words, word_before, word_behind
from tracker.extract.korean import has_final
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_korean_name, surname_of
from tracker.extract.phrases import ADVERBS, Mention, Token, tokens_up_to
from tracker.extract.titled import others_of_joint

_ALSO: Final = ("역시", "또한", "모두")
_AS_PARTICLE: Final = "은이"
_BEHIND_LONG: Final = ("은 ", "이 ", "는 ", "가 ", "의 ", "을 ", "를 ", "과 ", "와 ", "도 ", "에게", "씨", " 씨")
_BEHIND_SHORT: Final = ("의 ", "을 ", "과 ", "도 ", "에게", " ", ",", "(")

# No article names so many people; a list of names without end must not cost ever more for each of them.
MOST: Final = 300


@mypyc_attr(acyclic=True)
class Person:
    """A person with the full name that the article gives, the titles that stood with it and where it stood."""

    __slots__ = ("at", "leading", "name", "orgs", "titled", "titles")

    def __init__(self, name: str) -> None:
        self.name = name
        self.titles: set[str] = set()
        self.orgs: set[str] = set()
        self.at: list[int] = []
        self.titled = False
        self.leading = False

    @property
    def surname(self) -> str:
        return self.name.split(" ")[-1] if " " in self.name else surname_of(self.name) or self.name[:1]

    @property
    def title(self) -> str | None:
        """The fullest title that stood with the name, `씨` (Mr, Ms) aside."""
        return _fullest(self.titles - {"씨"})

    @property
    def org(self) -> str | None:
        """The fullest affiliation that stood with the name."""
        return _fullest(self.orgs)

    def near(self, offset: int) -> int:
        """How far before `offset` the name last stood; far away where it stands only after it."""
        nth = bisect_right(self.at, offset)
        return offset - self.at[nth - 1] if nth else 1_000_000 + min(self.at, default=0)


class People:
    """The full names of one article."""

    def __init__(self) -> None:
        self.by_name: dict[str, Person] = {}
        self._by_part: dict[str, list[Person]] = {}
        self._short: frozenset[str] | None = None
        self._called_short: set[str] = set()

    def add(self, name: str, offset: int, title: str | None = None, org: str | None = None) -> None:
        """Note that `name` stands at `offset`, with the title and affiliation given there."""
        self._short = None
        person = self.by_name.get(name)
        if person is None:
            person = self.by_name[name] = Person(name)
            for part in {person.surname, *name.split(" ")}:
                alike = self._by_part.setdefault(part, [])
                if len(alike) < MOST:
                    alike.append(person)
        insort(person.at, offset)
        if title:
            person.titles.add(title)
            person.titled = True
        if org:
            person.orgs.add(org)

    def shorten(self, name: str) -> None:
        """Take the last syllable of `name` for a particle: the article calls the person by two syllables."""
        person = self.by_name.pop(name)
        for part in {person.surname, name}:
            if person in self._by_part[part]:
                self._by_part[part].remove(person)
        for offset in person.at:
            self.add(name[:2], offset)
        self._called_short.add(name[:2])

    @property
    def short(self) -> frozenset[str]:
        """The names of two syllables that stand with a title, or with so many particles that they must be names."""
        if self._short is None:
            titled = {name for name, person in self.by_name.items() if len(name) == 2 and person.titled}
            self._short = frozenset(titled | self._called_short)
        return self._short

    def first(self) -> Iterator[Person]:
        """The people in the order in which they were met, as many as an article can have."""
        return islice(self.by_name.values(), MOST)

    def surnamed(self, surname: str) -> list[str]:
        """The names with that surname."""
        return [person.name for person in self._by_part.get(surname, ()) if person.surname == surname]

    def full_name(self, mention: Mention, offset: int | None = None) -> str | None:
        """The full name of the person that `mention` is, or None where the article never gives it."""
        at = mention.start if offset is None else offset
        if mention.name:
            return self.spelled(mention.name, at)
        if mention.part:
            return self._of_part(mention.part, mention.title, at)
        if mention.kind == "title" and mention.title:
            return self._of_first_word(mention, at) or self._by_title(mention.title, mention.org, at)
        return None

    def _of_first_word(self, mention: Mention, at: int) -> str | None:
        """`베리 차관`, `차이 총통`: a foreign family name that is a common noun too."""
        first, _, rest = mention.words.partition(" ")
        if rest != mention.title:
            return None
        found = [p for p in self._by_part.get(first, ()) if p.titled and p.name != first]
        if not found and len(first) == 2:
            found = self._chinese(first)
        return min(found, key=lambda p: p.near(at)).name if found else None

    def spelled(self, name: str, at: int) -> str:
        """`코발스카` given as a name where the article also has `마리아 코발스카`."""
        if " " in name:
            return name
        longer = [p for p in self._by_part.get(name, ()) if p.name.endswith(" " + name)]
        if not longer and len(name) == 2:
            longer = self._chinese(name)
        return min(longer, key=lambda p: p.near(at)).name if longer else name

    def _chinese(self, surname: str) -> list[Person]:
        """The people whose names begin with a Chinese surname of two syllables: `마오 대변인` is 마오펑."""
        return [
            p
            for p in self.first()
            if p.titled and len(p.name) > 2 and p.name.startswith(surname) and not is_korean_name(p.name)
        ]

    def _of_part(self, part: str, title: str | None, at: int) -> str | None:
        found = [
            p
            for p in self._by_part.get(part, ())
            if p.surname == part or (" " in p.name and p.name.split(" ")[0] == part)
        ]
        if part.endswith("모") and len(part) == 2:
            found = []
        elif not found and len(part) == 2:  # 자오 대변인: a Chinese surname of two syllables
            found = self._chinese(part)
        titled = [p for p in found if p.titled]
        if title and len(part) == 1:
            found = titled or found
            if title == "씨" and not titled:
                found = [p for p in found if p.near(at) < 400]
        if not found:
            return None
        exact = [p for p in found if title and _last_word(title) in {_last_word(own) for own in p.titles}]
        shared = exact or [p for p in found if title and _share_title(p.titles, title)] or found
        if len(shared) > 1:
            shared = [p for p in shared if p.leading] or shared
        return min(shared, key=lambda p: p.near(at)).name

    def _by_title(self, title: str, org: str | None, at: int) -> str | None:
        found = [p for p in self.first() if any(_same_title(own, title) for own in p.titles)]
        if org:
            found = [p for p in found if any(_same_org(org, own) for own in p.orgs | p.titles)]
        before = [p for p in found if p.near(at) < 1_000_000]
        if before:
            return min(before, key=lambda p: p.near(at)).name
        # A headline comes before the name: `하람부 장관 "…"`.
        return found[0].name if org and "·" not in org and len(found) == 1 else None

    def by_hanja(self, mark: str, at: int = 0) -> str | None:
        """The one person whose surname `mark` (李, 尹) writes, the one with a title and most often named first."""
        surname = lexicon.table("hanja_surnames").get(mark)
        if surname is None:
            return None
        found = [p for p in self._by_part.get(surname, ()) if " " not in p.name and p.surname == surname]
        if not found:
            return None
        return max(found, key=lambda p: (p.titled, len(p.at), -p.at[0])).name


def as_met(tokens: list[Token], people: People) -> list[Token]:
    """`허웅은` looks like a name of three syllables; where the article has a `허웅` with a title, it is that name and a
    particle."""
    short = people.short
    return [_taken_apart(token) if token.word[:2] in short else token for token in tokens] if short else tokens


def _taken_apart(token: Token) -> Token:
    eojeol = token.eojeol
    if len(eojeol.core) != 3 or eojeol.core != eojeol.stem or not eojeol.core.startswith(token.word[:2]):
        return token
    name, role = eojeol.core[:2], PARTICLE_ROLES.get(eojeol.core[2])
    if role is None:
        return token
    return Token(token.start, token.end, token.word, token.after_quote, Eojeol(eojeol.core, name, role, None, "", name))


def _fullest(words: Iterable[str]) -> str | None:
    """The longest; among equals the last in order of letters, since a set has no order of its own."""
    return max(words, key=lambda word: (len(word), word), default=None)


def _share_title(titles: Iterable[str], title: str) -> bool:
    return any(_same_title(own, title) for own in titles)


def _same_title(one: str, other: str) -> bool:
    """`전 법무부 장관` and `장관`, `상근부대변인` and `부대변인`: one ends with the other's last word."""
    a, b = _last_word(one), _last_word(other)
    return a.endswith(b) or b.endswith(a)


def _last_word(title: str) -> str:
    return title.split(" ")[-1]


def _same_org(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split())) or one in other or other in one


def gather_people(masked: str, text: str) -> People:
    """Collect the full names outside the quotation marks of `text`."""
    people = People()
    for start, end, eojeol in telling_words(masked):
        if eojeol.kind == "title":
            tokens = tokens_up_to(masked, start, end)
            mention = mention_at(tokens, len(tokens) - 1, text)
            if mention is not None and mention.name:
                people.add(mention.name, mention.start, mention.title, mention.org)
                for name in others_of_joint(tokens[mention.first].eojeol.core):
                    people.add(name, mention.start, mention.title)
        elif is_given(eojeol.core):
            _add_foreign(people, eojeol, word_behind(masked, end), start)
        else:
            before = read_eojeol(word_before(masked, start))
            titled = before.kind == "title" and before.role == "N"
            people.add(eojeol.stem, start, before.stem if titled else None)
    for name in [n for n in people.by_name if len(n) == 3 and n[2] in _AS_PARTICLE and has_final(n[1])]:
        if not people.by_name[name].titled and _is_short(name, text):
            people.shorten(name)
    return people


def _is_short(name: str, text: str) -> bool:
    """`백결은`, which looks like a name of three syllables, is `백결` and a particle where the article has `백결이` or
    `백결의` and `백결,` but never `백결은은` or `백결은의`."""
    if any(text.count(name + particle) for particle in _BEHIND_LONG):
        return False
    if name[:2] + ("이 " if name[2] == "은" else "은 ") in text:
        return True
    return sum(text.count(name[:2] + follows) for follows in _BEHIND_SHORT) > 1


def _add_foreign(people: People, given: Eojeol, behind: str, offset: int) -> None:
    """A given name and what follows it (`마리아 코발스카`) without a title at once."""
    if given.role != "N" or not behind:
        return
    following = read_eojeol(behind)
    if following.stem in ADVERBS or following.stem in _ALSO:  # 마이클 역시: no surname
        return
    if following.kind is None and not is_noun(following.stem) and re.fullmatch("[가-힣]{2,7}", following.stem):
        people.add(f"{given.core} {following.stem}", offset)
