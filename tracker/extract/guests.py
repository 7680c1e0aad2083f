"""Who takes part in a transcript: lists of guests (`출연: 홍길동 ○○당 의원`) and the labels in front of turns
(`홍길동`, `홍`, `진행자`) -> speakers.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from tracker.extract import lexicon
from tracker.extract.heads import head_of
from tracker.extract.names import is_korean_name, is_possible_name, is_short_name, surname_of
from tracker.extract.people import People, gather_people
from tracker.extract.phrases import Mention
from tracker.extract.resolve import Speaker
from tracker.extract.soundbites import read_label
from tracker.models import Article
from tracker.patterns import lazy

_LIST: Final = lazy(
    r"^[ \t]*(?:[■□◎◇◆▷▶●○▣※\-][ \t]*)?[\[<〈]?(?P<part>[가-힣A-Z]{1,6}(?: [가-힣]{1,4})?)[\]>〉]?"
    r"[ \t]*[:：][ \t]*(?P<who>[^\n]{2,200})$",
    re.M,
)
_BETWEEN: Final = lazy(r"[,，、;/|·]|\s(?:및|겸)\s")
_ASIDE: Final = lazy(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_MEETING: Final = lazy("인터뷰|일문일답|만났|만나 |대담|물었|들어봤|이야기를 나")
_REPORTER: Final = lazy(r"(?<![가-힣])([가-힣]{3}) 기자(?!들|회견|단|실)")
_NO_GUESTS: Final = ("기자", "특파원", "앵커", "아나운서", "씨")


@dataclass(slots=True)
class Guests:
    """Names with their titles, as lists give them; `lines` are the offsets of the lists."""

    hosts: dict[str, str | None] = field(default_factory=dict)
    guests: dict[str, str | None] = field(default_factory=dict)
    lines: list[tuple[int, int]] = field(default_factory=list)

    def is_person(self, who: str) -> bool:
        """Whether a label names a person: by itself, with a title, or as somebody of the lists."""
        read = read_label(who)
        if read is not None and read[2]:
            return is_korean_name(read[0]) or read[1] is not None or read[0] in self.names
        first, _, title = who.partition(" ")
        called = surname_of(first) == first and head_of(title)[0] == "title"
        return called or self.by_word(who) is not None or is_korean_name(who)

    @property
    def names(self) -> dict[str, str | None]:
        """Hosts and guests."""
        return {**self.hosts, **self.guests}

    def by_word(self, who: str) -> str | None:
        """The one person of the lists that a name, a surname or a surname with a title stands for."""
        if who in self.names:
            return who
        first = who.split(" ")[0]
        found = [name for name in self.names if first in (name, surname_of(name)) or first in name.split(" ")]
        if len(found) > 1 and " " in who:
            found = [name for name in found if who.split(" ")[-1] in (self.names[name] or "").split(" ")]
        return found[0] if len(found) == 1 else None

    def by_title(self, title: str) -> str | None:
        """The one person of the lists with this title."""
        found = [name for name, own in self.names.items() if own and own.split(" ")[-1].endswith(title)]
        return found[0] if len(found) == 1 else None


@cache
def _parts() -> dict[str, tuple[str, str]]:
    return {label: (name, part) for label, name, part in lexicon.rows("transcript_labels")}


def part_of(who: str) -> str | None:
    """What a label that names nobody does in a transcript (`host`, `answer` …); None for other labels."""
    found = _parts().get(who.replace(" ", ""))
    return found[1] if found else None


def listed(text: str) -> Guests:
    """Those whom lists like `진행: 홍길동 앵커` and `출연: 홍길동 ○○당 의원, 남기율 교수` name.

    A label that comes again stands before turns and heads no list.
    """
    if ":" not in text and "：" not in text:
        return Guests()
    found = [(match, part_of(match["part"])) for match in _LIST.finditer(text)]
    times = Counter(match["part"] for match, _ in found)
    guests = Guests()
    for match, part in found:
        if part not in ("host", "guests", "sound") or times[match["part"]] > 1:
            continue
        people = _list_people(match["who"])
        if people:
            (guests.hosts if part == "host" else guests.guests).update(people)
            guests.lines.append(match.span())
    return guests


def _list_people(words: str) -> dict[str, str | None]:
    """Names with titles; empty where the words are no such list. What names nobody belongs to the name before it:
    `홍길동, ○○대 교수`."""
    people: dict[str, str | None] = {}
    last = None
    if words.rstrip().endswith((".", "?", "!", "요", "다", "죠", "까")):
        return {}
    for entry in _BETWEEN.split(words):
        asides = [aside.strip() for aside in _ASIDE.findall(entry)]
        tokens = _ASIDE.sub(" ", entry).split()
        name = _name_among(tokens, len(tokens) + len(asides) > 1)
        title = " ".join([token for token in tokens if token != name] + asides) or None
        if name is not None:
            people[name], last = title, name
        elif last is not None and title:
            people[last] = " ".join(filter(None, (people[last], title)))
    return people


def _name_among(tokens: list[str], titled: bool) -> str | None:
    """The name among the words of an entry: 남기율, with a title also 홍결 or, beside a profession, 하니 (Hani)."""
    for reads in (is_korean_name, is_possible_name if titled else None, is_short_name if titled else None):
        for token in tokens if reads else ():
            if reads and reads(token):
                return token
    professions = [token for token in tokens if head_of(token)[0] in ("title", "role")]
    others = [token for token in tokens if token not in professions]
    return others[0] if professions and len(others) == 1 else None


def expand(article: Article, guests: Guests, turns: list[tuple[str, str]]) -> dict[str, Speaker | None]:
    """The speaker that each label stands for, None where that cannot be told. `turns` are the labels, in order, each
    with the words that follow it."""
    labels = dict.fromkeys(who for who, _ in turns)
    named = Guests(dict(guests.hosts), dict(guests.guests))
    for who in labels:
        read = read_label(who) if part_of(who) is None else None
        if read is not None and read[2] and is_possible_name(read[0]) and read[0] not in named.names:
            named.guests[read[0]] = read[1]
    people = gather_people(article.text, article.text)
    return {who: _speaker(who, article, guests, named, people, turns) for who in labels}


def _speaker(
    who: str, article: Article, guests: Guests, named: Guests, people: People, turns: list[tuple[str, str]]
) -> Speaker | None:
    part = part_of(who)
    if part in ("host", "question"):
        name = _only(guests.hosts)
        return _person(name, who, named, people) if name else _unnamed(who) if part == "host" else None
    if part == "answer":
        name = _only(guests.guests) or _interviewee(article, people, turns)
        return _person(name, who, named, people) if name else None
    if part == "reporter":
        name = _reporter(turns)
        return Speaker(name, "person", "기자", None, who) if name else _unnamed(who)
    if part is not None:
        return _unnamed(who)
    name = named.by_word(who) or _by_title(who, named) or _in_text(who, named, people, article.text)
    if name:
        return _person(name, who, named, people)
    read = read_label(who)
    if read is not None and read[2]:
        return Speaker(read[0], "person", read[1], None, who)
    return None if len(who) < 2 else Speaker(who, "anonymous", None, None, who)


def _only(names: dict[str, str | None]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


def _by_title(who: str, named: Guests) -> str | None:
    return named.by_title(who) if head_of(who)[0] == "title" else None


def _unnamed(who: str) -> Speaker:
    return Speaker(_parts()[who.replace(" ", "")][0], "anonymous", None, None, who)


def _person(name: str, who: str, named: Guests, people: People) -> Speaker:
    """The person with the title that a list or label gives, else the fullest one that the text does."""
    person = people.by_name.get(name)
    read = read_label(who)
    own = read[1] if read is not None and read[0] == name else None
    title = named.names.get(name) or own
    if title or not person:
        return Speaker(name, "person", title, None, who)
    return Speaker(name, "person", person.title, person.org, who)


def _in_text(who: str, named: Guests, people: People, text: str) -> str | None:
    """The full name that the text gives for `홍` or `홍 의원`."""
    part, _, title = who.partition(" ")
    if not title and sum(surname_of(name) == part for name in {*named.names, *people.by_name}) > 1:
        return None
    if len(part) > 1 and not any(name.endswith(" " + part) for name in people.by_name):
        return None
    return people.full_name(Mention(len(text), len(text), "N", "person", who, part=part, title=title or None))


def _interviewee(article: Article, people: People, turns: list[tuple[str, str]]) -> str | None:
    """Who answers, where a talk with one person is announced before its first turn."""
    first = article.text.find(turns[0][1][:40]) if turns else 0
    lead = article.text[: max(first, 0)]
    if not _MEETING.search(lead) and not _MEETING.search(article.title or article.headline or ""):
        return None
    opening = f"{article.title or ''}\n{lead}"
    met = gather_people(opening, opening)
    found = [name for name, person in met.by_name.items() if person.titles - set(_NO_GUESTS) and is_korean_name(name)]
    return found[0] if len(found) == 1 else None


def _reporter(turns: list[tuple[str, str]]) -> str | None:
    """The one reporter whom the host calls by name."""
    called = {
        name
        for who, words in turns
        if part_of(who) == "host"
        for name in _REPORTER.findall(words)
        if is_korean_name(name)
    }
    return called.pop() if len(called) == 1 else None
