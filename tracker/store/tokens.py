"""Korean text → what the search index holds.

A text is cut into runs: stretches of syllables (Hangul, Hanja, kana) and words of letters and digits. Each syllable
gives one token, itself with the next of its run (`반도체` → `반도 도체 체`), so that a phrase of tokens is found just
where its letters stand, and a prefix finds a single syllable. Beside these stand the morphemes (the smallest units that
mean something, from MeCab-ko), which tell `인도` the country from `인도` within `인도적`.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

SYLLABLES = "\u1100-\u11ff\u3005\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
RUN = re.compile(rf"[{SYLLABLES}]+|(?:(?![{SYLLABLES}_])\w)+")
SYLLABLE = re.compile(f"[{SYLLABLES}]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Parts of speech that carry meaning: nouns, numbers, roots, Hanja, foreign words, and what MeCab-ko does not know.
_KEPT = ("NN", "NP", "NR", "XR", "SL", "SH", "SN", "UNKNOWN")
_lock = threading.Lock()


def normal(text: str) -> str:
    """`text` as it is searched: NFKC (full-width and half-width forms, NFD), one letter case, `1,000` as `1000`,
    without invisible characters."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _THOUSANDS.sub("", _INVISIBLE.sub("", text))


def runs(normal_text: str) -> list[str]:
    """The runs of a text from `normal`, in order."""
    return RUN.findall(normal_text)


def is_syllables(run: str) -> bool:
    """Whether a run is one of syllables, not a word of letters or digits."""
    return bool(SYLLABLE.match(run))


def run_tokens(run: str) -> list[str]:
    """The tokens of one run: for syllables each pair and the last one, for a word the word."""
    if not is_syllables(run):
        return [run]
    return [run[at : at + 2] for at in range(len(run))]


def grams(text: str) -> str:
    """The tokens of `text` in order, with spaces between, as the index takes them."""
    return " ".join(token for run in runs(normal(text)) for token in run_tokens(run))


def morphs(text: str) -> str:
    """The morphemes of `text` that carry meaning, with spaces between."""
    return " ".join(surface for surface, tag in morphemes(normal(text)) if tag.startswith(_KEPT))


def morphemes(normal_text: str) -> list[tuple[str, str]]:
    """(letters, part of speech) of each morpheme, in order; parts of speech as MeCab-ko names them."""
    if not normal_text.strip():
        return []
    from mecab.utils import create_lattice

    # The package's own parse() spends most of its time on features that are not needed here.
    lattice = create_lattice(normal_text.replace("\0", " "))
    with _lock:
        _tagger().parse(lattice)
    return [(node.surface, node.feature.split(",", 1)[0]) for _, node in lattice]


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from mecab import MeCab

    return MeCab()._tagger
