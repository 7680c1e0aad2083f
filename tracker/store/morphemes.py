"""What MeCab-ko says of a single word: the morphemes (smallest units that mean something) it is made of."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import Any, NamedTuple

# Parts of speech, as MeCab-ko names them: nouns, what stands like one, and what a noun takes at its end.
NOUN = ("NNG", "NNP", "XR", "SL", "SH", "UNKNOWN")
_NOMINAL = ("NN", "NP", "NR", "XR", "XSN", "XPN", "SL", "SH", "SN", "UNKNOWN")
_PARTICLE = "J"
_ENDING = ("J", "VCP", "E", "XSV", "XSA")
_POSSESSIVE = "의"
# A noun that anything may stand before: it shows MeCab-ko where the word ends.
_THING = "것"
_lock = threading.Lock()


class Morpheme(NamedTuple):
    """The letters of a morpheme, and its part of speech as MeCab-ko names it."""

    letters: str
    tag: str


def morphemes(run: str) -> list[Morpheme]:
    """The morphemes of a word, in order.

    A word by itself: MeCab-ko then sees a reader's word as it sees the same word in a quote, and since few words make
    up most of a text, each need be looked at only once.
    """
    if run.endswith(_POSSESSIVE) and len(run) > 2:
        # At the end of a text MeCab-ko does not expect the possessive: 국회의 is 국 + 회의 to it, 정부와의 정부 + 와의.
        noun, *rest, _ = parts = _parsed(f"{run} {_THING}")
        particles_alone = rest and all(part.tag.startswith(_PARTICLE) for part in rest)
        if particles_alone and rest[-1].letters == _POSSESSIVE and noun.tag.startswith(NOUN):
            return parts[:-1]
    return _parsed(run)


def without_particles(run: str, parts: Sequence[Morpheme]) -> Iterator[str]:
    """A word without its last particle, without its last two, and so on."""
    for part in reversed(parts):
        if not part.tag.startswith(_PARTICLE) or not run.endswith(part.letters):
            return
        run = run[: -len(part.letters)]
        yield run


def nominal_stem(parts: Sequence[Morpheme]) -> str:
    """The nouns that a word begins with, written together: `경제부총리였다` → `경제부총리`."""
    return "".join(part.letters for part in takewhile(lambda part: part.tag.startswith(_NOMINAL), parts))


@lru_cache(maxsize=10_000)
def is_ending(run: str) -> bool:
    """Whether letters that are written on to a noun are only its ending: `이란` after a closing quotation mark."""
    first, *rest = _parsed(_THING + run)
    is_noun = first.letters == _THING and first.tag.startswith("N")
    return is_noun and all(part.tag.startswith(_ENDING) for part in rest)


@lru_cache(maxsize=4096)
def bare(run: str) -> str:
    """A reader's word without its particles: `반도체를` → `반도체`, `회의` as it is."""
    parts = morphemes(run)
    stem = next(reversed([run, *without_particles(run, parts)]))
    if stem and stem != run and stem == nominal_stem(parts):
        return stem
    # What MeCab-ko does not know, such as a ministry's short name. Three syllables hardly ever stand anywhere but in
    # the word they were cut from, so cutting wrongly does no harm.
    found = (particle for particle in particles() if run.endswith(particle) and len(run) - len(particle) > 2)
    return run.removesuffix(next(found, ""))


@lru_cache(maxsize=1)
def particles() -> tuple[str, ...]:
    """The particles of particles.tsv, the longest first."""
    lines = files("tracker.store").joinpath("particles.tsv").read_text(encoding="utf-8").splitlines()
    listed = (line.split("\t")[0] for line in lines if not line.startswith("#"))
    return tuple(sorted(listed, key=len, reverse=True))


def _parsed(text: str) -> list[Morpheme]:
    from mecab.utils import create_lattice

    lattice = create_lattice(text)
    with _lock:
        _tagger().parse(lattice)
    # A line each, "letters TAB tag,features…", and at last EOS. The package's own parse() takes three times as long,
    # most of it for features that are not needed here.
    lines = (line.partition("\t") for line in lattice.to_string().split("\n")[:-2])
    return [Morpheme(letters, features.partition(",")[0]) for letters, _, features in lines]


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from mecab import MeCab

    return MeCab()._tagger
