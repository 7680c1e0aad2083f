"""What the body of an article says, for the words of a headline to be found in it.

A headline's quotation shortens words of the body: a quotation, or a sentence that reports them without marks. The
sentence that shares most of its pairs of syllables tells whose words they are; a pair that few sentences have counts
more than one that the article repeats.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from math import fsum
from operator import add
from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract import lexicon
from tracker.extract.cues import reporting_verb
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_adnominal
from tracker.extract.phrases import Mention, Token
from tracker.extract.resolve import Speaker
from tracker.patterns import lazy

_NO_LETTER: Final = lazy(r"[\W_]+")
_NO_LETTER_OF_LINE: Final = lazy(r"[^\w\n]+")
_STOPS: Final = ".…?!\"”'’)]~ "
_PASSIVE: Final = lazy("[해려혀졌겨][졌지진질]|[담열][겼긴]|나타[났난나]|보[인였]|[가-힣][됐된됩]|되[었어]")
_QUOTATIVE: Final = lazy("[다라자냐]고$")
_INTENT: Final = lazy(
    "(?:계획|방침|예정|입장|설명|주장|생각|각오|구상|의견|의지|포부|요구|바람|당부|지적|분석|판단|목표)"
    "(?:이다|입니다|이라고|인데요|이에요|이었다|다|도|를|을|이)?$"
)
_BELIEVES: Final = lazy(
    "(?:(?:보|내다보|기대하|판단하|생각하|예상하|요구하|촉구하|주장하|호소하|규탄하|비판하|외치|믿|바라)고 [있나]|"
    "[가-힣]*기로 [했한]|(?:결정|판단|판결|결론)을 내[렸린놨])"
)
NAMED: Final = frozenset(("person", "title", "org"))
_KINDS: Final = NAMED | {"role", "group", "document", "noun"}
_AMBIGUOUS: Final = lexicon.kind("small_words", "ambiguous-verb")
_REACH: Final = 7  # words behind those reported in which the sentence tells that it reports
_PLACES: Final = "시군구도읍면동"
_BODIES: Final = "진팀측단회사원자인계청부처소국실들가"  # last syllables of what can speak: 연구진, 용역사
_ANNOUNCED: Final = lazy("[다라]고 (?:[^ ]+ ){0,2}(?:밝혔|전했|말했|설명했|발표했|보도했|분석했|전망했|내다봤)")
_OPENS: Final = 8  # words at the head of a sentence
_TELLS: Final = lazy("밝혔|전했다|말했|설명했")
_NAMING: Final = lazy("불리|불린|부르|부른|하는|명명|이름")
_VIEWS: Final = frozenset(
    ("판단", "결정", "판결", "전망", "분석", "지적", "진단", "설명", "해석", "권고", "주장", "의견", "관측")
)
_TEXTS: Final = frozenset(("글", "것으로", "것", "댓글", "게시글", "영상", "문자"))
_SECTION, _ELSEWHERE = 15, 1.6  # sentences behind a heading amid the body; how much less likely others are
_EARLY: Final = 12  # sentences at the head of the body whose tellers are voices of it


@mypyc_attr(acyclic=True)
class Spoken:
    """A quotation of the body with its speaker."""

    __slots__ = ("_plain", "speaker", "text")

    def __init__(self, text: str, speaker: Speaker | None) -> None:
        self.text = text
        self.speaker = speaker
        self._plain: str | None = None

    def share(self, pairs: frozenset[str]) -> float:
        """How many of the pairs of neighbouring syllables of a headline it has, from 0 to 1."""
        plain = self._plain
        if plain is None:
            plain = self._plain = _plain(self.text)
        return sum([pair in plain for pair in pairs]) / len(pairs) if pairs else 0.0


@mypyc_attr(acyclic=True)
class Sentence:
    """A sentence of the body, where it starts and its quotations; `nth` of those that may report without marks, -1
    for a sound bite."""

    __slots__ = ("nth", "spoken", "start", "text")

    def __init__(self, text: str, start: int, spoken: list[Spoken], nth: int) -> None:
        self.text = text
        self.start = start
        self.spoken = spoken
        self.nth = nth


@mypyc_attr(acyclic=True)
class Retold:
    """How much of a headline a sentence of the body holds, from 0 to 1."""

    __slots__ = ("likeness", "sentence")

    def __init__(self, likeness: float, sentence: Sentence) -> None:
        self.likeness = likeness
        self.sentence = sentence


class Body:
    """What the body says: its quotations, and on asking its sentences in order of the text. `teller` reads the
    sentence of that number for who tells what stands outside marks and is shared with a headline."""

    def __init__(
        self,
        spoken: list[Spoken],
        sentences: Callable[[], list[Sentence]],
        opening: Callable[[], str],
        teller: Callable[[int, frozenset[str]], Speaker | None],
    ) -> None:
        self.spoken = spoken
        self._find_opening = opening
        self._find_sentences = sentences
        self._find_teller = teller
        self._opening: str | None = None
        self._sentences: list[Sentence] | None = None
        self._plain: list[str] = []

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the body, found when they are first asked for: most articles have no headline to be
        compared with."""
        if self._sentences is None:
            self._sentences = self._find_sentences()
            self._plain = _plain_lines([sentence.text for sentence in self._sentences])
        return self._sentences

    @property
    def opening(self) -> str:
        """The headings and the first words of the body."""
        if self._opening is None:
            self._opening = self._find_opening()
        return self._opening

    def teller(self, sentence: Sentence, pairs: frozenset[str] = frozenset()) -> Speaker | None:
        """Who tells what `sentence` shares with a headline outside marks."""
        return self._find_teller(sentence.nth, pairs) if sentence.nth >= 0 else None

    def voices(self, name: str) -> bool:
        """Whether `name`, perhaps shortened, speaks in the body or tells something at its head."""
        early = [sentence for sentence in self.sentences[:_EARLY] if not sentence.spoken]
        if any(_announces(name, sentence.text) for sentence in early):
            return True
        if any(_is_meant(name, spoken.speaker) for spoken in self.spoken):
            return True
        return any(_is_meant(name, self.teller(sentence)) for sentence in early)

    def echo(self, pairs: frozenset[str]) -> tuple[Speaker | None, float]:
        """The speaker of the quotation that shares most of the headline's syllable pairs, and that share."""
        best, share = None, 0.0
        for spoken in self.spoken:
            common = spoken.share(pairs)
            if common > share:
                best, share = spoken.speaker, common
        return best, share

    def retold(self, pairs: Collection[str], at: int | None = None) -> list[Retold]:
        """The sentences that hold something of the headline, the likest first. Amid the body, at `at`, a heading is of
        its section: sentences elsewhere count less."""
        if not pairs:
            return []
        sentences = self.sentences
        shared: list[list[float]] = [[] for _ in sentences]
        weights = [self._weigh(pair, shared) for pair in pairs]
        most = fsum(weights)  # not sum: the order of a set, which differs from run to run, must not tip the scales
        section = range(len(sentences))
        if at is not None and sentences and sentences[0].start < at:
            first = sum([sentence.start < at for sentence in sentences])
            section = range(first, first + _SECTION)
        found = [
            Retold(
                (len(held) / len(pairs) + fsum(held) / most) / (2.0 if nth in section else 2.0 * _ELSEWHERE),
                sentences[nth],
            )
            for nth, held in enumerate(shared)
            if held
        ]
        found.sort(key=lambda each: -each.likeness)
        return found

    def _weigh(self, pair: str, shared: list[list[float]]) -> float:
        """What `pair` counts: the less, the more sentences have it. Adds it to what each of those shares."""
        having = [nth for nth, plain in enumerate(self._plain) if pair in plain]
        weight = 1 / len(having) if having else 1.0
        for nth in having:
            shared[nth].append(weight)
        return weight


