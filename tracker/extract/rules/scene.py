"""What the rules see: one reporting unit with its words and mentions, and its neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import Final

from tracker.extract import lexicon
from tracker.extract.characters import SYLLABLES, bits, table_of
from tracker.extract.eojeol import last_syllables_of
from tracker.extract.masks import LABEL, QUOTE
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_abstract, is_rare_name
from tracker.extract.people import as_met
from tracker.extract.phrases import SOURCES, Mention, Token, tokens_of
from tracker.extract.resolve import NEARBY, Discourse, Speaker
from tracker.extract.rules.outcome import Attribution, Talk
from tracker.extract.units import Found, Unit
from tracker.patterns import lazy

SUBJECT_ROLES: Final = frozenset("TSA")
_I: Final = (" 나", " 너", " 저")  # 김이 모락모락 나는: no name
_REACH: Final = 600  # code points: no clause reaches further back
_MOST_WORDS: Final = 80
ABLE: Final = frozenset(("person", "title", "role", "org", "group", "pronoun"))
ALSO: Final = {"역시": "A", "또한": "A", "모두": "A", "등은": "T", "등도": "A", "등이": "S"}
_LONGEST_ALSO: Final = 2
# What the last character of a word tells of its particle.
_TOPIC_END: Final = 1
_SUBJECT_END: Final = 2
_SYLLABLE: Final = 4
_ENDS: Final = table_of(
    (_TOPIC_END, last_syllables_of("T")),
    (_SUBJECT_END, last_syllables_of("SA")),
    (_SYLLABLE, SYLLABLES),
)
_AMONG: Final = lexicon.kind("small_words", "among")
_BEHIND_ADNOMINAL: Final = ("것", "점", "데", "바", "줄", "동안", "순간", "듯")
_OFFICIAL: Final = ("공식", "첫", "최종", "기본")
_OF_NAMES: Final = ("가 ", "이 ", "의 ", "를 ", "을 ", "와 ", "과 ", "에게 ")  # no verb takes them
_WITH_DO: Final = ("다가", "하기", "되기", "지기")  # 먹다가도, 하기도: verbs with 도
_SIDE: Final = ("측에서는", "측에선")
# Whoever is in front of it asks or says something that somebody else takes up.
ASKED: Final = lazy(
    r"(?:묻자|물었|질문하자|질문했고|묻는|하자|지적하자|말하자|따지자|반문하자|제안하자|요청하자|요구하자|주장하자|"
    r"비판하자|촉구하자|항의하자|물어보자|보내자|건네자|말을 걸자|외치자|소리치자|꺼내자|"
    r"추궁하자|질의하자|밝히자|반발하자|강조하자|묻는데|"
    r"물으니|물었고)(?=[ ,]|$)"
)


class Scene:
    """One unit (`units[nth]`) with its words outside the marks, in order. `named` holds what is decided so far, by
    `Found.order`."""

    def __init__(
        self,
        text: str,
        masked: str,
        units: list[Unit],
        nth: int,
        discourse: Discourse,
        before: Scene | None,
        named: dict[int, Attribution],
        talk: Talk | None = None,
    ) -> None:
        self.text = text
        self.masked = masked
        self.units = units
        self.nth = nth
        self.discourse = discourse
        self.before = before
        self.named = named
        self.talk = talk
        self._tokens: list[Token] | None = None
        self._mentions: list[Mention] | None = None
        self._behind: dict[int, list[int]] = {}
        self._quotes: list[int] = []
        self._bare: bool | None = None
        self._subject: list[Mention | None] = []
        self.unit = units[nth]

    @property
    def tokens(self) -> list[Token]:
        """The words of the sentence outside the marks."""
        if self._tokens is None:
            self._tokens = as_met(tokens_of(self.masked, self.unit.start, self.unit.end), self.discourse.people)
        return self._tokens

    @property
    def mentions(self) -> list[Mention]:
        """The mentions of the sentence that may speak, in order."""
        if self._mentions is None:
            found = (_speaking_mention(self.tokens, i, self.text, self.masked) for i in range(len(self.tokens)))
            self._mentions = [mention for mention in found if mention is not None]
        return self._mentions

    @property
    def told(self) -> str:
        """The sentence with its quotations masked."""
        return self.masked[self.unit.start : self.unit.end]

    def mentions_before(self, limit: int) -> list[Mention]:
        """The mentions that end at `limit` or in the `_REACH` characters before it, in order."""
        first = bisect_left(self.mentions, limit - _REACH, key=_end_of)
        return self.mentions[first : bisect_right(self.mentions, limit, first, key=_end_of)]

    def token_at(self, offset: int) -> int:
        """The place of the first word that starts at `offset` or after it."""
        return bisect_left(self.tokens, offset, key=_start_of)

    def behind(self, found: Found) -> list[int]:
        """The words after the closing mark and its particle, up to the next quotation, `_MOST_WORDS` at most."""
        held = self._behind.get(found.order)
        if held is None:
            if not self._quotes:
                self._quotes = [quote.marked.outer_start for quote in self.unit.quotes]
            nth = bisect_right(self._quotes, found.marked.outer_start)
            stop = self._quotes[nth] if nth < len(self._quotes) else self.unit.end
            first = self.token_at(found.tail.clause_end)
            held = list(range(first, min(self.token_at(stop), first + _MOST_WORDS)))
            self._behind[found.order] = held
        return held

    def mention(self, i: int) -> Mention | None:
        return mention_at(self.tokens, i, self.text)

    def resolve(self, mention: Mention) -> Speaker | None:
        """The speaker that `mention` is; a pronoun points first at the subject in front of it in its own sentence,
        but not at who asks there (`사회자가 묻자 그는`)."""
        if mention.kind == "pronoun" and mention.words == "그":
            earlier = [
                m for m in self.mentions_before(mention.start)
                if m.role in SUBJECT_ROLES and m.kind in ("person", "title", "role")
                and not ASKED.search(self.masked, m.end, mention.start)
            ]  # fmt: skip
            speaker = self.discourse.resolve(earlier[-1]) if earlier else None
            if speaker is not None:
                return replace(speaker, mention=mention.words, how="pronoun")
        if mention.words in SOURCES:
            return self._of_body(mention) or self.discourse.resolve(mention)
        return self.discourse.resolve(mention)

    def _of_body(self, source: Mention) -> Speaker | None:
        """`하람경찰서는 조사를 시작했으며, 관계자는`: of the body that is the subject in front of it."""
        bodies = [m for m in self.mentions_before(source.start) if m.role in SUBJECT_ROLES and m.kind == "org"]
        if not bodies:
            return None
        return Speaker(f"{bodies[-1].words} {source.words}", "anonymous", None, None, source.words)

    def according(self, mention: Mention) -> bool:
        """`…에 따르면` (according to)."""
        following = mention.token + 1
        return (
            following < len(self.tokens)
            and self.tokens[following].eojeol.core in ("따르면", "의하면")
            and self.tokens[mention.token].eojeol.core.endswith("에")
        )

    @property
    def bare(self) -> bool:
        """Nothing but quotations stands in the unit."""
        if self._bare is None:
            self._bare = not says_more(self.tokens)
        return self._bare

    def main_subject(self) -> Mention | None:
        """The topic of the sentence, else its first subject that can speak."""
        if not self._subject:
            topic = self._find_subject("T", _TOPIC_END)
            self._subject.append(self._answering(topic) or self._find_subject("SA", _SUBJECT_END) or self._side())
        return self._subject[0]

    def _answering(self, topic: Mention | None) -> Mention | None:
        """`사회자는 물었고, 그는 …고 답했다`: of two topics the one who answers; else `topic`."""
        asked = ASKED.search(self.masked, topic.end, self.unit.end) if topic is not None else None
        if asked is None:
            return topic
        return next((m for m in self.mentions if m.role == "T" and m.start > asked.start() and can_speak(m)), topic)

    def _side(self) -> Mention | None:
        """`맹 대표 측에서는 …는 입장이다`: a place in form, the subject in sense."""
        for i, token in enumerate(self.tokens):
            if token.word.endswith(_SIDE):
                mention = self.mention(i)
                if mention is not None and mention.kind in ABLE:
                    return mention
        return None

    def _find_subject(self, roles: str, ends: int) -> Mention | None:
        if self._mentions is not None:
            return next((m for m in self._mentions if m.role in roles and can_speak(m)), None)
        for i, token in enumerate(self.tokens):
            if not self._may_be_told(i, ends):
                continue
            role = token.eojeol.role
            if role in roles or (role == "N" and i + 1 < len(self.tokens) and self.tokens[i + 1].eojeol.core in ALSO):
                mention = _speaking_mention(self.tokens, i, self.text, self.masked)
                if mention is not None and mention.role in roles and can_speak(mention):
                    return mention
        return None

    def _may_be_told(self, i: int, ends: int) -> bool:
        """Whether a word may have a particle that `ends` so; most need not be read to tell that."""
        tokens = self.tokens
        word = tokens[i].word
        last = bits(_ENDS, word, len(word) - 1)
        if last & ends or not (last & _SYLLABLE or word[-1].isalnum()):
            return True
        if i + 1 == len(tokens):
            return False
        following = tokens[i + 1].word
        return not following.isalnum() or (len(following) == _LONGEST_ALSO and following in ALSO)


def _end_of(mention: Mention) -> int:
    return mention.end


def _start_of(token: Token) -> int:
    return token.start


def says_more(tokens: list[Token]) -> bool:
    """Whether words stand beside the quotations; the number in `# 1. "…"` is none."""
    return any(t.eojeol.core and not t.after_quote and not t.eojeol.core.isdigit() for t in tokens)


def can_speak(mention: Mention) -> bool:
    """A person, a body or a group; of other nouns only unknown words and proper names as topic."""
    if mention.kind != "noun":
        return mention.kind in ABLE and not mention.words.endswith(_I)
    last = mention.words.split(" ")[-1]
    if is_abstract(last):
        return False
    return mention.role == "T" and (mention.part is not None or last in lexicon.words("proper_nouns"))


def is_agent(mention: Mention) -> bool:
    """As `can_speak`, in any role: unknown words, proper names and plurals count too."""
    last = mention.words.split(" ")[-1]
    return (
        mention.kind in ABLE
        or last not in lexicon.words("nouns")
        or last in lexicon.words("proper_nouns")
        or last[-1] == "들"
    )


def _speaking_mention(tokens: list[Token], i: int, text: str, masked: str) -> Mention | None:
    role = tokens[i].eojeol.role
    also = role == "N" and i + 1 < len(tokens) and tokens[i + 1].eojeol.core in ALSO
    if role == "L":
        return _place(tokens, i, text)
    if role == "T" and i + 1 < len(tokens) and tokens[i + 1].eojeol.stem in _BEHIND_ADNOMINAL:
        return None  # 자는 것으로: a verb that leans on what follows
    if role == "O" and tokens[i].eojeol.kind == "document" and _is_looked_at(tokens, i):
        seen = mention_at(tokens, i, text)
        return replace(seen, role="L") if seen is not None else None
    if role not in SUBJECT_ROLES and role != "F" and not also and not _right_before_quote(tokens[i], masked):
        return None
    mention = (
        _owner_of_view(tokens, i, text) or mention_at(tokens, i, text) or _name_like_a_verb(tokens, i, text, masked)
    )
    if mention is None:
        return None
    if mention.kind == "noun" and role == "A" and not _is_actor(mention, tokens[i]):
        return None
    if also:
        mention = replace(mention, role=ALSO[tokens[i + 1].eojeol.core])
    return _first_of_joint(tokens, mention, text) if mention.role in SUBJECT_ROLES else mention


def _name_like_a_verb(tokens: list[Token], i: int, text: str, masked: str) -> Mention | None:
    """`하하는 "…"`, which reads as a verb: a name where the article has `하하가` and `하하의` too."""
    eojeol = tokens[i].eojeol
    quoted = masked[tokens[i].end : tokens[i].end + 3].lstrip(" \u2008\u00a0")[:1] == QUOTE
    if eojeol.role != "T" or not quoted or not 1 < len(eojeol.stem) < 5 or eojeol.kind is not None:
        return None
    if eojeol.stem in lexicon.words("nouns") or tokens[i].after_quote:
        return None
    around = (max(0, tokens[i].start - NEARBY), tokens[i].start + NEARBY)
    if sum(text.find(eojeol.stem + particle, *around) >= 0 for particle in _OF_NAMES) < 2:
        return None
    start = tokens[i].start + max(0, tokens[i].word.find(eojeol.stem))
    end = start + len(eojeol.stem)
    return Mention(start, end, "T", "noun", eojeol.stem, part=eojeol.stem, token=i, first=i)


def _is_looked_at(tokens: list[Token], i: int) -> bool:
    """`공개한 메시지를 보면 "…"라고 적혀 있다`: the message says so."""
    return i + 1 < len(tokens) and tokens[i + 1].eojeol.core.endswith(("보면", "보니", "확인하면"))


def _is_actor(mention: Mention, token: Token) -> bool:
    """`한결도`: an unknown word or a proper name with 도 (also); `값도` is none."""
    last = mention.words.split(" ")[-1]
    if last.endswith(_WITH_DO):
        return False
    return token.eojeol.core[-1:] == "도" and (mention.part is not None or last in lexicon.words("proper_nouns"))


def _first_of_joint(tokens: list[Token], mention: Mention, text: str) -> Mention:
    """`가 단체와 나 단체는`: of a joint subject the first one named stands for all."""
    before = mention.first - 1
    if before < 0 or tokens[before].eojeol.role != "C" or tokens[before].eojeol.core[-1:] not in ("와", "과"):
        return mention
    first = mention_at(tokens, before, text)
    body = ("noun", "org", "group")
    if first is None or first.kind == "pronoun" or (first.kind in body) != (mention.kind in body):
        return mention
    return replace(first, role=mention.role, token=mention.token, joint=True)


def _right_before_quote(token: Token, masked: str) -> bool:
    end = token.end
    if masked.find(QUOTE, end, end + 4) < 0 or token.eojeol.role != "N":
        return False
    if masked[end : end + 4].lstrip(" ,:=\u2008\u00a0")[:1] != QUOTE:
        return False
    return token.eojeol.kind is not None or token.eojeol.telling or is_rare_name(token.eojeol.core)


def _owner_of_view(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`김 위원의 진단은 "…"라는 것이다`, `시청의 공식 반응은 "…"다`: the topic is a speech noun, its owner speaks."""
    eojeol = tokens[i].eojeol
    if not i or eojeol.role != "T" or eojeol.stem not in lexicon.table("speech_nouns"):
        return None
    official = i > 1 and tokens[i - 1].word in _OFFICIAL
    if tokens[i - 1].eojeol.role != "G" and not official:
        return None
    owner = mention_at(tokens, i - 2 if official else i - 1, text)
    return replace(owner, role="T", token=i) if owner is not None and owner.kind in ABLE else None


