"""Where a reader's words stand in a text, to mark them there."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tracker.store.query import Term, parse
from tracker.store.tokens import SYL, THOUSANDS, WORD, is_syllables, normal

# A character with the marks and the parts of a syllable that belong to it (NFD text).
_CLUSTER = re.compile("(?s).[\u0300-\u036f\u1160-\u11ff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f]*")


def highlight(text: str, words: str) -> list[tuple[int, int]]:
    """The stretches of `text` that a search for `words` finds, as (start, end) offsets in code points.

    In order and not overlapping. Of a word with a particle the bare word is marked.
    """
    plain, places = _normal_with_places(text)
    found = sorted(match.span() for term in parse(words) for match in _pattern(term).finditer(plain))
    if places is not None:
        found = [(places[first][0], places[last - 1][1]) for first, last in found]
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    *before, last = term.runs
    parts = [_run_pattern(run) + _run_end(run) for run in before]
    return re.compile(r"[\W_]*".join([*parts, _run_pattern(last) + ("" if term.may_go_on else _run_end(last))]))


def _run_pattern(run: str) -> str:
    return run if is_syllables(run) else f"(?<!{WORD}){run}"


def _run_end(run: str) -> str:
    return f"(?![{SYL}])" if is_syllables(run) else f"(?!{WORD})"


def _normal_with_places(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """`normal(text)`, and for each of its characters where in `text` it comes from; None where at its own place."""
    plain_text = normal(text)
    if plain_text == text.casefold() and len(plain_text) == len(text):  # most texts: nothing is joined or taken out
        return plain_text, None
    clusters = enumerate(text) if unicodedata.is_normalized("NFKC", text) else _clusters(text)
    plain: list[str] = []
    places: list[tuple[int, int]] = []
    for at, cluster in clusters:
        letters = normal(cluster)
        plain.append(letters)
        places += [(at, at + len(cluster))] * len(letters)
    whole = "".join(plain)
    for comma in reversed([match.start() for match in THOUSANDS.finditer(whole)]):
        whole = whole[:comma] + whole[comma + 1 :]
        del places[comma]
    return whole, places


def _clusters(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in _CLUSTER.finditer(text)]