def _plain(text: str) -> str:
    """The letters and figures of `text`; blanks are left out first, since each hit of a pattern costs."""
    joined = text.replace(" ", "")
    return joined if joined.isalnum() else _NO_LETTER.sub("", joined)


def _plain_lines(texts: list[str]) -> list[str]:
    """`_plain` of each, all at one go."""
    lines = "\n".join([text.replace("\n", " ") for text in texts]).replace(" ", "").replace("_", "")
    return _NO_LETTER_OF_LINE.sub("", lines).split("\n")


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring syllables of `text`."""
    plain = _plain(text)
    return frozenset(map(add, plain, plain[1:]))


def _announces(name: str, text: str) -> bool:
    """`한결식품은 … 했다고 밝혔다`."""
    named = any(f"{name}{particle} " in text or f"{name}){particle} " in text for particle in "은는이가")
    return named and _ANNOUNCED.search(text) is not None


def _is_meant(name: str, speaker: Speaker | None) -> bool:
    return speaker is not None and (_shortens(name, speaker.name) or speaker.name in name)


def _shortens(short: str, name: str) -> bool:
    """`무보` for 무역보험공사: an abbreviation has syllables of the name in their order."""
    rest = iter(name)
    return short in name or (len(short) > 1 and all(char in rest for char in short))


def teller(tokens: list[Token], text: str, shared: list[int]) -> Mention | None:
    """Who tells what a sentence reports without marks: behind `-다고` the subject of the verb, else the topic, else
    the first subject. Nobody where no word of saying or planning follows those that it shares with a headline."""
    at = shared[-1] if shared else max(0, len(tokens) - _REACH)
    reports = _reports(tokens, at)
    if reports is None:
        return _owner(tokens, at, text)
    quotative, said = reports
    for i in range(min(said + 1, len(tokens)) - 1, quotative, -1) if quotative >= 0 else ():
        if tokens[i].eojeol.role in "TSA":
            mention = _able(tokens, i, text)
            if mention is not None:
                return mention
    if _topic_at(tokens) is not None:
        return topic(tokens, text)
    first = shared[0] if shared else 0
    for i in (*range(first - 1, -1, -1), *range(first, len(tokens))):  # the nearest in front of the words
        if tokens[i].eojeol.role in "SA" and not any(is_adnominal(t.eojeol.core) for t in tokens[i + 1 : i + 3]):
            mention = _able(tokens, i, text)
            if mention is not None and mention.kind != "document":
                return mention
    return None


def goes_on(tokens: list[Token], shared: list[int]) -> bool:
    """Whether a sentence reports without a topic: the one of the sentence before goes on telling."""
    return bool(shared) and not any(map(_is_topic, tokens)) and _reports(tokens, shared[-1]) is not None


def topic(tokens: list[Token], text: str, kinds: frozenset[str] = _KINDS) -> Mention | None:
    """The first topic of a sentence, if it can speak and is of one of `kinds`."""
    at = _topic_at(tokens)
    mention = _able(tokens, at, text) if at is not None else None
    return mention if mention is not None and mention.kind in kinds else None


def sharing(tokens: list[Token], pairs: frozenset[str]) -> list[int]:
    """The places of the words that have something of a headline."""
    return [i for i, token in enumerate(tokens) if _shares(token.word, pairs)] if pairs else []


def _shares(word: str, pairs: frozenset[str]) -> bool:
    plain = _plain(word)
    return any(plain[i : i + 2] in pairs for i in range(len(plain) - 1))


def _topic_at(tokens: list[Token]) -> int | None:
    """The place of the first topic; an adnominal form (관형형) ends alike and is none."""
    return next((i for i, t in enumerate(tokens) if _is_topic(t) and t.eojeol.stem), None)


def _is_topic(token: Token) -> bool:
    return token.eojeol.role == "T" and not is_adnominal(token.eojeol.core)


def _owner(tokens: list[Token], at: int, text: str) -> Mention | None:
    """`…라는 대법원의 판단이 나왔다`, `…라는 업계 전망이 전해졌다`: whose view the words are called."""
    for i in range(at + 1, min(len(tokens), at + _REACH)):
        if tokens[i].eojeol.role == "S" and tokens[i].eojeol.stem in _VIEWS and tokens[i - 1].eojeol.role in "GN":
            mention = mention_at(tokens, i - 1, text)
            return mention if mention is not None and mention.kind in ("person", "org", "group", "role") else None
    return None


def _able(tokens: list[Token], i: int, text: str) -> Mention | None:
    """The mention that ends in `tokens[i]`, if it can speak."""
    mention = mention_at(tokens, i, text)
    if mention is None or mention.kind not in _KINDS or mention.words[0].isdigit():
        return None
    if (
        mention.words in _TEXTS
        or mention.words.endswith(("에게", "한테"))
        or (i and tokens[mention.first - 1].word == "이번")
    ):
        return None
    last = mention.words.split(" ")[-1]
    if last[0].isdigit() or len(mention.words) < 2:
        return None
    known = last in lexicon.words("nouns") and last not in lexicon.words("proper_nouns")
    if mention.kind != "noun" or mention.name is not None or not known or last[-1] in _PLACES:
        return mention
    if mention.role != "T" or last in lexicon.table("speech_nouns"):
        return None
    announces = i < _OPENS and any(_TELLS.match(token.word) for token in tokens[-1:])
    return mention if announces or (len(last) > 2 and last[-1] in _BODIES) else None


def _reports(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The places of the quotative (`-다고`) and of the verb of saying that follow `tokens[at]` soon, -1 for what is
    missing: `… 한다고 밝혔다`, `… 것을 촉구하며`, `… 할 계획이다`; None for `… 전해졌다`, `… 나타났다`."""
    end = min(len(tokens), at + _REACH)
    words = [token.word.rstrip(_STOPS + ",") for token in tokens]
    quotative = next((i for i in range(at, end) if _QUOTATIVE.search(words[i])), -1)
    for i in range(max(at, quotative + 1), min(len(tokens), max(end, quotative + _REACH))):
        verb = reporting_verb(words[i], words[i - 1] if i else "")
        if verb is not None and (quotative >= 0 or verb[0] not in _AMBIGUOUS):
            return None if _PASSIVE.search(words[i]) else (quotative, i)
    if quotative >= 0:
        named = quotative + 1 < len(tokens) and _NAMING.match(words[quotative + 1])
        return None if named or _PASSIVE.search(words[-1]) else (quotative, len(tokens) - 1)
    intends = at >= len(tokens) - _REACH and words and _INTENT.search(words[-1])
    return (-1, -1) if intends or _BELIEVES.match(" ".join(words[-2:])) else None
