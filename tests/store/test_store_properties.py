"""What holds after any sequence of readings, and for any words."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from store_samples import assert_sound, contents, fresh, report

from tracker.models import Article, Quote
from tracker.store.highlight import highlight
from tracker.store.index import rebuild_index
from tracker.store.ingest import ingest, reextract
from tracker.store.rows import with_key
from tracker.store.search import search
from tracker.store.tokens import is_syllables, normal, runs

SPEAKERS = st.sampled_from(["한결", "다솜", "가온", None])
WORDS = st.sampled_from(
    ["다리를 놓겠다", "길을 넓히겠다", "학교를 짓겠다", "검토 중이다", "AI로 돕겠다", "尹 정부는 답하라"]
)
SAID = st.lists(st.tuples(SPEAKERS, WORDS), max_size=4).map(tuple)
FACTS = st.fixed_dictionaries(
    {
        "url": st.sampled_from(
            ["https://narae.example/1", "https://narae.example/2", "https://portal.example/1", None]
        ),
        "title": st.sampled_from(["설명회 열려", "시장 설명회", None]),
        "outlet": st.sampled_from(["나래일보", None]),
        "published": st.sampled_from(["2025-10-01", "2025-10-01T09:00:00+09:00", None]),
    }
)


def only_the_bridge(article: Article, speaker: str | None) -> list[Quote]:
    words = "다리를 놓겠다"
    start = article.text.find(words)
    if start < 0:
        return []
    _, quotes = report((speaker, words))
    return with_key([replace(quotes[0], start=start, end=start + len(words))], article.key)


class Readings(RuleBasedStateMachine):
    """A few articles read again and again, with other words and other facts each time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.db = fresh(Path(self.folder.name))
        self.ids: set[str] = set()

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    @rule(said=SAID, facts=FACTS)
    def read(self, said: tuple[tuple[str | None, str], ...], facts: dict[str, str | None]) -> None:
        article, quotes = report(*said, **facts)  # type: ignore[arg-type]
        ingest(self.db, article, quotes)
        before = contents(self.db)
        again = ingest(self.db, article, quotes)
        assert (again.status, again.new, again.withdrawn, again.filled) == ("unchanged", 0, 0, ())
        assert contents(self.db) == before

    @precondition(lambda self: self.db["articles"].count)
    @rule(data=st.data(), named=SPEAKERS)
    def find_other_speakers(self, data: st.DataObject, named: str | None) -> None:
        """An extractor that finds one quote only, by somebody else."""
        articles = [row[0] for row in self.db.execute("SELECT id FROM articles ORDER BY id")]
        reextract(self.db, data.draw(st.sampled_from(articles)), lambda stored: only_the_bridge(stored, named))

    @rule()
    def index_anew(self) -> None:
        rebuild_index(self.db)

    @invariant()
    def all_is_sound(self) -> None:
        assert_sound(self.db)

    @invariant()
    def no_quote_ever_goes(self) -> None:
        ids = {row[0] for row in self.db.execute("SELECT id FROM quotes")}
        assert ids >= self.ids
        self.ids = ids

    @invariant()
    def what_stands_is_found_and_nothing_else(self) -> None:
        for words in ("다리를", "짓겠다", '"검토 중"', "AI", "한결", "설명회"):
            inside = "quotes.text || char(10) || coalesce(speaker, '') || char(10) || coalesce(headline, '')"
            stem = {"다리를": "다리", '"검토 중"': "검토 중"}.get(words, words)
            expected = self.db.execute(
                f"SELECT quotes.id FROM quotes JOIN articles ON articles.id = article_id"
                f" WHERE withdrawn_on IS NULL AND instr({inside}, ?)",
                [stem],
            )
            assert {hit.id for hit in search(self.db, words, limit=1000)} == {row[0] for row in expected}


Readings.TestCase.settings = settings(
    max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestReadings = Readings.TestCase

# Letters of all the kinds that Korean news mixes.
LETTERS = st.sampled_from(
    "가나다라마은는이를의에서대전법반도체李文尹AIaibG2015한ㅋ①ﬁＬ가゙é .,·‘’“”()%-\u200b\u1100\u1161\u11a8"
)
TEXT = st.text(LETTERS, min_size=1, max_size=40)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(TEXT, min_size=1, max_size=5), data=st.data())
def test_every_word_that_occurs_is_found(texts: list[str], data: st.DataObject) -> None:
    """Any run of syllables, and any part of one; any word of letters; any number."""
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder)) as db:
        stored = [text.replace('"', "'") for text in texts]
        ingest(db, *report(*((None, text) for text in stored), title=None))
        occurring = [run for text in stored for run in runs(normal(text))]
        if not occurring:
            return
        run = data.draw(st.sampled_from(occurring))
        start = data.draw(st.integers(0, len(run) - 1)) if is_syllables(run) else 0
        word = f'"{run[start:]}"'
        found = {hit.text for hit in search(db, word, limit=100)}
        holding = {text for text in stored if run[start:] in runs(normal(text)) or run in runs(normal(text))}
        assert holding <= found
        assert all(highlight(text, word) for text in holding)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXT, data=st.data())
def test_a_phrase_in_quotes_finds_its_phrase(text: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder)) as db:
        text = text.replace('"', "'")
        ingest(db, *report((None, text), (None, "아무 상관 없는 말"), title=None))
        words = text.split()
        if not words or not runs(normal(text)):
            return
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first + 1, len(words)))
        phrase = " ".join(words[first:last])
        if runs(normal(phrase)):
            assert text in {hit.text for hit in search(db, f'"{phrase}"')}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.one_of(st.text(max_size=60), st.text("\"*():^-+{}AND OR NOT NEAR 가나\0\\'", max_size=40)))
def test_any_words_are_a_query(words: str) -> None:
    search(SOME, words)
    for start, end in highlight(words, words):
        assert 0 <= start < end <= len(words)


_folder = tempfile.TemporaryDirectory()
SOME = fresh(Path(_folder.name))
ingest(SOME, *report(("한결", "가나다 AND 나가는 길")))
