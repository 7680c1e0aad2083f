"""A reader's words → an expression for the search index, whatever the words are.

Words are joined by AND; words within double quotes (straight or curly) must stand together in that order. A particle at
a word's end (`반도체를`) is left off, so that the bare word and the word with other particles are found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.store.morphemes import bare, particles
from tracker.store.rows import storable
from tracker.store.tokens import IN_EVERY_ENTRY, WHOLE, is_syllables, normal, run_grams, runs

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans("“”„‟＂", '"' * 5)
_GRAMS = "{text speaker headline}"
_WORDS = "{text_words speaker_words headline_words}"
# What a number may be counted in is not its particle: 10만 is 100,000.
_UNITS = ("만", "도")
# A query of more words than this is a pasted text; its first words tell it from any other.
MOST_TERMS = 60

EVERYTHING = f'"{IN_EVERY_ENTRY}"'
NOTHING = '" "'


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: its runs in order, whether it stood in double quotes, and other forms of it that count as
    the same word (with the particle that was left off)."""

    runs: tuple[str, ...]
    quoted: bool = False
    forms: tuple[str, ...] = ()

    @property
    def may_go_on(self) -> bool:
        """Whether the last run may be the beginning of a longer one: syllables, and words of letters (`HBM`, `HBM3E`)
        outside double quotes."""
        last = self.runs[-1]
        return is_syllables(last) or (not self.quoted and len(last) > 1 and last.isalpha())


@lru_cache(maxsize=1024)
def parse(words: str) -> tuple[Term, ...]:
    """What a reader asks for; nothing where the words have no letter or digit."""
    terms = []
    for part in _PART.finditer(storable(words).translate(_QUOTES)):
        quoted = part[2] is None
        found = tuple(runs(normal(part[1] if quoted else part[2])))
        if found:
            terms.append(Term(found, quoted) if quoted else _without_particle(found))
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def match_expression(words: str) -> str:
    """The FTS5 expression that matches just the quotes that hold all of a reader's words.

    Each may stand in the quote, in its speaker's name, title or body, or in the headline. Quotes where it is a word and
    not mere letters match twice over, and once more where it is one by itself, which ranks them first. Blank words
    match everything, others without a letter or digit nothing.
    """
    if not words.strip():
        return EVERYTHING
    return " AND ".join(map(_expression, parse(words))) or NOTHING


def _without_particle(found: tuple[str, ...]) -> Term:
    *before, last = found
    if not is_syllables(last):
        return Term(found)
    if before and last in particles() and not (before[-1].isdigit() and last in _UNITS):
        return Term(tuple(before))
    stem = bare(last)
    return Term((*before, stem), forms=() if before or stem == last else (last,))


def _expression(term: Term) -> str:
    letters = f"{_GRAMS} : {_phrase(term)}"
    if len(term.runs) > 1:
        return letters
    [word] = term.runs
    words = " OR ".join(f'"{token}"' for token in (word, WHOLE + word, *(WHOLE + form for form in term.forms)))
    return f"({letters} OR {_WORDS} : ({words}))"


def _phrase(term: Term) -> str:
    *before, last = term.runs
    head = [run_grams(run) for run in before]
    if is_syllables(last) and len(last) > 1:
        # Without the gram for the run's last syllable it may go on: `반도체` also in `반도체는`.
        return f'"{" ".join([*head, run_grams(last).removesuffix(" " + last[-1])])}"'
    return f'"{" ".join([*head, last])}"' + (" *" if term.may_go_on else "")
