"""A reader's words → an expression for the search index, whatever the words are.

Words are joined by AND; words within double quotes (straight or curly) must stand together in that order. A particle at
a word's end (`반도체를`) is left off, so that the bare word and the word with other particles are found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.store.rows import storable
from tracker.store.tokens import is_syllables, morphemes, normal, run_tokens, runs

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans("“”„‟＂«»", '"' * 7)
_GRAMS = "{grams about_grams}"
_MORPHS = "{morphs about_morphs}"
NOTHING = '" "'  # an expression that matches no row


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: its runs in order, and whether it stood in double quotes."""

    runs: tuple[str, ...]
    quoted: bool


@lru_cache(maxsize=1024)
def parse(words: str) -> tuple[Term, ...]:
    """What a reader asks for; nothing where the words have no letter or digit."""
    terms = []
    for part in _PART.finditer(storable(words).translate(_QUOTES)):
        quoted = part[2] is None
        found = runs(normal(part[1] if quoted else part[2]))
        if found and not quoted:
            found[-1] = without_particle(found[-1])
        if found:
            terms.append(Term(tuple(found), quoted))
    return tuple(dict.fromkeys(terms))


@lru_cache(maxsize=4096)
def without_particle(run: str) -> str:
    """A word without the particles (case and topic endings) at its end: `반도체를` → `반도체`, `회의` as it is."""
    if not is_syllables(run) or len(run) < 2:
        return run
    parts = morphemes(run)
    while len(parts) > 1 and parts[-1][1].startswith("J"):
        parts.pop()
    stem = "".join(surface for surface, _ in parts)
    nominal = all(tag.startswith(("N", "X", "S", "UNKNOWN")) for _, tag in parts)
    return stem if nominal and run.startswith(stem) else run


def match_expression(words: str) -> str:
    """The FTS5 expression that matches just the quotes that hold all of a reader's words."""
    return " AND ".join(f"{_GRAMS} : {_phrase(term)}" for term in parse(words)) or NOTHING


def word_expression(words: str) -> str:
    """The FTS5 expression that matches quotes in which MeCab-ko sees all of the words as words of their own."""
    tokens = [run for term in parse(words) for run in term.runs]
    return f"{_MORPHS} : (" + " AND ".join(f'"{token}"' for token in tokens) + ")" if tokens else NOTHING


def _phrase(term: Term) -> str:
    last = term.runs[-1]
    tokens = [token for run in term.runs[:-1] for token in run_tokens(run)]
    if not is_syllables(last):
        prefix = not term.quoted and len(last) > 1 and last.isalpha()
        return f'"{" ".join([*tokens, last])}"' + (" *" if prefix else "")
    # Without the token for a run's last syllable the phrase may go on: `반도체` also in `반도체는`.
    tokens += run_tokens(last)[:-1] if len(last) > 1 else [last]
    return f'"{" ".join(tokens)}"' + (" *" if len(last) == 1 else "")
