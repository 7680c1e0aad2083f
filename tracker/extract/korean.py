"""Hangul syllables: final consonants (받침) and the shapes that a verb stem takes before its endings."""

from __future__ import annotations

from typing import Final

_FIRST: Final = 0xAC00
_LAST: Final = 0xD7A3
_VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS: Final = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


def has_final(word: str) -> bool | None:
    """Whether the last syllable of the word ends in a consonant; None where it is none (digits and Latin letters take
    either form of a particle in print)."""
    code = ord(word[-1])
    if _FIRST <= code <= _LAST:
        return (code - _FIRST) % 28 != 0
    return None


def is_hangul(word: str) -> bool:
    """Whether nothing but Hangul syllables make up the word."""
    for at in range(len(word)):
        if not _FIRST <= ord(word[at]) <= _LAST:
            return False
    return bool(word)


def with_vowel(syllable: str, vowel: str, final: str = "") -> str:
    """The syllable with its vowel and final consonant replaced."""
    initial = (ord(syllable) - _FIRST) // 588
    return chr(_FIRST + initial * 588 + _VOWELS.index(vowel) * 28 + _FINALS.index(final))


def with_final(syllable: str, final: str) -> str:
    """The open syllable closed by `final`."""
    return chr(ord(syllable) + _FINALS.index(final))


def _vowel(syllable: str) -> str:
    return _VOWELS[(ord(syllable) - _FIRST) % 588 // 28]


_CONTRACTED: Final = {"ㅣ": "ㅕ", "ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅏ": "ㅏ", "ㅐ": "ㅐ", "ㅓ": "ㅓ", "ㅔ": "ㅔ", "ㅕ": "ㅕ"}


def stem_shapes(lemma: str) -> set[str]:
    """The beginnings that inflected forms of a verb can have: 밝히다 -> 밝히, 밝혔, 밝혀, 밝힌, 밝힐, 밝힘, 밝힙.

    Covers regular verbs, 하다, contraction of open stems, ㅡ dropped before a vowel, ㄷ and ㅅ irregulars.
    """
    stem = lemma.removesuffix("다")
    head, last = stem[:-1], stem[-1]
    if last == "하":
        return {head + shape for shape in ("하", "했", "해", "한", "할", "함", "합")}
    if has_final(last):
        return {stem} | _irregular(head, last)
    shapes = {stem} | {head + with_final(last, final) for final in "ㄴㄹㅁㅂ"}
    vowel = _vowel(last)
    joined = ("ㅏ" if head and _vowel(head[-1]) in "ㅏㅗ" else "ㅓ") if vowel == "ㅡ" else _CONTRACTED.get(vowel, vowel)
    return shapes | {head + with_vowel(last, joined), head + with_vowel(last, joined, "ㅆ")}


def _irregular(head: str, last: str) -> set[str]:
    code = (ord(last) - _FIRST) % 28
    open_form = chr(ord(last) - code)
    if _FINALS[code] == "ㄷ":
        return {head + with_final(open_form, "ㄹ")}
    if _FINALS[code] == "ㅅ":
        return {head + open_form + ending for ending in ("은", "을", "어", "었", "아", "았")}
    if _FINALS[code] == "ㅎ":
        return (
            {head + with_vowel(open_form, "ㅘ"), head + with_vowel(open_form, "ㅘ", "ㅆ")}
            if _vowel(last) == "ㅗ"
            else set()
        )
    if _FINALS[code] == "ㄹ":
        return {head + open_form + "는", head + with_final(open_form, "ㄴ"), head + with_final(open_form, "ㅂ")}
    return set()
