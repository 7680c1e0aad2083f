"""Whatever the text: no exception, true offsets, stable ids, the same result twice, no quote over another.

`FUZZ_EXAMPLES` says how many articles all of these tests try together (a few hundred unless it is set).
"""

from __future__ import annotations

import math
import os
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from cases import all_cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.extract import extract_quotes
from tracker.extract.marks import find_marked
from tracker.models import Article, Quote, Zone, quote_id
from tracker.read.text import read_text

TESTS = 7
EXAMPLES = math.ceil(int(os.environ.get("FUZZ_EXAMPLES", "400")) / TESTS)
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

MARKS = list("\"'“”‘’「」『』＂＇〝〞«»`´′″")
ODD = list("\0\ud83d\udc00\ue000\ue001\ue002\u200b\ufeff\u0301\u1100\u1161\U0001f600\x1b각０１ßİ")


def _parts() -> dict[str, list[str]]:
    """What the articles are made of, by group."""
    lines = (Path(__file__).parent / "fuzz_parts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    escape = re.compile(r"\\(?:u....|[nrt])")
    rows = (escape.sub(lambda m: m.group().encode().decode("unicode_escape"), line).split("\t", 1) for line in lines)
    return {group: parts.split("|") for group, parts in rows}


GROUPS = _parts()
NAMES, TITLES, PARTICLES, TAILS, DAYS, WORDS, FRAMES = GROUPS.values()
PARTS = [MARKS, NAMES, TITLES, PARTICLES, TAILS, DAYS, WORDS, FRAMES, ODD]
CASES = [case.text for case in all_cases()]

part = st.sampled_from(PARTS).flatmap(st.sampled_from)
form = st.sampled_from(["NFC", "NFC", "NFD", "NFKD"])
published = st.sampled_from([None, "2025-10-01", "2024-02-29T23:59:59+09:00", "2024", "0001-01-01", "9999-12-31"])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A reporting sentence, more or less: each of its parts may be wrong."""
    opening, closing = draw(
        st.sampled_from([*zip("\"“‘'", "\"”’'", strict=True), ("“", '"'), ("”", "“"), ("", "”"), ("“", "")])
    )
    who = draw(st.sampled_from(NAMES)) + draw(st.sampled_from([" ", ""])) + draw(st.sampled_from([*TITLES, ""]))
    subject = (
        who + draw(st.sampled_from([*PARTICLES, "", "는", "은"])) + " " + draw(st.sampled_from(["", "", *DAYS])) + " "
    )
    quoted = (
        opening + " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=3))) + closing + draw(st.sampled_from(TAILS))
    )
    return subject + quoted if draw(st.booleans()) else quoted + subject


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sentence that people wrote, with pieces cut, doubled, moved, decomposed or spoilt."""
    text = "\n".join(draw(st.lists(st.sampled_from(CASES), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        piece = text[start:end]
        text = draw(
            st.sampled_from(
                [
                    text[:start] + text[end:],
                    text[:end] + piece + text[end:],
                    text[end:] + piece + text[:start],
                    text[:start] + unicodedata.normalize("NFD", piece) + text[end:],
                    text[:start] + piece[::-1] + text[end:],
                ]
            )
        )
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(part) + text[at:]
    return text


def body(text: str, title: str | None = None, published: str | None = "2025-10-01") -> Article:
    """The text as an article that is all body: nothing is taken for furniture."""
    zones = (Zone(0, len(text), "body"),) if text else ()
    return Article("text:fuzz", text, zones, title=title, headline=title, published=published)


def check(article: Article) -> list[Quote]:
    """What holds of every extraction."""
    for turns in (False, True):
        quotes = extract_quotes(article, turns)
        assert extract_quotes(replace(article, source="elsewhere"), turns) == quotes
        seen: Counter[str] = Counter()
        for quote in quotes:
            if quote.start is None or quote.end is None:
                assert quote.start is quote.end is None
                assert article.title and quote.text in unicodedata.normalize("NFC", article.title)
            else:
                assert 0 <= quote.start < quote.end <= len(article.text)
                assert article.text[quote.start : quote.end] == quote.text
            identity = quote_id(article.key, quote.text, 0)
            assert quote.id == quote_id(article.key, quote.text, seen[identity])
            seen[identity] += 1
            assert 0 <= quote.confidence <= 1 and quote.rule and quote.context is not None
            assert (quote.speaker is None) == (quote.speaker_type == "unknown")
            assert quote.said_on is None or len(quote.said_on) < 10 or date.fromisoformat(quote.said_on)
        placed = sorted(
            (q.start, q.end) for q in quotes if q.start is not None and q.end is not None and q.kind != "turn"
        )
        assert all(end <= start for (_, end), (start, _) in pairwise(placed))
    return quotes


@fuzz
@given(st.lists(sentences(), max_size=6), st.sampled_from(["\n", " ", ""]), published)
def test_reporting_sentences(pieces: list[str], joint: str, day: str | None) -> None:
    check(body(joint.join(pieces), published=day))


@fuzz
@given(st.lists(sentences() | part, max_size=12), form)
def test_sentences_between_odd_parts_as_a_pasted_page(pieces: list[str], form: str) -> None:
    text = unicodedata.normalize(form, "".join(pieces))  # type: ignore[arg-type]
    check(read_text(text))


@fuzz
@given(st.lists(part, max_size=40), st.lists(part, max_size=6), published)
def test_parts_in_any_order_with_a_title(pieces: list[str], title: list[str], day: str | None) -> None:
    check(body("".join(pieces), "".join(title), day))


@fuzz
@given(mutated())
def test_mutated_cases(text: str) -> None:
    check(body(text))


@fuzz
@given(mutated(), st.lists(sentences(), max_size=1), published)
def test_mutated_cases_as_a_pasted_page_with_a_headline(text: str, title: list[str], day: str | None) -> None:
    check(read_text(text, title="".join(title), published=day))


@fuzz
@given(st.text(max_size=200) | st.text(st.sampled_from(MARKS + list(" \n가다.고a1")), max_size=60))
def test_any_characters(text: str) -> None:
    check(body(text))
    check(read_text(text))


@fuzz
@given(st.lists(st.tuples(part | sentences(), st.integers(1, 40)), max_size=4))
def test_long_runs(runs: list[tuple[str, int]]) -> None:
    check(body("".join(piece * times for piece, times in runs)))


@fuzz
@given(
    st.text(st.sampled_from([*MARKS, *"가 \n고라."]), max_size=80),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_marks_pair_within_their_bounds(text: str, start: int, less: int) -> None:
    end = max(start, len(text) - less)
    found = find_marked(text, start, end)
    assert all(start <= pair.outer_start < pair.start < pair.end < pair.outer_end <= end for pair in found)
    assert all(one.outer_end <= other.outer_start for one, other in pairwise(found))
