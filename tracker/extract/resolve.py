"""A mention -> the speaker it stands for in this article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract import lexicon
from tracker.extract.characters import bits, table_of
from tracker.extract.eojeol import read_eojeol
from tracker.extract.names import is_korean_name
from tracker.extract.people import People
from tracker.extract.phrases import SOURCES, Mention
from tracker.models import SpeakerType
from tracker.patterns import lazy

_TYPES: Final[dict[str, SpeakerType]] = {
    "person": "person",
    "title": "person",
    "role": "anonymous",
    "org": "organization",
    "group": "organization",
    "document": "document",
    "noun": "organization",
    "pronoun": "unknown",
}
_SOME: Final = (" 한 ", " 또 다른 ", " 또다른 ", " 다른 ", " 익명의 ", " 어느 ", " 일부 ", " 몇몇 ")
_ONE: Final = (" 한 ", " 또 다른 ", " 또다른 ", " 다른 ", " 익명의 ", " 어느 ", " 어떤 ")
_COLLECTIVE: Final = lexicon.kind("small_words", "collective")
_OF_THE_PAPER: Final = frozenset(("기자", "특파원", "인턴기자", "선임기자", "앵커"))
_MALE: Final = (
    "남자",
    "남성",
    "남자친구",
    "남친",
    "남편",
    "아버지",
    "아빠",
    "아들",
    "오빠",
    "할아버지",
    "형",
    "남학생",
)
_NEVER_THEY: Final = (
    "시",
    "군",
    "구청",
    "시청",
    "군청",
    "도청",
    "법원",
    "재판부",
    "지법",
    "고법",
    "경찰",
    "경찰서",
    "검찰",
    "지검",
    "공사",
)
_PLURAL: Final = ("이들", "그들", "저들")
_LEADING: Final = (
    "당시 ",
    "이날 ",
    "앞서 ",
    "이후 ",
    "이어 ",
    "또 ",
    "특히 ",
    "현행 ",
    "어느 날 ",
    "그날 ",
    "다음 날 ",
    "이튿날 ",
)
_AGE: Final = lazy(r"\(\d{1,3}[^()\d][^()]{0,8}\)|\(\d{1,3}\)")  # 노모(34)씨, 노모(34·여)씨
_MARKS: Final = " ‘'’\"“”"
_INNER_MARKS: Final = table_of((1, _MARKS.strip()))
_THIS_BODY: Final = lexicon.kind("small_words", "this-body")
_UNNAMED_GROUPS: Final = lexicon.kind("small_words", "unnamed-group")

_MOST_WAITING: Final = 50  # sentences: their words are kept as long as they wait
NEARBY: Final = 20_000  # code points to either side, longer than an article: what is looked for in a text of any length


@mypyc_attr(acyclic=True)
@dataclass(slots=True, init=False)
class Speaker:
    """Who a mention stands for: `name` as the contract wants it, with what stood there."""

    name: str
    type: SpeakerType
    title: str | None
    org: str | None
    mention: str
    plural: bool
    how: str
    perhaps: bool  # one unknown word that a later `그` (he) may show to be a person

    def __init__(
        self,
        name: str,
        type: SpeakerType,
        title: str | None,
        org: str | None,
        mention: str,
        plural: bool = False,
        how: str = "",
        perhaps: bool = False,
    ) -> None:
        self.name = name
        self.type: SpeakerType = type
        self.title = title
        self.org = org
        self.mention = mention
        self.plural = plural
        self.how = how
        self.perhaps = perhaps


class SpokenOf:
    """Who has been speaking and spoken of, whoever came last of each kind."""

    __slots__ = ("body", "group", "last", "person", "unnamed")

    def __init__(self) -> None:
        self.last: Speaker | None = None
        self.person: Speaker | None = None
        self.group: Speaker | None = None  # several people as a subject, or a body that spoke, whichever came last
        self.body: Speaker | None = None
        self.unnamed: dict[str, Speaker] = {}


class Discourse:
    """Who has been speaking and spoken of, up to here in the article. `voices` are the speakers of its sound bites,
    each with where the bite ends."""

    def __init__(self, people: People, text: str = "", voices: Sequence[tuple[int, Speaker]] = ()) -> None:
        self.people = people
        self.voices = voices
        self.text = text
        self._so_far = SpokenOf()
        self._waiting: list[Callable[[], None]] = []

    def later(self, move_on: Callable[[], None]) -> None:
        """Keep `move_on`, which takes note of one sentence, until somebody asks who was spoken of: most quotations
        name their speaker, so that the sentences around them need not be read for it."""
        self._waiting.append(move_on)
        if len(self._waiting) > _MOST_WAITING:
            self._catch_up()

    @property
    def so_far(self) -> SpokenOf:
        """Who was spoken of up to here."""
        if self._waiting:
            self._catch_up()
        return self._so_far

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, []  # first, since those that take note ask who was spoken of before
        for move_on in waiting:
            move_on()

    def end(self) -> None:
        """The article is read: what still waits is asked for no more."""
        self._waiting = []

    def voices_before(self, offset: int) -> list[tuple[int, Speaker]]:
        """Who was heard before `offset` in sound bites with a label, each with where the bite ends."""
        return [voice for voice in self.voices if voice[0] <= offset]

    def note(self, speaker: Speaker | None) -> None:
        """Take `speaker` as the latest subject of the article."""
        if speaker is None:
            return
        so_far = self._so_far
        if speaker.type in ("person", "anonymous") and (not speaker.plural or speaker.type == "person"):
            so_far.person = speaker
        if speaker.plural:
            so_far.group = speaker
        elif speaker.type == "organization":
            so_far.body = speaker
        if speaker.type == "anonymous":
            so_far.unnamed[read_eojeol(speaker.name.split(" ")[-1]).stem] = speaker

    def spoke(self, speaker: Speaker) -> None:
        """Take `speaker` as the one who has said the latest words."""
        self.note(speaker)
        so_far = self._so_far
        so_far.last = speaker
        if speaker.perhaps:
            so_far.person = speaker
        elif speaker.type == "organization":
            so_far.group = speaker

    def resolve(self, mention: Mention) -> Speaker | None:
        """The speaker that `mention` stands for, None for a pronoun that points at nobody."""
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        words = _without_lead(mention.words)
        plural = words.endswith("들")
        if mention.kind in ("person", "title"):
            back = self._pointing_back(words)
            unnamed = any(map(f" {words}".__contains__, _SOME))
            name = self.people.full_name(mention) if mention.part or not unnamed else None
            if back is not None and (name is None or self._spoke_unnamed()):
                return back
            if name is not None:
                person = self.people.by_name.get(name)
                title = mention.title if mention.title != "씨" else None
                title = title or (person.title if person else None)
                org = mention.org or (person.org if person else None)
                how = "" if mention.name else "surname" if mention.part else "title"
                return Speaker(name, "person", title, org, words, how=how)
            if mention.part is not None and len(mention.part) > 2:
                return Speaker(mention.part, "person", mention.title, mention.org, words)
            unnamed = unnamed or (mention.title == "씨" and not mention.part)
            return Speaker(words, "anonymous" if unnamed else "person", mention.title, mention.org, words)
        if mention.kind == "role":
            back = self._surnamed(words, mention.start) or self._pointing_back(words)
            if back is not None:
                return back
            words = words.removeprefix("해당 ")
            several = plural or words.endswith(("명", "%", "퍼센트")) or "부부" in words or self._collective(words)
            return Speaker(words, "anonymous", None, None, words, several)
        if mention.kind == "noun":
            return self._noun(mention, words, plural)
        body = self.so_far.body if words in _THIS_BODY else None
        if body is not None:
            return replace(body, mention=words, how="pronoun")
        kind: SpeakerType = _TYPES[mention.kind]
        if mention.kind == "group" and words.split(" ")[-1] in _UNNAMED_GROUPS:
            kind = "anonymous"
        return Speaker(words, kind, None, None, words, plural)

    def _spoke_unnamed(self) -> bool:
        """Whether the latest words are of somebody without a name."""
        last = self.so_far.last
        return last is not None and last.type == "anonymous"

    def _collective(self, words: str) -> bool:
        """`누리꾼`, `일부 시청자`: many people by a word in the singular, but `한 누리꾼` is one."""
        return words.split(" ")[-1] in _COLLECTIVE and not any(map(f" {words}".__contains__, _ONE))

    def _noun(self, mention: Mention, words: str, plural: bool) -> Speaker:
        name = words if words in self.people.short else None
        if name is None and (mention.part or mention.name):
            name = self.people.full_name(mention)
        if name and name in self.people.by_name:
            return Speaker(name, "person", None, None, words, how="surname")
        if words in lexicon.words("foreign_family_names"):
            return Speaker(self.people.spelled(words, mention.start), "person", None, None, words)
        if is_korean_name(words):
            return Speaker(words, "person", None, None, words)
        perhaps = (mention.part is not None or " " not in words) and not plural
        return Speaker(words, "anonymous" if plural else "organization", None, None, words, plural, perhaps=perhaps)

    def _pronoun(self, mention: Mention) -> Speaker | None:
        so_far = self.so_far
        found = (so_far.group or so_far.body) if mention.words in _PLURAL else so_far.person
        if found is not None and mention.words in _PLURAL and found.name.endswith(_NEVER_THEY):
            found = None  # 시는 …고 밝혔다. 이들은 …: an office is no "they"
        if found is not None and mention.words == "그녀" and found.name.endswith(_MALE):
            return None
        if found is None and mention.words not in _PLURAL:
            return self._nearest(mention)
        if found is None:
            return Speaker(mention.words, "anonymous", None, None, mention.words, True)
        kind: SpeakerType = "person" if found.perhaps else found.type
        return Speaker(found.name, kind, found.title, found.org, mention.words, found.plural, how="pronoun")

    def _nearest(self, mention: Mention) -> Speaker | None:
        """The person with a title named last before a pronoun that no subject explains."""
        before = [
            p
            for p in self.people.first()
            if p.titled and p.near(mention.start) < 1_000_000 and not p.titles & _OF_THE_PAPER
        ]
        if not before:
            return None
        person = min(before, key=lambda p: p.near(mention.start))
        return Speaker(person.name, "person", person.title, None, mention.words, how="pronoun")

    def _surnamed(self, words: str, at: int) -> Speaker | None:
        """`맹 할머니`, `이 할머니`: the one of that surname whom the article near `at` calls so (`이서린 할머니`)."""
        surname, _, role = words.partition(" ")
        if len(surname) > 1 or not role or " " in role:
            return None
        around = (max(0, at - NEARBY), at + NEARBY)
        found = [name for name in self.people.surnamed(surname) if self.text.find(f"{name} {role}", *around) >= 0]
        return Speaker(found[0], "person", role, None, words, how="surname") if len(found) == 1 else None

    def _pointing_back(self, words: str) -> Speaker | None:
        """`이 관계자`, `같은 관계자`, `당국자`: the unnamed source met before."""
        first, _, rest = words.partition(" ")
        if words in SOURCES:
            return self.so_far.unnamed.get(words)
        if first not in ("이", "그", "같은", "해당") or not rest:
            return None
        return self.so_far.unnamed.get(read_eojeol(rest.split(" ")[-1]).stem)


def _without_lead(words: str) -> str:
    if " " in words and words.startswith(_LEADING):
        for lead in _LEADING:
            words = words.removeprefix(lead)
    if words.endswith("들"):
        words = words.removeprefix("이 ").removeprefix("해당 ")
    if "(" in words:
        words = _AGE.sub("", words)
    bare = words.strip(_MARKS)
    for at in range(len(bare)):
        if bits(_INNER_MARKS, bare, at):
            return words  # '한결의 창' 보고서
    return bare
