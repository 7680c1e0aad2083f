"""Foreign names: a given name that is known and what follows it, or a run of words that are no nouns we know."""

from __future__ import annotations

from typing import Final

from tracker.extract import lexicon
from tracker.extract.names import is_possible_name, is_unknown
from tracker.extract.phrases import DETERMINERS, FORMER, Token

_NEARBY: Final = 10_000
_LONG_FOR_A_NAME: Final = 7
_GIVEN: Final = lexicon.words("foreign_given_names")
_FAMILY_NAMES: Final = lexicon.words("foreign_family_names")
_SURNAMES: Final = lexicon.table("surnames")
_NOUNS: Final = lexicon.words("nouns")
_NOBILITY: Final = lexicon.kind("small_words", "nobility")


def is_given(word: str) -> bool:
    """Whether a word is a foreign given name that we know."""
    return word in _GIVEN


def may_be_given(word: str) -> bool:
    """Whether a word is a known given name, or an unknown word that is no Korean name."""
    return is_given(word) or (is_unknown(word) and not is_possible_name(word))


def is_noun(word: str) -> bool:
    """Whether a word is a common noun that we know."""
    return word in _NOUNS


def run_start(tokens: list[Token], last: int, first: int, any_word: bool = False) -> int:
    """Where the run of up to three words begins that ends at `last`, not before `first`: unknown ones (or any) without
    a particle, as foreign names are made of."""
    start = last
    while start > first and last - start < 2:
        word = tokens[start - 1].eojeol
        if word.role != "N" or not (any_word or is_unknown(word.core)):
            break
        start -= 1
    return start


def foreign_run(tokens: list[Token], left: list[int], text: str) -> list[int]:
    """The words of a foreign name in front of the title, in order: a known given name and what follows it, else the
    nearest run of unknown words; a firm at the end of the run is left off."""
    given = [j for j in left if is_given(tokens[j].eojeol.core)]
    if given:
        run = [min(given)]
        while run[-1] + 1 in left and len(run) < 4 and _continues_name(tokens, run[-1] + 1, len(run)):
            run.append(run[-1] + 1)
    else:
        runs = _unknown_runs(tokens, left)
        run = next((run for run in [*runs[:1], *reversed(runs)] if len(run) > 1), runs[0] if runs else [])
        if run and run[0] - 1 in left and len(run) == 1 and len(tokens[run[0]].eojeol.core) == 1:
            run = []
        if len(run) == 1 and _given_before(tokens, run[0], left):
            run.insert(0, run[0] - 1)
    while len(run) > 2 and _stands_alone(tokens, run, text):
        run.pop()
    if run and not given and all(len(tokens[j].eojeol.core) == 1 for j in run):
        return []
    return run


def _given_before(tokens: list[Token], j: int, left: list[int]) -> bool:
    """`조 메르켈`: a given name that reads as a surname, in front of a family name that we know."""
    return j - 1 in left and tokens[j - 1].eojeol.core in _SURNAMES and tokens[j].eojeol.core in _FAMILY_NAMES


def _unknown_runs(tokens: list[Token], left: list[int]) -> list[list[int]]:
    """The runs of neighbouring words in `left` that a foreign name may be made of, the nearest to the title first,
    each in order. Abbreviations in capitals and the names of departments are none."""
    runs: list[list[int]] = []
    for j in left:
        core = tokens[j].eojeol.core
        if (
            tokens[j].eojeol.role not in "NIL"
            or (tokens[j].eojeol.role != "N" and is_noun(tokens[j].eojeol.stem))
            or not is_unknown(core)
            or core in FORMER
            or core in DETERMINERS
            or core.isupper()
            or (len(core) > 3 and core[-1] in "국실계")
        ):
            continue
        if runs and runs[-1][0] == j + 1:
            runs[-1].insert(0, j)
        else:
            runs.append([j])
    return runs


def _continues_name(tokens: list[Token], j: int, nth: int) -> bool:
    """Whether `tokens[j]` can go on a foreign name of `nth` words: the second may be anything but a head we know, a
    third must be unknown, a fourth comes only where one of them is a particle of nobility (`폰 데어`)."""
    eojeol = tokens[j].eojeol
    core = eojeol.core
    if nth == 1 and len(core) == 1 and core in _SURNAMES and core not in FORMER:
        return True
    if eojeol.kind is not None or not "가" <= core[:1] <= "힣" or core in FORMER or core in lexicon.words("places"):
        return False
    if nth == 2 and len(tokens[j - 1].eojeol.core) == 1 and tokens[j - 1].eojeol.core not in _NOBILITY:
        return False
    if nth == 3 and not any(tokens[k].eojeol.core in _NOBILITY for k in range(j - 2, j)):
        return False
    return nth == 1 or core in _NOBILITY or is_unknown(core) or core in _FAMILY_NAMES


def _stands_alone(tokens: list[Token], run: list[int], text: str) -> bool:
    """The last word of the run also stands in the article without the one before it, or that one without it: the last
    is a firm."""
    last, before = tokens[run[-1]].eojeol.core, tokens[run[-2]].eojeol.core
    if last in _FAMILY_NAMES:
        return False
    if len(last) >= _LONG_FOR_A_NAME:
        return True
    at = tokens[run[-1]].start
    text = text[max(0, at - _NEARBY) : at + _NEARBY]
    together = text.count(f"{before} {last}")
    return text.count(last) > together or text.count(before) > together
