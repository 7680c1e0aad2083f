"""Words taken apart, and the quick looks that spare most words the reading: each must agree with it."""

from __future__ import annotations

from cases import all_cases

from tracker.extract.eojeol import last_syllables_of, read_eojeol, telling_places
from tracker.extract.remembered import remembered

WORDS = sorted({word for case in all_cases() for word in case.text.split()})


def test_words_that_may_tell_a_name_are_those_that_read_so() -> None:
    read = [i for i, word in enumerate(WORDS) if read_eojeol(word).telling]
    assert list(telling_places(WORDS)) == read == list(telling_places(WORDS))
    assert read


def test_words_with_a_role_end_in_its_particles() -> None:
    for roles in ("T", "SA"):
        ends = last_syllables_of(roles)
        cores = [read.core for read in map(read_eojeol, WORDS) if read.role in roles]
        assert cores and all(core[-1] in ends for core in cores)


def test_what_is_remembered_is_asked_once_until_too_much_is_known() -> None:
    asked: list[str] = []

    @remembered(2)
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length(word) for word in ("가", "나다", "가", "라", "가")] == [1, 2, 1, 1, 1]
    assert asked == ["가", "나다", "라", "가"]
