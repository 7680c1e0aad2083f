"""Words taken apart, and the quick looks that spare most words the reading: each must agree with it."""

from __future__ import annotations

from cases import all_cases

from tracker.extract import lexicon
from tracker.extract.eojeol import last_syllables_of, read_eojeol
from tracker.extract.glance import telling_words, word_before, word_behind
from tracker.extract.masks import ASIDE, LABEL, QUOTE
from tracker.extract.remembered import Memory

WORDS = sorted({word for case in all_cases() for word in case.text.split()})


def telling_of(words: list[str]) -> list[str]:
    text = " ".join(words)
    return [text[start:end] for start, end, _ in telling_words(text)]


def test_words_that_may_tell_a_name_are_those_that_read_so() -> None:
    read = [word for word in WORDS if read_eojeol(word).telling]
    assert read and telling_of(WORDS) == read


def test_every_known_name_and_title_is_noticed() -> None:
    titles = [head for head, kind in lexicon.rows("heads") if kind == "title"]
    for known in (sorted(lexicon.words("foreign_given_names")), titles):
        for around in ("{}", "({})", "{},", "{}은"):
            words = [around.format(word) for word in known]
            assert telling_of(words) == [word for word in words if read_eojeol(word).telling]


def test_words_hidden_in_part_are_noticed_as_if_nothing_stood_there() -> None:
    words = [f"장관{ASIDE}{ASIDE}은", f"홍서{LABEL}연은", f"장{ASIDE}관", f"{LABEL}{LABEL}장관이", f"{ASIDE}마리아"]
    assert telling_of(words) == [word for word in words if read_eojeol(word).telling]
    assert len(telling_of(words)) > 3


def test_words_stand_between_white_space_and_quotations() -> None:
    text = f" 홍 {QUOTE}{QUOTE}장관은\u3000{QUOTE}\n"
    assert telling_of([text]) == ["장관은"]
    assert [word_before(text, at) for at in (0, 1, 2, 5, 9)] == ["", "", "홍", "홍", "장관은"]
    assert [word_behind(text, at) for at in (0, 2, 5, 8)] == ["홍", "장관은", "장관은", ""]


def test_words_with_a_role_end_in_its_particles() -> None:
    for roles in ("T", "SA"):
        ends = last_syllables_of(roles)
        cores = [read.core for read in map(read_eojeol, WORDS) if read.role in roles]
        assert cores and all(core[-1] in ends for core in cores)


def test_what_is_remembered_is_asked_once_until_too_much_is_known() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memory = Memory(length, 2)
    assert [memory.of(word) for word in ("가", "나다", "가", "라", "가")] == [1, 2, 1, 1, 1]
    assert asked == ["가", "나다", "라", "가"]
