"""The rules by name, from `tracker/extract/lexicon/rules.tsv`: what each says and where the figures count it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tracker.extract import lexicon


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, the slice of the figures it belongs to, the group whose confidence it shares, and why it names
    a speaker, in English and Korean. A name that begins with `/` says how a mention was understood."""

    name: str
    slice: str
    group: str
    english: str
    korean: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule of the extraction by name."""
    return {row[0]: Rule(*row) for row in lexicon.rows("rules")}


def rule_of(name: str) -> Rule:
    """The rule that a quote's `rule` names, without what follows the slash."""
    return rules().get(name.partition("/")[0]) or Rule(name, "other", "nobody", "a rule not described", "설명 없음")


def in_words(name: str) -> str:
    """A quote's `rule` in English: `topic-before/pronoun` -> the topic in front of the words; a pronoun for …"""
    how = rules().get("/" + name.partition("/")[2])
    return rule_of(name).english + (f"; {how.english}" if how else "")
