"""Korean text → what the search index holds.

A text is cut into runs: stretches of syllables (Hangul, Hanja, kana) and words of letters and digits. Two kinds of
tokens are made of them:

- *grams* stand for letters in their order: each syllable with the next of its run (`반도체` → `반도 도체 체`). A phrase
  of grams is found just where its letters stand, and a prefix finds a single syllable. Nothing that occurs is missed.
- *words* stand for meaning: each noun in a run as MeCab-ko sees it (`수원지검에` → `수원`, `지검`) and, marked as whole
  with `=`, the run less its particles (`=수원지검`). They tell the country `인도` from the letters within `원인도`, and
  `물을` (water) from the last syllable of `게임물을`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest

from tracker.store.morphemes import NOUN, is_ending, morphemes, nominal_stem, without_particles

# Character classes: a syllable; a letter or digit that is none.
SYL = "\u1100-\u11ff\u3005\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
WORD = rf"(?:(?![{SYL}_])\w)"
_CLOSING = re.escape("’'”\"」』〉》)]")
RUN = re.compile(f"[{SYL}]+|{WORD}+")
# Syllables written on to a word of other letters or to a closing mark, and those that begin a word.
_RUN_IN_PLACE = re.compile(f"(?<=[{_CLOSING}])([{SYL}]+)|(?<={WORD})([{SYL}]+)|([{SYL}]+|{WORD}+)")
SYLLABLE = re.compile(f"[{SYL}]")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Letters within a word of letters and digits: `OpenAI` → `Open`, `AI`; `HBM3E` → `HBM`.
_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
_MIXED = re.compile(r"[A-Za-z]+(?:(?<=[a-z])[A-Z]|\d)[A-Za-z0-9]*")
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

# Stands before a word that is one by itself, and not a part of a longer one.
WHOLE = "="
# A word of every entry, which no text gives: a search for nothing in particular finds all.
IN_EVERY_ENTRY = "∗"


def normal(text: str) -> str:
    """`text` as it is searched: NFKC (full-width and half-width forms, NFD), one letter case, `1,000` as `1000`,
    without invisible characters."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).casefold())
    return THOUSANDS.sub("", text) if "," in text else text


def runs(normal_text: str) -> list[str]:
    """The runs of a text from `normal`, in order."""
    return RUN.findall(normal_text)


def is_syllables(run: str) -> bool:
    """Whether a run is one of syllables, not a word of letters or digits."""
    return bool(SYLLABLE.match(run))


def index_tokens(text: str) -> tuple[str, str]:
    """The grams and the words of `text` as the index takes them: with spaces between, grams in the text's order."""
    places = _RUN_IN_PLACE.findall(normal(text))
    tokens = [_run_tokens(mark or word or run, not run, not word) for mark, word, run in places]
    words = [words for _, words in tokens if words]
    return " ".join([grams for grams, _ in tokens]), " ".join(words + _pieces(text))


@lru_cache(maxsize=100_000)
def _run_tokens(run: str, attached: bool, whole: bool) -> tuple[str, str]:
    # Syllables written on to something else make no word where they are only its ending.
    return run_grams(run), "" if attached and is_ending(run) else run_words(run, whole=whole)


def run_grams(run: str) -> str:
    """The grams of one run: of syllables each pair and the last one, of another word the word."""
    return " ".join([run[at : at + 2] for at in range(len(run))]) if is_syllables(run) else run


def run_words(run: str, *, whole: bool) -> str:
    """The words of one run: the nouns in it and, where it stands by itself, what is the whole of it."""
    if not is_syllables(run):
        return f"{WHOLE}{run} {run}"
    parts = morphemes(run)
    stems = dict.fromkeys((run, nominal_stem(parts), *without_particles(run, parts))) if whole else ()
    nouns = [
        part.letters
        for part, after in zip_longest(parts, parts[1:])
        # `적` ("-ic") makes another word of a noun: 인도적, humane, is not India.
        if part.tag.startswith(NOUN) and not (after and after.letters == "적")
    ]
    return " ".join([*(WHOLE + stem for stem in stems if stem), *nouns])


def _pieces(text: str) -> list[str]:
    mixed = _MIXED.findall(unicodedata.normalize("NFKC", text)) if _LETTER.search(text) else []
    return [piece.casefold() for run in mixed for piece in _PIECE.findall(run) if 1 < len(piece) < len(run)]