def _place(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`업계에서는`, `주민들 사이에서는`, `김 의원에 따르면`, `김 박사의 분석에 따르면`: where words are heard."""
    according = (
        i + 1 < len(tokens)
        and tokens[i + 1].eojeol.core in ("따르면", "의하면")
        and tokens[i].eojeol.core.endswith("에")
    )
    stem = tokens[i].eojeol.stem
    if stem in _AMONG and i and tokens[i - 1].eojeol.role in "NG":
        among = mention_at(tokens, i - 1, text)
        if among is None or among.kind not in ABLE:
            return None
        end = tokens[i].start + len(stem) if stem in ("안팎", "내부", "일각") else among.end
        return replace(among, role="L", kind="group", token=i, end=end, words=text[among.start : end])
    if according and i and (stem in lexicon.table("speech_nouns") or tokens[i].eojeol.kind == "document"):
        owner = mention_at(tokens, i - 1, text) if tokens[i - 1].eojeol.role in "NG" else None
        if owner is not None and owner.kind in ABLE:
            return replace(owner, role="L", token=i)
    if not according and tokens[i].eojeol.core.endswith("에"):
        return None
    if stem == "주변" and tokens[i].eojeol.core[2:] in ("에서는", "에선", "에서도", "에서"):
        return Mention(tokens[i].start, tokens[i].start + 2, "L", "group", stem, token=i, first=i)
    mention = mention_at(tokens, i, text)
    if mention is None:
        return None
    if mention.words == "측":  # '반대한다'는 측에서는: whose side, only the marks tell
        if not i or tokens[i - 1].word[0] != LABEL:
            return None
        start = tokens[i - 1].start
        return replace(mention, start=start, words=text[start : mention.end], first=i - 1)
    if according:
        return mention if mention.kind in ABLE or mention.kind == "document" else None
    return mention if mention.kind in ("org", "group", "role", "document") else None
